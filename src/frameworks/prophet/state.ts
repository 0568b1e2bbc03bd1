import { type DType, evidenceOf, type Field, type Signature, type TensorValue } from '../../contract/types.ts'

/** What of a fitted forecaster decides about its table of predictions. Source: prophet/forecaster.py, `predict`. */
export interface Forecaster {
  readonly growth: string
  /** `uncertainty_samples` is not zero: every value comes with a lower and an upper bound. */
  readonly hasIntervals: boolean
  readonly hasFloor: boolean
  readonly regressors: readonly Term[]
  readonly seasonalities: readonly Seasonality[]
  /** Names of holidays in the training data. */
  readonly holidays: readonly string[]
  /** Mode of holidays. */
  readonly holidaysMode: string
  /** Columns of `train_component_cols`, where they can be read. */
  readonly components: readonly string[] | null
}

export interface Term {
  readonly name: string
  /** `additive` or `multiplicative`. */
  readonly mode: string
}

export interface Seasonality extends Term {
  /** A column of truth values that says when it applies. */
  readonly condition: string | null
}

export function signatureOf(forecaster: Forecaster, where: string): Signature {
  const isLogistic = forecaster.growth === 'logistic'
  const conditions = [...new Set(forecaster.seasonalities.flatMap(({ condition }) => (condition === null ? [] : [condition])))]
  const inputs = [
    column('ds', 'timestamp', where),
    ...(isLogistic ? [column('cap', 'float64', where)] : []),
    ...(forecaster.hasFloor ? [column('floor', 'float64', where)] : []),
    ...forecaster.regressors.map(({ name }) => column(name, 'float64', where)),
    ...conditions.map((name) => column(name, 'bool', where)),
  ]
  return { name: 'predict', inputs: unique(inputs), outputs: unique(outputsOf(forecaster, isLogistic, where)) }
}

/** The columns in their order: trend, bounds, components with bounds, the forecast. */
function outputsOf({ hasFloor, hasIntervals, ...forecaster }: Omit<Forecaster, 'growth'>, hasCap: boolean, where: string): readonly Field[] {
  const bounds = (name: string): readonly string[] => (hasIntervals ? [`${name}_lower`, `${name}_upper`] : [])
  const numbers = [
    'trend',
    ...(hasCap ? ['cap'] : []),
    ...(hasFloor ? ['floor'] : []),
    ...bounds('yhat'),
    ...bounds('trend'),
    ...(forecaster.components ?? componentsOf(forecaster)).flatMap((name) => [name, ...bounds(name)]),
    'yhat',
  ]
  return [column('ds', 'timestamp', where), ...numbers.map((name) => column(name, 'float64', where))]
}

/** The same by the settings: one column per term, and the sums of each kind. Source: prophet/forecaster.py, `regressor_column_matrix`. */
export function componentsOf({
  seasonalities,
  regressors,
  holidays,
  holidaysMode,
}: Pick<Forecaster, 'seasonalities' | 'regressors' | 'holidays' | 'holidaysMode'>): readonly string[] {
  const modes = [...new Set([...seasonalities, ...regressors].map(({ mode }) => mode)), ...(holidays.length > 0 ? [holidaysMode] : [])]
  const names = [
    ...seasonalities.map(({ name }) => name),
    ...regressors.flatMap(({ name, mode }) => [name, `extra_regressors_${mode}`]),
    ...(holidays.length > 0 ? ['holidays', ...holidays] : []),
    ...modes.map((mode) => `${mode}_terms`),
  ]
  return [...new Set([...names.sort(), 'additive_terms', 'multiplicative_terms'])]
}

function column(name: string, type: DType, where: string): Field {
  const value: TensorValue = { type, shape: [-1] }
  return { name, ...value, evidence: evidenceOf(value, 'derived', where) }
}

const unique = (fields: readonly Field[]): readonly Field[] => [...new Map(fields.map((field) => [field.name, field])).values()]
