import type { Field, Signature } from '../../contract/types.ts'
import type { Warning } from '../framework.ts'
import { type Abstract, type Asked, asked, type Frame } from './abstract.ts'
import { isUnknown } from './annotations.ts'
import { bodyFields, evidenceFor, keysOf, keywordFields, notInferable, recordValue, said } from './asked-fields.ts'
import { docstringOf } from './docstring.ts'
import type { Entry } from './entries.ts'
import { bind, isBody, isEmbedded, specOf } from './inputs.ts'
import { startWalk } from './interpreter.ts'
import { joined, outputsOf } from './outputs.ts'
import type { Project } from './project.ts'
import { walkFunction } from './statements.ts'
import type { Returned, Walk } from './walk.ts'

/** A signature of an entry point, and what is to be said about it. */
export interface Found {
  readonly signature: Signature
  readonly warnings: readonly Warning[]
}

/**
 * Reads the signature of an entry point: annotations first, then what the body does with what it gets and returns.
 * @throws UserError `not-inferable` where the body hands its arguments, or what it returns, to code that names no field
 */
export function signatureOf(entry: Entry, project: Project): Found {
  const { convention, node, scope } = entry
  const body = asked('body', node.line, true)
  const frame: Frame = { scope, locals: new Map(), depth: 0 }
  const walk = startWalk(
    project,
    convention.wire,
    new Map([
      ['flask.request', { kind: 'request', body }],
      ['quart.request', { kind: 'request', body }],
    ]),
  )
  // callers meet the server's first step, and get what its last one gives
  const first: Entry = entry.before === undefined ? entry : { ...entry, node: entry.before }
  const last: Entry = entry.after === undefined ? entry : { ...entry, node: entry.after }
  const inputs = bind(first, frame, body, project)
  let returned = walkFunction(first.node, frame, walk)
  if (entry.before !== undefined) returned = continueWith(entry, joined(returned), walk)
  if (entry.after !== undefined) returned = continueWith(last, joined(returned), walk)
  const described = docstringOf(first.node)

  const spreads = convention.takes !== 'arguments'
  const fields: Field[] = []
  if (body.keys.size > 0 || body.whole || body.element !== null) fields.push(...bodyFields(body, entry))
  const bodies = inputs.filter((input) => isBody(input, entry, project))
  for (const input of inputs) {
    const { parameter, typed, record, optional } = input
    const where = `${scope.file}: ${first.node.name}(${parameter.name}), line ${parameter.line}`
    if (parameter.kind === 'args') {
      if (record.whole || record.element !== null) throw notInferable(entry, `takes any number of arguments (*${parameter.name})`)
      continue
    }
    if (parameter.kind === 'kwargs') {
      const spec = specOf(entry, 'input_spec', project)
      if (spec !== undefined) {
        fields.push(...spec.map((field) => ({ ...field, ...said('stored', field, where) })))
        continue
      }
      fields.push(...keywordFields(record, entry))
      continue
    }
    const read = record.keys.size > 0 && !record.whole
    if (!isUnknown(typed.value) && !('map' in typed.value && read)) {
      // the one model class of a route is the body itself; the one table of a server is what callers send
      const alone =
        convention.takes === 'route'
          ? bodies.length === 1 && !isEmbedded(parameter)
          : spreads || (convention.name === 'bentoml' && parameter.kind === 'positional-only')
      if (alone && 'struct' in typed.value) fields.push(...typed.value.struct.map((field) => ({ ...field, ...said('stored', field, where) })))
      else fields.push({ name: parameter.name, ...typed.value, ...(optional && { optional: true }), ...said('stored', typed.value, where) })
      continue
    }
    const inner = convention.name === 'lambda' ? record.keys.get('body')?.asked : undefined
    if (inner !== undefined && inner.keys.size > 0 && !inner.whole) fields.push(...keysOf(inner, entry))
    else if (spreads && read) fields.push(...keysOf(record, first))
    else if (convention.takes === 'body') refuseWhole(record, first)
    else
      fields.push({
        name: parameter.name,
        ...recordValue(record, described.get(parameter.name)),
        ...(optional && { optional: true }),
        ...evidenceFor(record, described.get(parameter.name), where, convention.name === 'sagemaker'),
      })
  }
  return {
    signature: { name: entry.signature, inputs: unique(fields), outputs: outputsOf(last, returned, walk, project) },
    warnings: node.damaged
      ? [
          {
            code: 'function-damaged',
            message: `${node.name} holds code that could not be parsed: what it does there is not known`,
            where: `${scope.file}:${node.line}`,
          },
        ]
      : [],
  }
}

/** One of the further steps: its first argument is what the step before returned. */
function continueWith(entry: Entry, value: Abstract, walk: Walk): Returned {
  const frame: Frame = { scope: entry.scope, locals: new Map(), depth: 0 }
  const [input] = bind(entry, frame, asked('body', entry.node.line), walk.project)
  if (input !== undefined) frame.locals.set(input.parameter.name, value)
  return walkFunction(entry.node, frame, walk)
}

/** A body whose keys are not named has no inputs that could be. */
function refuseWhole(record: Asked, entry: Entry): void {
  if (record.whole || record.element !== null)
    throw notInferable(entry, 'uses the body of the request as a whole, so that its keys are not in the code')
}

const unique = (fields: readonly Field[]): readonly Field[] => {
  const seen = new Set<string>()
  return fields.filter(({ name }) => !seen.has(name) && seen.add(name))
}
