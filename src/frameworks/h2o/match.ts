import { UserError } from '../../errors.ts'
import { isZip, openZip } from '../../formats/zip.ts'
import type { ModelFile, ModelFiles } from '../../model/types.ts'
import type { Match } from '../framework.ts'
import { MODEL_INI } from './archive.ts'

/** Bytes looked at from the start of a file. */
const HEAD = 4_096

/** What every model.ini says first. */
const INI = /^\s*\[info\]\s[\s\S]*?^(?:h2o_version|mojo_version|algorithm) *=/m
/** First entries of MOJOs, to know one that is cut off. Source: the writers in h2o-algos. */
const ENTRY =
  /^(?:model\.ini|trees\/t\d+_\d+(?:_aux)?\.bin|boosterBytes|gam_columns|eigenvectors_raw|losses|archetypes|domains\/d\d+\.txt|calib\/thresholds_[xy]|x_mean_(?:cat|num)|models\/\w+\/)/
/** Java source: `public class gbm_abc extends GenModel`. */
const POJO = /@ModelPojo\s*\(\s*name|class\s+\w+\s+extends\s+(?:hex\.genmodel\.)?GenModel\b/

/** A binary model (`h2o.save_model`): AutoBuffer's mark, then the text of H2O's version behind its length. Source: h2o-core water/AutoBuffer.java. */
const BINARY = /^\x1c\xed.\d+\.\d+\.\d+/s

export function matchH2o(files: ModelFiles): readonly Match[] {
  return files.files.flatMap((file) => matchOne(files, file))
}

function matchOne(files: ModelFiles, file: ModelFile): readonly Match[] {
  const { path, size, pointer } = file
  if (pointer !== undefined || size < 16) return []
  try {
    const source = files.open(path)
    if (isZip(source)) return isMojo(files, path) ? [{ format: 'mojo', path, because: `${path} holds a MOJO of H2O`, covers: [path] }] : []
    const head = Buffer.from(source.read(0, Math.min(size, HEAD))).toString('latin1')
    if (/(?:^|\/)model\.ini$/.test(path) && INI.test(head)) return [unpacked(path)]
    if (path.endsWith('.java') && POJO.test(head))
      return [{ format: 'pojo', path, because: `${path} is a model of H2O as Java source`, covers: [path] }]
    return BINARY.test(head) ? [{ format: 'binary', path, because: `${path} is a binary model of H2O`, covers: [path] }] : []
  } catch (error) {
    if (error instanceof UserError) return []
    throw error
  }
}

function unpacked(path: string): Match {
  const folder = path.slice(0, -MODEL_INI.length)
  return { format: 'mojo', path, because: `${path} belongs to a MOJO of H2O`, covers: [folder === '' ? '/' : folder] }
}

/** By its model.ini; a zip without a directory by the name of its first entry. */
function isMojo(files: ModelFiles, path: string): boolean {
  const source = files.open(path)
  try {
    const zip = openZip(source)
    const entry = zip.find(MODEL_INI)
    return entry !== undefined && INI.test(Buffer.from(zip.head(entry, HEAD)).toString('latin1'))
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return ENTRY.test(firstEntry(source.read(0, Math.min(source.size, 512))))
  }
}

/** APPNOTE 4.3.7: 30 bytes, of which two at 26 are the length of the name that follows. */
function firstEntry(head: Uint8Array): string {
  const length = (head[26] ?? 0) | ((head[27] ?? 0) << 8)
  return Buffer.from(head.subarray(30, 30 + length)).toString('latin1')
}
