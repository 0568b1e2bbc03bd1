import { UserError } from '../../errors.ts'
import type { ByteSource } from '../../formats/bytes.ts'
import { at, isObject, type Json, listOf, parseJson, textOf } from '../../formats/json.ts'
import { selectJson } from '../../formats/json-select.ts'
import type { Forecaster, Seasonality, Term } from './state.ts'

/** `model_to_json` writes these first and last. A file may hold the text itself, or the text as a JSON string. Source: prophet/serialize.py. */
const BEGINS = /^\s*(?:"\s*)?\{\s*\\?"growth\\?"\s*:/
const ENDS = /\\?"__(?:fb)?prophet_version\\?"\s*:/

/** Bytes looked at on both ends. */
const WINDOW = 1_024

export function isForecaster(source: ByteSource): boolean {
  const length = Math.min(source.size, WINDOW)
  const head = new TextDecoder().decode(source.read(0, length))
  if (!BEGINS.test(head)) return false
  return ENDS.test(new TextDecoder().decode(source.read(source.size - length, length))) || /\\?"n_changepoints\\?"\s*:/.test(head)
}

export interface Saved {
  readonly forecaster: Forecaster
  readonly version: string | undefined
}

const SELECTION = {
  keys: {
    growth: 'all',
    uncertainty_samples: 'all',
    logistic_floor: 'all',
    extra_regressors: 'all',
    seasonalities: 'all',
    holidays_mode: 'all',
    seasonality_mode: 'all',
    train_holiday_names: 'all',
    train_component_cols: 'all',
    __prophet_version: 'all',
    __fbprophet_version: 'all',
  },
} as const

/** Texts in texts are unescaped in memory; forecasters of ten years of minutes have some 100 MB. */
const MAX_NESTED_BYTES = 256 * 1024 * 1024

/** @throws UserError `truncated`, `corrupt`, `unsafe` */
export function readForecaster(source: ByteSource): Saved {
  const document = selectJson(unquoted(source), SELECTION)
  const growth = textOf(at(document, 'growth'))
  const components = componentColumns(at(document, 'train_component_cols'), source.name)
  if (growth === undefined)
    throw new UserError('corrupt', `${source.name} has no growth`, 'Save it again: model_to_json(model).', { file: source.name })
  const samples = at(document, 'uncertainty_samples')
  const seasonalityMode = textOf(at(document, 'seasonality_mode')) ?? 'additive'
  return {
    forecaster: {
      growth,
      hasIntervals: samples !== 0 && samples !== false && samples !== null,
      hasFloor: at(document, 'logistic_floor') === true,
      regressors: ordered(at(document, 'extra_regressors')).map(([name, term]) => termOf(name, term, seasonalityMode)),
      seasonalities: ordered(at(document, 'seasonalities')).map(([name, term]) => seasonalityOf(name, term, seasonalityMode)),
      holidays: holidayNames(at(document, 'train_holiday_names'), source.name),
      holidaysMode: textOf(at(document, 'holidays_mode')) ?? seasonalityMode,
      components,
    },
    version: textOf(at(document, '__prophet_version')) ?? textOf(at(document, '__fbprophet_version')),
  }
}

const QUOTE = 0x22

/** `json.dump(model_to_json(model), file)` quotes what is JSON already. */
function unquoted(source: ByteSource): ByteSource {
  const head = source.read(0, Math.min(source.size, 16))
  const first = head.find((byte) => byte > 0x20)
  if (first !== QUOTE) return source
  if (source.size > MAX_NESTED_BYTES) throw new UserError('unsafe', `${source.name} is too large`, 'Write model_to_json(model) as it is.')
  const text = parseJson(new TextDecoder().decode(source.read(0, source.size)), source.name)
  const bytes = new TextEncoder().encode(typeof text === 'string' ? text : '')
  return {
    name: source.name,
    size: bytes.length,
    read(offset, length) {
      if (offset + length > bytes.length) {
        throw new UserError('truncated', `${source.name} ends early`, 'Save the model again.', { file: source.name })
      }
      return bytes.subarray(offset, offset + length)
    },
  }
}

/** Dictionaries are written with the order of their keys: `[[names], {…}]`. */
function ordered(value: Json | undefined): readonly (readonly [string, Json])[] {
  const [names, entries] = isObject(value) ? [Object.keys(value), value] : listOf(value)
  return listOf(names).flatMap((name) => {
    const entry = typeof name === 'string' ? at(entries, name) : undefined
    return typeof name === 'string' && entry !== undefined ? [[name, entry] as const] : []
  })
}

const termOf = (name: string, term: Json, mode: string): Term => ({ name, mode: textOf(at(term, 'mode')) ?? mode })

const seasonalityOf = (name: string, term: Json, mode: string): Seasonality => ({
  ...termOf(name, term, mode),
  condition: textOf(at(term, 'condition_name')) ?? null,
})

/** A table in a text: `{"schema": {"fields": […]}, "data": […]}` (`orient="table"`); older versions by columns. */
function componentColumns(value: Json | undefined, file: string): readonly string[] | null {
  const table = nested(value, file)
  const fields = listOf(at(at(table, 'schema'), 'fields')).flatMap((field) => textOf(at(field, 'name')) ?? [])
  return fields.length > 0 ? fields.filter((name) => name !== 'index') : null
}

/** A series in a text: `{"name": …, "data": […]}`. */
const holidayNames = (value: Json | undefined, file: string): readonly string[] =>
  listOf(at(nested(value, file), 'data')).filter((name): name is string => typeof name === 'string')

const nested = (value: Json | undefined, file: string): Json | undefined => (typeof value === 'string' ? parseJson(value, file) : value)
