import { UserError } from '../../errors.ts'
import type { ModelFile, ModelFiles } from '../../model/types.ts'
import type { Match } from '../framework.ts'
import { matchPickledBooster } from '../pickled-booster.ts'

/** Bytes looked at from the start of a file. */
const HEAD = 512

/** Its first line, and one of the next (`version=` is missing in files of 2016). The file may be called anything, model.bst included. */
const TEXT = /^tree\r?\n(?:[^\n]*\n){0,4}?(?:version=v\d|num_class=\d|label_index=\d|max_feature_idx=\d)/
const DUMP = /^\s*\{\s*"name"\s*:\s*"tree"\s*,\s*"(?:version|num_class)"\s*:/

export function matchLightgbm(files: ModelFiles): readonly Match[] {
  const stored = files.files.flatMap((file): readonly Match[] => {
    const format = formatOf(files, file)
    return format === null ? [] : [{ format, path: file.path, because: `${file.path} holds a LightGBM model`, covers: [file.path] }]
  })
  return [...stored, ...matchPickledBooster(files, /^lightgbm\.basic\.Booster$/)]
}

function formatOf(files: ModelFiles, { path, size, pointer }: ModelFile): 'text' | 'json' | null {
  if (pointer !== undefined || size < 8) return null
  try {
    const head = Buffer.from(files.open(path).read(0, Math.min(size, HEAD))).toString('latin1')
    return TEXT.test(head) ? 'text' : DUMP.test(head) ? 'json' : null
  } catch (error) {
    if (error instanceof UserError) return null
    throw error
  }
}
