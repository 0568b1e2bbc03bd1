import type { Field, Signature } from '../../contract/types.ts'
import { argumentValue, type Facts, holdsTensor, isItem, isOptional, type Leaf, namedTupleFields, placesOf, type Scenario } from './arguments.ts'
import { type Describe, describe, named } from './fields.ts'
import { candidates, freed, type Machine, settle, settleRanks, usualCandidate, usualSizes, walk } from './learn.ts'
import type { Program } from './program.ts'
import type { FunctionDefinition } from './syntax.ts'
import { type Type, typeOf } from './types.ts'
import { joinValues, sameValue, type Tensor, UNKNOWN, UNKNOWN_TENSOR, unlessContradicted, type Value } from './values.ts'

/** What is known of a method: its inputs and its result, with and without conventions. */
interface Understood {
  readonly inputs: ReadonlyMap<string, Tensor>
  /** Without optional tensors. */
  readonly result: Value
  /** With all optional tensors. */
  readonly given?: Value
}

/** The signature of one method: names and kinds as declared, shapes and types as far as its code tells. */
export function signatureOf(machine: Machine, method: FunctionDefinition, traced: readonly Value[] | undefined, where: string): Signature {
  const { program } = machine
  const parameters = method.parameters.slice(1)
  const stored = storedFacts(method, traced)
  const { proven, usual } = understand(machine, method, stored)
  const isStored = (place: string): boolean => stored.leaves.has(place)
  const inputs = parameters.map((parameter): Field => {
    const context: Describe = { program, where: `${where}(${parameter.name})`, rows: 'as known' }
    const type = typeOf(parameter.type)
    const [a, b] = [proven, usual].map((one) => valueAt(program, type, parameter.name, one.inputs))
    return named(
      parameter.name,
      describe(context, type, a ?? UNKNOWN, b ?? UNKNOWN, () => isStored(parameter.name)),
      isOptional(parameter),
    )
  })
  const context: Describe = { program, where: `${where} -> result`, rows: 'any' }
  return { name: method.name, inputs, outputs: outputsOf(context, typeOf(method.returns), certainly(proven), usually(usual)), positional: true }
}

/** What holds whether optional tensors are given or not. */
const certainly = ({ result, given }: Understood): Value => (given === undefined ? result : joinValues(result, given))

/** What holds where they are left out, unless it would be wrong where they are given. */
const usually = ({ result, given }: Understood): Value => (given === undefined ? result : unlessContradicted(result, given))

/** One output each for the parts of a tuple; a NamedTuple names them. */
function outputsOf(context: Describe, type: Type, proven: Value, usual: Value): readonly Field[] {
  const one = (name: string, of: Type, a: Value, b: Value): Field =>
    named(
      name,
      describe(context, of, a, b, () => false),
      false,
    )
  const part = (value: Value, i: number): Value => (value.kind === 'tuple' ? (value.items[i] ?? UNKNOWN) : UNKNOWN)
  if (type.kind === 'none') return []
  if (type.kind === 'tuple') return type.items.map((item, i) => one(`output_${i}`, item, part(proven, i), part(usual, i)))
  const fields = type.kind === 'class' ? namedTupleFields(context.program, type.name) : undefined
  if (fields !== undefined) return fields.map((field, i) => one(field.name, typeOf(field.type), part(proven, i), part(usual, i)))
  return [one('output', type, proven, usual)]
}

/** An argument as it was understood, put together from the tensors found at its places. */
function valueAt(program: Program, type: Type, place: string, inputs: ReadonlyMap<string, Tensor>): Value {
  return argumentValue(program, type, place, (at) => inputs.get(at) ?? UNKNOWN_TENSOR)
}

/** Types and ranks of the examples that a trace keeps. */
function storedFacts(method: FunctionDefinition, traced: readonly Value[] | undefined): Facts {
  const leaves = new Map<string, Leaf>()
  for (const [i, parameter] of method.parameters.slice(1).entries()) {
    const example = traced?.[i]
    if (example?.kind !== 'tensor' || example.shape === null || typeOf(parameter.type).kind !== 'tensor') continue
    leaves.set(parameter.name, { type: example.type, rank: example.shape.length })
  }
  return { leaves, sizes: new Map() }
}

const NO_FACTS: Facts = { leaves: new Map(), sizes: new Map() }

function understand(machine: Machine, method: FunctionDefinition, stored: Facts): { readonly proven: Understood; readonly usual: Understood } {
  const { program } = machine
  const required = method.parameters.slice(1).filter((parameter) => !isOptional(parameter))
  const given = method.parameters.slice(1).filter((parameter) => isOptional(parameter) && holdsTensor(typeOf(parameter.type)))
  const places = required.flatMap((parameter) => placesOf(program, parameter))
  // an example that the code contradicts is worth nothing
  const start = settle(machine, method, stored, 'default') === null ? NO_FACTS : stored
  const base = settleRanks(machine, method, start, 'default', places)
  if (base === null) return { proven: NOTHING, usual: NOTHING }
  const proven = withOptional(
    machine,
    method,
    base,
    given.flatMap((parameter) => placesOf(program, parameter)),
  )
  const usual = withConventions(machine, method, proven, places)
  const certain = outcome(machine, method, proven)
  return { proven: certain, usual: usual === proven ? certain : outcome(machine, method, usual) }
}

const NOTHING: Understood = { inputs: new Map(), result: UNKNOWN }

/** What is demanded of optional tensors where they are given; of the others only what holds without them counts. */
function withOptional(machine: Machine, method: FunctionDefinition, base: Facts, places: readonly string[]): Facts {
  if (places.length === 0) return base
  const settled = settleRanks(machine, method, base, 'given', places)
  if (settled === null) return base
  const isOwn = (key: string): boolean => places.some((place) => key === place || key.startsWith(`${place}.`))
  return {
    leaves: new Map([...base.leaves, ...[...settled.leaves].filter(([place]) => isOwn(place))]),
    sizes: new Map([...base.sizes, ...[...settled.sizes].filter(([key, size]) => isOwn(key) && typeof size === 'number')]),
  }
}

/** Adds what callers usually send where several types or ranks run. */
function withConventions(machine: Machine, method: FunctionDefinition, proven: Facts, places: readonly string[]): Facts {
  let facts = usualTypes(machine, method, proven)
  const open = (): readonly string[] => places.filter((place) => !isItem(place) && (facts.leaves.get(place)?.rank ?? null) === null)
  const choose = (together: readonly string[]): void => {
    const possible = candidates(machine, method, facts, 'default', together)
    const type = facts.leaves.get(together[0] ?? '')?.type ?? null
    const best = usualCandidate(possible, together, type, (a, b) => !sameValue(a ?? UNKNOWN, b ?? UNKNOWN))
    if (best !== undefined) facts = usualTypes(machine, method, settleRanks(machine, method, best.facts, 'default', places) ?? best.facts)
  }
  for (const place of open()) if (open().includes(place)) choose([place])
  // inputs that meet each other before anything tells their rank usually have the same
  if (open().length > 1) choose(open())
  return ofItems(machine, method, usualSizes(machine, method, facts, 'default'), places)
}

/** What a list of one item demands of it: loops over lists may have no rounds, but nobody means that. */
function ofItems(machine: Machine, method: FunctionDefinition, facts: Facts, places: readonly string[]): Facts {
  const items = places.filter(isItem)
  if (items.length === 0) return facts
  const settled = settleRanks(machine, method, facts, 'single', items)
  if (settled === null) return facts
  const meant = usualSizes(machine, method, usualTypes(machine, method, settled, 'single'), 'single')
  return settle(machine, method, meant, 'default') ?? facts
}

function usualTypes(machine: Machine, method: FunctionDefinition, start: Facts, scenario: Scenario = 'default'): Facts {
  const walked = walk(machine, method, start, scenario)
  if (walked === null) return start
  const leaves = new Map(start.leaves)
  let isNew = false
  for (const [place, types] of walked.demands.usual) {
    const leaf = leaves.get(place) ?? { type: null, rank: null }
    const [type] = types
    if (type === undefined || types.size > 1 || leaf.type !== null) continue
    leaves.set(place, { ...leaf, type })
    isNew = true
  }
  if (!isNew) return start
  return settle(machine, method, { leaves, sizes: start.sizes }, scenario) ?? start
}

/** The last walks: sizes that nothing limits are any. Numbers and words may have other values than their defaults, optional tensors may be given. */
function outcome(machine: Machine, method: FunctionDefinition, facts: Facts): Understood {
  const last = walk(machine, method, facts, 'default', 'reserve')
  if (last === null) return NOTHING
  const free = freed(facts, last)
  const walked = walk(machine, method, free, 'default', 'reserve')
  if (walked === null) return NOTHING
  const inputs = new Map(walked.state.inputs)
  const optional = method.parameters.slice(1).filter(isOptional)
  const hasNumbers = optional.some((parameter) => !holdsTensor(typeOf(parameter.type)))
  const open = hasNumbers ? walk(machine, method, free, 'open', 'reserve') : walked
  const result = open === null ? UNKNOWN : joinValues(walked.result ?? UNKNOWN, open.result ?? UNKNOWN)
  if (!optional.some((parameter) => holdsTensor(typeOf(parameter.type)))) return { inputs, result }
  const given = walk(machine, method, facts, 'given', 'reserve')
  const all = given === null ? null : walk(machine, method, freed(facts, given), 'given', 'reserve')
  for (const [place, tensor] of all?.state.inputs ?? []) if (!inputs.has(place)) inputs.set(place, tensor)
  return { inputs, result, ...(all !== null && { given: all.result ?? UNKNOWN }) }
}
