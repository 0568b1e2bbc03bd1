import { UserError } from '../../errors.ts'
import type { ByteSource } from '../../formats/bytes.ts'
import { child, fields, outline } from '../../formats/protobuf.ts'
import type { ModelFile, ModelFiles } from '../../model/types.ts'
import type { Framework, Inference, Match, Warning } from '../framework.ts'
import { readPir } from './pir.ts'
import { readProgram } from './program.ts'

/** PaddlePaddle: inference programs of both generations, ProgramDesc (to version 2) and PIR as JSON (version 3). Parameters are never read. */
export const paddle: Framework = { name: 'paddle', match, infer }

/** A program of 20,000 operators is 15 MB. */
const MAX_JSON = 64 * 1024 * 1024
/** Bytes in which `base_code`, the first key of a PIR file, stands. */
const HEAD = 1_024

function match(files: ModelFiles): readonly Match[] {
  const programs = files.files.flatMap((file): readonly Match[] => {
    if (file.pointer !== undefined || file.size < 4) return []
    const format = formatOf(files.open(file.path))
    if (format === undefined) return []
    return [{ format, path: file.path, because: `${file.path} holds a PaddlePaddle program`, covers: [file.path, ...parametersOf(files, file.path)] }]
  })
  if (programs.length > 0) return programs
  return files.files
    .filter((file) => /\.(pdparams|pdiparams)$/.test(file.path) && file.pointer === undefined && file.size > 0)
    .slice(0, 1)
    .map(({ path }) => ({ format: 'parameters', path, because: `${path} holds PaddlePaddle parameters`, covers: parameterFiles(files) }))
}

type Format = 'pdmodel' | 'pir-json'

const isNamed = (path: string): boolean => /\.pdmodel$|(^|\/)__model__$/.test(path)

function formatOf(source: ByteSource): Format | undefined {
  try {
    const head = new TextDecoder().decode(source.read(0, Math.min(source.size, HEAD)))
    if (/^\s*\{/.test(head)) return /"base_code"\s*:\s*\{[^}]*"magic"\s*:\s*"pir"/.test(head) ? 'pir-json' : undefined
    // the first block begins with its number; nothing else is written under this name
    return isProgram(source) || (isNamed(source.name) && source.read(0, 1)[0] === 0x0a) ? 'pdmodel' : undefined
  } catch (error) {
    if (error instanceof UserError) return undefined
    throw error
  }
}

/** Blocks, then a version: each block has a number, its parent's number, variables and operators. */
function isProgram(source: ByteSource): boolean {
  const { fields: top, state } = outline(source, 8)
  const [first] = top
  if (state === 'broken' || first?.number !== 1 || first.wire !== 2) return false
  if (!top.every(({ number, wire }) => wire === 2 && (number === 1 || number === 4 || number === 5))) return false
  const seen: string[] = []
  for (const part of fields(child(first))) {
    seen.push(`${part.number}:${part.wire}`)
    if (seen.length >= 3) break
  }
  return seen[0] === '1:0' && seen[1] === '2:0' && (seen[2] === '3:2' || seen[2] === '4:2')
}

const stemOf = (path: string): string => path.replace(/\.(pdmodel|json)$/, '')

/** Files of parameters that belong to a program, by the names both generations give them. */
function parametersOf(files: ModelFiles, path: string): readonly string[] {
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  const names = [`${stemOf(path)}.pdiparams`, `${stemOf(path)}.pdiparams.info`, `${folder}__params__`]
  return names.filter((name) => files.find(name) !== undefined)
}

const parameterFiles = (files: ModelFiles): readonly string[] =>
  files.files.map(({ path }) => path).filter((path) => /\.(pdparams|pdiparams|pdopt)(\.info)?$/.test(path))

function infer(files: ModelFiles, { path: file, format }: Match): Inference {
  if (format === 'parameters') throw parametersOnly(file)
  const { version, signature, hasParameters } = format === 'pir-json' ? readPir(files.text(file, MAX_JSON), file) : readProgram(files.open(file))
  const framework = { name: 'paddle', ...(version !== undefined && { version }), format }
  return { framework, signatures: [signature], warnings: hasParameters ? parameterWarnings(files, file) : [], findings: [] }
}

/** @throws UserError `lfs-pointer` for parameters that were not pulled */
function parameterWarnings(files: ModelFiles, file: string): readonly Warning[] {
  const found = parametersOf(files, file).map((path): ModelFile | undefined => files.find(path))
  for (const one of found) if (one?.pointer !== undefined) files.open(one.path)
  // programs of the first generation may keep every parameter in a file of its own
  if (found.length > 0 || !/\.(pdmodel|json)$/.test(file)) return []
  const message = `${stemOf(file)}.pdiparams is not there: the contract is known, but nothing can load the model.`
  return [{ code: 'paddle-parameters-missing', message, where: file }]
}

function parametersOnly(file: string): UserError {
  const message = `${file} holds parameters only, not the network or its inputs and outputs.`
  const remedy =
    'Export the model: paddle.jit.save(model, "inference", input_spec=[paddle.static.InputSpec([None, 4], "float32", "x")]); or declare the contract in serving.yaml.'
  return new UserError('not-inferable', message, remedy, { file })
}
