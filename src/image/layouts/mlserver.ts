import type { Field, Signature } from '../../contract/types.ts'
import { directoryOf, payloadPath } from './payload-links.ts'
import { kindOfModel, onlySignature, refusal } from './refusal.ts'
import { datatypeOf, type Tensor, tensorsOf } from './tensors.ts'
import { MARK, type ViewEntry, type Viewed } from './types.ts'

interface Runtime {
  readonly framework: string
  readonly formats: readonly string[]
  /** Python path of the runtime's class. */
  readonly implementation: string
  /** Methods that a request can name as an output; the first that the model has is the default. */
  readonly methods: readonly string[]
  /** The runtime reads the default method from `extra.predict_fn`. */
  readonly choosesMethod?: true
}

/** Runtimes that load the file as it is. Source: SeldonIO/MLServer 1.7.1, runtimes/*. Its catboost runtime takes every model for a classifier. */
const RUNTIMES: readonly Runtime[] = [
  {
    framework: 'sklearn',
    formats: ['pickle', 'joblib'],
    implementation: 'mlserver_sklearn.SKLearnModel',
    methods: ['predict', 'transform', 'predict_proba'],
    choosesMethod: true,
  },
  { framework: 'xgboost', formats: ['json', 'ubj'], implementation: 'mlserver_xgboost.XGBoostModel', methods: ['predict'] },
  { framework: 'lightgbm', formats: ['text'], implementation: 'mlserver_lightgbm.LightGBMModel', methods: ['predict'] },
  { framework: 'mlflow', formats: ['MLmodel'], implementation: 'mlserver_mlflow.MLflowRuntime', methods: ['predict'] },
]

/**
 * A directory that MLServer serves: `model-settings.json` over a link to the files. Its tensors are metadata for callers, and name the codec of each;
 * what the contract does not know is left out.
 * @throws UserError `input-invalid`
 */
export function mlserverView(viewed: Viewed, root: string): readonly ViewEntry[] {
  const { found, name } = viewed
  if (found?.framework === 'mlserver') return [{ path: root, to: payloadPath(directoryOf(found.path)) }]
  const runtime = RUNTIMES.find(({ framework, formats }) => framework === found?.framework && formats.includes(found.format))
  if (!found || !runtime) throw refusal('mlserver', `no runtime of MLServer takes ${kindOfModel(viewed)}`)
  // MLServer reads the address as a URL without decoding it
  if (/[?#;]/.test(found.path)) throw refusal('mlserver', `${JSON.stringify(found.path)} cannot be written as an address`, 'Rename the file.')
  const signature = onlySignature(viewed, 'mlserver', runtime.methods)
  const inputs = tensorsOf(signature.inputs, 'shown')
  const contentType = contentTypeOf(signature.inputs)
  // the MLflow runtime takes the directory
  const path = runtime.framework === 'mlflow' ? directoryOf(found.path) : found.path
  const settings = {
    $comment: MARK,
    name,
    implementation: runtime.implementation,
    platform: runtime.framework,
    ...(typeof inputs === 'string' ? {} : { inputs: inputs.map(metadataOf) }),
    ...outputsOf(viewed, signature, runtime),
    parameters: {
      uri: `./files${path === '' ? '' : `/${path}`}`,
      ...(contentType && { content_type: contentType }),
      ...(runtime.choosesMethod && signature.name !== runtime.methods[0] && { extra: { predict_fn: signature.name } }),
    },
  }
  return [
    { path: `${root}/model-settings.json`, text: `${JSON.stringify(settings, null, 2)}\n` },
    { path: `${root}/files`, to: payloadPath('') },
  ]
}

/** The request's codec: columns make a data frame, one list of texts is a list, anything else is an array, which is the runtimes' default. */
function contentTypeOf(inputs: readonly Field[]): string | undefined {
  const columns = inputs.filter((field) => 'shape' in field && field.shape?.length === 1)
  if (columns.length === 0 || columns.length < inputs.length) return undefined
  const [first] = columns
  // a model fitted on an array has the one input X (docs/contract.md, "Tables")
  if (columns.length > 1 || first?.name !== 'X') return 'pd'
  return 'type' in first && first.type === 'string' ? 'str' : undefined
}

/** Outputs of every method with the default's inputs: a request chooses among them by name. */
function outputsOf({ contract }: Viewed, signature: Signature, { methods }: Runtime): { readonly outputs?: readonly object[] } {
  const offered = contract.signatures.filter((one) => one === signature || (methods.includes(one.name) && sameNames(one, signature)))
  const outputs = offered.flatMap((one) => {
    const tensors = tensorsOf(one.outputs, 'shown')
    return typeof tensors === 'string' ? [] : tensors.map((tensor) => metadataOf({ ...tensor, shape: answeredShape(tensor.shape) }))
  })
  return outputs.length === 0 ? {} : { outputs }
}

function sameNames(a: Signature, b: Signature): boolean {
  return JSON.stringify(a.inputs.map(({ name }) => name)) === JSON.stringify(b.inputs.map(({ name }) => name))
}

/** MLServer answers a list as a column (codecs/utils.py, `inject_batch_dimension`). */
function answeredShape(shape: readonly number[]): readonly number[] {
  return shape.length === 1 ? [...shape, 1] : shape
}

/** `MetadataTensor`. The protocol has no scalars: one element. */
function metadataOf(tensor: Tensor): object {
  const datatype = datatypeOf(tensor)
  return {
    name: tensor.name,
    datatype,
    shape: tensor.shape.length === 0 ? [1] : tensor.shape,
    ...(tensor.type === 'string' && { parameters: { content_type: 'str' } }),
  }
}
