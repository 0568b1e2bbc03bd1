import { UserError } from '../../errors.ts'
import { arrayOf } from '../../formats/pickle/arrays.ts'
import { dottedName, itemOf, itemsOf, type PyDict, type PyValue, recordOf } from '../../formats/pickle/values.ts'
import type { PickledFile } from '../pickles.ts'
import type { Forecaster, Seasonality, Term } from './state.ts'

/** The forecaster of a pickle, or null where the pickle holds something else. */
export function forecasterIn({ root }: Pick<PickledFile, 'root'>, path: string): Forecaster | null {
  const object = recordOf(root, 'object')
  if (!/^(?:fb)?prophet(?:\.[\w.]+)?\.Prophet$/.test(dottedName(root))) return null
  const state = recordOf(object?.state, 'dict')
  const growth = itemOf(state, 'growth')
  if (typeof growth !== 'string') throw new UserError('corrupt', `${path} holds a Prophet without growth`, 'Save it again.', { file: path })
  const columns = itemOf(state, 'train_component_cols')
  if (columns === undefined || columns === null) {
    throw new UserError('not-inferable', `${path} holds a Prophet that is not fitted`, 'Fit it before it is saved: model.fit(df).', { file: path })
  }
  const samples = itemOf(state, 'uncertainty_samples')
  const mode = textOr(itemOf(state, 'seasonality_mode'), 'additive')
  return {
    growth,
    hasIntervals: samples !== 0 && samples !== false && samples !== null,
    hasFloor: itemOf(state, 'logistic_floor') === true,
    regressors: entriesOf(itemOf(state, 'extra_regressors')).map(([name, term]) => termOf(name, term, mode)),
    seasonalities: entriesOf(itemOf(state, 'seasonalities')).map(([name, term]) => seasonalityOf(name, term, mode)),
    holidays: textsOf(itemOf(state, 'train_holiday_names')) ?? [],
    holidaysMode: textOr(itemOf(state, 'holidays_mode'), mode),
    components: columnsOf(columns),
  }
}

const textOr = (value: PyValue | undefined, other: string): string => (typeof value === 'string' ? value : other)

function entriesOf(value: PyValue | undefined): readonly (readonly [string, PyDict | null])[] {
  const pairs = recordOf(value, 'dict')?.pairs ?? recordOf(value, 'object')?.pairs ?? []
  return pairs.flatMap(([name, entry]) => (typeof name === 'string' ? [[name, recordOf(entry, 'dict')] as const] : []))
}

const termOf = (name: string, term: PyDict | null, mode: string): Term => ({ name, mode: textOr(itemOf(term, 'mode'), mode) })

function seasonalityOf(name: string, term: PyDict | null, mode: string): Seasonality {
  const condition = itemOf(term, 'condition_name')
  return { ...termOf(name, term, mode), condition: typeof condition === 'string' ? condition : null }
}

/** Components of a model: terms and holidays, some hundreds at most. */
const MAX_COLUMNS = 10_000

/** Column names of a DataFrame: the first axis of its block manager, which newer versions of pandas call and older ones fill by its state. */
function columnsOf(frame: PyValue): readonly string[] | null {
  const state = recordOf(recordOf(frame, 'object')?.state, 'dict')
  const manager = recordOf(itemOf(state, '_mgr') ?? itemOf(state, '_data'), 'object')
  const axes = itemsOf(manager?.args[1]) ?? itemsOf(itemsOf(manager?.state)?.[0])
  return textsOf(axes?.[0] ?? undefined)
}

function textsOf(value: PyValue | undefined): readonly string[] | null {
  const items = arrayOf(value)?.first(MAX_COLUMNS) ?? itemsOf(value)
  const texts = items?.filter((item): item is string => typeof item === 'string') ?? []
  return items !== null && items !== undefined && texts.length === items.length && texts.length > 0 ? texts : null
}
