import type { Field } from '../../contract/types.ts'
import { directoryOf, linksBeside, payloadPath } from './payload-links.ts'
import { kindOfModel, onlySignature, refusal } from './refusal.ts'
import { type Tensor, tensorsOf, WORDS } from './tensors.ts'
import { MARK, type ViewEntry, type Viewed } from './types.ts'

interface Flavor {
  readonly framework: string
  readonly formats: readonly string[]
  /** Keys of the native flavor for a file of this name; the format is the container's. */
  readonly native: (file: string, format: string) => Readonly<Record<string, string>>
  /** Key of the file in `python_function`. */
  readonly key: 'model_path' | 'data'
}

/** Flavors whose own file is the model's. Source: mlflow 3, mlflow/{sklearn,onnx,xgboost,lightgbm}/__init__.py (`_load_pyfunc`, `load_model`). */
const FLAVORS: readonly Flavor[] = [
  {
    framework: 'sklearn',
    formats: ['pickle'],
    native: (file) => ({ pickled_model: file, serialization_format: 'pickle' }),
    key: 'model_path',
  },
  { framework: 'onnx', formats: ['onnx'], native: (file) => ({ data: file }), key: 'data' },
  {
    framework: 'xgboost',
    formats: ['json', 'ubj'],
    native: (file, format) => ({ data: file, model_class: 'xgboost.core.Booster', model_format: format }),
    key: 'data',
  },
  { framework: 'lightgbm', formats: ['text'], native: (file) => ({ data: file, model_class: 'lightgbm.basic.Booster' }), key: 'data' },
]

const MLMODEL = 'MLmodel'

/**
 * A directory that `mlflow.pyfunc.load_model` takes: `MLmodel` beside links to the model's file and what lies around it. The signature is enforced by MLflow,
 * so that only what is certain is in it; without it MLflow takes any input.
 * @throws UserError `input-invalid`
 */
export function mlflowView(viewed: Viewed, root: string): readonly ViewEntry[] {
  const { found, files } = viewed
  if (found?.framework === 'mlflow') return [{ path: root, to: payloadPath(directoryOf(found.path)) }]
  const flavor = FLAVORS.find(({ framework, formats }) => framework === found?.framework && formats.includes(found.format))
  if (!found || !flavor) {
    const remedy = found?.framework === 'sklearn' ? 'Save it with pickle.dump, or take mlflow out of the input layout.' : undefined
    throw refusal('mlflow', `MLflow has no flavor that loads ${kindOfModel(viewed)} as it is`, remedy)
  }
  const signature = onlySignature(viewed, 'mlflow', ['predict', 'transform'])
  const file = found.path.slice(found.path.lastIndexOf('/') + 1)
  const inputs = schemaOf(signature.inputs)
  const outputs = schemaOf(signature.outputs)
  const mlmodel = {
    flavors: {
      python_function: {
        loader_module: `mlflow.${flavor.framework}`,
        [flavor.key]: file,
        ...(flavor.framework === 'sklearn' && { predict_fn: signature.name }),
      },
      [flavor.framework]: flavor.native(file, found.format),
    },
    ...(inputs !== null && { signature: { inputs: JSON.stringify(inputs), ...(outputs !== null && { outputs: JSON.stringify(outputs) }) } }),
  }
  // JSON is YAML, and escapes by itself
  const text = `# ${MARK}\n${JSON.stringify(mlmodel, null, 2)}\n`
  return [{ path: `${root}/${MLMODEL}`, text }, ...linksBeside(found.path, files, root, [MLMODEL])]
}

/** MLflow's schema: columns where every field is one, else tensors; `null` where something is not certain or has no word there. */
function schemaOf(fields: readonly Field[]): readonly object[] | null {
  const tensors = tensorsOf(fields, 'firm')
  if (typeof tensors === 'string' || tensors.length === 0) return null
  const isTable = tensors.length > 1 && tensors.every(({ shape }) => shape.length === 1 && shape[0] === -1)
  const schema = tensors.map((tensor) => (isTable ? columnOf(tensor) : tensorOf(tensor)))
  return schema.some((one) => one === null) ? null : schema.filter((one) => one !== null)
}

function columnOf({ name, type, optional }: Tensor): object | null {
  const word = WORDS[type]?.column
  return word === undefined ? null : { type: word, name, required: !optional }
}

function tensorOf({ name, type, shape }: Tensor): object | null {
  const word = WORDS[type]?.numpy
  // NumPy's texts have a length, and TensorSpec takes no scalars
  return word === undefined || shape.length === 0 ? null : { type: 'tensor', 'tensor-spec': { dtype: word, shape }, name }
}
