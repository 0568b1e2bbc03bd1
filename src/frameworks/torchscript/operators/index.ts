import { ARITHMETIC, MAX_VALUES, zip } from '../../../shapes/values.ts'
import { methodOfValue } from '../containers.ts'
import { bindAll, bindLost, type State } from '../state.ts'
import { UNKNOWN, type Value } from '../values.ts'
import { ALGEBRA } from './algebra.ts'
import { ARRANGE } from './arrange.ts'
import { type Call, callOf, type Rule, type Rules, sizesFrom } from './call.ts'
import { CREATE } from './create.ts'
import { CUT } from './cut.ts'
import { ELEMENTWISE } from './elementwise.ts'
import { QUANTIZED } from './quantized.ts'
import { RECURRENT } from './recurrent.ts'
import { REDUCE } from './reduce.ts'
import { QUESTIONS, SCALARS } from './scalars.ts'
import { WINDOWS } from './windows.ts'

/** Every operator that is followed, by its name in the archived code without `torch.` or `ops.aten.`. */
const RULES: Rules = { ...ELEMENTWISE, ...ALGEBRA, ...WINDOWS, ...RECURRENT, ...ARRANGE, ...CUT, ...REDUCE, ...CREATE, ...QUANTIZED, ...QUESTIONS }

/** Calls an operator. One without a rule gives nothing known, and its operands are not free. */
export function callOperator(state: State, path: string, args: readonly Value[], keywords: readonly (readonly [string, Value])[]): Value {
  const name = path.replace(/^torch\.|^ops\.aten\.|^ops\.|^method\./, '')
  const call = callOf(state, name, args, keywords)
  // lists of tensors are added as lists
  if (!args.some(holdsTensor) || (args[0]?.kind === 'list' && /^(?:add|mul)_?$/.test(name))) {
    const scalar = ruleFor(SCALARS, name)
    if (scalar !== undefined) {
      const made = args.some(({ kind }) => kind === 'unknown') && !isQuestion(name) ? UNKNOWN : scalar(call)
      bindLost(state, args, made)
      return made
    }
    const made = methodOfValue(state, name, args)
    if (made !== undefined) return made
  } else if (CONTAINERS.has(name)) {
    const made = methodOfValue(state, name, args)
    if (made !== undefined) return made
  }
  const rule = ruleFor(RULES, name) ?? ruleFor(SCALARS, name)
  if (rule === undefined) {
    // lists and dicts of which nothing is known are no operators
    if (!CONTAINERS.has(name)) state.unknown.add(name)
    for (const value of [...args, ...keywords.map(([, value]) => value)]) bindAll(state, value)
    return UNKNOWN
  }
  const made = withElements(call, rule(call))
  if (!Object.hasOwn(QUESTIONS, name)) bindLost(state, [...args, ...keywords.map(([, value]) => value)], made)
  return made
}

/** In-place operators end in an underscore and do what their names without it do. */
function ruleFor(rules: Rules, name: string): Rule | undefined {
  if (Object.hasOwn(rules, name)) return rules[name]
  const plain = name.replace(/_$/, '')
  return plain !== name && !name.startsWith('__') && Object.hasOwn(rules, plain) ? rules[plain] : undefined
}

const isQuestion = (name: string): boolean => name === '__not__' || name.startsWith('prim.')

/** Operators of lists and dicts, whose items may be tensors. */
const CONTAINERS = new Set([
  'append',
  'extend',
  'insert',
  'pop',
  'clear',
  '_set_item',
  '__contains__',
  '__getitem__',
  'keys',
  'values',
  'items',
  'get',
  'setdefault',
  'update',
  'Delete',
  'len',
  'copy',
  'reverse',
  'list',
  'dict',
  '__call__',
])

const holdsTensor = (value: Value): boolean => {
  if (value.kind === 'tensor') return true
  if (value.kind === 'optional') return holdsTensor(value.of)
  return value.kind === 'list' && (value.items === null ? value.element.kind === 'tensor' : value.items.some(({ kind }) => kind === 'tensor'))
}

/** Arithmetic of small integer tensors that sizes are computed with: traces write x.size(0) * 2 so. */
function withElements(call: Call, made: Value): Value {
  if (made.kind !== 'tensor' || made.elements !== undefined || made.type !== 'int64') return made
  const combine = COMBINED[call.name.replace(/_$/, '')]
  const [a, b] = [sizesFrom(call.value(0)), sizesFrom(call.value(1))]
  if (combine === undefined || a === null || b === null || a.length > MAX_VALUES || b.length > MAX_VALUES) return made
  // rsub(x, y) is y − x
  const elements = call.name === 'rsub' ? zip(b, a, ARITHMETIC.subtract) : zip(a, b, combine)
  return elements === null ? made : { ...made, elements }
}

const COMBINED: Readonly<Record<string, (typeof ARITHMETIC)[keyof typeof ARITHMETIC]>> = {
  add: ARITHMETIC.add,
  sub: ARITHMETIC.subtract,
  rsub: ARITHMETIC.subtract,
  mul: ARITHMETIC.multiply,
  floor_divide: ARITHMETIC.divide,
  div: ARITHMETIC.divide,
}
