import { UserError } from '../../errors.ts'
import type { ByteSource } from '../../formats/bytes.ts'
import { child, fields, outline, type ProtoField } from '../../formats/protobuf.ts'
import type { ModelFile, ModelFiles } from '../../model/types.ts'
import type { Match } from '../framework.ts'

/** Bytes of a small JSON file in which its first keys stand. */
const HEAD = 8_192

/** Packages and compiled models by the file that describes them, single models by content or name. */
export function match(files: ModelFiles): readonly Match[] {
  const folders = files.files.flatMap((file) => folderOf(files, file))
  const inFolder = ({ path }: ModelFile): boolean => folders.some(({ covers }) => covers.some((prefix) => prefix === '/' || path.startsWith(prefix)))
  const single = files.files
    .filter((file) => file.pointer === undefined && file.size > 1 && !inFolder(file) && isModel(files.open(file.path)))
    .map(({ path }) => ({ format: 'mlmodel', path, because: `${path} holds a Core ML model`, covers: [path] }))
  return [...folders, ...single]
}

function folderOf(files: ModelFiles, file: ModelFile): readonly Match[] {
  const name = file.path.slice(file.path.lastIndexOf('/') + 1)
  if (file.pointer !== undefined || file.size === 0 || !(name === 'Manifest.json' || name === 'metadata.json')) return []
  const head = headOf(files.open(file.path))
  const folder = file.path.slice(0, -name.length)
  const at = folder === '' ? 'the directory' : folder.slice(0, -1)
  const covers = [folder === '' ? '/' : folder]
  if (name === 'Manifest.json' && /"rootModelIdentifier"\s*:/.test(head) && /"itemInfoEntries"\s*:/.test(head)) {
    return [{ format: 'mlpackage', path: file.path, because: `${at} is a Core ML package`, covers }]
  }
  // compiled models also lie under other names than .mlmodelc: the binary description beside tells
  const compiled = files.find(`${folder}coremldata.bin`) !== undefined || /\.mlmodelc\/$/.test(folder)
  if (name === 'metadata.json' && compiled) return [{ format: 'mlmodelc', path: file.path, because: `${at} is a compiled Core ML model`, covers }]
  return []
}

const headOf = (source: ByteSource): string => new TextDecoder().decode(source.read(0, Math.min(source.size, HEAD)))

/** ModelDescription: input, output, names of predictions, state, functions, training inputs, metadata. */
const DESCRIPTION = new Set([1, 10, 11, 12, 13, 20, 21, 50, 100])

/** By structure alone: a version, a description, then one of the model types (numbers from 200) or a flag. */
function isModel(source: ByteSource): boolean {
  const named = /\.mlmodel$/i.test(source.name)
  if (named) return source.read(0, 1)[0] === 0x08
  const { fields: top, state } = outline(source, 8)
  if (state === 'broken' || top[0]?.number !== 1) return false
  const fits = ({ number, wire }: ProtoField): boolean =>
    number === 1 || number === 10 ? wire === 0 : wire === 2 && (number === 2 || (number >= 200 && number <= 3_000))
  const description = top.find(({ number }) => number === 2)
  return description !== undefined && top.every(fits) && top.some(({ number }) => number >= 200) && isDescription(description)
}

function isDescription(field: ProtoField): boolean {
  try {
    let seen = 0
    for (const part of fields(child(field))) {
      if (!DESCRIPTION.has(part.number) || part.wire !== 2) return false
      seen += 1
      if (seen >= 16) break
    }
    return seen > 0
  } catch (error) {
    if (error instanceof UserError) return false
    throw error
  }
}
