import { UserError } from '../../errors.ts'
import type { ByteSource } from '../../formats/bytes.ts'
import type { ModelFiles } from '../../model/types.ts'
import type { Framework, Inference, Match, Warning } from '../framework.ts'
import { interfaceOf } from './interface.ts'
import { readNetwork } from './network.ts'

/** OpenVINO IR: a network of layers in XML beside its weights. Spec: docs.openvino.ai, "OpenVINO IR format". */
export const openvino: Framework = { name: 'openvino', match, infer }

/** Bytes in which the root element and its list of layers begin. */
const HEAD = 16_384

function match(files: ModelFiles): readonly Match[] {
  return files.files
    .filter((file) => file.pointer === undefined && file.size > 0 && isNetwork(files.open(file.path)))
    .map(({ path }) => ({ format: 'openvino-ir', path, because: `${path} holds an OpenVINO network`, covers: [path, weightsOf(path)] }))
}

/** Traffic networks begin with <net> as well: the list of layers tells. */
function isNetwork(source: ByteSource): boolean {
  try {
    if (!/^\s*<|^\ufeff/.test(words(source, 16))) return false
    return /^\ufeff?\s*(?:<\?xml[^>]*\?>)?\s*(?:<!--[\s\S]*?-->\s*)*<net\s[^<]*>[\s\S]*?<layers[\s>]/.test(words(source, HEAD))
  } catch (error) {
    if (error instanceof UserError) return false
    throw error
  }
}

const words = (source: ByteSource, limit: number): string =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(source.read(0, Math.min(source.size, limit)))

const weightsOf = (path: string): string => `${path.replace(/\.xml$/i, '')}.bin`

function infer(files: ModelFiles, { path: file }: Match): Inference {
  const network = readNetwork(files.open(file))
  const { inputs, outputs } = interfaceOf(network, file)
  const version = network.writer?.slice(0, 200) ?? `IR ${network.version}`
  return {
    framework: { name: 'openvino', version, format: 'openvino-ir' },
    signatures: [{ name: 'predict', inputs, outputs }],
    warnings: weightWarnings(files, file, network.hasWeights),
    findings: [],
  }
}

/** @throws UserError `lfs-pointer`: weights that were not pulled would be frozen as a pointer */
function weightWarnings(files: ModelFiles, file: string, hasWeights: boolean): readonly Warning[] {
  const path = weightsOf(file)
  const found = files.find(path)
  if (found?.pointer !== undefined) files.open(path)
  if (!hasWeights || (found !== undefined && found.size > 0)) return []
  const state = found === undefined ? 'is not there' : 'is empty'
  return [{ code: 'openvino-weights-missing', message: `${path} ${state}: the contract is known, but nothing can load the model.`, where: file }]
}
