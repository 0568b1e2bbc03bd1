import { dottedName, itemOf, itemsOf, type PyDict, type PyValue, recordOf } from '../../formats/pickle/values.ts'
import { attribute, attributesOf, type Variable, variableOf } from './variable.ts'

/** What callers give. */
export interface Argument {
  readonly variable: Variable
  readonly name: string | null
  /** It has a value of its own if callers give none. */
  readonly optional: boolean
}

/** A compiled function, or a graph of which one can be made. */
export interface Callable {
  /** `predict`, or the key in a dict of several. */
  readonly name: string
  readonly inputs: readonly Argument[]
  readonly outputs: readonly Variable[]
}

/** Functions in one file. */
const MAX_FUNCTIONS = 100
/** Inputs or outputs of a function. */
const MAX_FIELDS = 10_000

/** Functions and graphs in a pickle: a Function, the arguments of `function()`, a list of variables, or a dict of functions. */
export function callablesOf(root: PyValue | undefined): readonly Callable[] {
  const single = callableOf(root, 'predict')
  if (single !== null) return [single]
  const dict = recordOf(root, 'dict') ?? attributesOf(root)
  const found = (dict?.pairs ?? []).slice(0, 10_000).flatMap(([key, value]) => {
    const callable = typeof key === 'string' ? functionOf(value, key) : null
    return callable === null ? [] : [callable]
  })
  const [only] = found
  return found.length === 1 && only !== undefined ? [{ ...only, name: 'predict' }] : found.slice(0, MAX_FUNCTIONS)
}

function callableOf(value: PyValue | undefined, name: string): Callable | null {
  return functionOf(value, name) ?? fromArguments(recordOf(value, 'dict'), name) ?? fromVariables(itemsOf(value), name)
}

/** `_constructor_Function(maker, storage, data)`; the maker is an instance, or a call with its arguments. Source: theano/compile/function_module.py, _pickle_Function. */
function functionOf(value: PyValue | undefined, name: string): Callable | null {
  const object = recordOf(value, 'object')
  if (object === null || !dottedName(object.callable).endsWith('._constructor_Function')) return null
  const maker = recordOf(object.args[0], 'object')
  return fromArguments(attributesOf(maker) ?? recordOf(maker?.args[0], 'dict'), name)
}

/** `inputs` and `outputs` by name. */
function fromArguments(dict: PyDict | null, name: string): Callable | null {
  const [inputs, outputs] = ['inputs', 'outputs'].map((key) => itemOf(dict, key))
  const listed = itemsOf(inputs)
  const results = itemsOf(outputs) ?? (outputs === undefined || outputs === null ? null : [outputs])
  if (listed === null || results === null || listed.length > MAX_FIELDS || results.length > MAX_FIELDS) return null
  const given = listed.flatMap(argumentOf)
  const made = results.flatMap((result) => variableOf(attribute(result, 'variable') ?? result) ?? [])
  return made.length === results.length ? { name, inputs: given, outputs: made } : null
}

/** `In(variable, value, implicit, …)`: implicit ones are shared variables that the function carries itself. Source: theano/compile/io.py. */
function argumentOf(value: PyValue): readonly Argument[] {
  const direct = variableOf(value)
  if (direct !== null) return direct.holdsData ? [] : [{ variable: direct, name: direct.name, optional: false }]
  const variable = variableOf(attribute(value, 'variable'))
  if (variable === null || attribute(value, 'implicit') === true || attribute(value, 'shared') === true) return []
  const name = attribute(value, 'name')
  const fallback = attribute(value, 'value')
  return [{ variable, name: typeof name === 'string' && name !== '' ? name : variable.name, optional: fallback !== undefined && fallback !== null }]
}

/** `[inputs, outputs]`, or variables side by side: those that an operator makes are results. */
function fromVariables(items: readonly PyValue[] | null, name: string): Callable | null {
  if (items === null || items.length === 0 || items.length > MAX_FIELDS) return null
  const [first, second] = items
  if (items.length === 2 && itemsOf(first) !== null && itemsOf(second) !== null) {
    return fromArguments(
      {
        kind: 'dict',
        pairs: [
          ['inputs', first ?? null],
          ['outputs', second ?? null],
        ],
      },
      name,
    )
  }
  const variables = items.flatMap((item) => variableOf(item) ?? [])
  const outputs = variables.filter(({ owner }) => owner !== null)
  if (variables.length !== items.length || outputs.length === 0) return null
  const inputs = variables.filter(({ owner, holdsData }) => owner === null && !holdsData)
  return { name, inputs: inputs.map((variable) => ({ variable, name: variable.name, optional: false })), outputs }
}
