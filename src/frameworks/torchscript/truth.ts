import { type BoolValue, boolOf, type Value } from './values.ts'

/** Whether Python takes a value for true. */
export function truthOf(value: Value): BoolValue {
  switch (value.kind) {
    case 'bool':
      return value
    case 'none':
      return boolOf(false)
    case 'int':
      return typeof value.size === 'number'
        ? boolOf(value.size !== 0)
        : { kind: 'bool', value: null, test: { kind: 'compare', relation: 'ne', pairs: [[value.size, 0]] } }
    case 'float':
      return boolOf(value.value === null ? null : value.value !== 0)
    case 'string':
      return boolOf(value.value === null ? null : value.value !== '')
    case 'list':
      return boolOf(value.items === null ? null : value.items.length > 0)
    case 'tensor': {
      const [only] = value.elements ?? []
      return boolOf(value.elements?.length === 1 && typeof only === 'number' ? only !== 0 : null)
    }
    case 'tuple':
      return boolOf(value.items.length > 0)
    default:
      return boolOf(null)
  }
}
