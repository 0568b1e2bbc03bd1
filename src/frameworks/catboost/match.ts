import { UserError } from '../../errors.ts'
import type { ModelFile, ModelFiles } from '../../model/types.ts'
import type { Match } from '../framework.ts'
import { matchPickledBooster } from '../pickled-booster.ts'
import { MAGIC } from './cbm.ts'

/** Bytes looked at from the start of a file. */
const HEAD = 1_024

/** Keys are sorted: what is known of categories comes first, where there are any. */
const JSON_MODEL =
  /^\s*\{\s*(?:"ctr_data"\s*:\s*\{\s*(?:"\{\\"identifier\\"|\}\s*,\s*"features_info")|"features_info"\s*:\s*\{\s*"(?:float_features|categorical_features|text_features|embedding_features|ctrs)")/

export function matchCatboost(files: ModelFiles): readonly Match[] {
  const stored = files.files.flatMap((file): readonly Match[] => {
    const format = formatOf(files, file)
    return format === null ? [] : [{ format, path: file.path, because: `${file.path} holds a CatBoost model`, covers: [file.path] }]
  })
  return [...stored, ...matchPickledBooster(files, /^catboost\.core\.CatBoost$/)]
}

function formatOf(files: ModelFiles, { path, size, pointer }: ModelFile): 'cbm' | 'json' | null {
  if (pointer !== undefined || size < 8) return null
  try {
    const head = Buffer.from(files.open(path).read(0, Math.min(size, HEAD))).toString('latin1')
    return head.startsWith(MAGIC) ? 'cbm' : JSON_MODEL.test(head) ? 'json' : null
  } catch (error) {
    if (error instanceof UserError) return null
    throw error
  }
}
