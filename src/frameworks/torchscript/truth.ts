import { type BoolValue, boolOf, type Test, type Value } from './values.ts'

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

/** The test that holds where this one doesn't. */
export function negate(test: Test): Test {
  if (test.kind !== 'compare') return { kind: test.kind === 'all' ? 'any' : 'all', tests: test.tests.map(negate) }
  const relation = test.relation === 'eq' ? 'ne' : test.relation === 'ne' ? 'eq' : 'order'
  // not (a = b and c = d) is no comparison of pairs
  if (test.pairs.length > 1) return { kind: 'any', tests: test.pairs.map((pair) => ({ kind: 'compare', relation, pairs: [pair] })) }
  return { ...test, relation }
}
