import { UserError } from '../../errors.ts'
import type { ByteSource } from '../../formats/bytes.ts'
import type { ModelFiles } from '../../model/types.ts'
import type { Match } from '../framework.ts'

/** Bytes looked at: what tells a model stands before its topology and weights, behind at most a signature. */
const HEAD = 65_536

/** model.json by its content: the format it names, or the keys only these files have. */
export function match(files: ModelFiles): readonly Match[] {
  return files.files.flatMap((file): readonly Match[] => {
    if (file.pointer !== undefined || file.size < 2) return []
    const format = formatOf(files.open(file.path))
    if (format === undefined) return []
    const folder = file.path.slice(0, file.path.lastIndexOf('/') + 1)
    // shards lie beside model.json and belong to nothing else
    const shards = files.files.map(({ path }) => path).filter((path) => path.startsWith(folder) && /\.bin$|shard\d+of\d+$/.test(path))
    return [{ format, path: file.path, because: `${file.path} holds a TensorFlow.js model`, covers: [file.path, ...shards] }]
  })
}

type Format = 'tfjs-graph-model' | 'tfjs-layers-model'

function formatOf(source: ByteSource): Format | undefined {
  try {
    if (!/^\s*\{/.test(words(source, 64))) return undefined
    const head = words(source, HEAD)
    const named = /"format"\s*:\s*"(graph-model|layers-model)"/.exec(head)?.[1]
    const topology = /"model_?[tT]opology"\s*:\s*\{/.exec(head)
    if (named === undefined && topology === null) return undefined
    if (named !== undefined) return named === 'graph-model' ? 'tfjs-graph-model' : 'tfjs-layers-model'
    // without a format: a graph has nodes, a network of layers a class
    return /"(class_name|model_config|keras_version)"\s*:/.test(head) ? 'tfjs-layers-model' : 'tfjs-graph-model'
  } catch (error) {
    if (error instanceof UserError) return undefined
    throw error
  }
}

const words = (source: ByteSource, limit: number): string => new TextDecoder().decode(source.read(0, Math.min(source.size, limit)))
