import { dottedName } from '../../formats/pickle/values.ts'
import { describeBooster } from './boosters.ts'
import { describeColumns } from './columns.ts'
import { assumed, type Described, type Method, type Output, UNKNOWN } from './described.ts'
import { attribute, type Estimator, has } from './estimator.ts'
import { columnsOf, inputsOf } from './features.ts'
import { describeMeta } from './meta.ts'
import { arrayNames, tableColumns, tableOf } from './output-names.ts'
import { classesOf, outputsOf, predictedClasses } from './outputs.ts'
import { describePipeline, describeUnion } from './pipeline.ts'
import { ESTIMATORS } from './table.ts'

/** Estimators within estimators: deeper ones are no models but traps. */
const MAX_DEPTH = 24
/** Estimators looked at in one file. */
const MAX_VISITS = 20_000

/** Describes estimators inside others; counts, so that a record that holds itself ends. */
export interface Describer {
  readonly version: string
  describe(estimator: Estimator | null): Described
}

/** What an estimator takes and gives, as far as its attributes say. */
export function describeEstimator(estimator: Estimator, version: string): Described {
  let visits = 0
  const at = (depth: number): Describer => ({
    version,
    describe(inside) {
      visits += 1
      if (inside === null || depth > MAX_DEPTH || visits > MAX_VISITS) return NOTHING
      return tableOutput(inside, withNames(inside, describeOne(inside, at(depth + 1))), at(depth + 1))
    },
  })
  return at(0).describe(estimator)
}

export const NOTHING: Described = { inputs: { kind: 'rows', width: null, names: null, columns: [] }, outputs: new Map() }

function describeOne(estimator: Estimator, describer: Describer): Described {
  const composed =
    describePipeline(estimator, describer) ??
    describeUnion(estimator, describer) ??
    describeColumns(estimator, describer) ??
    describeBooster(estimator) ??
    describeMeta(estimator, describer)
  if (composed !== null) return composed
  const row = ESTIMATORS[estimator.name]
  // a class of the same name elsewhere (cuml, daal4py, imblearn) is meant as the same
  if (row !== undefined) return { inputs: inputsOf(estimator), outputs: outputsOf(estimator, row, describer.version) }
  return foreign(estimator)
}

/** A class of somebody else: whatever it keeps under scikit-learn's own attribute names. It predicts if it has classes. */
function foreign(estimator: Estimator): Described {
  const inputs = inputsOf(estimator)
  const outputs = new Map<Method, readonly Output[]>()
  if (has(estimator, 'classes_')) {
    const { type } = classesOf(estimator)
    outputs.set('predict', [{ ...predictedClasses(estimator), ...type, guessed: true }])
  }
  const rows = inputs.kind === 'rows' ? { ...inputs, columns: inputs.columns.map(() => UNKNOWN), guessed: inputs.names === null } : inputs
  return { inputs: rows, outputs }
}

/** Tables that `transform` returns: after `set_output`, and of a FunctionTransformer that gets one. Without known names there are no outputs to tell. */
function tableOutput(estimator: Estimator, described: Described, describer: Describer): Described {
  const isTable = tableOf(estimator) !== null
  const passes = estimator.name === 'FunctionTransformer' && attribute(estimator, 'validate') !== true
  const { inputs, outputs } = described
  if (!outputs.has('transform') || !(isTable || passes) || inputs.kind !== 'rows') return described
  // it makes an array of its rows, and without names for the result nothing makes a table of that
  if (estimator.name === 'FunctionTransformer' && !passes && attribute(estimator, 'feature_names_out') === null) return described
  // a sparse matrix does not become a table: the call fails
  if (isTable && outputs.get('transform')?.[0]?.sparse) return { inputs, outputs: new Map([...outputs].filter(([method]) => method !== 'transform')) }
  const names = inputs.names ?? (isTable ? arrayNames(inputs.width) : null)
  if (names === null && !isTable) return described
  // NumPy's element-wise functions keep a table's columns
  const func = attribute(estimator, 'func')
  const keeps = passes && (func === null || ELEMENTWISE.test(dottedName(func)))
  const columns: readonly Output[] | null =
    names === null
      ? null
      : keeps
        ? names.map((name) => ({ ...assumed('float64'), dims: [], name }))
        : tableColumns(estimator, names, outputs.get('transform')?.[0], describer)
  return { inputs, outputs: new Map<Method, readonly Output[]>([...outputs, ['transform', columns ?? []]]) }
}

const ELEMENTWISE =
  /^numpy\.(?:log|log1p|log2|log10|exp|expm1|sqrt|cbrt|square|abs|absolute|sign|sin|cos|tan|tanh|arctan|reciprocal|floor|ceil|rint)$/

/** An estimator that was fitted on a table knows the names, whatever its inner ones say of types. */
function withNames(estimator: Estimator, described: Described): Described {
  const { inputs } = described
  if (inputs.kind !== 'rows' || inputs.names !== null) return described
  const own = inputsOf(estimator)
  if (own.kind !== 'rows' || (own.names === null && own.width === null) || attribute(estimator, 'steps') !== undefined) return described
  const width = own.names?.length ?? own.width
  if (width === null || (inputs.width !== null && inputs.width !== width)) return described
  const columns = inputs.columns.length === width ? inputs.columns : columnsOf(estimator, width)
  return { ...described, inputs: { kind: 'rows', width, names: own.names, columns, ...(own.names === null && inputs.guessed && { guessed: true }) } }
}
