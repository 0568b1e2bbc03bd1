import type { Field, Signature, Value } from '../../../src/contract/types.ts'

/** A signature on one line: `predict(age: float64[-1], name?: string[]) → output: ?`. `?` behind a name: optional; `~` behind a fact: assumed. */
export function inWords({ name, inputs, outputs }: Signature): string {
  return `${name}(${inputs.map(field).join(', ')}) → ${outputs.map(field).join(', ')}`
}

function field(each: Field): string {
  const assumed = (fact: 'name' | 'type' | 'shape') => (each.assumed?.includes(fact) ? '~' : '')
  const marks = 'shape' in each ? `${assumed('type') || assumed('shape')}` : ''
  return `${each.name}${assumed('name')}${each.optional ? '?' : ''}: ${value(each)}${marks}`
}

function value(each: Value): string {
  if ('sequence' in each) return `[${value(each.sequence)}…]`
  if ('map' in each) return `{${each.map.key ?? '?'} ↦ ${value(each.map.value)}}`
  if ('struct' in each) return `{${each.struct.map(field).join(', ')}}`
  if ('image' in each) return 'image'
  if (each.type === null && each.shape === null) return '?'
  return `${each.type ?? '?'}${each.shape === null ? '[…]' : `[${each.shape.map((dim) => dim ?? '?').join(',')}]`}`
}
