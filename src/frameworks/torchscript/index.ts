import type { Signature } from '../../contract/types.ts'
import { UserError } from '../../errors.ts'
import { dottedName, recordOf } from '../../formats/pickle/values.ts'
import type { ModelFiles } from '../../model/types.ts'
import type { Framework, Inference, Match, Warning } from '../framework.ts'
import { type Archive, openArchive, recognise } from './archive.ts'
import { bytecodeMethods } from './bytecode.ts'
import type { Machine } from './learn.ts'
import { readLegacy } from './legacy.ts'
import { signatureOf } from './method.ts'
import { type Program, programOf } from './program.ts'
import { storedValues } from './stored.ts'
import type { FunctionDefinition } from './syntax.ts'
import { tracedInputs } from './traced-inputs.ts'
import { UNKNOWN } from './values.ts'

/**
 * TorchScript: a module's code in a subset of Python, and its tensors. Names and kinds of arguments are declared;
 * types and shapes of tensors are found by walking the code with the shapes of the weights.
 * Source: pytorch torch/csrc/jit/docs/serialization.md.
 */
export const torchscript: Framework = { name: 'torchscript', match, infer }

/** The smallest archive of one empty module has 800 bytes. */
const MIN_BYTES = 200

function match(files: ModelFiles): readonly Match[] {
  return files.files.flatMap((file): readonly Match[] => {
    if (file.pointer !== undefined || file.size < MIN_BYTES) return []
    const found = recognise(files.open(file.path))
    if (found === undefined) return []
    return [{ format: found.layout, path: file.path, because: `${file.path} holds the code of a TorchScript module`, covers: [file.path] }]
  })
}

/** Steps of learning, and as many of telling, about a second together: a large detector is 17,000 steps long, a network of layers 2,000. */
const MAX_STEPS = 600_000

function infer(files: ModelFiles, { path }: Match): Inference {
  const source = files.open(path)
  const found = recognise(source)
  if (found === undefined) throw notReadable(path)
  const archive = openArchive(source, found)
  return readModule(archive, path)
}

/** A module as it is stored in one of the layouts. */
interface Loaded {
  readonly program: Program
  readonly methods: readonly FunctionDefinition[]
  readonly values: Machine['values']
}

function readModule(archive: Archive, path: string): Inference {
  const { program, methods, values } = load(archive)
  const callable = methods.filter(isCallable)
  if (callable.length === 0) throw noMethods(path)
  const machine: Machine = { program, values, changing: new Set(), unknown: new Set(), tried: new WeakMap(), steps: 0, reserve: 0 }
  // forward first: it is what callers ask for, if time runs short
  const order = [...callable].sort((a, b) => Number(b.name === 'forward') - Number(a.name === 'forward'))
  const signatures = settleChanging(machine, () =>
    order.map((method) => signatureOf(machine, method, tracedInputs(archive, method.name), `${path}: ${method.name}`)),
  )
  return {
    framework: { name: 'torchscript', format: archive.layout },
    signatures,
    warnings: remarks(machine, path),
    findings: archive.findings(),
  }
}

function load(archive: Archive): Loaded {
  const program = programOf(archive)
  if (archive.layout === 'torchscript-2019') return readLegacy(archive, program)
  const root = archive.pickle('data.pkl')
  const constants = archive.pickle('constants.pkl')
  const className = dottedName(recordOf(root, 'object')?.callable)
  const definition = className.startsWith('__torch__.') ? program.class(className) : undefined
  return {
    program,
    methods: definition?.methods ?? bytecodeMethods(archive.pickle('bytecode.pkl')),
    values: () => ({
      module: storedValues(archive, 'data').value(root),
      constants: constants === undefined ? UNKNOWN : storedValues(archive, 'constants').value(constants),
    }),
  }
}

/** Methods that callers reach; names with an underscore are the module's own. */
const isCallable = ({ name, parameters }: FunctionDefinition): boolean => !name.startsWith('_') && parameters.length > 0

/** Attributes that calls change are found while walking; then all is walked again without trusting them. */
function settleChanging(machine: Machine, walkAll: () => readonly Signature[]): readonly Signature[] {
  for (let round = 0; ; round++) {
    const before = machine.changing.size
    machine.steps = MAX_STEPS
    machine.reserve = MAX_STEPS
    const signatures = walkAll()
    if (machine.changing.size === before || round >= MAX_SETTLING) return signatures
  }
}

/** Setting an attribute may depend on another one: three rounds settle real modules. */
const MAX_SETTLING = 4

// ------------------------------------------------------------------------------------------------------------ remarks

/** Operators named in a warning. */
const NAMED = 8

function remarks(machine: Machine, path: string): readonly Warning[] {
  const warnings: Warning[] = []
  const unknown = [...machine.unknown].sort()
  if (unknown.length > 0) {
    const names = `${unknown.slice(0, NAMED).join(', ')}${unknown.length > NAMED ? ` and ${unknown.length - NAMED} more` : ''}`
    warnings.push({ code: 'torchscript-unknown-operators', message: `no shape rule for ${names}: what follows them is unknown`, where: path })
  }
  if (machine.steps <= 0) {
    warnings.push({ code: 'torchscript-too-long', message: 'the code is too long to be followed to its end: some shapes are unknown', where: path })
  }
  return warnings
}

function noMethods(path: string): UserError {
  return new UserError(
    'not-inferable',
    `${path} is a TorchScript archive without a method that callers could call: it holds parameters only.`,
    'Save the module itself: torch.jit.script(model) or torch.jit.trace(model, example), then .save(path); or declare the contract in serving.yaml.',
    { file: path },
  )
}

function notReadable(path: string): UserError {
  return new UserError('corrupt', `${path} is no TorchScript archive`, 'save the model again with torch.jit.save', { file: path })
}
