import type { AssumedFact, DType, Field, Shape, Source } from '../../contract/types.ts'
import { UserError } from '../../errors.ts'
import { isObject, own } from '../../formats/json-document.ts'
import type { ModelFiles } from '../../model/types.ts'
import type { Framework, Inference, Match, Warning } from '../framework.ts'
import { directoryOf } from '../tensorflow/layout.ts'
import { type Config, type Known, NOTHING, readConfig, readObject } from './config.ts'
import { type Argument, argumentsOf, kindOf } from './inputs.ts'
import { readSentence, sentenceFile } from './sentence.ts'
import { type Result, resultsOf } from './tasks.ts'
import { floatOf, readWeights, type Weights, weightsIn } from './weights.ts'

/**
 * Directories of Hugging Face transformers: `config.json` names the class and its sizes, the weights beside it confirm them. Also sentence-transformers,
 * which put modules behind such a model, and two kinds that have no contract: adapters (PEFT) and pipelines (diffusers).
 */
export const transformers: Framework = { name: 'transformers', match, infer }

/** What is in one directory, by the file that tells; the first that is there counts. */
const MARKS: readonly (readonly [file: string, format: string, because: string])[] = [
  ['modules.json', 'sentence-transformers', 'lists the modules of a sentence-transformers model'],
  ['adapter_config.json', 'peft', 'belongs to a PEFT adapter'],
  ['model_index.json', 'diffusers', 'lists the parts of a diffusers pipeline'],
  ['config.json', 'transformers', 'belongs to a transformers model'],
]

function match(files: ModelFiles): readonly Match[] {
  const folders = new Set(files.files.map(({ path }) => directoryOf(path)))
  return [...folders].flatMap((folder): readonly Match[] => {
    const found = MARKS.find(([file, format]) => files.find(`${folder}${file}`) !== undefined && confirmed(files, folder, format))
    if (found === undefined) return []
    const [file, format, because] = found
    const path = `${folder}${file}`
    // exports of the same model, code and tokenizers lie in the same directory
    return [{ format, path, because: `${path} ${because}`, covers: [folder === '' ? '/' : folder] }]
  })
}

/** Names are not enough: other tools write a config.json as well. */
function confirmed(files: ModelFiles, folder: string, format: string): boolean {
  switch (format) {
    case 'sentence-transformers':
      return /"type"\s*:\s*"sentence_transformers\./.test(headOf(files, `${folder}modules.json`))
    case 'peft':
      return /"peft_type"\s*:/.test(headOf(files, `${folder}adapter_config.json`))
    case 'diffusers':
      return /"_class_name"\s*:/.test(headOf(files, `${folder}model_index.json`))
    default:
      return (
        weightsIn(files, folder) !== undefined && /"(architectures|model_type|transformers_version)"\s*:/.test(headOf(files, `${folder}config.json`))
      )
  }
}

/** Bytes in which one of the words stands: configurations are sorted by their keys. */
const HEAD = 1024 * 1024

function headOf(files: ModelFiles, path: string): string {
  const file = files.find(path)
  if (file === undefined || file.pointer !== undefined || file.size === 0) return ''
  const source = files.open(path)
  return Buffer.from(source.read(0, Math.min(source.size, HEAD))).toString('latin1')
}

function infer(files: ModelFiles, { path, format }: Match): Inference {
  const folder = directoryOf(path)
  if (format === 'peft') throw adapterOnly(files, path)
  if (format === 'diffusers') throw pipeline(files, path)
  return format === 'sentence-transformers' ? sentence(files, folder) : single(files, folder)
}

function single(files: ModelFiles, folder: string): Inference {
  const { config, weights } = load(files, folder)
  if (config.architecture === '') throw noClass(`${folder}config.json`)
  const results = resultsOf({ config, weights })
  const float = floatOf(weights) ?? typeOf(config)
  const place = `${folder}config.json: architectures`
  const outputs = (results ?? []).map((result) => outputOf(result, config, float, place))
  return {
    framework: framework(config, 'transformers'),
    signatures: [{ name: 'predict', inputs: argumentsOf(config, files, folder).map(inputOf), outputs }],
    warnings: remarks(config, results, place),
    findings: [],
  }
}

/** One vector per text, whatever the transformer inside gives. */
function sentence(files: ModelFiles, folder: string): Inference {
  const modules = readSentence(files, folder)
  const { config, weights } = load(files, modules.folder)
  const { kind, known } = kindOf(config)
  if (kind !== 'text') throw notText(sentenceFile(folder))
  const output = outputOf({ name: 'sentence_embedding', axes: [modules.dimension] }, config, floatOf(weights) ?? typeOf(config), modules.where)
  return {
    framework: framework(config, 'sentence-transformers'),
    signatures: [{ name: 'predict', inputs: argumentsOf(config, files, modules.folder).map(inputOf), outputs: [output] }],
    warnings: known ? [] : [unknownType(config, `${modules.folder}config.json: model_type`)],
    findings: [],
  }
}

function load(files: ModelFiles, folder: string): { readonly config: Config; readonly weights: Weights } {
  const path = weightsIn(files, folder)
  if (files.find(`${folder}config.json`) === undefined || path === undefined) throw incomplete(folder)
  const config = readConfig(files, `${folder}config.json`)
  return { config, weights: readWeights(files, path, folder) }
}

function framework(config: Config, format: string): Inference['framework'] {
  const version = config.text('transformers_version')
  return { name: 'transformers', ...(version !== undefined && { version }), format }
}

function inputOf({ name, type, shape, source, where }: Argument): Field {
  return fieldOf({ name, type, shape, names: source, types: source === 'stored' ? 'derived' : source, dims: sources(shape, source), where })
}

/** Names and ranks are the class's; what comes with a model's own code only looks like it. */
function outputOf({ name, axes }: Result, config: Config, type: DType | null, where: string): Field {
  const source: Source = kindOf(config).known ? 'derived' : 'assumed'
  const known: readonly Known[] = axes === null ? [] : [{ size: -1, source }, ...axes]
  const shape = axes === null ? null : known.map(({ size }) => size)
  const dims = known.map((axis) => (axis.size === null ? 'unknown' : source === 'assumed' ? 'assumed' : axis.source))
  // models are loaded in the type they were saved in since transformers 5, in float32 before
  return fieldOf({ name, type, shape, names: source, types: type === 'float32' ? source : 'assumed', dims, where })
}

interface Facts {
  readonly name: string
  readonly type: DType | null
  readonly shape: Shape
  readonly names: Source
  readonly types: Source
  readonly dims: readonly Source[]
  readonly where: string
}

function fieldOf({ name, type, shape, names, types, dims, where }: Facts): Field {
  const rank = shape === null ? 'unknown' : names === 'stored' ? 'derived' : names
  const assumed: AssumedFact[] = []
  if (names === 'assumed') assumed.push('name')
  if (type !== null && types === 'assumed') assumed.push('type')
  if (shape !== null && names === 'assumed') assumed.push('shape')
  const evidence = { name: names, type: type === null ? ('unknown' as const) : types, rank, dims, where }
  return { name, type, shape, ...(assumed.length > 0 && { assumed }), evidence }
}

function sources(shape: Argument['shape'], source: Source): readonly Source[] {
  return (shape ?? []).map((dim) => (dim === null ? 'unknown' : source === 'stored' ? 'derived' : source))
}

/** The type that the configuration says the model was saved in. */
function typeOf(config: Config): DType | null {
  const word = config.text('dtype') ?? config.text('torch_dtype')
  if (config.inner('quantization_config') !== undefined) return null
  const types: Readonly<Record<string, DType>> = { float32: 'float32', float16: 'float16', bfloat16: 'bfloat16', float64: 'float64' }
  // before torch_dtype was written (4.6), models were saved and loaded in float32
  if (word === undefined) return 'float32'
  return Object.hasOwn(types, word) ? (types[word] ?? null) : null
}

function remarks(config: Config, results: readonly Result[] | null, where: string): readonly Warning[] {
  const warnings: Warning[] = []
  if (!kindOf(config).known) warnings.push(unknownType(config, where))
  if (results === null || results.length === 0) {
    warnings.push({
      code: 'transformers-head-unknown',
      message: `What ${config.architecture} returns is not known here: declare its outputs.`,
      where,
    })
  }
  if (results?.some(({ axes }) => axes?.includes(NOTHING))) {
    warnings.push({
      code: 'transformers-sizes-open',
      message: 'Sizes that config.json does not say, or that the saved weights contradict, are left open.',
      where,
    })
  }
  return warnings
}

function unknownType(config: Config, where: string): Warning {
  const message = config.custom
    ? `${config.architecture} comes with code of its own, which is not run: its inputs are assumed.`
    : `The model type ${config.modelType || 'of this model'} is not known here: its inputs are assumed.`
  return { code: 'transformers-type-unknown', message, where }
}

function noClass(path: string): UserError {
  return new UserError(
    'not-inferable',
    `${path} does not say which class was saved (architectures), so nobody knows its head`,
    'Save the model again with save_pretrained(), or declare the contract in serving.yaml.',
    { file: path, key: 'architectures' },
  )
}

function incomplete(folder: string): UserError {
  const where = folder === '' ? 'The directory' : folder
  return new UserError(
    'not-inferable',
    `${where} lacks config.json or the weights of its transformer`,
    'Save the whole model (save_pretrained), and commit all of its files.',
    { file: `${folder}config.json` },
  )
}

function notText(path: string): UserError {
  return new UserError('not-inferable', `${path} lists a model that does not read text`, 'Declare the contract in serving.yaml.', { file: path })
}

function adapterOnly(files: ModelFiles, path: string): UserError {
  const base = own(readObject(files, path), 'base_model_name_or_path')
  return new UserError(
    'not-inferable',
    `${path} describes an adapter${typeof base === 'string' ? ` for ${JSON.stringify(base.slice(0, 200))}` : ''}: without its base model it is no model`,
    'Merge it into its base model (peft: model.merge_and_unload().save_pretrained(directory)), or declare the contract in serving.yaml.',
    { file: path },
  )
}

function pipeline(files: ModelFiles, path: string): UserError {
  const index = readObject(files, path)
  const name = own(index, '_class_name')
  const parts = Object.entries(index).filter(([key, value]) => !key.startsWith('_') && !isObject(value)).length
  return new UserError(
    'not-inferable',
    `${path} describes ${typeof name === 'string' ? JSON.stringify(name.slice(0, 100)) : 'a pipeline'} of ${parts} parts: its call is code of the library`,
    'Declare the contract in serving.yaml.',
    { file: path },
  )
}
