import { UserError } from '../../../errors.ts'
import { at, type Json, parseJson, textOf } from '../../../formats/json.ts'
import { isZip, openZip, type Zip } from '../../../formats/zip.ts'
import type { ModelFiles } from '../../../model/types.ts'
import type { Match } from '../../framework.ts'

/** The JSON files of an MLeap bundle, wherever they lie: a folder, or a zip archive of one. Source: combust/mleap bundle-ml, `dsl/Bundle.scala`. */
export interface Bundle {
  /** `json`, `protobuf`, or `mixed` (MLeap before 0.9: small things as JSON). */
  readonly format: string
  /** The MLeap that wrote it. */
  readonly version: string
  /** For messages: `model.zip: root/node.json`. */
  place(path: string): string
  /** A file of the bundle by its path from the bundle's root; `null` where there is none. @throws UserError `truncated`, `corrupt` */
  json(path: string): Json | null
}

/** Bytes of one file: a dictionary of a million words, a matrix of a million coefficients. */
const MAX_JSON = 64 * 2 ** 20
/** Bytes of `bundle.json`: five short texts. */
const MAX_INFO = 64 * 1024
const ARCHIVE = /\.(?:zip|mleap|bundle)$/i
/** Either flavour of the root node. */
const ROOT = ['root/node.json', 'root/node.pb', 'root/model.json', 'root/model.pb']

/** Bundles among the files: a `bundle.json` with a `root/` beside it, in a folder or in an archive. */
export function matchBundles(files: ModelFiles): readonly Match[] {
  return files.files.flatMap(({ path, size, pointer }): readonly Match[] => {
    if (pointer !== undefined || size === 0) return []
    const folder = /^(.*\/)?bundle\.json$/.exec(path)
    if (folder !== null) {
      const prefix = folder[1] ?? ''
      if (!ROOT.some((root) => files.find(`${prefix}${root}`) !== undefined)) return []
      return [{ format: 'mleap', path: prefix.replace(/\/$/, ''), because: `${path} describes an MLeap bundle`, covers: [prefix || '/'] }]
    }
    const isBundle = ARCHIVE.test(path) && quietly(() => holdsBundle(openArchive(files, path)))
    return isBundle ? [{ format: 'mleap', path, because: `${path} is a zip archive of an MLeap bundle`, covers: [path] }] : []
  })
}

const holdsBundle = (zip: Zip | null): boolean =>
  zip !== null && zip.find('bundle.json') !== undefined && ROOT.some((root) => zip.find(root) !== undefined)

function openArchive(files: ModelFiles, path: string): Zip | null {
  const source = files.open(path)
  return isZip(source) ? openZip(source) : null
}

/** A damaged archive is told by whoever reads it. */
function quietly(look: () => boolean): boolean {
  try {
    return look()
  } catch (error) {
    if (error instanceof UserError) return false
    throw error
  }
}

/** The bundle that was matched. @throws UserError `truncated`, `corrupt`, `unsafe` of its archive */
export function openBundle(files: ModelFiles, path: string): Bundle {
  const zip = files.find(path) === undefined ? null : openArchive(files, path)
  const folder = zip !== null || path === '' ? '' : `${path}/`
  const place = (file: string): string => (zip === null ? `${folder}${file}` : `${path}: ${file}`)
  const text = (file: string, limit: number): string | null => {
    if (zip === null) return files.find(`${folder}${file}`) === undefined ? null : files.text(`${folder}${file}`, limit)
    const entry = zip.find(file)
    return entry === undefined ? null : zip.text(entry, limit)
  }
  const json = (file: string, limit = MAX_JSON): Json | null => {
    const content = text(file, limit)
    return content === null ? null : parseJson(content, place(file))
  }
  const info = json('bundle.json', MAX_INFO)
  return { format: textOf(at(info ?? {}, 'format')) ?? '', version: textOf(at(info ?? {}, 'version')) ?? '', place, json }
}
