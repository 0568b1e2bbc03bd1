import { type Dim, evidenceOf, type Shape, type Value } from '../../contract/types.ts'
import { UserError } from '../../errors.ts'
import type { Rec } from './record.ts'
import { dtypeOf } from './words.ts'

/** Types inside types: sequence(map(int64, tensor)) is 3; ten times that is made by nobody. */
const MAX_TYPE_DEPTH = 32

/**
 * TypeProto → value with evidence `stored`. No type at all, an opaque type, a future element type: unknown.
 * @param where file and key of the value, for its evidence
 * @throws UserError `corrupt` for types nested without end
 */
export function valueOfType(type: Rec | undefined, where: string, depth = 0): Value {
  if (depth > MAX_TYPE_DEPTH) throw new UserError('corrupt', `${where} nests types deeper than ${MAX_TYPE_DEPTH}`, 'Export the model again.')
  const tensor = type?.message('tensor_type')
  const sparse = type?.message('sparse_tensor_type')
  const sequence = type?.message('sequence_type')
  const map = type?.message('map_type')
  const optional = type?.message('optional_type')
  if (tensor !== undefined) return stored(tensorValue(tensor), where)
  if (sparse !== undefined) return { ...stored(tensorValue(sparse), where), sparse: true }
  if (sequence !== undefined) return stored({ sequence: valueOfType(sequence.message('elem_type'), where, depth + 1) }, where)
  if (map !== undefined) {
    const value = valueOfType(map.message('value_type'), where, depth + 1)
    return stored({ map: { key: dtypeOf(map.int('key_type')), value } }, where)
  }
  if (optional !== undefined) return { ...valueOfType(optional.message('elem_type'), where, depth + 1), optional: true }
  return stored({ type: null, shape: null }, where)
}

const stored = (value: Value, where: string): Value => ({ ...value, evidence: evidenceOf(value, 'stored', where) })

function tensorValue(tensor: Rec): Value {
  const shape: Shape = tensor.message('shape')?.messages('dim').map(dimensionOf) ?? null
  return { type: dtypeOf(tensor.int('elem_type')), shape }
}

/** A dimension: number, symbol, or unknown where neither is given or an exporter wrote a placeholder. */
function dimensionOf(dimension: Rec): Dim {
  const value = dimension.int('dim_value')
  if (value !== undefined) return value >= 0 && value < Number.MAX_SAFE_INTEGER ? value : null
  const symbol = dimension.text('dim_param')
  return symbol === undefined || isPlaceholder(symbol) ? null : symbol
}

/**
 * Symbols that name nothing: numbered anew at each export (tf2onnx `unk__12`), or words for "no idea" used for unrelated dimensions
 * (`?`, `None`, `-1`, ''). As symbols they would make every export look changed, and unrelated dimensions equal.
 */
export const isPlaceholder = (symbol: string): boolean => /^(?:unk_*\d*|unknown|none|null|nan|dynamic|[?*]*|-?\d+)$/i.test(symbol.trim())
