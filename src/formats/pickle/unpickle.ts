import { UserError } from '../../errors.ts'
import type { ByteSource } from '../bytes.ts'
import { type Cursor, cursorOver } from './cursor.ts'
import { LIMITS, type Limits } from './limits.ts'
import { type Events, MARK, type Machine, type Slot } from './machine.ts'
import { OPERATIONS } from './operations.ts'
import type { PyValue } from './values.ts'

export interface Unpickled {
  /** What STOP would return; `undefined` where the pickle ends in an error. */
  readonly root: PyValue | undefined
  /** Offset behind STOP, or of the opcode that failed. */
  readonly end: number
  readonly protocol: number
  /** Why it ended before STOP; everything before is still in the events. */
  readonly failure?: UserError
}

/** Shared by a pickle and the pickles within it. */
interface Budget {
  operations: number
  records: number
  text: number
  readonly limits: Limits
}

/**
 * Reads the pickle at `offset` (protocols 0 to 5) into inert records; nothing is imported or called.
 * Never throws for content: what is wrong is the `failure`. Spec: CPython Lib/pickletools.py, Lib/pickle.py.
 */
export function unpickle(source: ByteSource, offset: number, events: Events, limits: Limits = LIMITS): Unpickled {
  const budget: Budget = { operations: 0, records: 0, text: 0, limits }
  return run(source, cursorOver(source, offset), events, budget, 0)
}

function run(source: ByteSource, cursor: Cursor, events: Events, budget: Budget, depth: number): Unpickled {
  const { limits } = budget
  const stack: Slot[] = []
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
      `${source.name} needs more than ${what}: no model is that large`,
      'Save the model in smaller parts, or without its training data.',
      {
        file: source.name,
      },
    )

  const machine: Machine = {
    cursor,
    source,
    events,
    get offset() {
      return offset
    },
    protocol: 0,
    push(value) {
      if (stack.length >= limits.stack) throw beyond(`${limits.stack} values at once`)
      stack.push(value)
    },
    pop() {
      const value = stack.pop()
      if (value === undefined || value === MARK) throw fail('an opcode finds nothing on the stack')
      return value
    },
    top() {
      const value = stack.at(-1)
      if (value === undefined || value === MARK) throw fail('an opcode finds nothing on the stack')
      return value
    },
    popToMark() {
      const at = stack.lastIndexOf(MARK)
      if (at < 0) throw fail('an opcode finds no mark on the stack')
      const values = stack.splice(at).slice(1)
      return values.filter((value) => value !== MARK)
    },
    popSlot() {
      stack.pop()
    },
    memoGet(index) {
      const value = index < memo.length ? memo[index] : farMemo.get(index)
      if (value === undefined) throw fail(`entry ${index} of the memo is missing`)
      return value
    },
    memoPut(index) {
      const value = machine.top()
      if (index <= memo.length) memo[index] = value
      else farMemo.set(index, value)
      if (farMemo.size > limits.records) throw beyond(`${limits.records} records`)
    },
    memoSize: () => memo.length + farMemo.size,
    record(value) {
      budget.records += 1
      if (budget.records > limits.records) throw beyond(`${limits.records} records`)
      return value
    },
    text(length, encoding) {
      // past the end is told before anything is spent
      if (length > cursor.remaining()) cursor.skip(length)
      budget.text += length
      if (budget.text > limits.text) throw beyond(`${limits.text} bytes of text`)
      const view = cursor.bytes(length)
      return Buffer.from(view.buffer, view.byteOffset, view.length).toString(encoding)
    },
    fail,
    nested() {
      if (depth >= limits.depth) throw beyond(`${limits.depth} pickles within each other`)
      const inner = run(source, cursor, events, budget, depth + 1)
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
      if (code === STOP) return { root: machine.pop(), end: cursor.position(), protocol: machine.protocol }
      const operation = OPERATIONS[code]
      if (operation === undefined) throw fail(`${code} is no opcode`)
      operation(machine)
    }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return { root: undefined, end: offset, protocol: machine.protocol, failure: error }
  }
}

/** `.` */
const STOP = 0x2e
