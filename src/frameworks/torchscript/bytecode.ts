import { UserError } from '../../errors.ts'
import { itemsOf, type PyValue } from '../../formats/pickle/values.ts'
import { parseExpression } from './parser.ts'
import type { Expression, FunctionDefinition, Parameter } from './syntax.ts'

/** Methods that one file may list; real ones have a handful. */
const MAX_METHODS = 1_000

/**
 * Methods of a lite interpreter file without code: names and types of arguments are in its bytecode table, what is done with them is not followed.
 * `(version, (name, table, (('arguments', …), ('returns', …))), …)`. Source: torch/csrc/jit/serialization/export_bytecode.cpp.
 */
export function bytecodeMethods(root: PyValue | undefined): readonly FunctionDefinition[] {
  const entries = itemsOf(root) ?? []
  return entries.slice(0, MAX_METHODS).flatMap((entry): readonly FunctionDefinition[] => {
    const [name, , schema] = itemsOf(entry) ?? []
    if (typeof name !== 'string') return []
    const parameters = (itemsOf(valueUnder(schema, 'arguments')) ?? []).map(parameterOf)
    const [returned] = itemsOf(valueUnder(schema, 'returns')) ?? []
    const type = valueUnder(returned, 'type')
    return [{ name: name.slice(name.lastIndexOf('.') + 1), parameters, returns: typeof type === 'string' ? typeExpression(type) : null, body: [] }]
  })
}

function parameterOf(entry: PyValue): Parameter {
  const [name, type, standard] = [valueUnder(entry, 'name'), valueUnder(entry, 'type'), valueUnder(entry, 'default_value')]
  return {
    name: typeof name === 'string' ? name : '',
    type: typeof type === 'string' ? typeExpression(type) : null,
    // no default is written as None as well
    defaultValue: standard === undefined || standard === null ? null : { kind: 'none' },
  }
}

/** The value of a pair in a table of pairs. */
function valueUnder(table: PyValue | undefined, key: string): PyValue | undefined {
  for (const pair of itemsOf(table) ?? []) {
    const [name, value] = itemsOf(pair) ?? []
    if (name === key) return value
  }
  return undefined
}

/** Types of classes carry more than a name here; those are unknown. */
function typeExpression(text: string): Expression | null {
  try {
    return parseExpression(text, 'bytecode.pkl')
  } catch (error) {
    if (error instanceof UserError) return null
    throw error
  }
}
