import { UserError } from '../../errors.ts'
import type { ByteSource } from '../../formats/bytes.ts'
import type { ModelFiles } from '../../model/types.ts'
import type { Framework, Inference, Match } from '../framework.ts'

/** TensorRT engines: an undocumented format that only the same version on the same kind of device can read. */
export const tensorrt: Framework = { name: 'tensorrt', match, infer }

/** First bytes of an engine. Source: netron, source/tensorrt.js. */
const MARKS = ['ptrt', 'ftrt']
/** Bytes of a description in front of an engine: some kilobytes of JSON. */
const MAX_DESCRIPTION = 64 * 1024 * 1024

function match(files: ModelFiles): readonly Match[] {
  return files.files
    .filter((file) => file.pointer === undefined && file.size >= 32 && isEngine(files.open(file.path)))
    .map(({ path }) => ({ format: 'engine', path, because: `${path} is a TensorRT engine`, covers: [path] }))
}

/** An engine, an engine behind a length and JSON (as Ultralytics writes it), or the newer container that begins with its own size. */
function isEngine(source: ByteSource): boolean {
  const head = source.read(0, 8)
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
  const described = view.getUint32(0, true) + 4
  const hasDescription = head[4] === 0x7b && described <= MAX_DESCRIPTION && described + 4 <= source.size
  if (/\.(plan|engine|trt)$/i.test(source.name) && view.getBigUint64(0, true) === BigInt(source.size)) return true
  return MARKS.includes(String.fromCharCode(...source.read(hasDescription ? described : 0, 4)))
}

function infer(_: ModelFiles, { path: file }: Match): Inference {
  const message = `${file} is a TensorRT engine: its inputs and outputs can only be read by the same version of TensorRT on the same kind of device.`
  const remedy =
    'Put the config.pbtxt of Triton beside it or declare the contract in serving.yaml; the ONNX model it was built from shows what to write (mlambda infer model.onnx).'
  throw new UserError('not-inferable', message, remedy, { file })
}
