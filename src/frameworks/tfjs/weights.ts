import { isObject, type JsonObject, own } from '../../formats/json-document.ts'
import type { ModelFiles } from '../../model/types.ts'
import type { Warning } from '../framework.ts'

/** Shards of one model: 4 MB each, so 4 GB of weights are a thousand. */
const MAX_SHARDS = 100_000

/**
 * Weight files that model.json names and that are not there. Addresses are never fetched and paths that leave the directory never followed.
 * @throws UserError `lfs-pointer`, `empty-file` for shards that were not pulled
 */
export function missingWeights(model: JsonObject, files: ModelFiles, file: string): readonly Warning[] {
  const folder = file.slice(0, file.lastIndexOf('/') + 1)
  const missing: string[] = []
  for (const path of shardsOf(model)) {
    if (/^[a-z][a-z0-9+.-]*:/i.test(path) || path.startsWith('/') || path.split('/').includes('..')) continue
    const name = folder + path.replace(/^(\.\/)+/, '')
    const found = files.find(name)
    if (found === undefined) missing.push(path)
    // opening tells an un-pulled pointer
    else if (found.pointer !== undefined) files.open(name)
  }
  const [first] = missing
  if (first === undefined) return []
  const more = missing.length > 1 ? ` and ${missing.length - 1} more` : ''
  return [
    { code: 'tfjs-weights-missing', message: `${first}${more} is not there: the contract is known, but nothing can load the model.`, where: file },
  ]
}

function shardsOf(model: JsonObject): readonly string[] {
  const manifest = own(model, 'weightsManifest')
  if (!Array.isArray(manifest)) return []
  return manifest
    .flatMap((group: unknown): readonly unknown[] => {
      const paths = isObject(group) ? own(group, 'paths') : undefined
      return Array.isArray(paths) ? paths : []
    })
    .filter((path): path is string => typeof path === 'string' && path.length < 4_096)
    .slice(0, MAX_SHARDS)
}
