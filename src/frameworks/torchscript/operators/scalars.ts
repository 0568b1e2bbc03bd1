import { isDifferent, isEqual, type Size } from '../../../shapes/size.ts'
import { ARITHMETIC, rangeLength } from '../../../shapes/values.ts'
import { scalarNumber } from '../dtypes.ts'
import { negate, truthOf } from '../truth.ts'
import { type BoolValue, boolOf, elementOf, floatOf, intOf, joinValues, NONE, stringOf, type Test, UNKNOWN, type Value } from '../values.ts'
import { alike, type Call, type Rule, type Rules, sizeFrom, sizesFrom } from './call.ts'

/** Numbers, conditions and what is asked of tensors: what shapes are computed with. Source: torch/csrc/jit/runtime/register_prim_ops.cpp. */

const numberOf = (value: Value): number | null =>
  value.kind === 'float' ? value.value : value.kind === 'int' && typeof value.size === 'number' ? value.size : null

const isReal = (call: Call): boolean => call.args.some(({ kind }) => kind === 'float')

/** Integers stay exact, floats are computed as JavaScript does, which is what C++ does. */
const arithmetic =
  (integers: (a: Size, b: Size) => Size, floats: (a: number, b: number) => number) =>
  (call: Call): Value => {
    const [a, b] = [call.value(0), call.value(1)]
    if (!isReal(call)) return intOf(integers(sizeFrom(a), sizeFrom(b)))
    const [x, y] = [numberOf(a), numberOf(b)]
    return floatOf(x === null || y === null ? null : floats(x, y))
  }

const floorDiv = (a: Size, b: Size): Size =>
  typeof a === 'number' && typeof b === 'number' ? (b === 0 ? null : Math.floor(a / b)) : ARITHMETIC.divide(a, b)
const modulo = (a: Size, b: Size): Size =>
  typeof a === 'number' && typeof b === 'number' ? (b === 0 ? null : a - b * Math.floor(a / b)) : ARITHMETIC.modulo(a, b)

const compare = (relation: 'eq' | 'ne', a: Value, b: Value): BoolValue => {
  const outcome = equality(a, b)
  if (typeof outcome === 'boolean') return boolOf(relation === 'eq' ? outcome : !outcome)
  if (outcome === null) return boolOf(null)
  return { kind: 'bool', value: null, test: relation === 'eq' ? outcome : negate(outcome) }
}

/** Equal, different, a test of sizes, or null: unknown. */
function equality(a: Value, b: Value): boolean | Test | null {
  if (a.kind === 'string' && b.kind === 'string') return a.value === null || b.value === null ? null : a.value === b.value
  if (a.kind === 'bool' && b.kind === 'bool') return a.value === null || b.value === null ? null : a.value === b.value
  if (a.kind === 'none' || b.kind === 'none') return a.kind === b.kind
  if (a.kind === 'list' || a.kind === 'tuple') return b.kind === 'list' || b.kind === 'tuple' ? listEquality(a, b) : null
  if (a.kind === 'int' && b.kind === 'int') return sizeEquality(a.size, b.size)
  const [x, y] = [numberOf(a), numberOf(b)]
  return x === null || y === null ? null : x === y
}

function sizeEquality(a: Size, b: Size): boolean | Test {
  if (isEqual(a, b)) return true
  if (isDifferent(a, b) || negative(a, b) || negative(b, a)) return false
  return { kind: 'compare', relation: 'eq', pairs: [[a, b]] }
}

/** Sizes are not negative. */
const negative = (a: Size, b: Size): boolean => typeof a === 'number' && a < 0 && b !== null && typeof b !== 'number' && ARITHMETIC.equal(b, a) === 0

function listEquality(a: Value, b: Value): boolean | Test | null {
  const [left, right] = [sizesFrom(a), sizesFrom(b)]
  if (left === null || right === null) return null
  if (left.length !== right.length) return false
  const pairs: [Size, Size][] = []
  for (const [i, size] of left.entries()) {
    const outcome = sizeEquality(size, right[i] ?? null)
    if (outcome === false) return false
    if (outcome !== true) pairs.push([size, right[i] ?? null])
  }
  return pairs.length === 0 ? true : { kind: 'compare', relation: 'eq', pairs }
}

/** a < b and so on; unknown ones tell that sizes matter. */
const ordered =
  (holds: (a: number, b: number) => boolean) =>
  (call: Call): Value => {
    const [a, b] = [call.value(0), call.value(1)]
    const [x, y] = [numberOf(a), numberOf(b)]
    if (x !== null && y !== null) return boolOf(holds(x, y))
    const difference = a.kind === 'int' && b.kind === 'int' ? ARITHMETIC.subtract(a.size, b.size) : null
    if (typeof difference === 'number') return boolOf(holds(difference, 0))
    return { kind: 'bool', value: null, test: { kind: 'compare', relation: 'order', pairs: [[sizeFrom(a), sizeFrom(b)]] } }
  }

/** Marks conditions on the number of axes. */
function onRank(rule: Rule): Rule {
  return (call) => {
    const made = rule(call)
    const isMarked = made.kind === 'bool' && call.args.some((value) => value.kind === 'int' && value.isRank === true)
    return isMarked ? { ...made, onRank: true } : made
  }
}

const rounded =
  (round: (x: number) => number) =>
  (call: Call): Value => {
    const value = call.value(0)
    if (value.kind === 'int') return value
    const x = numberOf(value)
    return intOf(x === null || !Number.isFinite(x) ? null : round(x))
  }

const extreme =
  (pick: 'minimum' | 'maximum') =>
  (call: Call): Value => {
    const [first] = call.args
    const all = first?.kind === 'list' ? (first.items ?? [first.element, UNKNOWN]) : call.args
    if (all.some(({ kind }) => kind === 'float')) return floatOf(null)
    return intOf(all.map(sizeFrom).reduce((a, b) => ARITHMETIC[pick](a, b)))
  }

function isNone(call: Call, outcome: boolean): Value {
  const [a = NONE, b = NONE] = call.args
  if (b.kind !== 'none') return boolOf(null)
  if (a.kind === 'optional' || a.kind === 'unknown') return boolOf(null)
  return boolOf((a.kind === 'none') === outcome)
}

/** Rules for calls that have no tensor among their operands. */
export const SCALARS: Rules = {
  add(call) {
    const [a, b] = [call.value(0), call.value(1)]
    if (a.kind === 'list' && b.kind === 'list') {
      const block = call.state.block
      if (a.items !== null && b.items !== null) return { kind: 'list', items: [...a.items, ...b.items], element: UNKNOWN, block }
      return {
        kind: 'list',
        items: null,
        element: joinValues(elementOf(a) ?? elementOf(b) ?? UNKNOWN, elementOf(b) ?? elementOf(a) ?? UNKNOWN),
        block,
      }
    }
    if (a.kind === 'string') return stringOf(null)
    return arithmetic(ARITHMETIC.add, (x, y) => x + y)(call)
  },
  ...alike(
    'sub',
    arithmetic(ARITHMETIC.subtract, (x, y) => x - y),
  ),
  mul(call) {
    const [a, b] = [call.value(0), call.value(1)]
    if (a.kind === 'list') {
      const times = sizeFrom(b)
      const fits = a.items !== null && typeof times === 'number' && a.items.length * times < 1_000
      const items = fits ? Array.from({ length: Number(times) }, () => a.items ?? []).flat() : null
      return { kind: 'list', items, element: elementOf(a) ?? UNKNOWN, block: call.state.block }
    }
    return arithmetic(ARITHMETIC.multiply, (x, y) => x * y)(call)
  },
  ...alike(
    'floordiv floor_divide',
    arithmetic(floorDiv, (x, y) => Math.floor(x / y)),
  ),
  ...alike('div true_divide', (call) => {
    const [x, y] = [numberOf(call.value(0)), numberOf(call.value(1))]
    return floatOf(x === null || y === null || y === 0 ? null : x / y)
  }),
  ...alike(
    'remainder fmod',
    arithmetic(modulo, (x, y) => x - y * Math.floor(x / y)),
  ),
  ...alike('pow', (call) => {
    const [x, y] = [numberOf(call.value(0)), numberOf(call.value(1))]
    const made = x === null || y === null ? null : x ** y
    return isReal(call) || (y ?? 0) < 0 ? floatOf(made) : intOf(made !== null && Number.isSafeInteger(made) ? made : null)
  }),
  ...alike('neg', (call) =>
    call.value(0).kind === 'float' ? floatOf(negated(numberOf(call.value(0)))) : intOf(ARITHMETIC.multiply(sizeFrom(call.value(0)), -1)),
  ),
  ...alike('abs', (call) => {
    const x = numberOf(call.value(0))
    return call.value(0).kind === 'float' ? floatOf(x === null ? null : Math.abs(x)) : intOf(x === null ? null : Math.abs(x))
  }),
  ...alike('sqrt log exp sin cos', (call) => {
    const x = numberOf(call.value(0))
    return floatOf(x !== null && call.name === 'sqrt' && x >= 0 ? Math.sqrt(x) : null)
  }),
  ...alike('ceil', rounded(Math.ceil)),
  ...alike('floor', rounded(Math.floor)),
  ...alike('Int trunc', rounded(Math.trunc)),
  round: () => floatOf(null),
  Float: (call) => floatOf(numberOf(call.value(0))),
  ...alike('Bool', (call) => truthOf(call.value(0))),
  eq: onRank((call) => compare('eq', call.value(0), call.value(1))),
  ne: onRank((call) => compare('ne', call.value(0), call.value(1))),
  lt: onRank(ordered((a, b) => a < b)),
  le: onRank(ordered((a, b) => a <= b)),
  gt: onRank(ordered((a, b) => a > b)),
  ge: onRank(ordered((a, b) => a >= b)),
  __and__: (call) => both('all', call),
  __or__: (call) => both('any', call),
  __not__: (call) => {
    const of = truthOf(call.value(0))
    if (of.value !== null) return { ...boolOf(!of.value), ...(of.onRank && { onRank: true }) }
    return of.test === undefined ? boolOf(null) : { kind: 'bool', value: null, test: negate(of.test) }
  },
  'prim.min': extreme('minimum'),
  'prim.max': extreme('maximum'),
  __range_length: (call) => intOf(rangeLength(call.size(0, 0), call.size(1, null), call.size(2, 1))),
  __derive_index: (call) => intOf(ARITHMETIC.add(call.size(1, 0), ARITHMETIC.multiply(call.size(0, null), call.size(2, 1)))),
}

const negated = (x: number | null): number | null => (x === null ? null : -x)

function both(kind: 'all' | 'any', call: Call): Value {
  const [a, b] = [truthOf(call.value(0)), truthOf(call.value(1))]
  const decisive = kind === 'any'
  if (a.value === decisive || b.value === decisive) return boolOf(decisive)
  if (a.value !== null) return b
  if (b.value !== null) return a
  return a.test === undefined || b.test === undefined ? boolOf(null) : { kind: 'bool', value: null, test: { kind, tests: [a.test, b.test] } }
}

/** Devices, generators, layouts: passed on, never looked into. */
const OPAQUE: Value = { kind: 'function', name: 'device' }

function sizesOf(call: Call): Value {
  const { shape } = call.tensor(0)
  return { kind: 'list', items: shape === null ? null : shape.map(intOf), element: intOf(null), block: call.state.block }
}

/** What is asked of any value, tensors included. */
export const QUESTIONS: Rules = {
  'prim.shape': sizesOf,
  __is__: (call) => isNone(call, true),
  __isnot__: (call) => isNone(call, false),
  size(call) {
    const { shape } = call.tensor(0)
    if (!call.has(1)) return sizesOf(call)
    const axis = call.int(1, 0)
    if (shape === null || axis === null) return intOf(null)
    const at = axis < 0 ? axis + shape.length : axis
    if (at < 0 || at >= shape.length) call.fail()
    return intOf(shape[at] ?? null)
  },
  ...alike('dim ndimension', (call) => ({ kind: 'int', size: call.shape(0)?.length ?? null, isRank: true })),
  len: (call) => intOf(call.shape(0)?.[0] ?? null),
  numel: (call) => intOf(call.shape(0) === null ? null : (call.shape(0) ?? []).reduce<Size>((a, b) => ARITHMETIC.multiply(a, b), 1)),
  'prim.dtype': (call) => {
    const of = call.tensor(0)
    return { kind: 'int', size: of.type === null ? null : scalarNumber(of.type), typeOf: of }
  },
  ...alike('device prim.device prim.layout get_device prim.type', () => OPAQUE),
  ...alike('prim.data', (call) => call.value(0)),
  ...alike('is_floating_point', (call) => {
    const { type } = call.tensor(0)
    return boolOf(type === null ? null : /^b?float/.test(type))
  }),
  ...alike('is_complex', (call) => boolOf(call.tensor(0).type === null ? null : call.tensor(0).type?.startsWith('complex') === true)),
  ...alike(
    'prim.is_cuda prim.is_mkldnn prim.is_quantized prim.is_meta prim.is_xla prim.is_mps prim.is_sparse is_scripting _has_compatible_shallow_copy_type',
    () => boolOf(null),
  ),
  ...alike('prim.requires_grad requires_grad is_grad_enabled is_autocast_enabled is_autocast_cpu_enabled is_contiguous is_leaf equal allclose', () =>
    boolOf(null),
  ),
  ...alike('item', (call) => {
    const of = call.tensor(0)
    if (of.type === null) return UNKNOWN
    return of.type === 'bool'
      ? boolOf(null)
      : /^u?int/.test(of.type)
        ? intOf(of.elements?.length === 1 ? (of.elements[0] ?? null) : null)
        : floatOf(null)
  }),
  ...alike('IntImplicit Int', (call) => intOf(sizeFrom(call.value(0)))),
  ...alike('ScalarImplicit FloatImplicit', () => UNKNOWN),
  ...alike('warn print set_grad_enabled manual_seed _assert_async save append_', () => NONE),
  ...alike('format str percentFormat join upper lower strip replace', () => stringOf(null)),
  ...alike('hash ord find rfind count', () => intOf(null)),
  // nested and overriding tensors are other arguments than contracts speak of
  ...alike('prim.is_nested has_torch_function', () => boolOf(false)),
  'prim.RaiseException': (call) => {
    call.fail()
    return NONE
  },
  ...alike('prim.unchecked_unwrap_optional _unwrap_optional', (call) => call.value(0)),
  ...alike('tolist', () => UNKNOWN),
  ...alike('list', (call) => call.value(0)),
  ...alike('startswith endswith isinstance', () => boolOf(null)),
}
