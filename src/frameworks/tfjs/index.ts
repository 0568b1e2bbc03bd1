import { isObject, type JsonObject, own, parseDocument } from '../../formats/json-document.ts'
import type { ModelFiles } from '../../model/types.ts'
import type { Framework, Inference, Match } from '../framework.ts'
import { match } from './detect.ts'
import { readGraphModel } from './graph-model.ts'
import { corrupt } from './json-view.ts'
import { readLayersModel } from './layers-model.ts'
import { missingWeights } from './weights.ts'

/** TensorFlow.js: model.json with a converted graph, or with Keras layers. Weights are never read, addresses never fetched. */
export const tfjs: Framework = { name: 'tfjs', match, infer }

/** model.json of a graph with 20,000 nodes is 20 MB. */
const MAX_JSON = 64 * 1024 * 1024

function infer(files: ModelFiles, { path: file, format }: Match): Inference {
  const model = parse(files.text(file, MAX_JSON), file)
  const warnings = missingWeights(model, files, file)
  const read = format === 'tfjs-layers-model' ? readLayersModel(model, file) : readGraphModel(model, file)
  const version = versionOf(model)
  return { framework: { name: 'tfjs', ...(version !== undefined && { version }), format }, ...read, warnings: [...warnings, ...read.warnings] }
}

function parse(words: string, file: string): JsonObject {
  const model = parseDocument(words, file)
  if (!isObject(model)) throw corrupt(file, '', 'is not the object a TensorFlow.js model is')
  return model
}

/** `TensorFlow.js Converter v4.22.0` → 4.22.0: who wrote the file. */
function versionOf(model: JsonObject): string | undefined {
  const words = own(model, 'convertedBy') ?? own(model, 'generatedBy')
  return typeof words === 'string' ? (/v?(\d+\.\d+[\w.+-]{0,30})/.exec(words)?.[1] ?? undefined) : undefined
}
