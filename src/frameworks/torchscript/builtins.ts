import { elements } from '../../shapes/shape.ts'
import { methodOfValue } from './containers.ts'
import { equal, type State } from './state.ts'
import { truthOf } from './truth.ts'
import { boolOf, floatOf, intOf, NONE, stringOf, type Tensor, UNKNOWN, type Value } from './values.ts'

/** Functions that are written without a module: conversions of one number, print. Undefined for others. */
export function callBuiltin(state: State, name: string, [argument = UNKNOWN]: readonly Value[]): Value | undefined {
  const value = argument.kind === 'optional' ? argument.of : argument
  switch (name) {
    case 'int':
      return intFrom(state, value)
    case 'float':
      if (value.kind === 'tensor') onlyElement(state, value)
      if (value.kind === 'int') return floatOf(typeof value.size === 'number' ? value.size : null)
      return value.kind === 'float' ? value : floatOf(value.kind === 'string' ? Number(value.value ?? Number.NaN) || null : null)
    case 'bool':
      if (value.kind === 'tensor') onlyElement(state, value)
      return truthOf(value)
    case 'str':
      return stringOf(null)
    case 'complex':
      return UNKNOWN
    case 'len':
      return methodOfValue(state, 'len', [value]) ?? (value.kind === 'tensor' ? intOf(value.shape?.[0] ?? null) : intOf(null))
    case 'print':
      return NONE
    case 'isinstance':
      return boolOf(null)
    default:
      return undefined
  }
}

function intFrom(state: State, value: Value): Value {
  if (value.kind === 'tensor') {
    onlyElement(state, value)
    return intOf(value.elements?.length === 1 ? (value.elements[0] ?? null) : null)
  }
  if (value.kind === 'int') return value
  if (value.kind === 'bool') return intOf(value.value === null ? null : Number(value.value))
  return intOf(value.kind === 'float' && value.value !== null && Number.isFinite(value.value) ? Math.trunc(value.value) : null)
}

/** A number is made of tensors with one element only. */
export const onlyElement = (state: State, tensor: Tensor): void => {
  if (tensor.shape !== null) equal(state, elements(tensor.shape), 1)
}
