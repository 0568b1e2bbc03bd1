import { UserError } from '../../errors.ts'
import type { ModelFiles } from '../../model/types.ts'
import type { Framework, Inference, Match, Warning } from '../framework.ts'
import { singleFiles } from './checkpoints.ts'
import { contentOf } from './detect.ts'
import { openBinary, openText } from './files.ts'
import { readFrozenGraph, readTrainingGraph } from './frozen.ts'
import { findContents, otherVersions, savedModels } from './layout.ts'
import { readSavedModel } from './saved-model.ts'

/** SavedModel, frozen GraphDef, MetaGraphDef; checkpoints are recognised, but hold no contract. */
export const tensorflow: Framework = {
  name: 'tensorflow',

  match(files) {
    const found = findContents(files)
    const saved = savedModels(found)
    const covered = (path: string): boolean =>
      saved.some((match) => match.covers.some((cover) => path === cover || (cover.endsWith('/') && path.startsWith(cover))))
    return [
      ...saved,
      ...singleFiles(
        files,
        found.filter(({ file }) => !covered(file.path)),
      ),
    ]
  },

  infer(files, match) {
    switch (match.format) {
      case 'saved-model':
        return withVersions(readSavedModel(view(files, match.path), match.path), files, match)
      case 'graph-def':
        return readFrozenGraph(view(files, match.path), match.path)
      case 'meta-graph':
        return readTrainingGraph(view(files, match.path), match.path)
      case 'saved-model-chunked':
        throw chunked(files, match.path)
      default:
        throw checkpointOnly(match.path)
    }
  },
}

function view(files: ModelFiles, path: string) {
  const source = files.open(path)
  const text = path.endsWith('.pbtxt') || contentOf(source)?.endsWith('-text') === true
  return text ? openText(files, path) : openBinary(source)
}

function withVersions(inference: Inference, files: ModelFiles, match: Match): Inference {
  const others = otherVersions(files, match.path)
  if (others.length === 0) return inference
  const message = `The contract is that of ${match.path}, the highest version; the version directories ${others.join(', ')} are in the payload as well.`
  const warning: Warning = { code: 'tensorflow-other-versions', message, where: match.path }
  return { ...inference, warnings: [...inference.warnings, warning] }
}

function chunked(files: ModelFiles, path: string): UserError {
  files.open(path) // an empty file or a Git LFS pointer is the more specific news
  const message = `${path} is a SavedModel cut into chunks (written with tf.saved_model.experimental proto splitting); its signatures cannot be read without TensorFlow.`
  const remedy =
    'Save it again without splitting: tf.saved_model.SaveOptions(experimental_image_format=False), which writes saved_model.pb; or declare the contract in serving.yaml.'
  return new UserError('not-inferable', message, remedy, { file: path })
}

function checkpointOnly(path: string): UserError {
  const message = `${path} belongs to a checkpoint: it holds the values of variables, not the graph or its inputs and outputs.`
  const remedy =
    'Export the model: model.export("export/1") (Keras 3), tf.saved_model.save(model, "export/1") (TensorFlow 2) or tf.compat.v1.saved_model.simple_save(…) (TensorFlow 1); or declare the contract in serving.yaml.'
  return new UserError('not-inferable', message, remedy, { file: path })
}
