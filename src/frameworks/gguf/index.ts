import { evidenceOf, type Field, type Signature } from '../../contract/types.ts'
import { UserError } from '../../errors.ts'
import { type Gguf, type GgufValue, isGguf, readGguf } from '../../formats/gguf.ts'
import type { ModelFiles } from '../../model/types.ts'
import type { Framework, Inference, Match, Warning } from '../framework.ts'
import { EMBEDDERS, LANGUAGE_MODELS } from './architectures.ts'

/**
 * GGUF: what llama.cpp takes and gives: token ids in, the logits of the next token out, or an embedding. Names and types are those of its C interface
 * (llama.h: llama_token = int32, llama_get_logits and llama_get_embeddings = float); the sizes are in the file.
 */
export const gguf: Framework = { name: 'gguf', match, infer }

/** One file of a split model: gguf-split names them so (llama_split_path). */
const SPLIT = /^(.*)-(\d{5})-of-(\d{5})\.gguf$/

function match(files: ModelFiles): readonly Match[] {
  return files.files
    .filter(({ path, pointer, size }) => pointer === undefined && size >= 8 && isGguf(files.open(path)))
    .filter(({ path }) => (SPLIT.exec(path)?.[2] ?? '00001') === '00001')
    .map(({ path }) => ({ format: 'gguf', path, because: `${path} holds a GGUF model`, covers: splitsOf(path) }))
}

/** All files of a split model, whether they are there or not. */
function splitsOf(path: string): readonly string[] {
  const [, stem = '', , count = ''] = SPLIT.exec(path) ?? []
  if (count === '') return [path]
  return Array.from({ length: Math.min(Number(count), 99_999) }, (_, i) => `${stem}-${String(i + 1).padStart(5, '0')}-of-${count}.gguf`)
}

function infer(files: ModelFiles, { path }: Match): Inference {
  const splits = splitsOf(path)
  for (const split of splits) {
    if (files.find(split) !== undefined) continue
    throw new UserError('truncated', `${split} is missing: the model is split into ${splits.length} files`, `Add ${split} beside ${path}.`, {
      file: split,
    })
  }
  const [first, ...others] = splits.map((split) => readGguf(files.open(split)))
  if (first === undefined) throw new Error('a model has at least one file')
  const model = { ...first, tensors: new Map([first, ...others].flatMap(({ tensors }) => [...tensors])) }
  const architecture = textOf(model.keys.get('general.architecture')) ?? ''
  if (PROJECTORS.has(architecture)) throw projectorOnly(path)
  const framework = { name: 'gguf', version: `version ${model.version}`, format: 'gguf' }
  const known = LANGUAGE_MODELS.has(architecture) || EMBEDDERS.has(architecture)
  return {
    framework,
    signatures: [signatureOf(model, architecture, known, path)],
    warnings: known ? [] : [unknown(architecture, path)],
    findings: [],
  }
}

function signatureOf(model: Gguf, architecture: string, known: boolean, path: string): Signature {
  const assumed = known ? {} : { assumed: ['name', 'type', 'shape'] as const }
  const source = known ? 'derived' : 'assumed'
  const where = `${path}: general.architecture`
  const field = (name: string, type: 'int32' | 'float32', shape: readonly (number | null)[], place: string): Field => {
    const value = { type, shape }
    return { name, ...value, ...assumed, evidence: evidenceOf(value, source, place) }
  }
  const embeds = EMBEDDERS.has(architecture)
  const width = embeds ? widthOf(model, architecture) : vocabularyOf(model, architecture)
  const output = field(
    embeds ? 'embedding' : 'logits',
    'float32',
    [-1, width],
    `${path}: ${embeds ? `${architecture}.embedding_length` : 'token_embd.weight'}`,
  )
  return { name: 'predict', inputs: [field('tokens', 'int32', [-1], where)], outputs: [output] }
}

/** Rows of the stored head, of the embedding that it shares, else as the keys say. Where they contradict each other nothing is said. */
function vocabularyOf({ keys, tensors }: Gguf, architecture: string): number | null {
  const head = (tensors.get('output.weight') ?? tensors.get('token_embd.weight'))?.sizes[1]
  const tokens = keys.get('tokenizer.ggml.tokens')
  const told = sizeOf(keys.get(`${architecture}.vocab_size`)) ?? (typeof tokens === 'object' ? tokens.length : undefined)
  if (head !== undefined && told !== undefined && head < told) return null
  return head ?? told ?? null
}

function widthOf({ keys, tensors }: Gguf, architecture: string): number | null {
  const told = sizeOf(keys.get(`${architecture}.embedding_length`))
  const stored = tensors.get('token_embd.weight')?.sizes[0]
  if (told !== undefined && stored !== undefined && told !== stored) return null
  return stored ?? told ?? null
}

/** The half of a picture model that turns pictures into embeddings. */
const PROJECTORS: ReadonlySet<string> = new Set(['clip', 'mmproj'])

const textOf = (value: GgufValue | undefined): string | undefined => (typeof value === 'string' ? value : undefined)

function sizeOf(value: GgufValue | undefined): number | undefined {
  const size = typeof value === 'bigint' ? Number(value) : value
  return typeof size === 'number' && Number.isSafeInteger(size) && size > 0 ? size : undefined
}

function projectorOnly(path: string): UserError {
  return new UserError(
    'not-inferable',
    `${path} is the projector of a model for pictures, and no model of its own`,
    'Put the language model beside it, or declare the contract in serving.yaml.',
    { file: path },
  )
}

function unknown(architecture: string, path: string): Warning {
  return {
    code: 'gguf-architecture-unknown',
    message: `The architecture ${architecture === '' ? 'is not told' : `${architecture} is not known here`}: that the model takes tokens and gives logits is an assumption.`,
    where: `${path}: general.architecture`,
  }
}
