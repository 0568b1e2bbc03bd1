import type { Dim, Field, Signature } from '../../contract/types.ts'
import type { Declaration } from '../../model/definition-types.ts'
import type { ModelFiles } from '../../model/types.ts'
import type { Framework, Inference, Match, ReadInside, Warning } from '../framework.ts'
import { NOTHING, wrappedIn } from '../wrappers/inside.ts'
import { calledBy, USUAL_METHODS } from '../wrappers/seen-through.ts'
import { allBelow, below, directoryOf } from '../wrappers/view.ts'
import { type Completed, completedBy } from './auto-complete.ts'
import { composingModels, isTritonConfig, readConfig, type TritonConfig } from './config.ts'
import { type Batching, declare, PREDICT } from './declare.ts'
import { seenByTriton } from './inside.ts'
import { routeOf } from './route.ts'

/** A configuration of 10,000 inputs is about 1 MB. */
const MAX_TEXT = 8 * 1024 * 1024
const MAX_HEAD = 64 * 1024
/** Configurations looked at; a repository of models has tens. */
const MAX_CONFIGS = 1_000

/**
 * Models of a Triton repository: `config.pbtxt` declares the contract of the requests, the version directory holds the model that must honour it.
 * Source: github.com/triton-inference-server/server/blob/main/docs/user_guide/model_configuration.md.
 */
export const triton: Framework = { name: 'triton', match, infer }

/** An ensemble beside the models it is made of is the interface of them all. */
function match(files: ModelFiles): readonly Match[] {
  return files.files
    .filter(({ path, pointer }) => pointer === undefined && (path === 'config.pbtxt' || path.endsWith('/config.pbtxt')))
    .slice(0, MAX_CONFIGS)
    .flatMap(({ path, size }): readonly Match[] => {
      const head = size === 0 ? '' : new TextDecoder().decode(files.open(path).read(0, Math.min(size, MAX_HEAD)))
      if (!isTritonConfig(head)) return []
      const directory = directoryOf(path)
      const repository = directoryOf(directory)
      const parts = directory === '' ? [] : composingModels(head).map((name) => allBelow(below(repository, name)))
      return [{ format: 'config.pbtxt', path, because: `${path} configures a model of Triton`, covers: [allBelow(directory), ...parts] }]
    })
}

function infer(files: ModelFiles, { path: file }: Match, readInside?: ReadInside): Inference {
  const config = readConfig((files.find(file)?.size ?? 0) === 0 ? '' : files.text(file, MAX_TEXT), file)
  const route = routeOf(config, directoryOf(file), files)
  const isPython = route.python !== undefined && (config.backend === 'python' || (config.backend === '' && config.platform === ''))
  const completed = isPython && route.python !== undefined ? completedBy(files, route.python) : undefined
  const isDeclared = [config.inputs, config.outputs, completed?.inputs ?? [], completed?.outputs ?? []].some((list) => list.length > 0)
  // what code does, and what the steps of an ensemble make of it, is told by the configuration alone
  const isOpaque = isPython || config.isEnsemble || config.platform === 'ensemble'
  const wrapped = isOpaque ? NOTHING : wrappedIn(route.files, readInside, { wrapper: file, isDeclared })
  const model = calledBy(wrapped.signatures, [config.parameters.get('TF_SIGNATURE_DEF') ?? 'serving_default', ...USUAL_METHODS])
  const warnings: Warning[] = [...wrapped.warnings, ...openWarnings(completed, file)]
  const facts = {
    framework: { name: 'triton', format: 'config.pbtxt' },
    warnings,
    findings: wrapped.findings,
    ...(wrapped.inside !== undefined && { inside: wrapped.inside }),
  }
  if (!isDeclared) return { ...facts, signatures: model === undefined ? [] : [{ ...model, name: PREDICT }] }
  const batching = batchingOf(config, completed, model)
  const declaration = declare(config, completed, batching)
  const seen =
    model === undefined
      ? undefined
      : seenByTriton(declaration, withoutInternal(model, config, declaration), { config, batching, framework: wrapped.framework })
  return { ...facts, signatures: seen === undefined ? [] : [seen], declarations: [declaration] }
}

/** `max_batch_size` as written or completed; where it is neither, the server takes a batch if the model has one more dimension, and it is open. */
function batchingOf({ maxBatchSize, inputs, outputs }: TritonConfig, completed: Completed | undefined, model: Signature | undefined): Batching {
  const size = maxBatchSize ?? completed?.maxBatchSize
  if (size !== undefined) return size > 0 ? 'batched' : 'plain'
  if (completed?.open === true) return 'unknown'
  const fields = new Map([...(model?.inputs ?? []), ...(model?.outputs ?? [])].map((field) => [field.name, field]))
  const pairs = [...inputs, ...outputs].flatMap(({ name, dims, reshape }) => {
    const field: Field | undefined = fields.get(name)
    const shape = field !== undefined && 'shape' in field ? field.shape : null
    const written = reshape ?? dims
    return shape === null || written === null ? [] : [{ shape, written }]
  })
  const isOpen = (size: Dim | undefined): boolean => size === -1 || typeof size === 'string'
  const takesBatch = pairs.length > 0 && pairs.every(({ shape, written }) => shape.length === written.length + 1 && isOpen(shape[0]))
  return takesBatch ? 'batched' : 'plain'
}

/** What the server feeds and keeps itself is nothing that callers meet, unless the configuration says so. */
function withoutInternal(model: Signature, { internal }: TritonConfig, { contract }: Declaration): Signature {
  const [declared] = contract.signatures
  const offered = (key: 'inputs' | 'outputs'): readonly Field[] => {
    const names = new Set(declared?.[key].map(({ name }) => name))
    return model[key].filter(({ name }) => !internal.has(name) || names.has(name))
  }
  return { ...model, inputs: offered('inputs'), outputs: offered('outputs') }
}

function openWarnings(completed: Completed | undefined, file: string): readonly Warning[] {
  if (completed?.open !== true) return []
  const message = 'auto_complete_config of the model adds what only running it would tell: write inputs, outputs and max_batch_size into config.pbtxt'
  return [{ code: 'triton-auto-complete', message, where: file }]
}
