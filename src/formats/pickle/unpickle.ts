import { UserError } from '../../errors.ts'
import type { ByteSource } from '../bytes.ts'
import { type Cursor, cursorOver } from './cursor.ts'
import { COST, LIMITS, type Limits } from './limits.ts'
import { costOf, type Events, type Machine } from './machine.ts'
import { OPERATIONS } from './operations.ts'
import type { PyValue } from './values.ts'

export interface Unpickled {
  /** What STOP would return; `undefined` where the pickle ends in an error. */
  readonly root: PyValue | undefined
  /** Offset behind STOP, or of the opcode that failed. */
  readonly end: number
  readonly protocol: number
  /** Opcodes that were run, and bytes that the records take. */
  readonly operations: number
  readonly memory: number
  /** Why it ended before STOP; everything before is still in the events. */
  readonly failure?: UserError
}

/** A file that lies beside the pickle, by its name; null where there is none. */
export type Beside = (name: string) => ByteSource | null

/** Shared by a pickle and the pickles within it. */
interface Budget {
  operations: number
  memory: number
  /** The most that `memory` may become for a file of this size. */
  readonly allowed: number
  readonly limits: Limits
}

/**
 * Reads the pickle at `offset` (protocols 0 to 5) into inert records; nothing is imported or called.
 * Never throws for content: what is wrong is the `failure`. Spec: CPython Lib/pickletools.py, Lib/pickle.py.
 */
export function unpickle(source: ByteSource, offset: number, events: Events, limits: Limits = LIMITS, beside: Beside = () => null): Unpickled {
  const budget: Budget = {
    operations: 0,
    memory: 0,
    allowed: Math.min(limits.memory, limits.leastMemory + limits.memoryPerByte * source.size),
    limits,
  }
  return run(source, cursorOver(source, offset), events, budget, beside, 0)
}

function run(source: ByteSource, cursor: Cursor, events: Events, budget: Budget, beside: Beside, depth: number): Unpickled {
  const { limits } = budget
  const stack: PyValue[] = []
  /** Heights of the stack at the marks that are open. */
  const marks: number[] = []
  const memo: PyValue[] = []
  const farMemo = new Map<number, PyValue>()
  let offset = cursor.position()

  const fail = (what: string): UserError =>
    new UserError('corrupt', `${source.name}: ${what} at byte ${offset}`, 'The file is damaged or no pickle: save the model again.', {
      file: source.name,
    })
  const beyond = (what: string): UserError =>
    new UserError(
      'unsafe',
      `${source.name} needs more than ${what} at byte ${offset}: no model is that large`,
      'Save the model in smaller parts, or without its training data.',
      { file: source.name },
    )
  const spend = (bytes: number): void => {
    budget.memory += bytes
    if (budget.memory > budget.allowed) throw beyond(`${budget.allowed} bytes of memory`)
  }
  const done = (root: PyValue | undefined, end: number, failure?: UserError): Unpickled => ({
    root,
    end,
    protocol: machine.protocol,
    operations: budget.operations,
    memory: budget.memory,
    ...(failure && { failure }),
  })

  const machine: Machine = {
    cursor,
    source,
    events,
    beside,
    get offset() {
      return offset
    },
    protocol: 0,
    push(value) {
      if (stack.length + marks.length >= limits.stack) throw beyond(`${limits.stack} values at once`)
      stack.push(value)
    },
    mark() {
      if (stack.length + marks.length >= limits.stack) throw beyond(`${limits.stack} values at once`)
      marks.push(stack.length)
    },
    pop() {
      const value = stack.length > (marks.at(-1) ?? 0) ? stack.pop() : undefined
      if (value === undefined) throw fail('an opcode finds nothing on the stack')
      return value
    },
    top() {
      const value = stack.length > (marks.at(-1) ?? 0) ? stack.at(-1) : undefined
      if (value === undefined) throw fail('an opcode finds nothing on the stack')
      return value
    },
    popToMark() {
      const height = marks.pop()
      if (height === undefined) throw fail('an opcode finds no mark on the stack')
      return stack.splice(height)
    },
    discard() {
      if (stack.length > (marks.at(-1) ?? 0)) stack.pop()
      else if (marks.pop() === undefined) throw fail('an opcode finds nothing on the stack')
    },
    memoGet(index) {
      const value = index < memo.length ? memo[index] : farMemo.get(index)
      if (value === undefined) throw fail(`entry ${index} of the memo is missing`)
      return value
    },
    memoPut(index) {
      const value = machine.top()
      if (index >= memo.length && !farMemo.has(index)) spend(index === memo.length ? COST.memo : COST.farMemo)
      if (index <= memo.length) memo[index] = value
      else farMemo.set(index, value)
    },
    memoSize: () => memo.length + farMemo.size,
    spend,
    record(value) {
      spend(costOf(value))
      return value
    },
    text(length, encoding) {
      // past the end is told before anything is spent
      if (length > cursor.remaining()) cursor.skip(length)
      spend(COST.text + length)
      const view = cursor.bytes(length)
      const text = Buffer.from(view.buffer, view.byteOffset, view.length).toString(encoding)
      // one character beyond Latin-1 makes all of them two bytes wide
      if (text.length !== length) spend(length)
      return text
    },
    fail,
    nested() {
      if (depth >= limits.depth) throw beyond(`${limits.depth} pickles within each other`)
      const inner = run(source, cursor, events, budget, beside, depth + 1)
      if (inner.failure !== undefined) throw inner.failure
      return inner.root ?? null
    },
  }

  try {
    for (;;) {
      offset = cursor.position()
      budget.operations += 1
      if (budget.operations > limits.operations) throw beyond(`${limits.operations} opcodes`)
      const code = cursor.byte()
      if (code === STOP) return done(machine.pop(), cursor.position())
      const operation = OPERATIONS[code]
      if (operation === undefined) throw fail(`${code} is no opcode`)
      operation(machine)
    }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return done(undefined, offset, error)
  }
}

/** `.` */
const STOP = 0x2e
