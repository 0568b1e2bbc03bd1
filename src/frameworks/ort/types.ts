import { type Dim, evidenceOf, type Shape, type Value } from '../../contract/types.ts'
import { corruptAt, scalar, type Table, table, tables, text } from '../../formats/flatbuffer.ts'
import { isPlaceholder } from '../onnx/value-types.ts'
import { dtypeOf } from '../onnx/words.ts'

/** Slots. Source: onnxruntime/core/flatbuffers/schema/ort.fbs. */
const TYPE = { kind: 1, value: 2 } as const
const TENSOR = { element: 0, shape: 1 } as const
const SHAPE = { dims: 0 } as const
const DIMENSION = { value: 0 } as const
const SIZE = { kind: 0, number: 1, symbol: 2 } as const
const SEQUENCE = { element: 0 } as const
const MAP = { key: 0, value: 1 } as const

/** `union TypeInfoValue`; 0 is none. */
const KINDS = { tensor: 1, sequence: 2, map: 3 } as const
/** `enum DimensionValueType` */
const SIZES = { unknown: 0, number: 1, symbol: 2 } as const

/** Types inside types: sequence(map(int64, tensor)) is 3; ten times that is made by nobody. */
const MAX_TYPE_DEPTH = 32

/** TypeInfo → value with evidence `stored`; no type, and kinds from the future, are unknown. */
export function valueOfTypeInfo(type: Table | undefined, where: string, depth = 0): Value {
  if (type === undefined) return stored({ type: null, shape: null }, where)
  if (depth > MAX_TYPE_DEPTH) throw corruptAt(type, `nests types deeper than ${MAX_TYPE_DEPTH}`)
  const value = table(type, TYPE.value, 'value')
  if (value === undefined) return stored({ type: null, shape: null }, where)
  const inner = (slot: number, name: string): Value => valueOfTypeInfo(table(value, slot, name), where, depth + 1)
  switch (scalar(type, TYPE.kind, 'uint8')) {
    case KINDS.tensor:
      return stored({ type: dtypeOf(scalar(value, TENSOR.element, 'int32')), shape: shapeOf(value) }, where)
    case KINDS.sequence:
      return stored({ sequence: inner(SEQUENCE.element, 'elem_type') }, where)
    case KINDS.map:
      return stored({ map: { key: dtypeOf(scalar(value, MAP.key, 'int32')), value: inner(MAP.value, 'value_type') } }, where)
    default:
      return stored({ type: null, shape: null }, where)
  }
}

const stored = (value: Value, where: string): Value => ({ ...value, evidence: evidenceOf(value, 'stored', where) })

/** No shape is an unknown rank, an empty one a scalar. */
function shapeOf(tensor: Table): Shape {
  const shape = table(tensor, TENSOR.shape, 'shape')
  return shape === undefined ? null : tables(shape, SHAPE.dims, 'dim').map(sizeOf)
}

function sizeOf(dimension: Table): Dim {
  const value = table(dimension, DIMENSION.value, 'value')
  const kind = value === undefined ? SIZES.unknown : scalar(value, SIZE.kind, 'int8')
  if (value === undefined || kind === SIZES.unknown) return null
  if (kind === SIZES.number) {
    const size = scalar(value, SIZE.number, 'int64')
    return size >= 0 ? size : null
  }
  const symbol = text(value, SIZE.symbol) ?? ''
  return kind !== SIZES.symbol || isPlaceholder(symbol) ? null : symbol
}
