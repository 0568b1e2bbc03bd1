import type { AssumedFact, Field, Value } from '../../contract/types.ts'
import { type Abstract, either, knownValue, UNKNOWN } from './abstract.ts'
import { annotationOf, isUnknown, type Typed } from './annotations.ts'
import { notInferable, said } from './asked-fields.ts'
import { bentoDescriptor } from './bento.ts'
import { isFailure } from './calls.ts'
import type { Entry } from './entries.ts'
import type { Project } from './project.ts'
import type { Returned, Walk } from './walk.ts'

/** What callers get: as the annotation says, else as every way out of the body says. */
export function outputsOf(entry: Entry, returned: Returned, walk: Walk, project: Project): readonly Field[] {
  const { node, scope, convention } = entry
  const where = `${scope.file}: ${node.name}, line ${node.line}`
  const declared = wireType(returnType(entry, project), entry)
  if (!isUnknown(declared.value) && !('map' in declared.value && convention.gives === 'keys')) {
    if (convention.gives === 'keys' && 'struct' in declared.value && declared.value.struct[0]?.name !== '0')
      return declared.value.struct.map((field) => ({ ...field, ...(declared.nullable && { optional: true }), ...said('stored', field, where) }))
    if (convention.gives === 'keys' && 'struct' in declared.value)
      return declared.value.struct.map((field, i) => ({ ...field, name: `output_${i}`, assumed: ['name'], ...said('stored', field, where) }))
    return [oneOutput(declared.value, declared.nullable, entry, where)]
  }
  if (convention.gives === 'one' || returned.yields) return [oneOutput(declared.value, declared.nullable, entry, where)]

  const result = joined(returned, (value) => answerOf(value, walk))
  if (result.kind === 'dict' && result.dict.entries.size > 0) {
    if (result.dict.open) throw notInferable(entry, 'returns keys that it makes while it runs')
    return [...result.dict.entries].map(([name, { value, optional }]) => output(name, value, optional || returned.falls, entry, where))
  }
  if (result.kind === 'record')
    return result.fields.map(({ name, value, nullable }) => ({
      name,
      ...value,
      ...(nullable && { optional: true }),
      ...said('derived', value, where),
    }))
  if (result.kind === 'items' && result.tuple && result.items.length > 1)
    return result.items.map((item, i) => ({
      ...output(`output_${i}`, item, false, entry, where),
      ...assumedName(output('', item, false, entry, where)),
    }))
  if (convention.name === 'hydrosphere') throw notInferable(entry, 'returns something whose names are not in the code')
  const known = knownValue(result)
  return [
    {
      name: 'output',
      ...(known?.value ?? { type: null, shape: null }),
      assumed: ['name', ...(known?.assumed ? (['type', 'shape'] as const) : [])],
      ...said('derived', known?.value ?? { type: null, shape: null }, where),
    },
  ]
}

export const assumedName = (field: Field): { readonly assumed: readonly AssumedFact[] } => ({ assumed: ['name', ...(field.assumed ?? [])] })

/** What is known of the result whichever way out was taken. */
export function joined({ values }: Returned, answer: (value: Abstract) => Abstract = (value) => value): Abstract {
  const [first, ...rest] = values.map(answer).filter((value) => value.kind !== 'failure')
  return first === undefined ? UNKNOWN : rest.reduce(either, first)
}

/** A status that comes with an answer tells whether it is one. */
function answerOf(value: Abstract, walk: Walk): Abstract {
  if (walk.wire && value.kind === 'dict') {
    // API Gateway's form of an answer
    const [status, body] = ['statusCode', 'body'].map((name) => value.dict.entries.get(name)?.value)
    if (status !== undefined && body !== undefined) return isFailure(status) ? { kind: 'failure' } : body
  }
  if (!walk.wire || value.kind !== 'items' || !value.tuple || value.items.length < 2) return value
  const [answer = UNKNOWN, status = UNKNOWN] = value.items
  return isFailure(status) ? { kind: 'failure' } : answer
}

function output(name: string, value: Abstract, optional: boolean, entry: Entry, where: string): Field {
  const known = knownValue(value)
  const { evidence } = said('derived', known?.value ?? { type: null, shape: null }, where)
  const field = known?.value ?? { type: null, shape: null }
  // Hydrosphere packs Python's numbers into the type that the author declares: what the body makes is no promise there
  const assumed = known?.assumed || (known !== undefined && entry.convention.name === 'hydrosphere')
  const sources = assumed && 'shape' in field
  return {
    name,
    ...field,
    ...(optional && { optional: true }),
    ...(sources && { assumed: [...(field.type === null ? [] : (['type'] as const)), ...(field.shape === null ? [] : (['shape'] as const))] }),
    evidence: sources
      ? {
          ...evidence,
          type: field.type === null ? 'unknown' : 'assumed',
          rank: field.shape === null ? 'unknown' : 'assumed',
          dims: (field.shape ?? []).map((dim) => (dim === null ? 'unknown' : 'assumed')),
        }
      : evidence,
  }
}

/** cog answers `{"output": …}`; elsewhere the name is a convention of ours. */
function oneOutput(value: Value, nullable: boolean, { convention }: Entry, where: string): Field {
  const { evidence } = said('stored', value, where)
  const named = convention.name === 'cog'
  return {
    name: 'output',
    ...value,
    ...(nullable && { optional: true }),
    ...(!named && { assumed: ['name'] }),
    evidence: named ? evidence : { ...evidence, name: 'assumed' },
  }
}

/** A web framework's tuple is an answer with its status: what is in it is for the body to tell. */
const wireType = (type: Typed, { convention }: Entry): Typed =>
  convention.wire && 'struct' in type.value && type.value.struct[0]?.name === '0' ? { ...type, value: { type: null, shape: null } } : type

/** The annotation, FastAPI's `response_model=`, BentoML's `output=`. */
function returnType({ node, scope, convention, decorator }: Entry, taken: Project): Typed {
  const project: Project = { ...taken, direction: 'given' }
  const model = decorator?.keywords.find(({ name }) => name === 'response_model')?.value
  if (model !== undefined && convention.takes === 'route') return annotationOf(model, scope, project)
  if (convention.name === 'bentoml' && decorator !== undefined) {
    const descriptor = bentoDescriptor(decorator, 'output', scope, project)?.get('')
    if (descriptor !== undefined) return descriptor
  }
  return annotationOf(node.returns, scope, project)
}
