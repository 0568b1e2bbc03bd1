import { UserError } from '../../errors.ts'
import { at, countOf, isObject, type Json, type JsonObject, parseJson, textOf, textsOf } from '../../formats/json.ts'
import { openParquet, type Parquet } from '../../formats/parquet.ts'
import type { ModelFiles } from '../../model/types.ts'

/** One saved stage or model: a folder with `metadata/` and perhaps `data/`. Source: org.apache.spark.ml.util.DefaultParamsWriter. */
export interface Saved {
  /** Folder, ending in `/`, or '' for the model directory. */
  readonly folder: string
  /** `org.apache.spark.ml.feature.StringIndexerModel` */
  readonly className: string
  readonly uid: string
  readonly version: string | undefined
  /** A parameter that is set, or its default (kept apart since Spark 2.4). */
  param(name: string): Json | undefined
  /** Everything in the metadata. */
  readonly metadata: JsonObject
  /** The table in `data/` (or another folder), its first file with rows. `null`: none, or not Parquet. */
  table(folder?: string): Parquet | null
  /** A saved model in a folder below. */
  inner(folder: string): Saved | null
}

/** Bytes of a metadata file: one line; pipelines of hundreds of stages and label metadata of thousands of classes stay below. */
const MAX_METADATA = 16 * 2 ** 20
const HIDDEN = /(^|\/)[._][^/]*$/

/** Files of a folder itself, without Hadoop's markers and checksums. */
export const filesIn = (files: ModelFiles, folder: string): readonly string[] =>
  files.files
    .filter(({ path, size }) => size > 0 && path.startsWith(folder) && !path.slice(folder.length).includes('/') && !HIDDEN.test(path))
    .map(({ path }) => path)

/** The file that holds the metadata: `part-00000`, since Spark 4 `part-00000-….txt`. */
export const metadataFile = (files: ModelFiles, folder: string): string | undefined =>
  filesIn(files, `${folder}metadata/`).find((path) => path.slice(folder.length).startsWith('metadata/part-'))

/** `null`: there is no metadata. @throws UserError `truncated`, `corrupt` */
export function openSaved(files: ModelFiles, folder: string): Saved | null {
  const path = metadataFile(files, folder)
  if (path === undefined) return null
  const metadata = parseJson(files.text(path, MAX_METADATA).split('\n')[0] ?? '', path)
  const className = textOf(at(metadata, 'class'))
  if (!isObject(metadata) || className === undefined) {
    throw new UserError('corrupt', `${path} names no class`, 'save the model again with Spark', { file: path })
  }
  return {
    folder,
    className,
    uid: textOf(at(metadata, 'uid')) ?? '',
    version: textOf(at(metadata, 'sparkVersion')),
    metadata,
    param: (name) => at(at(metadata, 'paramMap'), name) ?? at(at(metadata, 'defaultParamMap'), name),
    table: (name = 'data') => openTable(files, `${folder}${name}/`),
    inner: (name) => openSaved(files, `${folder}${name}/`),
  }
}

/** Spark writes one file per partition; empty partitions have no rows. */
function openTable(files: ModelFiles, folder: string): Parquet | null {
  let empty: Parquet | null = null
  for (const path of filesIn(files, folder)) {
    const source = files.open(path)
    // the local save format of Spark Connect is no Parquet
    if (source.size < 12 || String.fromCharCode(...source.read(0, 4)) !== 'PAR1') continue
    const table = openParquet(source)
    if (table.rows > 0) return table
    empty = table
  }
  return empty
}

/** A parameter that names a column; '' switches the column off. */
export function columnParam(saved: Saved, name: string): string | undefined {
  const value = textOf(saved.param(name))
  return value === '' ? undefined : value
}

/** Columns given one by one or as a list: `inputCols` counts if it is set, else `inputCol`. */
export function columnParams(saved: Saved, single: string, several: string): readonly string[] {
  const list = textsOf(saved.param(several))
  if (list !== undefined && list.length > 0) return list
  const one = columnParam(saved, single)
  return one === undefined ? [] : [one]
}

/** A whole number among the metadata: trees keep `numFeatures` and `numClasses` there. */
export const countIn = (saved: Saved, key: string): number | null => countOf(at(saved.metadata, key)) ?? null
export const countParam = (saved: Saved, key: string): number | null => countOf(saved.param(key)) ?? null
