import { evidenceOf, type Field, type Shape, type Signature } from '../../contract/types.ts'
import { corruptAt, identifierOf, numbers, openRoot, scalar, type Table, table, tables, text } from '../../formats/flatbuffer.ts'
import type { ModelFiles } from '../../model/types.ts'
import type { Framework, Inference, Match, Warning } from '../framework.ts'
import { readNotes, type TensorNotes } from './metadata.ts'
import { MODEL, QUANTIZATION, SIGNATURE, SUBGRAPH, TENSOR, TENSOR_MAP, TENSOR_TYPES } from './schema.ts'

/**
 * TensorFlow Lite (LiteRT): signatures where the converter wrote some, else the tensors of the first subgraph by name.
 * Spec: tensorflow/compiler/mlir/lite/schema/schema.fbs.
 */
export const tflite: Framework = { name: 'tflite', match, infer }

const IDENTIFIER = 'TFL3'

/** Inputs or outputs of one signature; more is no interface. */
const MAX_FIELDS = 10_000
/** Signatures of one model; multi-headed ones stay below a hundred. */
const MAX_SIGNATURES = 10_000

function match(files: ModelFiles): readonly Match[] {
  return files.files
    .filter((file) => file.pointer === undefined && file.size >= 8 && identifierOf(files.open(file.path)) === IDENTIFIER)
    .map(({ path }) => ({ format: 'tflite', path, because: `${path} holds a TensorFlow Lite model`, covers: [path] }))
}

function infer(files: ModelFiles, { path: file }: Match): Inference {
  const source = files.open(file)
  const model = openRoot(source)
  const subgraphs = tables(model, MODEL.subgraphs, 'subgraphs')
  const [main] = subgraphs
  if (main === undefined) throw corruptAt(model, 'has no subgraph: there is nothing to run')
  const declared = tables(model, MODEL.signatures, 'signature_defs')
  if (declared.length > MAX_SIGNATURES) throw corruptAt(model, `has ${declared.length} signatures`)
  const warnings = new Map<string, Warning>()
  const tell = (warning: Warning): unknown => warnings.set(`${warning.code} ${warning.message}`, warning)
  const notes = readNotes(model, main, source)
  if (notes.damaged !== undefined) {
    const message = `The metadata of the model is damaged and left aside: ${notes.damaged}`
    tell({ code: 'tflite-metadata-damaged', message, where: file })
  }
  const reading: Reading = { file, tell, notesOn: (subgraph, index) => (subgraph === main ? (notes.tensors.get(index) ?? {}) : {}) }
  const signatures = declared.length === 0 ? [unsigned(main, reading)] : declared.map((signature) => signed(signature, model, subgraphs, reading))
  const names = new Set(signatures.map(({ name }) => name))
  if (names.size < signatures.length) throw corruptAt(model, 'has two signatures of one name')
  const framework = { name: 'tflite', version: `schema ${scalar(model, MODEL.version, 'uint32')}`, format: 'tflite' }
  return { framework, signatures, warnings: [...warnings.values()], findings: [] }
}

type Tell = (warning: Warning) => unknown

interface Reading {
  readonly file: string
  readonly tell: Tell
  notesOn(subgraph: Table, index: number): TensorNotes
}

/** The interpreter runs subgraph 0 and takes its tensors by position; the others are bodies of loops and branches. */
function unsigned(subgraph: Table, reading: Reading): Signature {
  const all = tables(subgraph, SUBGRAPH.tensors, 'tensors')
  const fields = (slot: number, word: string): readonly Field[] =>
    named(
      limited(subgraph, numbers(subgraph, slot, 'int32') ?? []).map((index) => {
        const tensor = tensorAt(subgraph, all, index)
        return fieldOf(text(tensor, TENSOR.name) ?? '', tensor, reading.notesOn(subgraph, index), reading)
      }),
      word,
    )
  return { name: 'predict', inputs: fields(SUBGRAPH.inputs, 'input'), outputs: fields(SUBGRAPH.outputs, 'output'), positional: true }
}

/** Tensor names are decoration here and stripped models have none: where they don't tell the fields apart, the position does. */
function named(fields: readonly Field[], word: string): readonly Field[] {
  if (new Set(fields.map(({ name }) => name)).size === fields.length) return fields
  return fields.map((field, i) => {
    const named = { ...field, name: `${word}_${i}`, assumed: ['name'] as const }
    return field.evidence === undefined ? named : { ...named, evidence: { ...field.evidence, name: 'assumed' } }
  })
}

function signed(signature: Table, model: Table, subgraphs: readonly Table[], reading: Reading): Signature {
  const index = scalar(signature, SIGNATURE.subgraph, 'uint32')
  const subgraph = subgraphs[index]
  if (subgraph === undefined) throw corruptAt(signature, `belongs to subgraph ${index}, of ${subgraphs.length}`)
  const all = tables(subgraph, SUBGRAPH.tensors, 'tensors')
  const fields = (slot: number, name: string): readonly Field[] =>
    limited(signature, tables(signature, slot, name)).map((entry) => {
      const index = scalar(entry, TENSOR_MAP.tensor, 'uint32')
      return fieldOf(text(entry, TENSOR_MAP.name) ?? '', tensorAt(entry, all, index), reading.notesOn(subgraph, index), reading)
    })
  // the interpreter finds signatures by their key; one without a key cannot be called, so it is a damaged file
  const key = text(signature, SIGNATURE.key)
  if (key === undefined) throw corruptAt(model, 'has a signature without a key')
  return { name: key, inputs: fields(SIGNATURE.inputs, 'inputs'), outputs: fields(SIGNATURE.outputs, 'outputs') }
}

function limited<T>(at: Table, list: readonly T[]): readonly T[] {
  if (list.length > MAX_FIELDS) throw corruptAt(at, `has ${list.length} inputs or outputs`)
  return list
}

function tensorAt(at: Table, all: readonly Table[], index: number): Table {
  const tensor = all[index]
  if (tensor === undefined) throw corruptAt(at, `names tensor ${index}, of ${all.length}`)
  return tensor
}

function fieldOf(name: string, tensor: Table, { profile, normalization, labels }: TensorNotes, { file, tell }: Reading): Field {
  const where = `${file}: ${tensor.path}`
  const id = scalar(tensor, TENSOR.type, 'int8')
  const type = TENSOR_TYPES[id] ?? null
  if (type === null)
    tell({ code: 'tflite-type-unknown', message: `${name} has type ${id}, which is no type callers can send: it is left open.`, where })
  const scale = quantizationOf(tensor)
  if (scale !== undefined && type !== 'float32')
    tell({ code: 'tflite-quantized', message: `${name} is quantized to ${type}: real value = ${scale}.`, where })
  // integers are fed as they are, and quantization does the rest (task library, image_preprocessor.cc)
  if (normalization !== undefined && type?.startsWith('float') === true)
    tell({ code: 'tflite-normalized', message: `${name} takes normalized values: ${normalization}.`, where })
  const shape = shapeOf(tensor)
  const evidence = evidenceOf({ type, shape }, 'stored', where)
  const last = shape?.at(-1) ?? null
  // labels of another count than the axis are those of another model
  const classes = labels !== undefined && (last === labels.count || last === -1) ? { classes: labels } : {}
  return { name, type, shape, ...(profile !== undefined && { profile }), evidence: { ...evidence, ...classes } }
}

/**
 * `shape_signature` says which sizes may change (-1), `shape` is then only an example. An empty shape without `has_rank` says nothing,
 * and least of all that the tensor is a scalar.
 */
function shapeOf(tensor: Table): Shape {
  const example = numbers(tensor, TENSOR.shape, 'int32')
  const signature = numbers(tensor, TENSOR.shapeSignature, 'int32')
  const shape = signature !== undefined && signature.length > 0 ? signature : (example ?? [])
  if (shape.length === 0) return scalar(tensor, TENSOR.hasRank, 'uint8') !== 0 ? [] : null
  if (shape.some((dim) => dim < -1)) throw corruptAt(tensor, `has the shape [${shape.slice(0, 16).join(', ')}]`)
  return shape
}

/** `0.0039 × (stored - 12)` for a tensor with one scale; per-channel scales are those of weights. */
function quantizationOf(tensor: Table): string | undefined {
  const quantization = table(tensor, TENSOR.quantization, 'quantization')
  if (quantization === undefined) return undefined
  const [scale, more] = numbers(quantization, QUANTIZATION.scale, 'float32') ?? []
  if (scale === undefined || more !== undefined || scale === 0) return undefined
  const [zero = 0] = numbers(quantization, QUANTIZATION.zeroPoint, 'int64') ?? []
  return `${Number(scale.toPrecision(7))} × (stored ${zero < 0 ? '+' : '-'} ${Math.abs(zero)})`
}
