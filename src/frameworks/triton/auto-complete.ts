import { UserError } from '../../errors.ts'
import { parsePython } from '../../formats/python/parse.ts'
import type { Expression, Statement } from '../../formats/python/syntax.ts'
import type { ModelFiles } from '../../model/types.ts'
import { v2Type } from '../wrappers/v2-types.ts'
import type { TritonTensor } from './config.ts'

/**
 * What `auto_complete_config` of a Python model adds to its configuration: calls of add_input, add_output and set_max_batch_size with literals,
 * read from the source and never run. Source: triton-inference-server/python_backend, README "auto_complete_config" and
 * src/resources/triton_python_backend_utils.py `ModelConfig`.
 */
export interface Completed {
  readonly maxBatchSize: number | undefined
  readonly inputs: readonly Added[]
  readonly outputs: readonly Added[]
  /** Something is added that only running the code would tell. */
  readonly open: boolean
}

export type Added = Pick<TritonTensor, 'name' | 'type' | 'dims' | 'optional'> & { readonly line: number }

/** A model.py is some kilobytes. */
const MAX_SOURCE = 512 * 1024
/** Statements followed, those in loops counted each time. */
const MAX_STEPS = 10_000
/** Functions in ifs in loops. */
const MAX_DEPTH = 20

/** `undefined`: the model completes nothing, or its source cannot be read. */
export function completedBy(files: ModelFiles, path: string): Completed | undefined {
  const file = files.find(path)
  if (file === undefined || file.size === 0 || file.size > MAX_SOURCE || file.pointer !== undefined) return undefined
  const body = bodyOf(files, path)
  if (body === undefined) return undefined
  const trace: Trace = { names: new Map(), maxBatchSize: undefined, inputs: [], outputs: [], open: false, steps: 0 }
  follow(body, trace, 0)
  return trace
}

function bodyOf(files: ModelFiles, path: string): readonly Statement[] | undefined {
  try {
    const module = parsePython(files.text(path, MAX_SOURCE), path)
    const methods = module.body.flatMap((statement) => (statement.kind === 'class' && statement.name === 'TritonPythonModel' ? statement.body : []))
    for (const method of methods) if (method.kind === 'function' && method.name === 'auto_complete_config') return method.body
    return undefined
  } catch (error) {
    // code that cannot be read declares nothing; the server would refuse it, not we
    if (error instanceof UserError) return undefined
    throw error
  }
}

interface Trace {
  readonly names: Map<string, Expression>
  maxBatchSize: number | undefined
  readonly inputs: Added[]
  readonly outputs: Added[]
  open: boolean
  steps: number
}

function follow(statements: readonly Statement[], trace: Trace, depth: number): void {
  for (const statement of statements) {
    if (++trace.steps > MAX_STEPS || depth > MAX_DEPTH) {
      trace.open = true
      return
    }
    step(statement, trace, depth)
  }
}

function step(statement: Statement, trace: Trace, depth: number): void {
  switch (statement.kind) {
    case 'assign': {
      const [target, ...more] = statement.targets
      if (target?.kind === 'name' && more.length === 0) trace.names.set(target.id, statement.value)
      return
    }
    case 'expression':
      if (statement.value.kind === 'call') call(statement.value, trace)
      return
    case 'for': {
      const items = known(statement.iterable, trace)
      if (items?.kind !== 'list' && items?.kind !== 'tuple') {
        trace.open ||= adds(statement.body)
        return
      }
      for (const item of items.elements) {
        if (statement.target.kind === 'name') trace.names.set(statement.target.id, item)
        follow(statement.body, trace, depth + 1)
      }
      return
    }
    case 'if':
      // `if input["name"] not in input_names`: adding twice is adding once; what other conditions decide is not known
      if (statement.test.kind === 'binary' && statement.test.op === 'not in') follow(statement.body, trace, depth + 1)
      else trace.open ||= adds(statement.body)
      trace.open ||= adds(statement.otherwise)
      return
    default:
  }
}

/** Whether code that is not followed could add something. */
const adds = (statements: readonly Statement[]): boolean =>
  statements.length > 0 && /"add_(?:input|output)"|"set_max_batch_size"/.test(JSON.stringify(statements))

function call({ callee, args, line }: Extract<Expression, { kind: 'call' }>, trace: Trace): void {
  if (callee.kind !== 'attribute') return
  const [written] = args
  const argument = written === undefined ? undefined : known(written, trace)
  if (callee.name === 'set_max_batch_size') {
    if (argument?.kind === 'number' && Number.isSafeInteger(argument.value)) trace.maxBatchSize = argument.value
    else trace.open = true
    return
  }
  if (callee.name !== 'add_input' && callee.name !== 'add_output') return
  const added = argument === undefined ? undefined : tensorOf(argument, trace, line)
  if (added === undefined) trace.open = true
  else (callee.name === 'add_input' ? trace.inputs : trace.outputs).push(added)
}

/** What a name stands for, or the expression itself. */
function known(expression: Expression, trace: Trace): Expression | undefined {
  return expression.kind === 'name' ? trace.names.get(expression.id) : expression
}

function tensorOf(expression: Expression, trace: Trace, line: number): Added | undefined {
  const entries = entriesOf(expression)
  if (entries === undefined) return undefined
  const get = (key: string): Expression | undefined => {
    const value = entries.get(key)
    return value === undefined ? undefined : known(value, trace)
  }
  const [name, type, dims, optional] = [get('name'), get('data_type'), get('dims'), get('optional')]
  if (name?.kind !== 'string') return undefined
  return {
    name: name.value,
    type: type?.kind === 'string' && type.value.startsWith('TYPE_') ? v2Type(type.value.slice('TYPE_'.length)) : null,
    dims: dims === undefined ? null : sizesOf(dims),
    optional: optional?.kind === 'constant' && optional.value === true,
    line,
  }
}

/** `{"name": …}` or `dict(name=…)`. */
function entriesOf(expression: Expression): ReadonlyMap<string, Expression> | undefined {
  if (expression.kind === 'dict') {
    return new Map(expression.entries.flatMap(({ key, value }) => (key?.kind === 'string' ? [[key.value, value] as const] : [])))
  }
  if (expression.kind !== 'call' || expression.callee.kind !== 'name' || expression.callee.id !== 'dict') return undefined
  return new Map(expression.keywords.flatMap(({ name, value }) => (name === null ? [] : [[name, value] as const])))
}

function sizesOf(expression: Expression): readonly number[] | null {
  if (expression.kind !== 'list' && expression.kind !== 'tuple') return null
  const sizes = expression.elements.map(sizeOf)
  return sizes.every((size): size is number => size !== undefined) ? sizes : null
}

function sizeOf(expression: Expression): number | undefined {
  if (expression.kind === 'number') return Number.isSafeInteger(expression.value) && expression.value >= 0 ? expression.value : undefined
  return expression.kind === 'unary' && expression.op === '-' && expression.operand.kind === 'number' && expression.operand.value === 1
    ? -1
    : undefined
}
