import { type Classes, classesFrom, type Profile } from '../../contract/types.ts'
import { UserError } from '../../errors.ts'
import type { ByteSource } from '../../formats/bytes.ts'
import { bytesAt, numbers, openRoot, scalar, type Table, table, tables, text } from '../../formats/flatbuffer.ts'
import { openZip, type Zip } from '../../formats/zip.ts'
import {
  ASSOCIATED_FILE,
  BUFFER,
  CONTENT,
  CONTENT_PROFILES,
  METADATA,
  MODEL,
  MODEL_METADATA,
  NORMALIZATION,
  PROCESS_UNIT,
  SUBGRAPH,
  SUBGRAPH_METADATA,
  TENSOR_METADATA,
} from './schema.ts'

/**
 * What the author wrote about the tensors of the first subgraph: content, normalisation, labels.
 * Names in it are those of code generators: the interpreter knows them not, so they are no names of the contract, and no aliases either.
 * Names of dimensions are prose (`Number of samples`) that says nothing about sizes.
 * Spec: tflite-support, metadata_schema.fbs.
 */
export interface TensorNotes {
  readonly profile?: Profile
  /** `(value - 127.5) / 127.5`, per channel where there are several. */
  readonly normalization?: string
  /** What the last axis stands for. */
  readonly labels?: Classes
}

/** By index of the tensor in the first subgraph. `damaged` says why nothing more is known: the interpreter runs such a model all the same. */
export interface ModelNotes {
  readonly tensors: ReadonlyMap<number, TensorNotes>
  readonly damaged?: string
}

const BUFFER_NAME = 'TFLITE_METADATA'
/** Bytes of a file of labels: ImageNet-21k's take half a megabyte. */
const MAX_LABELS_BYTES = 4 * 2 ** 20
/** Channels of a normalisation that are shown. */
const MAX_CHANNELS = 4

export function readNotes(model: Table, main: Table, source: ByteSource): ModelNotes {
  const tensors = new Map<number, TensorNotes>()
  try {
    const [first] = subgraphNotes(model, source)
    if (first === undefined) return { tensors }
    const zip = labelArchive(source)
    for (const [slot, metadata] of [
      [SUBGRAPH.inputs, SUBGRAPH_METADATA.inputs],
      [SUBGRAPH.outputs, SUBGRAPH_METADATA.outputs],
    ] as const) {
      const notes = tables(first, metadata, metadata === SUBGRAPH_METADATA.inputs ? 'input_tensor_metadata' : 'output_tensor_metadata')
      const indices = numbers(main, slot, 'int32') ?? []
      // they belong together by position: where the counts differ, nobody can say which belongs to which
      if (notes.length !== indices.length) continue
      for (const [i, index] of indices.entries()) {
        const note = notes[i]
        if (note !== undefined) tensors.set(index, tensorNotes(note, zip))
      }
    }
    return { tensors }
  } catch (error) {
    if (error instanceof UserError) return { tensors: new Map(), damaged: error.message }
    throw error
  }
}

/** Notes on each subgraph, in order. */
function subgraphNotes(model: Table, source: ByteSource): readonly Table[] {
  const entry = tables(model, MODEL.metadata, 'metadata').find((one) => text(one, METADATA.name) === BUFFER_NAME)
  if (entry === undefined) return []
  const buffer = tables(model, MODEL.buffers, 'buffers')[scalar(entry, METADATA.buffer, 'uint32')]
  const bytes = buffer === undefined ? undefined : bytesAt(buffer, BUFFER.data)
  return bytes === undefined ? [] : tables(openRoot(source, bytes.start), MODEL_METADATA.subgraphs, 'subgraph_metadata')
}

function tensorNotes(note: Table, zip: Zip | undefined): TensorNotes {
  const content = table(note, TENSOR_METADATA.content, 'content')
  const profile = content === undefined ? undefined : CONTENT_PROFILES.get(scalar(content, CONTENT.type, 'uint8'))
  const normalization = normalizationOf(note)
  const labels = zip === undefined ? undefined : labelsOf(note, zip)
  return {
    ...(profile !== undefined && { profile }),
    ...(normalization !== undefined && { normalization }),
    ...(labels !== undefined && { labels }),
  }
}

/** (x - mean) / std, with one value or one per channel. A mean of 0 and a deviation of 1 leave values as they are. */
function normalizationOf(note: Table): string | undefined {
  for (const unit of tables(note, TENSOR_METADATA.processUnits, 'process_units')) {
    const options = scalar(unit, PROCESS_UNIT.type, 'uint8') === PROCESS_UNIT.normalization ? table(unit, PROCESS_UNIT.options, 'options') : undefined
    if (options === undefined) continue
    const mean = numbers(options, NORMALIZATION.mean, 'float32') ?? []
    const std = numbers(options, NORMALIZATION.std, 'float32') ?? []
    if (mean.every((one) => one === 0) && std.every((one) => one === 1)) continue
    return `(value - ${channels(mean, 0)}) / ${channels(std, 1)}`
  }
  return undefined
}

function channels(values: readonly number[], absent: number): string {
  const [first = absent, ...more] = values
  if (more.every((one) => one === first)) return shown(first)
  return `[${values.slice(0, MAX_CHANNELS).map(shown).join(', ')}${values.length > MAX_CHANNELS ? ', …' : ''}]`
}

/** A float32 has 7 digits. */
const shown = (value: number): string => String(Number(value.toPrecision(7)))

/** Files are appended to the model as a zip. */
function labelArchive(source: ByteSource): Zip | undefined {
  try {
    return openZip(source)
  } catch (error) {
    if (error instanceof UserError) return undefined
    throw error
  }
}

/** Labels of the last axis, one per line; of several languages the one without a name, else the first. Source: task library, label_map_item.cc. */
function labelsOf(note: Table, zip: Zip): Classes | undefined {
  const files = tables(note, TENSOR_METADATA.files, 'associated_files').filter(
    (file) => scalar(file, ASSOCIATED_FILE.type, 'int8') === ASSOCIATED_FILE.axisLabels,
  )
  const file = files.find((one) => (text(one, ASSOCIATED_FILE.locale) ?? '') === '') ?? files[0]
  const entry = file === undefined ? undefined : zip.find(text(file, ASSOCIATED_FILE.name) ?? '')
  if (entry === undefined) return undefined
  const lines = zip.text(entry, MAX_LABELS_BYTES).split(/\r?\n/)
  if (lines.at(-1) === '') lines.pop()
  return lines.length === 0 ? undefined : classesFrom(lines)
}
