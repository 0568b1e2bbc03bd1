import { UserError } from '../../errors.ts'
import { isSafetensors, readSafetensors } from '../../formats/safetensors.ts'
import type { ModelFiles } from '../../model/types.ts'
import type { Framework, Inference, Match } from '../framework.ts'
import { directoryOf } from '../tensorflow/layout.ts'

/** Weights alone: names and shapes of arrays, and not what is done with them. What explains them (transformers) stands before it in the list. */
export const safetensors: Framework = { name: 'safetensors', match, infer }

function match(files: ModelFiles): readonly Match[] {
  const found = files.files.filter(({ path, pointer, size }) => pointer === undefined && size >= 10 && isSafetensors(files.open(path)))
  // shards of one model lie side by side
  const folders = [...new Set(found.map(({ path }) => directoryOf(path)))]
  return folders.flatMap((folder): readonly Match[] => {
    const here = found.filter(({ path }) => directoryOf(path) === folder).map(({ path }) => path)
    const [path = ''] = here
    return [{ format: 'safetensors', path, because: `${path} holds arrays in safetensors format`, covers: here }]
  })
}

function infer(files: ModelFiles, { path }: Match): Inference {
  const { tensors } = readSafetensors(files.open(path))
  const folder = directoryOf(path)
  const adapter = files.find(`${folder}adapter_config.json`) !== undefined
  throw new UserError(
    'not-inferable',
    `${path} holds ${tensors.size} arrays and nothing that says how a model uses them`,
    adapter
      ? 'Merge the adapter into its base model (peft: model.merge_and_unload()), or declare the contract in serving.yaml.'
      : 'Save the whole model (transformers: model.save_pretrained(directory), which writes config.json), or declare the contract in serving.yaml.',
    { file: path },
  )
}
