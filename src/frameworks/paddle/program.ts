import { evidenceOf, type Field, type Shape, type Signature } from '../../contract/types.ts'
import { UserError } from '../../errors.ts'
import type { ByteSource } from '../../formats/bytes.ts'
import { openMessage } from '../../formats/protobuf.ts'
import { binaryView, type FieldRef, ref, type View } from '../tensorflow/view.ts'
import { dtypeOfNumber } from './types.ts'

/** Fields that are read. Source: paddle/fluid/framework/framework.proto. */
const PROGRAM = { blocks: ref(1, 'blocks'), version: ref(4, 'version') } as const
const VERSION = { version: ref(1, 'version') } as const
const BLOCK = { vars: ref(3, 'vars'), ops: ref(4, 'ops') } as const
const VAR = { name: ref(1, 'name'), type: ref(2, 'type'), persistable: ref(3, 'persistable') } as const
const TYPE = { tensor: ref(3, 'dense_tensor') } as const
const DENSE = { tensor: ref(1, 'tensor') } as const
const TENSOR = { type: ref(1, 'data_type'), dims: ref(2, 'dims') } as const
const OP = { inputs: ref(1, 'inputs'), outputs: ref(2, 'outputs'), type: ref(3, 'type'), attributes: ref(4, 'attrs') } as const
const SLOT = { arguments: ref(2, 'arguments') } as const
const ATTRIBUTE = { name: ref(1, 'name'), int: ref(3, 'i') } as const

/** Inputs and outputs. */
const MAX_FIELDS = 10_000
const MAX_RANK = 256

/** What either generation of files says. */
export interface Program {
  readonly version: string | undefined
  readonly signature: Signature
  /** Some variable is kept in a file of parameters. */
  readonly hasParameters: boolean
}

/** A ProgramDesc (`.pdmodel`, `__model__`): inputs are what feed operators give, outputs what fetch operators take, in the order of `col`. */
export function readProgram(source: ByteSource): Program {
  const file = source.name
  const program = binaryView(openMessage(source))
  const [main] = program.openers(PROGRAM.blocks)
  if (main === undefined) throw program.corrupt('holds no block')
  const block = main()
  const feeds: Port[] = []
  const fetches: Port[] = []
  for (const open of block.openers(BLOCK.ops)) {
    const op = open()
    const type = op.text(OP.type)
    if (type === 'feed') feeds.push(...portsOf(op, OP.outputs))
    else if (type === 'fetch') fetches.push(...portsOf(op, OP.inputs))
  }
  if (fetches.length === 0) throw noFetch(file)
  if (feeds.length + fetches.length > MAX_FIELDS) throw block.corrupt(`has ${feeds.length + fetches.length} inputs and outputs`)
  const { wanted, hasParameters } = variablesOf(block.openers(BLOCK.vars), new Set([...feeds, ...fetches].map(({ name }) => name)))
  const fieldsOf = (ports: readonly Port[]): readonly Field[] =>
    distinct([...ports].sort((a, b) => a.column - b.column).map(({ name }) => name)).map((name) => fieldOf(name, wanted.get(name), file))
  const version = program.child(PROGRAM.version)?.int(VERSION.version)
  return {
    version: version === undefined ? undefined : `program ${version}`,
    signature: { name: 'predict', inputs: fieldsOf(feeds), outputs: fieldsOf(fetches) },
    hasParameters,
  }
}

interface Port {
  readonly name: string
  readonly column: number
}

function portsOf(op: View, slots: FieldRef): readonly Port[] {
  const names = op.children(slots).flatMap((slot) => slot.texts(SLOT.arguments))
  const column =
    op
      .children(OP.attributes)
      .find((attribute) => attribute.text(ATTRIBUTE.name) === 'col')
      ?.int(ATTRIBUTE.int) ?? 0
  return names.map((name) => ({ name, column }))
}

export const distinct = (names: readonly string[]): readonly string[] => [...new Set(names)]

function variablesOf(vars: Iterable<() => View>, names: ReadonlySet<string>): { wanted: ReadonlyMap<string, View>; hasParameters: boolean } {
  const wanted = new Map<string, View>()
  let hasParameters = false
  for (const open of vars) {
    const view = open()
    const name = view.text(VAR.name)
    if (names.has(name)) wanted.set(name, view)
    // the holders of feeds and fetches are kept between runs, but not in the file
    if (view.int(VAR.persistable) !== 0 && name !== 'feed' && name !== 'fetch') hasParameters = true
  }
  return { wanted, hasParameters }
}

function fieldOf(name: string, variable: View | undefined, file: string): Field {
  const tensor = variable?.child(VAR.type)?.child(TYPE.tensor)?.child(DENSE.tensor)
  const dims = tensor?.ints(TENSOR.dims) ?? null
  if (dims !== null && dims.length > MAX_RANK)
    throw new UserError('corrupt', `${file}: ${name} has ${dims.length} axes`, 'Export the model again.', { file })
  const shape: Shape = dims?.map((dim) => (dim >= -1 ? dim : null)) ?? null
  const value = { type: tensor === undefined ? null : dtypeOfNumber(tensor.int(TENSOR.type)), shape }
  return { name, ...value, evidence: evidenceOf(value, 'stored', `${file}: ${variable?.path ?? `variable ${name}`}`) }
}

export function noFetch(file: string): UserError {
  const message = `${file} is a program without outputs: it was saved for training, not for inference.`
  const remedy =
    'Export it with paddle.jit.save(model, "inference", input_spec=[…]) or paddle.static.save_inference_model(…), or declare the contract in serving.yaml.'
  return new UserError('not-inferable', message, remedy, { file })
}
