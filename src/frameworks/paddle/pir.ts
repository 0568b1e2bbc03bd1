import { evidenceOf, type Field, type TensorValue } from '../../contract/types.ts'
import { isObject, type Json, type JsonObject, own, parseDocument } from '../../formats/json-document.ts'
import { corrupt } from '../tfjs/json-view.ts'
import { noFetch, type Program } from './program.ts'
import { dtypeOfWord } from './types.ts'

/** Inputs and outputs. */
const MAX_FIELDS = 10_000
const MAX_RANK = 256

/** What a program of Paddle 3 says, as JSON. Source: paddle/fluid/pir/serialize_deserialize. */
export function readPir(words: string, file: string): Program {
  const model = parse(words, file)
  const inputs: Placed[] = []
  const outputs: Placed[] = []
  let hasParameters = false
  for (const [i, op] of operatorsOf(model, file).entries()) {
    if (!isObject(op)) throw corrupt(file, `ops[${i}]`, 'is no operator')
    const kind = own(op, '#')
    if (kind === 'p') hasParameters = true
    // dialects are written by number: 1 is Paddle's own
    const name = typeof kind === 'string' ? /^(?:1|pd_op)\.(data|feed|fetch)_?$/.exec(kind)?.[1] : undefined
    if (name !== undefined) (name === 'fetch' ? outputs : inputs).push(placedField(op, file, `ops[${i}]`))
  }
  if (outputs.length === 0) throw noFetch(file)
  if (inputs.length + outputs.length > MAX_FIELDS) throw corrupt(file, '', `has ${inputs.length + outputs.length} inputs and outputs`)
  const base = own(model, 'base_code')
  const version = isObject(base) ? own(base, 'version') : undefined
  return {
    version: typeof version === 'number' ? `pir ${version}` : undefined,
    signature: { name: 'predict', inputs: ordered(inputs, file), outputs: ordered(outputs, file) },
    hasParameters,
  }
}

interface Placed {
  readonly field: Field
  readonly column: number
}

/** Where operators have a column it is the order; others stand in the order of the file. */
function ordered(placed: readonly Placed[], file: string): readonly Field[] {
  const fields = [...placed].sort((a, b) => a.column - b.column).map(({ field }) => field)
  if (new Set(fields.map(({ name }) => name)).size < fields.length) throw corrupt(file, '', 'has two inputs or outputs of one name')
  return fields
}

/** Operators of the main block; those of branches and loops lie inside of them. */
function operatorsOf(model: JsonObject, file: string): readonly Json[] {
  const program = own(model, 'program')
  const region = isObject(program) ? firstOf(own(program, 'regions')) : undefined
  const block = isObject(region) ? firstOf(own(region, 'blocks')) : undefined
  const ops = isObject(block) ? own(block, 'ops') : undefined
  if (!Array.isArray(ops)) throw corrupt(file, 'program', 'holds no block of operators')
  return ops
}

const firstOf = (value: Json | undefined): Json | undefined => (Array.isArray(value) ? value[0] : value)

function placedField(op: JsonObject, file: string, at: string): Placed {
  const attributes = own(op, 'A')
  const attribute = (name: string): Json | undefined => {
    const found = Array.isArray(attributes) ? attributes.find((one: Json) => isObject(one) && own(one, 'N') === name) : undefined
    const value = isObject(found) ? own(found, 'AT') : undefined
    return isObject(value) ? own(value, 'D') : undefined
  }
  const name = attribute('name')
  if (typeof name !== 'string') throw corrupt(file, at, 'has no name')
  const column = attribute('col')
  const output = firstOf(own(op, 'O'))
  const type = isObject(output) ? own(output, 'TT') : undefined
  const value = tensorOf(isObject(type) ? type : {}, file, at)
  const field = { name, ...value, evidence: evidenceOf(value, 'stored', `${file}: ${at}`) }
  return { field, column: typeof column === 'number' ? column : 0 }
}

/** `{"#": "0.t_dtensor", "D": [{"#": "0.t_f32"}, [-1, 4], …]}`; lists of tensors and later types are unknown. */
function tensorOf(type: JsonObject, file: string, at: string): TensorValue {
  const parts = own(type, 'D')
  const kind = own(type, '#')
  if (typeof kind !== 'string' || !/\.t_dtensor$/.test(kind) || !Array.isArray(parts)) return { type: null, shape: null }
  const [element, dims] = parts
  const word = isObject(element) ? own(element, '#') : undefined
  if (!Array.isArray(dims) || dims.length > MAX_RANK) throw corrupt(file, at, 'has no shape')
  const shape = dims.map((dim: Json) => (typeof dim === 'number' && Number.isInteger(dim) && dim >= -1 ? dim : null))
  return { type: typeof word === 'string' ? dtypeOfWord(word) : null, shape }
}

function parse(words: string, file: string): JsonObject {
  const model = parseDocument(words, file)
  if (!isObject(model)) throw corrupt(file, '', 'is not the object a program is')
  return model
}
