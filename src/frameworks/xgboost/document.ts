import type { DType } from '../../contract/types.ts'
import { UserError } from '../../errors.ts'
import type { ByteSource } from '../../formats/bytes.ts'
import { at, countOf, isObject, type Json, listOf, numberOf, textOf, textsOf } from '../../formats/json.ts'
import { selectJson } from '../../formats/json-select.ts'
import type { Selection } from '../../formats/select.ts'
import { selectUbjson } from '../../formats/ubjson.ts'
import { type Booster, MAX_FEATURES } from './booster.ts'

const CATEGORIES: Selection = { keys: { enc: { each: { keys: { type: 'all', offsets: 'length' } } } } }
const TREES: Selection = { keys: { model: { keys: { cats: CATEGORIES, trees: 'length', weights: 'length' } } } }
/** The tree of doc/model.schema; `gbtree` lies within a dart booster. */
const MODEL: Selection = {
  keys: {
    version: 'all',
    learner: {
      keys: {
        feature_names: 'all',
        feature_types: 'all',
        learner_model_param: 'all',
        objective: { keys: { name: 'all' } },
        gradient_booster: { keys: { name: 'all', model: { keys: { cats: CATEGORIES, trees: 'length', weights: 'length' } }, gbtree: TREES } },
      },
    },
  },
}
/** In memory (and in pickles) the configuration goes along: `{Config, Model}`. */
const SNAPSHOT: Selection = { keys: { ...MODEL.keys, Model: MODEL } }

/** A booster in JSON or UBJSON (1.0 and newer; both have one schema). @throws UserError `truncated`, `corrupt`, `not-inferable` (no trees) */
export function readDocument(source: ByteSource): { readonly booster: Booster; readonly format: 'json' | 'ubj' } {
  const format = isBinary(source) ? 'ubj' : 'json'
  const root = format === 'ubj' ? selectUbjson(source, SNAPSHOT) : selectJson(source, SNAPSHOT)
  const model = at(root, 'Model') ?? root
  const learner = at(model, 'learner')
  const gradient = at(learner, 'gradient_booster')
  if (!isObject(learner)) throw damaged(source, 'holds no learner', 'learner')
  const parts = at(gradient, 'gbtree') ?? gradient
  if (!isObject(at(parts, 'model'))) throw configurationOnly(source)
  const parameters = at(learner, 'learner_model_param')
  if (!isObject(parameters)) throw damaged(source, 'holds no parameters of its model', 'learner.learner_model_param')
  const width = whole(parameters, 'num_feature', source)
  const names = namesOf(learner, width, source)
  const version = listOf(at(model, 'version')).map((part) => countOf(part))
  const categories = listOf(at(at(at(parts, 'model'), 'cats'), 'enc')).map(categoryType)
  return {
    format,
    booster: {
      ...(version.length > 0 && !version.includes(undefined) && { version: version.join('.') }),
      names,
      types: typesOf(learner, names, width),
      categories: categories.length > 0 ? categories : null,
      width: width === 0 ? (names?.length ?? null) : width,
      groups: groupsOf(parameters, source),
      objective: textOf(at(at(learner, 'objective'), 'name')) ?? null,
    },
  }
}

/** `{` and then the type of a key's length, where JSON has a quote. */
function isBinary(source: ByteSource): boolean {
  const [brace, next = 0] = source.read(0, Math.min(2, source.size))
  return brace === 0x7b && /[iUIlL$#]/.test(String.fromCharCode(next))
}

/** Every parameter is written as text: `"num_feature": "4"`. */
function whole(parameters: Json, key: string, source: ByteSource): number | null {
  const value = at(parameters, key)
  if (value === undefined) return null
  const number = Number(textOf(value) ?? numberOf(value) ?? Number.NaN)
  if (!Number.isInteger(number) || number < 0 || number > MAX_FEATURES)
    throw damaged(source, `has no sensible ${key}`, `learner.learner_model_param.${key}`)
  return number
}

/** `num_class` is 0 without classes, `num_target` came with 1.6. Source: src/learner.cc, LearnerModelParam. */
function groupsOf(parameters: Json, source: ByteSource): number {
  return Math.max(whole(parameters, 'num_class', source) ?? 0, whole(parameters, 'num_target', source) ?? 1, 1)
}

function namesOf(learner: Json, width: number | null, source: ByteSource): readonly string[] | null {
  const stored = at(learner, 'feature_names')
  const names = stored === undefined || stored === null ? [] : textsOf(stored)
  if (names === undefined) throw damaged(source, 'has feature names that are no texts', 'learner.feature_names')
  if (names.length === 0) return null
  if (width !== null && width !== 0 && names.length !== width)
    throw damaged(source, `names ${names.length} features, but takes ${width}`, 'learner.feature_names')
  if (new Set(names).size !== names.length) throw damaged(source, 'has two features of one name', 'learner.feature_names')
  return names
}

function typesOf(learner: Json, names: readonly string[] | null, width: number | null): readonly string[] | null {
  const types = textsOf(at(learner, 'feature_types')) ?? []
  return types.length > 0 && types.length === (names?.length ?? width) ? types : null
}

/** `Value::ValueKind` of typed arrays, "must remain stable": include/xgboost/json.h. Texts have offsets instead (src/data/cat_container.cc). */
const KINDS: ReadonlyMap<number, DType> = new Map([
  [7, 'float32'],
  [8, 'float64'],
  [9, 'int8'],
  [10, 'uint8'],
  [11, 'int16'],
  [12, 'uint16'],
  [13, 'int32'],
  [14, 'uint32'],
  [15, 'int64'],
  [16, 'uint64'],
])

function categoryType(encoded: Json): DType | null {
  const offsets = numberOf(at(encoded, 'offsets'))
  if (offsets !== undefined) return offsets > 1 ? 'string' : null
  return KINDS.get(numberOf(at(encoded, 'type')) ?? -1) ?? null
}

const damaged = ({ name }: ByteSource, what: string, key: string): UserError =>
  new UserError('corrupt', `${name} ${what}`, 'Save the model again with booster.save_model(path).', { file: name, key })

const configurationOnly = ({ name }: ByteSource): UserError =>
  new UserError(
    'not-inferable',
    `${name} holds the configuration of a booster, but no trees.`,
    'Save the model itself with booster.save_model("model.ubj"): save_config() writes only its parameters.',
    { file: name },
  )
