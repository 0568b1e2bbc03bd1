import { UserError } from '../../errors.ts'
import { openZip } from '../../formats/zip.ts'
import type { ModelFiles } from '../../model/types.ts'
import type { Framework, Inference, Match } from '../framework.ts'
import { type Container, containerOf } from './containers.ts'
import { readExecutorch } from './executorch.ts'
import { guessSignature } from './guess.ts'
import { partsOfWeights } from './parts.ts'
import { layoutOf, readPt2 } from './pt2/index.ts'
import { readSaved, type Saved } from './saved.ts'
import { contentOf } from './state-dict.ts'
import { describeModule } from './whole.ts'

/**
 * PyTorch, except TorchScript: torch.export (`.pt2`), whole modules, state_dicts and checkpoints in every container of torch.save,
 * torch.package, ExecuTorch. Nothing is unpickled or run: exported programs say their contract, modules are followed by shape rules.
 */
export const pytorch: Framework = { name: 'pytorch', match, infer }

const WORDS: Readonly<Record<Container, string>> = {
  pt2: 'a program of torch.export',
  zip: 'what torch.save wrote',
  legacy: 'what torch.save of PyTorch before 1.6 wrote',
  tar: 'what torch.save of PyTorch before 0.1.10 wrote',
  package: 'a package of torch.package',
  executorch: 'an ExecuTorch program',
  pickle: 'a pickle of PyTorch',
}

/** Format words of the contract. */
const FORMATS: Readonly<Record<Container, string>> = {
  pt2: 'pt2',
  zip: 'pickle',
  legacy: 'pickle',
  tar: 'pickle',
  package: 'torch.package',
  executorch: 'executorch',
  pickle: 'pickle',
}

/** What trainers leave beside a model to go on from: no model, unless it is all there is. Source: transformers/trainer.py, accelerate/utils/constants.py. */
const TRAINING_STATE =
  /(?:^|\/)(?:optimizer|scheduler|scaler|rng_state\w*|random_states\w*|training_args|trainer_state)(?:_\d+)?\.(?:pt|pth|bin|pkl)$/
const MODEL_NAME = /\.(?:safetensors|bin|pt|pth|pt2|ckpt|onnx|gguf|h5|keras)$/i

function match(files: ModelFiles): readonly Match[] {
  const hasModel = files.files.some(({ path }) => MODEL_NAME.test(path) && !TRAINING_STATE.test(path))
  const candidates = files.files.filter(({ path }) => !(hasModel && TRAINING_STATE.test(path)))
  return candidates.flatMap((file): readonly Match[] => {
    const container = containerOf(files, file)
    if (container === undefined) return []
    return [{ format: FORMATS[container], path: file.path, because: `${file.path} holds ${WORDS[container]}`, covers: [file.path] }]
  })
}

function infer(files: ModelFiles, { path }: Match): Inference {
  const file = files.find(path)
  const container = file === undefined ? undefined : containerOf(files, file)
  switch (container) {
    case 'pt2': {
      const zip = openZip(files.open(path))
      return readPt2(zip, layoutOf(zip) ?? { kind: 'empty' }, path)
    }
    case 'executorch':
      return readExecutorch(files.open(path))
    case 'tar':
      throw notInferable(path, 'was saved by a PyTorch before 0.1.10, in a tar archive', 'Load it and save it again with a PyTorch of today')
    case undefined:
      throw new UserError('corrupt', `${path} is not what it seemed to be`, 'Save the model again.', { file: path })
    default:
      return infersSaved(readSaved(files, path, container), path, FORMATS[container])
  }
}

function infersSaved(saved: Saved, path: string, format: string): Inference {
  const { findings } = saved
  const content = contentOf(saved.root)
  const version = lightningVersion(saved)
  const framework = { name: 'pytorch', format: version ? 'lightning-checkpoint' : format }
  switch (content.kind) {
    case 'module': {
      const { signature, warnings } = describeModule(content.module, saved.sourceOf, path)
      return { framework, signatures: [signature], warnings, findings }
    }
    case 'weights': {
      const signature = guessSignature(partsOfWeights(content.weights), content.weights, `${path}: ${content.where}`)
      if (signature === undefined) throw notInferable(path, 'holds tensors without a layer that tells what goes in', EXPORT)
      const message = `${path} holds weights without the code that uses them: the contract is what such networks mostly have`
      return { framework, signatures: [signature], warnings: [{ code: 'pytorch-weights-only', message, where: path }], findings }
    }
    case 'optimizer':
    case 'other': {
      // what is dangerous is told as such by the pickle policy, whatever it pretends to be
      if (findings.some(({ severity }) => severity === 'critical' || severity === 'high'))
        return { framework, signatures: [], warnings: [], findings }
      throw notInferable(
        path,
        content.kind === 'optimizer' ? 'holds the state of an optimizer, and no model' : 'holds no module and no weights of one',
        EXPORT,
      )
    }
  }
}

const EXPORT = 'Export the model with its code: torch.export.save(torch.export.export(model, args), "model.pt2")'

/** Lightning writes its version into every checkpoint. Source: lightning/pytorch/trainer/connectors/checkpoint_connector.py. */
function lightningVersion({ root }: Saved): boolean {
  return typeof root === 'object' && root?.kind === 'dict' && root.pairs.some(([key]) => key === 'pytorch-lightning_version')
}

function notInferable(file: string, what: string, remedy: string): UserError {
  return new UserError('not-inferable', `${file} ${what}.`, `${remedy}; or declare the contract in serving.yaml.`, { file })
}
