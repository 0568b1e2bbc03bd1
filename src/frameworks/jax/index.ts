import { UserError } from '../../errors.ts'
import type { ByteSource } from '../../formats/bytes.ts'
import type { ModelFile, ModelFiles } from '../../model/types.ts'
import type { Framework, Inference, Match } from '../framework.ts'
import { isExported, readExported, startsMlir } from './exported.ts'
import { readStablehlo } from './stablehlo.ts'

/** JAX: functions that jax.export serialized, StableHLO as text. Bytecode and Orbax checkpoints are recognised, but hold no contract that can be read. */
export const jax: Framework = { name: 'jax', match, infer }

/** Bytes of a text file in which a module and its first function begin. */
const HEAD = 65_536
/** A smaller file holds no function. */
const MIN_BYTES = 64

function match(files: ModelFiles): readonly Match[] {
  const models = files.files
    .filter((file) => file.pointer === undefined && file.size >= MIN_BYTES)
    .flatMap((file): readonly Match[] => {
      const format = formatOf(files.open(file.path))
      return format === undefined ? [] : [{ format, path: file.path, because: `${file.path} holds ${WORDS[format]}`, covers: [file.path] }]
    })
  return models.length > 0 ? models : checkpoints(files)
}

type Format = 'jax-export' | 'stablehlo-text' | 'stablehlo-bytecode'

const WORDS: Readonly<Record<Format, string>> = {
  'jax-export': 'a function exported by JAX',
  'stablehlo-text': 'a StableHLO module',
  'stablehlo-bytecode': 'a StableHLO module as bytecode',
}

function formatOf(source: ByteSource): Format | undefined {
  try {
    const head = source.read(0, 4).slice()
    if (startsMlir(head)) return 'stablehlo-bytecode'
    if (head.every((byte) => byte === 9 || byte === 10 || byte === 13 || (byte >= 32 && byte < 127)))
      return isModule(source) ? 'stablehlo-text' : undefined
    return isExported(source) ? 'jax-export' : undefined
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    // damaged, but under a name that only JAX's users give
    return /\.(jax|jax_export|jaxexported)$/i.test(source.name) ? 'jax-export' : undefined
  }
}

/** A module of MLIR with operations of StableHLO, MHLO or CHLO; comments and locations may come first. */
function isModule(source: ByteSource): boolean {
  const head = new TextDecoder().decode(source.read(0, Math.min(source.size, HEAD)))
  return (
    /^\s*(?:\/\/[^\n]*\n\s*|#[^\n]*\n\s*)*(?:module\b|func(?:\.func)?\s)/.test(head) &&
    /\bfunc(?:\.func)?\s+(?:public\s+|private\s+)?@/.test(head) &&
    /\b(?:stablehlo|mhlo|chlo)\./.test(head)
  )
}

/** An Orbax checkpoint: one match for the outermost directory that is one. */
function checkpoints(files: ModelFiles): readonly Match[] {
  const marks = files.files.filter(({ path }: ModelFile) => /(^|\/)_CHECKPOINT_METADATA$|(^|\/)_METADATA$/.test(path))
  const mark = marks.find(
    ({ path }) => path.endsWith('_CHECKPOINT_METADATA') || files.find(path.replace('_METADATA', 'manifest.ocdbt')) !== undefined,
  )
  if (mark === undefined) return []
  const folder = mark.path.slice(0, mark.path.lastIndexOf('/') + 1)
  return [{ format: 'orbax', path: mark.path, because: `${mark.path} is part of an Orbax checkpoint`, covers: [folder === '' ? '/' : folder] }]
}

function infer(files: ModelFiles, { path: file, format }: Match): Inference {
  switch (format) {
    case 'jax-export':
      return readExported(files.open(file))
    case 'stablehlo-text':
      return { framework: { name: 'jax', format }, signatures: [readStablehlo(files.open(file))], warnings: [], findings: [] }
    case 'stablehlo-bytecode':
      throw notInferable(
        file,
        'is a StableHLO module as MLIR bytecode, whose types are not read here',
        'Upload what jax.export serialized (exported.serialize()), or the module as text (exported.mlir_module())',
      )
    default:
      throw notInferable(
        file,
        'belongs to an Orbax checkpoint: values of parameters without the function that takes inputs',
        'Export the function: jax.export.export(jax.jit(f))(*args).serialize(), or a SavedModel with Orbax export',
      )
  }
}

function notInferable(file: string, what: string, remedy: string): UserError {
  return new UserError('not-inferable', `${file} ${what}.`, `${remedy}; or declare the contract in serving.yaml.`, { file })
}
