import type { Rule, Rules } from '../node.ts'
import { ALGEBRA, MICROSOFT } from './algebra.ts'
import { ARRANGEMENT } from './arrangement.ts'
import { CLASSIC } from './classic.ts'
import { ELEMENTWISE } from './elementwise.ts'
import { SEQUENCES } from './sequences.ts'
import { SIGNAL } from './signal.ts'
import { WINDOWS } from './windows.ts'

/** Every operator with a shape rule, by domain ('' is ai.onnx). Custom domains have none: their outputs stay unknown. */
const RULES: ReadonlyMap<string, ReadonlyMap<string, Rule>> = new Map(
  Object.entries({
    '': { ...ELEMENTWISE, ...WINDOWS, ...ARRANGEMENT, ...ALGEBRA, ...SEQUENCES, ...SIGNAL },
    'ai.onnx.ml': CLASSIC,
    'com.microsoft': MICROSOFT,
  } satisfies Record<string, Rules>).map(([domain, rules]) => [domain, new Map(Object.entries(rules))]),
)

export const ruleOf = (domain: string, op: string): Rule | undefined => RULES.get(domain)?.get(op)

/** `Conv`, `ai.onnx.ml:ZipMap`, … for the documentation. */
export const OPERATORS: readonly string[] = [...RULES].flatMap(([domain, rules]) =>
  [...rules.keys()].map((op) => (domain === '' ? op : `${domain}:${op}`)),
)
