import { evidenceOf, type Field, type Signature, type Value } from '../../contract/types.ts'
import type { Warning } from '../framework.ts'
import { BARE_FUNCTION, CHILD, CONCRETE_FUNCTION, FUNCTION_SPEC, OBJECT, OBJECTS, SAVED_FUNCTION } from './schema.ts'
import { BOOLEANS } from './signature.ts'
import { type Part, readStructure, type Structured, wordOf, wordsOf } from './structure.ts'
import { joinTraces, type Trace } from './traces.ts'
import type { View } from './view.ts'

/** Functions of one object; models have a handful. */
const MAX_FUNCTIONS = 1_000
/** Traces of one function: one per shape, type and Python value that it was called with. */
const MAX_TRACES = 1_000

/** Written by Keras 2 for its own loader beside `__call__`. Source: keras/saving/legacy/saved_model/constants.py. */
const KERAS_INTERNAL: ReadonlySet<string> = new Set(['call_and_return_conditional_losses', 'call_and_return_all_conditional_losses'])

const isPublic = (name: string): boolean => name === '__call__' || !(name.startsWith('_') || KERAS_INTERNAL.has(name))

export interface Functions {
  readonly signatures: readonly Signature[]
  readonly warnings: readonly Warning[]
}

/**
 * Functions of a saved object, for a SavedModel without signatures: what `tf.saved_model.load(path).predict(x)` takes and gives.
 * Spec: tensorflow/core/protobuf/saved_object_graph.proto. Only functions of the root: those of its parts are not the model's own.
 */
export function readFunctions(objects: View, file: string): Functions {
  const warnings: Warning[] = []
  const signatures: Signature[] = []
  const concrete = tracesOf(objects)
  for (const [name, view] of rootFunctions(objects)) {
    const signature = readFunction(name, view, concrete, file, warnings)
    if (signature !== undefined) signatures.push(signature)
  }
  // traces of one function say the same again
  const distinct = new Map(warnings.map((warning) => [`${warning.code} ${warning.message}`, warning]))
  return { signatures: signatures.sort((a, b) => (a.name < b.name ? -1 : 1)), warnings: [...distinct.values()] }
}

/** Objects go by their number, and the first is the root: it names its functions before they come. */
function rootFunctions(objects: View): (readonly [string, View])[] {
  const numbers = new Map<string, number>()
  const functions = new Map<number, View>()
  let wanted: ReadonlySet<number> = new Set([0])
  let i = 0
  for (const open of objects.openers(OBJECTS.nodes)) {
    if (wanted.has(i)) {
      const view = open()
      if (i > 0 && (view.has(OBJECT.function) || view.has(OBJECT.bare))) functions.set(i, view)
      if (i === 0) {
        for (const child of view.children(OBJECT.children)) numbers.set(child.text(CHILD.name), child.int(CHILD.node))
        wanted = new Set(numbers.values())
      }
    }
    i += 1
  }
  const found = [...numbers].flatMap(([name, number]) => {
    const view = isPublic(name) ? functions.get(number) : undefined
    return view === undefined ? [] : [[name, view] as const]
  })
  if (found.length > MAX_FUNCTIONS) throw objects.corrupt(`has more than ${MAX_FUNCTIONS} functions`)
  return found
}

/** One trace by the name of its concrete function, read once however many functions refer to it. */
type Traces = (name: string) => View | undefined

function tracesOf(objects: View): Traces {
  let all: ReadonlyMap<string, View> | undefined
  return (name) => {
    all ??= objects.entries(OBJECTS.concrete)
    return all.get(name)
  }
}

function readFunction(name: string, object: View, concrete: Traces, file: string, warnings: Warning[]): Signature | undefined {
  const saved = object.child(OBJECT.function)
  const bare = object.child(OBJECT.bare)
  const names = saved?.texts(SAVED_FUNCTION.concrete) ?? [bare?.text(BARE_FUNCTION.concrete) ?? '']
  const spec = saved?.child(SAVED_FUNCTION.spec) ?? bare?.child(BARE_FUNCTION.spec)
  const where = `${file}: ${object.path}`
  // a function that was never traced has no graph and cannot be called
  if (names.length === 0) return undefined
  if (names.length > MAX_TRACES) throw object.corrupt(`has more than ${MAX_TRACES} traces`)
  const called = { ...argumentsOf(spec, file), keywords: bare?.texts(BARE_FUNCTION.keywords) ?? [] }
  const traces = names.map((one) => readTrace(concrete(one), called, name, file, warnings))
  const known = traces.filter((trace) => trace !== undefined)
  const joined = known.length === traces.length ? joinTraces(known) : undefined
  if (joined === undefined) {
    const message = `${name} is a function whose ${names.length === 1 ? 'trace does' : `${names.length} traces do`} not say one thing about what it takes and gives: it is left out.`
    warnings.push({ code: 'tensorflow-function-undecided', message, where })
    return undefined
  }
  const fixed = joined.inputs.filter(({ part }) => part.kind === 'fixed' && part.text !== 'None')
  if (fixed.length > 0) {
    const words = fixed.map(
      (one) => `${one.name} (${one.part.kind === 'fixed' && one.part.text !== undefined ? one.part.text : 'several values or a number'})`,
    )
    const message = `${name} was traced with Python values, which are no inputs of the contract: ${words.join(', ')}.`
    warnings.push({ code: 'tensorflow-fixed-arguments', message, where })
  }
  return { name, inputs: joined.inputs.flatMap(fieldOf), outputs: outputsOf(joined.outputs) }
}

// ------------------------------------------------------------------------------------------------ names of arguments

interface Arguments {
  /** undefined where the file doesn't keep the Python function's. */
  readonly names: readonly string[] | undefined
  /** `args` of `*args`. */
  readonly rest: string
}

/** A trace that was saved by itself also takes its tensors by these names, one after the other, whatever else the Python function wants. */
interface Called extends Arguments {
  readonly keywords: readonly string[]
}

/** Without `self`, as the loader drops it (`_deserialize_function_spec_as_nonmethod`). */
function argumentsOf(spec: View | undefined, file: string): Arguments {
  const view = spec?.child(FUNCTION_SPEC.arguments)
  if (spec === undefined || view === undefined) return { names: undefined, rest: 'args' }
  const full = readStructure(view, 'fullargspec', file, [])
  const parts = new Map(full.kind === 'nest' ? full.parts.map(({ name, part }) => [name, part]) : [])
  const names = wordsOf(parts.get('args'))
  const method = spec.int(FUNCTION_SPEC.isMethod, BOOLEANS) !== 0 || names[0] === 'self'
  return { names: method ? names.slice(1) : names, rest: wordOf(parts.get('varargs')) ?? 'args' }
}

/** A concrete function: positional arguments by the names of the Python function, then keywords. */
function readTrace(view: View | undefined, called: Called, name: string, file: string, warnings: Warning[]): Trace | undefined {
  const given = view?.child(CONCRETE_FUNCTION.inputs)
  const returned = view?.child(CONCRETE_FUNCTION.outputs)
  if (given === undefined || returned === undefined) return undefined
  const inputs = readStructure(given, name, file, warnings)
  const [positional, keywords] = inputs.kind === 'nest' ? inputs.parts.map(({ part }) => part) : []
  if (positional?.kind !== 'nest' || keywords?.kind !== 'nest') return undefined
  const parts = flatArguments(inputs, called.keywords) ?? namedArguments(positional.parts, keywords.parts, called)
  if (parts === undefined || new Set(parts.map((part) => part.name)).size < parts.length) return undefined
  return { inputs: parts, outputs: readStructure(returned, name, file, warnings) }
}

/** Tensors in the order of the nest; undefined where some value is made of several tensors, or nothing names them. */
function flatArguments(inputs: Structured, keywords: readonly string[]): readonly Part[] | undefined {
  const leaves = tensorsOf(inputs)
  if (keywords.length === 0 || leaves.length !== keywords.length) return undefined
  return leaves.map((part, i) => ({ name: keywords[i] ?? '', part }))
}

const tensorsOf = (structure: Structured): readonly Structured[] =>
  structure.kind === 'nest' ? structure.parts.flatMap(({ part }) => tensorsOf(part)) : structure.kind === 'tensor' ? [structure] : []

function namedArguments(positional: readonly Part[], keywords: readonly Part[], { names, rest }: Called): readonly Part[] | undefined {
  if (names === undefined) return undefined
  return [...positional.map(({ part }, i) => ({ name: names[i] ?? `${rest}_${i - names.length}`, part })), ...keywords]
}

// ------------------------------------------------------------------------------------------------ fields

/** Python values are no fields, and neither is a nest of nothing else. */
function fieldOf({ name, part, optional }: Part): Field[] {
  const value = contractValue(part)
  if (value === undefined) return []
  return [optional === true ? { name, ...value, optional: true } : { name, ...value }]
}

function contractValue(structure: Structured): Value | undefined {
  switch (structure.kind) {
    case 'fixed':
      return undefined
    case 'tensor':
      return structure.value
    case 'nest': {
      const struct = structure.parts.flatMap(fieldOf)
      return struct.length === 0 ? undefined : { struct, evidence: evidenceOf({ struct }, 'stored', structure.where) }
    }
  }
}

/** Dictionaries and named tuples name the outputs; others are called as TensorFlow calls them when it makes a signature of the function. */
function outputsOf(outputs: Structured): readonly Field[] {
  if (outputs.kind === 'nest' && outputs.named) return outputs.parts.flatMap(fieldOf)
  const parts: readonly Part[] = outputs.kind === 'nest' ? outputs.parts : [{ name: '0', part: outputs }]
  return parts.flatMap((one) => fieldOf({ ...one, name: `output_${one.name}` })).map(assumedName)
}

function assumedName(field: Field): Field {
  const named = { ...field, assumed: ['name'] as const }
  return field.evidence === undefined ? named : { ...named, evidence: { ...field.evidence, name: 'assumed' } }
}
