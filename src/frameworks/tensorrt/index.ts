import { UserError } from '../../errors.ts'
import type { ByteSource } from '../../formats/bytes.ts'
import type { ModelFiles } from '../../model/types.ts'
import type { Framework, Inference, Match } from '../framework.ts'

/** TensorRT engines: an undocumented format that only the same version on the same kind of device can read. */
export const tensorrt: Framework = { name: 'tensorrt', match, infer }

/** First bytes of an engine: `ptrt` since TensorRT 8, `ftrt` for others, perhaps behind a small header. Source: netron, tensorrt.js. */
const MARKS = ['ptrt', 'ftrt']
/** Offsets at which they stand: none, or the 24 bytes an older writer put first. */
const OFFSETS = [0, 24]

function match(files: ModelFiles): readonly Match[] {
  return files.files
    .filter((file) => file.pointer === undefined && file.size >= 32 && isEngine(files.open(file.path)))
    .map(({ path }) => ({ format: 'engine', path, because: `${path} is a TensorRT engine`, covers: [path] }))
}

const isEngine = (source: ByteSource): boolean => OFFSETS.some((offset) => MARKS.includes(String.fromCharCode(...source.read(offset, 4))))

function infer(_: ModelFiles, { path: file }: Match): Inference {
  const message = `${file} is a TensorRT engine: its inputs and outputs can only be read by the same version of TensorRT on the same kind of device.`
  const remedy =
    'Put the config.pbtxt of Triton beside it or declare the contract in serving.yaml; the ONNX model it was built from shows what to write (mlambda infer model.onnx).'
  throw new UserError('not-inferable', message, remedy, { file })
}
