import { isObject, type JsonObject, own } from '../../formats/json-document.ts'
import type { Inference } from '../framework.ts'
import { type Obj, objectAt, textAt } from '../keras/json.ts'
import { signatureOf } from '../keras/signature.ts'
import { corrupt } from './json-view.ts'

/** A network of Keras layers, written by Keras itself or by TensorFlow.js: the same configuration, so the same rules. */
export function readLayersModel(model: JsonObject, file: string): Omit<Inference, 'framework'> {
  const topology = own(model, 'modelTopology')
  if (!isObject(topology)) throw corrupt(file, 'modelTopology', 'is missing: the model has no layers')
  const network: Obj = objectAt(topology, 'model_config') ?? topology
  if (textAt(network, 'class_name') === undefined) throw corrupt(file, 'modelTopology', 'names no class of model')
  const stored = { model: network, version: textAt(topology, 'keras_version'), where: `${file}: modelTopology` }
  const { signatures, warnings, findings } = signatureOf(stored, 'tfjs-layers-model', file)
  return { signatures, warnings, findings }
}
