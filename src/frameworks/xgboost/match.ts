import { UserError } from '../../errors.ts'
import type { ModelFile, ModelFiles } from '../../model/types.ts'
import type { Match } from '../framework.ts'
import { matchPickledBooster } from '../pickled-booster.ts'
import { isBinaryModel } from './binary.ts'

/** Bytes looked at from the start of a file. */
const HEAD = 1_024

/** `{"learner": {…` , `{"version": [1, 0, 0], "learner": …` or the snapshot of a booster in memory, `{"Config": …, "Model": …}`. */
const JSON_MODEL =
  /^(?:\xef\xbb\xbf)?\s*\{\s*(?:"learner"\s*:\s*\{|"version"\s*:\s*\[[\d\s,]*\]\s*,\s*"learner"\s*:\s*\{|"(?:Config|Model)"\s*:\s*\{\s*"learner"\s*:)/
/** The same in UBJSON: each key behind its length. */
const UBJSON_MODEL = /^\{(?:[iU].|I..|l.{4}|L.{8})(?:learner\{|version\[|(?:Config|Model)\{(?:[iU].|I..|l.{4}|L.{8})learner)/s
/** What `dump_model` writes: trees to look at, which nothing loads again. */
const TEXT_DUMP = /^booster\[0\]:\s*\n\d+:(?:\[|leaf=)|^bias:\s*\n-?[\d.]+(?:e[+-]?\d+)?\s*\nweight:\s*\n/
const JSON_DUMP = /^\s*\[\s*\{\s*"nodeid"\s*:\s*0\s*,\s*"(?:depth|leaf)"\s*:/

export function matchXgboost(files: ModelFiles): readonly Match[] {
  const stored = files.files.flatMap((file): readonly Match[] => {
    const format = formatOf(files, file)
    return format === null
      ? []
      : [{ format, path: file.path, because: `${file.path} ${format === 'dump' ? 'is a dump of' : 'holds'} an XGBoost model`, covers: [file.path] }]
  })
  return [...stored, ...matchPickledBooster(files, /^xgboost\.core\.Booster$/)]
}

function formatOf(files: ModelFiles, { path, size, pointer }: ModelFile): string | null {
  if (pointer !== undefined || size < 16) return null
  try {
    const source = files.open(path)
    const head = Buffer.from(source.read(0, Math.min(size, HEAD))).toString('latin1')
    if (JSON_MODEL.test(head)) return 'json'
    if (UBJSON_MODEL.test(head)) return 'ubj'
    if (TEXT_DUMP.test(head) || JSON_DUMP.test(head)) return 'dump'
    return isBinaryModel(source) ? 'binary' : null
  } catch (error) {
    if (error instanceof UserError) return null
    throw error
  }
}
