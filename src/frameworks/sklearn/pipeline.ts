import { type PyValue, recordOf } from '../../formats/pickle/values.ts'
import type { Describer } from './describe.ts'
import { assumed, type Column, type Described, type Inputs, type Known, type Method, type Output, UNKNOWN } from './described.ts'
import { type Estimator, estimatorOf, namedAt } from './estimator.ts'
import { namesOf } from './features.ts'

/** sklearn.pipeline, imblearn.pipeline, sklearn2pmml's PMMLPipeline, sklearn_pandas' TransformerPipeline: `steps` of (name, estimator). */
const PIPELINES = new Set(['Pipeline', 'PMMLPipeline', 'TransformerPipeline'])

/** Samplers change rows only while fitting (imblearn); the pipeline passes them by. */
const isSampler = ({ library, record }: Estimator): boolean =>
  library === 'imblearn' && recordOf(record.callable, 'global')?.module.match(/sampling|combine/) != null

const isPassing = (value: PyValue | undefined): boolean => value === null || value === 'passthrough'

/** The first step says what comes in, the last what goes out; every step before the last transforms: Pipeline checks that. Null for what is no pipeline. */
export function describePipeline(estimator: Estimator, describer: Describer): Described | null {
  if (!PIPELINES.has(estimator.name)) return null
  const steps = namedAt(estimator, 'steps').map(([, step]) => step)
  const present = steps.filter((step) => !isPassing(step)).map(estimatorOf)
  const real = present.filter((step) => step === null || !isSampler(step)).map((step) => describer.describe(step))
  const last = real.at(-1)
  if (last === undefined) return identity()
  const outputs = isPassing(steps.at(-1)) ? only(last.outputs, 'transform') : last.outputs
  return {
    inputs: named(
      estimator,
      throughSteps(real.map(({ inputs }, i) => ({ inputs, estimator: present.filter((step) => step === null || !isSampler(step))[i] ?? null }))),
    ),
    outputs: retyped(outputs, real),
  }
}

interface Step {
  readonly inputs: Inputs
  readonly estimator: Estimator | null
}

/** Transformers with as many columns out as in, in the same order: what the next step says of its columns holds before them too. */
const ONE_TO_ONE =
  /Scaler$|^(?:SimpleImputer|KNNImputer|IterativeImputer|Normalizer|PowerTransformer|QuantileTransformer|FunctionTransformer|ContinuousDomain|CategoricalDomain|OrdinalDomain|MultiDomain|Domain)$/

function throughSteps([first, ...rest]: readonly Step[]): Inputs {
  if (first === undefined) return { kind: 'rows', width: null, names: null, columns: [] }
  const { inputs, estimator } = first
  if (inputs.kind !== 'rows' || rest.length === 0 || estimator === null || !ONE_TO_ONE.test(estimator.name)) return inputs
  const after = throughSteps(rest)
  if (after.kind !== 'rows') return inputs.width === null ? after : inputs
  if (inputs.width !== null && after.width !== inputs.width) return inputs
  // imputers keep text text; scalers take numbers only
  const columns = after.columns.map((column, i): Column => stronger(inputs.columns[i] ?? UNKNOWN, column))
  return { ...inputs, width: inputs.width ?? after.width, columns }
}

const RANK = { derived: 2, assumed: 1, unknown: 0 } as const
export const stronger = (a: Column, b: Column): Column =>
  RANK[b.source] > RANK[a.source] || (RANK[a.source] === RANK[b.source] && a.type === 'float64' && b.source === 'derived') ? b : a

/** A pipeline's own list of names (PMMLPipeline's active_fields) goes before those of its first step. */
function named(estimator: Estimator, inputs: Inputs): Inputs {
  const names = namesOf(estimator)
  if (names === null) return inputs
  if (inputs.kind === 'text') return names.length === 1 ? { kind: 'text', name: names[0] ?? null } : inputs
  if (inputs.kind !== 'rows') return inputs
  if (inputs.names !== null && inputs.columns.length === inputs.names.length) {
    const known = new Map(inputs.names.map((name, i) => [name, inputs.columns[i] ?? UNKNOWN]))
    return { kind: 'rows', width: names.length, names, columns: names.map((name) => known.get(name) ?? UNKNOWN) }
  }
  return { kind: 'rows', width: names.length, names, columns: names.length === inputs.width ? inputs.columns : names.map(() => UNKNOWN) }
}

function only(outputs: Described['outputs'], method: Method): Described['outputs'] {
  const found = outputs.get(method)
  return new Map(found === undefined ? [] : [[method, found]])
}

const identity = (): Described => ({
  inputs: { kind: 'rows', width: null, names: null, columns: [] },
  outputs: new Map<Method, readonly Output[]>([['transform', [{ ...UNKNOWN, dims: null }]]]),
})

/** What follows float32 parameters behind a step that gives float64 is float64. */
function retyped(outputs: Described['outputs'], steps: readonly Described[]): Described['outputs'] {
  const before = steps.at(-2)?.outputs.get('transform')?.[0]
  if (before?.source !== 'derived' || before.type !== 'float64') return outputs
  return new Map(
    [...outputs].map(([method, list]) => [
      method,
      list.map((output) => (output.source === 'assumed' && output.type === 'float32' ? { ...output, type: 'float64' as const } : output)),
    ]),
  )
}

/** sklearn.pipeline.FeatureUnion: every branch sees the same rows, their columns stand side by side. */
export function describeUnion(estimator: Estimator, describer: Describer): Described | null {
  if (estimator.name !== 'FeatureUnion') return null
  const branches = namedAt(estimator, 'transformer_list').filter(([, step]) => step !== 'drop' && step !== null)
  const described = branches.map(([, step]) => describer.describe(estimatorOf(step)))
  const transforms = described.map(({ outputs }) => outputs.get('transform')?.[0])
  const inputs = described.map((branch) => branch.inputs).reduce(mergedInputs, { kind: 'rows', width: null, names: null, columns: [] })
  const passing = branches.some(([, step]) => step === 'passthrough')
  // one sparse branch makes the whole sparse
  const sparse = transforms.some((output) => output?.sparse) ? { sparse: true } : {}
  return { inputs, outputs: new Map([['transform', [{ ...(passing ? { ...UNKNOWN, dims: [null] } : sideBySide(transforms)), ...sparse }]]]) }
}

/** Columns of several transforms in one array: their sizes add up, their types meet. */
export function sideBySide(outputs: readonly (Output | undefined)[]): Output {
  const sizes = outputs.map((output) => (output?.dims?.length === 1 ? (output.dims[0] ?? null) : null))
  const total = sizes.reduce((sum, size) => (sum === null || size === null ? null : sum + size), 0)
  return { ...commonKnown(outputs.map((output) => output ?? UNKNOWN)), dims: [total] }
}

/** NumPy's promotion, for what happens here: all the same, or float64 among numbers. */
export function commonKnown(types: readonly Known[]): Known {
  const source = types.some((known) => known.source === 'unknown')
    ? 'unknown'
    : types.some((known) => known.source === 'assumed')
      ? 'assumed'
      : 'derived'
  const words = [...new Set(types.map((known) => known.type))]
  const [only] = words
  if (words.length === 1 && only !== undefined && only !== null) return { type: only, source }
  const numbers = words.every((word) => word !== null && /^(?:bool|u?int\d+|float\d+)$/.test(word))
  if (numbers && words.includes('float64')) return { type: 'float64', source }
  // sparse and object columns beside numbers: not worth a guess
  return words.includes('float64') && !words.includes('string') && !words.includes(null) ? assumed('float64') : UNKNOWN
}

/** Branches of a union over one table: names of columns add up where each lists its own (DataFrameMapper), else they are the same columns. */
export function mergedInputs(a: Inputs, b: Inputs): Inputs {
  if (a.kind !== 'rows') return a
  if (b.kind !== 'rows') return a.width === null ? b : a
  if (a.names !== null && b.names !== null) {
    const names = [...new Set([...a.names, ...b.names])]
    const lookup = (side: typeof a) => new Map(side.names?.map((name, i) => [name, side.columns[i] ?? UNKNOWN]))
    const [left, right] = [lookup(a), lookup(b)]
    return { kind: 'rows', width: names.length, names, columns: names.map((name) => stronger(left.get(name) ?? UNKNOWN, right.get(name) ?? UNKNOWN)) }
  }
  if (a.width === null) return b
  if (b.width === null || b.width !== a.width) return a
  return { kind: 'rows', width: a.width, names: a.names ?? b.names, columns: a.columns.map((column, i) => stronger(column, b.columns[i] ?? UNKNOWN)) }
}
