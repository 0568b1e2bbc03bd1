import { type Place, UserError } from '../errors.ts'
import { didYouMean } from './nearest.ts'
import {
  type AssumedFact,
  type Contract,
  type Dim,
  DTYPES,
  type DType,
  type Field,
  type FrameworkId,
  PROFILES,
  type Shape,
  type Signature,
  type Value,
} from './types.ts'

/** Values in values. Real rows nest three or four deep (Spark); the readers of this project recurse, so depth must be bounded. */
export const MAX_DEPTH = 32
/** TensorFlow allows 254 dimensions, NumPy 64. */
export const MAX_RANK = 254
/** Signatures, fields and struct fields in all: a wide table has 10⁵ columns, and a label of an image is read whole into memory. */
export const MAX_FIELDS = 1_000_000
/** Characters of a name; Spark writes whole expressions as column names. */
export const MAX_NAME = 65_536

const CONTRACT_KEYS = ['contract', 'framework', 'signatures'] as const
const FRAMEWORK_KEYS = ['name', 'version', 'format'] as const
const SIGNATURE_KEYS = ['name', 'inputs', 'outputs', 'positional'] as const
const KIND_KEYS = ['type', 'shape', 'sequence', 'map', 'struct', 'image'] as const
const VALUE_KEYS = [...KIND_KEYS, 'profile', 'optional', 'sparse', 'ragged', 'aliases', 'assumed'] as const
const ASSUMED: readonly AssumedFact[] = ['name', 'type', 'shape']

/**
 * A contract from its canonical JSON (already parsed by `JSON.parse`), strictly: what the language does not know is an error.
 * `file` is what messages call the source: `contract.json`, `ghcr.io/o/churn:1.2.0`.
 * @throws UserError `definition-invalid` naming the JSON path (`where.key`) and the nearest valid word
 */
export function parseContract(json: unknown, file: string): Contract {
  const reader: Reader = { file, fields: 0 }
  const root = record(reader, json, '')
  checkLanguage(reader, root)
  checkKeys(reader, root, CONTRACT_KEYS, '')
  const signatures = list(reader, root.get('signatures'), 'signatures').map((one, index) => signature(reader, one, `signatures[${index}]`))
  checkUnique(reader, signatures, 'signatures')
  return { contract: 1, framework: framework(reader, root.get('framework')), signatures }
}

/** Where messages point to, and how many fields have been read so far. */
interface Reader {
  readonly file: string
  fields: number
}

/** Keys of an object in a Map: names like `__proto__` are keys like any other. */
type Keys = ReadonlyMap<string, unknown>

function checkLanguage(reader: Reader, root: Keys): void {
  const language = root.get('contract')
  if (language === 1) return
  if (typeof language === 'number' && Number.isInteger(language) && language > 1) {
    fail(
      reader,
      'contract',
      `is written in version ${language} of the contract language; this program knows version 1.`,
      'Use a newer version of mlambda/upload-action.',
    )
  }
  fail(reader, 'contract', `is ${shown(language)}; a contract begins with "contract": 1.`)
}

function framework(reader: Reader, json: unknown): FrameworkId {
  const keys = record(reader, json, 'framework')
  checkKeys(reader, keys, FRAMEWORK_KEYS, 'framework')
  const optional = (key: 'version' | 'format') => (keys.has(key) ? { [key]: name(reader, keys.get(key), `framework.${key}`) } : {})
  return { name: name(reader, keys.get('name'), 'framework.name'), ...optional('version'), ...optional('format') }
}

function signature(reader: Reader, json: unknown, path: string): Signature {
  const keys = record(reader, json, path)
  checkKeys(reader, keys, SIGNATURE_KEYS, path)
  countField(reader, path)
  const fieldsAt = (key: 'inputs' | 'outputs') => fields(reader, keys.get(key), `${path}.${key}`, 1)
  return {
    name: name(reader, keys.get('name'), `${path}.name`),
    inputs: fieldsAt('inputs'),
    outputs: fieldsAt('outputs'),
    ...flag(reader, keys, 'positional', path),
  }
}

function fields(reader: Reader, json: unknown, path: string, depth: number): readonly Field[] {
  const parsed = list(reader, json, path).map((one, index) => field(reader, one, `${path}[${index}]`, depth))
  checkUnique(reader, parsed, path)
  return parsed
}

function field(reader: Reader, json: unknown, path: string, depth: number): Field {
  const keys = record(reader, json, path)
  checkKeys(reader, keys, ['name', ...VALUE_KEYS], path)
  return { name: name(reader, keys.get('name'), `${path}.name`), ...value(reader, keys, path, depth) }
}

function namelessValue(reader: Reader, json: unknown, path: string, depth: number): Value {
  const keys = record(reader, json, path)
  checkKeys(reader, keys, VALUE_KEYS, path)
  return value(reader, keys, path, depth)
}

function value(reader: Reader, keys: Keys, path: string, depth: number): Value {
  countField(reader, path)
  if (depth > MAX_DEPTH) fail(reader, path, `is nested more than ${MAX_DEPTH} deep.`)
  return {
    ...kind(reader, keys, path, depth),
    ...(keys.has('profile') && { profile: word(reader, keys.get('profile'), PROFILES, `${path}.profile`) }),
    ...flag(reader, keys, 'optional', path),
    ...flag(reader, keys, 'sparse', path),
    ...flag(reader, keys, 'ragged', path),
    ...aliases(reader, keys, path),
    ...assumed(reader, keys, path),
  }
}

function kind(reader: Reader, keys: Keys, path: string, depth: number): Value {
  const said = KIND_KEYS.filter((key) => keys.has(key))
  const kinds = said.filter((key) => key !== 'shape')
  const [only, other] = kinds
  if (only === undefined) fail(reader, path, 'says nothing about its type: write type and shape, or one of sequence, map, struct, image.')
  if (other !== undefined) fail(reader, path, `has both ${only} and ${other}; a field is of one kind.`)
  if (only !== 'type' && keys.has('shape')) fail(reader, `${path}.shape`, `stands beside ${only}; only tensors have a shape.`)
  switch (only) {
    case 'type':
      return { type: dtype(reader, keys.get('type'), `${path}.type`), shape: shape(reader, keys, path) }
    case 'sequence':
      return { sequence: namelessValue(reader, keys.get('sequence'), `${path}.sequence`, depth + 1) }
    case 'map': {
      const map = record(reader, keys.get('map'), `${path}.map`)
      checkKeys(reader, map, ['key', 'value'], `${path}.map`)
      return {
        map: {
          key: dtype(reader, map.get('key'), `${path}.map.key`),
          value: namelessValue(reader, map.get('value'), `${path}.map.value`, depth + 1),
        },
      }
    }
    case 'struct':
      return { struct: fields(reader, keys.get('struct'), `${path}.struct`, depth + 1) }
    case 'image': {
      const image = record(reader, keys.get('image'), `${path}.image`)
      checkKeys(reader, image, ['width', 'height', 'channels'], `${path}.image`)
      const size = (key: 'width' | 'height' | 'channels'): Dim => dim(reader, image.get(key), `${path}.image.${key}`)
      return { image: { width: size('width'), height: size('height'), channels: size('channels') } }
    }
  }
}

function dtype(reader: Reader, json: unknown, path: string): DType | null {
  return json === null ? null : word(reader, json, DTYPES, path)
}

function shape(reader: Reader, keys: Keys, path: string): Shape {
  const json = keys.get('shape')
  if (json === null) return null
  if (json === undefined) fail(reader, path, 'has a type but no shape: write [] for a scalar, null if the rank is unknown.')
  const dims = list(reader, json, `${path}.shape`)
  if (dims.length > MAX_RANK) fail(reader, `${path}.shape`, `has ${dims.length} dimensions; ${MAX_RANK} are the most.`)
  return dims.map((one, index) => dim(reader, one, `${path}.shape[${index}]`))
}

function dim(reader: Reader, json: unknown, path: string): Dim {
  if (json === null) return null
  if (typeof json === 'string' && json !== '' && json.length <= MAX_NAME) return json
  // -0 would print as 0 and compare as 0, but is no size anybody writes
  if (typeof json === 'number' && Number.isSafeInteger(json) && json >= -1 && !Object.is(json, -0)) return json
  fail(reader, path, `is ${shown(json)}; a size is a whole number from 0, -1 (any), a word (a symbol) or null (unknown).`)
}

function aliases(reader: Reader, keys: Keys, path: string): { readonly aliases?: readonly string[] } {
  if (!keys.has('aliases')) return {}
  const names = list(reader, keys.get('aliases'), `${path}.aliases`).map((one, index) => name(reader, one, `${path}.aliases[${index}]`))
  return names.length === 0 ? {} : { aliases: names }
}

function assumed(reader: Reader, keys: Keys, path: string): { readonly assumed?: readonly AssumedFact[] } {
  if (!keys.has('assumed')) return {}
  const facts = list(reader, keys.get('assumed'), `${path}.assumed`).map((one, index) => word(reader, one, ASSUMED, `${path}.assumed[${index}]`))
  if (new Set(facts).size < facts.length) fail(reader, `${path}.assumed`, 'names a fact twice.')
  return facts.length === 0 ? {} : { assumed: facts }
}

function flag<K extends 'positional' | 'optional' | 'sparse' | 'ragged'>(
  reader: Reader,
  keys: Keys,
  key: K,
  path: string,
): { readonly [P in K]?: true } {
  const json = keys.get(key)
  if (json === undefined || json === false) return {}
  if (json === true) return { [key]: true } as { readonly [P in K]?: true }
  fail(reader, `${path}.${key}`, `is ${shown(json)}; write true, or leave it out.`)
}

function word<W extends string>(reader: Reader, json: unknown, words: readonly W[], path: string): W {
  const known = words.find((one) => one === json)
  if (known !== undefined) return known
  const near = typeof json === 'string' ? didYouMean(json, words) : ''
  fail(reader, path, `is ${shown(json)}, which is not one of the words of the language.${near}`, `Write one of ${words.join(', ')}.`)
}

function name(reader: Reader, json: unknown, path: string): string {
  if (typeof json !== 'string') fail(reader, path, `is ${shown(json)}; it must be a string.`)
  if (json.length > MAX_NAME) fail(reader, path, `is longer than ${MAX_NAME} characters.`)
  return json
}

function record(reader: Reader, json: unknown, path: string): Keys {
  if (typeof json === 'object' && json !== null && !Array.isArray(json)) return new Map(Object.entries(json))
  fail(reader, path, `is ${shown(json)}; it must be an object.`)
}

function list(reader: Reader, json: unknown, path: string): readonly unknown[] {
  if (Array.isArray(json)) return json
  fail(reader, path, `is ${shown(json)}; it must be a list.`)
}

function checkKeys(reader: Reader, keys: Keys, known: readonly string[], path: string): void {
  for (const key of keys.keys()) {
    if (!known.includes(key))
      fail(reader, path, `has the unknown key ${JSON.stringify(key)}.${didYouMean(key, known)}`, `Its keys are ${known.join(', ')}.`)
  }
}

/** Names and aliases are what callers address a field by: two fields must not answer to one name. */
function checkUnique(reader: Reader, named: readonly { readonly name: string; readonly aliases?: readonly string[] }[], path: string): void {
  const taken = new Map<string, number>()
  for (const [index, one] of named.entries()) {
    for (const each of new Set([one.name, ...(one.aliases ?? [])])) {
      const first = taken.get(each)
      if (first !== undefined) fail(reader, `${path}[${index}]`, `has the name ${JSON.stringify(each)}, which ${path}[${first}] has already.`)
      taken.set(each, index)
    }
  }
}

function countField(reader: Reader, path: string): void {
  reader.fields++
  if (reader.fields > MAX_FIELDS) fail(reader, path, `is one of more than ${MAX_FIELDS} fields; that is no contract for callers.`)
}

function fail(reader: Reader, path: string, what: string, remedy = 'docs/contract.md describes the language of contracts.'): never {
  const where: Place = path === '' ? { file: reader.file } : { file: reader.file, key: path }
  throw new UserError('definition-invalid', `${reader.file}: ${path === '' ? 'the contract' : path} ${what}`, remedy, where)
}

/** Long texts are cut: the place says where to look. */
function shown(json: unknown): string {
  if (json === undefined) return 'missing'
  if (Array.isArray(json)) return 'a list'
  if (typeof json === 'object' && json !== null) return 'an object'
  const text = JSON.stringify(json) ?? String(json)
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
