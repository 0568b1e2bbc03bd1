import { UserError } from '../../errors.ts'
import type { ByteSource } from '../../formats/bytes.ts'
import { child, fields, outline, type ProtoField } from '../../formats/protobuf.ts'
import type { ModelFile, ModelFiles } from '../../model/types.ts'
import type { Match } from '../framework.ts'
import { GRAPH_FIELDS, MODEL_WIRE } from './schema.ts'

/** The three spellings of one message: wire format, protobuf text, protobuf JSON. */
export type Spelling = 'onnx' | 'onnx-text' | 'onnx-json'

/** Bytes at the head of a text file that show whether it is ONNX in words. */
const HEAD_BYTES = 4_096
/** Fields of the graph that are looked at: enough to tell a GraphProto from other messages in field 7. */
const GRAPH_SAMPLE = 16

/** Smaller files hold no graph. The empty model is 0 bytes and is somebody else's error. */
const MIN_BYTES = 4

/** Every file that is ONNX by its content, or is called `.onnx` and is binary that nobody else's magic claims. */
export function matchOnnx(files: ModelFiles): readonly Match[] {
  return files.files.flatMap((file) => {
    if (file.pointer !== undefined || file.size < MIN_BYTES) return []
    const found = recognise(files.open(file.path), file)
    return found === null ? [] : [{ ...found, path: file.path, covers: [file.path, ...companions(files, file)] }]
  })
}

/** Weight files beside the model, by the names exporters give them: `model.onnx.data`, `model.onnx_data`, `model.onnx_data_1`. */
const companions = (files: ModelFiles, { path }: ModelFile): readonly string[] =>
  files.files.map((other) => other.path).filter((other) => other.startsWith(`${path}.data`) || other.startsWith(`${path}_data`))

interface Recognised {
  readonly format: Spelling
  readonly because: string
}

function recognise(source: ByteSource, file: ModelFile): Recognised | null {
  const head = source.read(0, Math.min(HEAD_BYTES, source.size)).slice()
  const words = textOf(head)
  if (words !== null) return recogniseWords(words, file)
  if (MAGICS.some((magic) => magic.every((byte, i) => head[i] === byte))) return null
  const { fields: top, state } = outline(source)
  const isOnnxSoFar = top.every((field) => MODEL_WIRE[field.number] === field.wire)
  const graph = top.find((field) => field.number === 7)
  if (isOnnxSoFar && graph !== undefined && isGraph(graph) && (top.some((field) => field.number === 1 || field.number === 8) || isNamedOnnx(file))) {
    return { format: 'onnx', because: `${file.path} holds an ONNX model` }
  }
  // cut off or broken inside the graph: the header alone must convince
  if (state === 'truncated' && top[0]?.number === 1 && isOnnxSoFar && startsGraph(source, top.at(-1)?.end ?? 0)) {
    return { format: 'onnx', because: `${file.path} begins like an ONNX model` }
  }
  return isNamedOnnx(file) ? { format: 'onnx', because: `${file.path} is called an ONNX model` } : null
}

const isNamedOnnx = (file: ModelFile): boolean => /\.onnx$/i.test(file.path)

/** Zip, HDF5, gzip, pickle: files of other formats that carry the wrong name. */
const MAGICS: readonly (readonly number[])[] = [
  [0x50, 0x4b, 0x03, 0x04],
  [0x89, 0x48, 0x44, 0x46],
  [0x1f, 0x8b],
  [0x80, 0x02, 0x63],
  [0x80, 0x03, 0x63],
  [0x80, 0x04, 0x95],
  [0x80, 0x05, 0x95],
]

/** The head as text, or null where bytes are in it that text does not have. A character cut by the end of the head is left out. */
function textOf(head: Uint8Array): string | null {
  if (head.some((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27))) return null
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true })
  } catch {
    return null
  }
}

function recogniseWords(words: string, file: ModelFile): Recognised | null {
  if (/^\s*\{/.test(words)) {
    const isOnnx = /"(?:irVersion|ir_version)"\s*:/.test(words) && /"(?:graph|producerName|producer_name|opsetImport|opset_import)"\s*:/.test(words)
    return isOnnx ? { format: 'onnx-json', because: `${file.path} holds an ONNX model as JSON` } : null
  }
  const isOnnx =
    /^\s*(?:#.*\s+)*ir_version\s*:/.test(words) || (/^\s*opset_import\s*[:{<]/m.test(words) && /^\s*(?:graph|ir_version)\s*[:{<]/m.test(words))
  return isOnnx ? { format: 'onnx-text', because: `${file.path} holds an ONNX model as text` } : null
}

/** The fields of a GraphProto are all length-delimited, with these numbers. */
function isGraph(field: ProtoField): boolean {
  let seen = 0
  try {
    for (const part of fields(child(field, 'graph'))) {
      if (!GRAPH_FIELDS.has(part.number) || part.wire !== 2) return false
      seen += 1
      if (seen >= GRAPH_SAMPLE) break
    }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return seen > 0
  }
  return seen > 0
}

/** The tag of field 7, length-delimited, is where the file stops making sense. */
const startsGraph = (source: ByteSource, at: number): boolean => at > 0 && at < source.size && source.read(at, 1)[0] === 0x3a

/**
 * A file that only carries the name must at least begin with a field of ModelProto; else "it ends early" would be a wild guess.
 * @throws UserError `corrupt`
 */
export function requireOnnxStart(source: ByteSource): void {
  const tag = source.read(0, 1)[0] ?? 0
  if (tag < 0x80 && MODEL_WIRE[tag >> 3] === (tag & 7)) return
  // tags of fields from 16 on have two bytes
  const [low = 0, high = 0] = source.size > 1 ? source.read(0, 2) : []
  if (high < 0x80 && MODEL_WIRE[((low & 0x7f) | (high << 7)) >> 3] === (low & 7)) return
  const message = `${source.name} is called an ONNX model, but does not begin like one`
  throw new UserError('corrupt', message, 'Export the model again and upload the new file.', { file: source.name })
}
