import { UserError } from '../../errors.ts'
import type { ModelFiles } from '../../model/types.ts'
import type { Framework, Inference, Match } from '../framework.ts'
import { match } from './detect.ts'
import { readGraphModel } from './graph-model.ts'
import { corrupt, isObject, type Json, type JsonObject, own } from './json-view.ts'
import { missingWeights } from './weights.ts'

/** TensorFlow.js: model.json with a converted graph, or with Keras layers. Weights are never read, addresses never fetched. */
export const tfjs: Framework = { name: 'tfjs', match, infer }

/** model.json of a graph with 20,000 nodes is 20 MB. */
const MAX_JSON = 64 * 1024 * 1024

function infer(files: ModelFiles, { path: file, format }: Match): Inference {
  const model = parse(files.text(file, MAX_JSON), file)
  const warnings = missingWeights(model, files, file)
  if (format === 'tfjs-layers-model') throw layersUnread(file)
  const read = readGraphModel(model, file)
  const version = versionOf(model)
  return { framework: { name: 'tfjs', ...(version !== undefined && { version }), format }, ...read, warnings: [...warnings, ...read.warnings] }
}

function parse(words: string, file: string): JsonObject {
  let model: Json
  try {
    model = JSON.parse(words)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    // a file that is cut ends in the middle: no bracket closes it
    const cut = !/[}\]]\s*$/.test(words)
    const message = `${file} is no JSON: ${error.message.slice(0, 200)}`
    throw new UserError(cut ? 'truncated' : 'corrupt', message, 'Convert or save the model again, and upload the new file.', { file })
  }
  if (!isObject(model)) throw corrupt(file, '', 'is not the object a TensorFlow.js model is')
  return model
}

/** `TensorFlow.js Converter v4.22.0` → 4.22.0: who wrote the file. */
function versionOf(model: JsonObject): string | undefined {
  const words = own(model, 'convertedBy') ?? own(model, 'generatedBy')
  return typeof words === 'string' ? (/v?(\d+\.\d+[\w.+-]{0,30})/.exec(words)?.[1] ?? undefined) : undefined
}

function layersUnread(file: string): UserError {
  const message = `${file} holds Keras layers, whose shapes are not computed for TensorFlow.js yet.`
  return new UserError(
    'not-inferable',
    message,
    'Declare the contract in serving.yaml, or convert the model with --output_format=tfjs_graph_model.',
    {
      file,
    },
  )
}
