import type { Expression, FunctionDef } from '../../formats/python/syntax.ts'
import { type Abstract, type Asked, type AskedKey, asked, type Dict, type Frame, UNKNOWN } from './abstract.ts'
import { type Constant, texts } from './constants.ts'
import type { Project } from './project.ts'

/** Columns of one loop. */
export const MAX_ROUNDS = 20_000

/** The parts of the walk that need each other: statements hold expressions, expressions call functions, functions hold statements. */
export interface Parts {
  readonly evaluate: (expression: Expression, frame: Frame, walk: Walk) => Abstract
  readonly assign: (target: Expression, value: Abstract, frame: Frame, walk: Walk) => void
  readonly call: (expression: Expression & { kind: 'call' }, frame: Frame, walk: Walk) => Abstract
  readonly callLambda: (lambda: Abstract & { kind: 'lambda' }, args: readonly Abstract[], depth: number, walk: Walk) => Abstract
  readonly walkFunction: (node: FunctionDef, frame: Frame, walk: Walk) => Returned
}

/** What a function returns: every way out, in the order of the source. */
export interface Returned {
  readonly values: readonly Abstract[]
  readonly yields: boolean
  /** The end of the body can be reached: it may return None. */
  readonly falls: boolean
}

/** What walking a body has found out. */
export interface Walk {
  readonly parts: Parts
  readonly project: Project
  /** What names of web frameworks stand for here: `flask.request` → the request. */
  readonly given: ReadonlyMap<string, Abstract>
  /** The function speaks JSON with its callers: texts made by json.dumps are what it answers. */
  readonly wire: boolean
  steps: number
  /** Keys read since the innermost branch began. */
  reads: Set<AskedKey>
  /** Inside a call that only shows or measures: texts made of a value don't use it. */
  showing: boolean
  /** Conditions around the place that is walked: what is read there may be absent. */
  conditions: number
}

export function conditional<T>(run: () => T, walk: Walk): T {
  walk.conditions++
  try {
    return run()
  } finally {
    walk.conditions--
  }
}

export function itemsOf(value: Abstract): readonly Abstract[] | undefined {
  if (value.kind === 'items') return value.items
  if (value.kind === 'constant' && Array.isArray(value.value)) return value.value.map(known)
  return undefined
}

export const known = (value: Constant): Abstract => ({ kind: 'constant', value, float: typeof value === 'number' && !Number.isInteger(value) })

/** Iterating a list of the caller's gives its elements; iterating a dict gives keys, which are not known: it is used as a whole then, too. */
export function elementOf(over: Abstract): Abstract {
  if (over.kind === 'rows') {
    const row: Abstract = { kind: 'asked', asked: over.of }
    return over.indexed ? { kind: 'items', items: [UNKNOWN, row], tuple: true } : row
  }
  if (over.kind !== 'asked') {
    use(over)
    return UNKNOWN
  }
  over.asked.element ??= asked('', over.asked.line)
  return { kind: 'asked', asked: over.asked.element }
}

export function setKey(dict: Dict, key: Constant | undefined, value: Abstract, walk: Walk): void {
  if (typeof key === 'string') dict.entries.set(key, { value, optional: walk.conditions > 0 && !dict.entries.has(key) })
  else dict.open = true
}

export function noteMade(record: Asked, key: Constant | undefined): void {
  for (const name of texts(Array.isArray(key) ? key : [key ?? null]) ?? []) if (!record.keys.has(name)) made(record).add(name)
}

const MADE = new WeakMap<Asked, Set<string>>()

const made = (record: Asked): Set<string> => {
  const names = MADE.get(record) ?? new Set<string>()
  MADE.set(record, names)
  return names
}

/** The value is handed to code that is not known here: everything in it may be read. */
export function use(value: Abstract): void {
  const stack = [value]
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (next.kind === 'asked') next.asked.whole = true
    else if (next.kind === 'rows') next.of.whole = true
    else if (next.kind === 'request') next.body.whole = true
    else if (next.kind === 'items') stack.push(...next.items)
    else if (next.kind === 'dict') for (const entry of next.dict.entries.values()) stack.push(entry.value)
    else if (next.kind === 'method') stack.push(next.of)
  }
}

/** Key of something from the caller. */
export function readKey(record: Asked, key: string, walk: Walk, line: number, optional = walk.conditions > 0): Abstract {
  if (MADE.get(record)?.has(key)) return UNKNOWN
  const known = record.keys.get(key)
  if (known !== undefined) {
    known.optional &&= optional
    walk.reads.add(known)
    return { kind: 'asked', asked: known.asked }
  }
  const field = { asked: asked(key, line), optional }
  record.keys.set(key, field)
  walk.reads.add(field)
  return { kind: 'asked', asked: field.asked }
}
