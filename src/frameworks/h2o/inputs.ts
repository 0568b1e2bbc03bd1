import { at, listOf, parseJson, textOf } from '../../formats/json.ts'
import type { Archive } from './archive.ts'
import { type Column, damaged, type Ini, whole } from './ini.ts'

/** A column that a row must have. */
export interface Asked {
  readonly name: string
  /** Has levels. */
  readonly categorical: boolean
  /** Where it is not what `categorical` says. */
  readonly type?: 'string'
  /** The file does not say for certain that scoring needs it. */
  readonly guessed?: boolean
}

/** Lists of names in files of their own. */
const MAX_NAMES_BYTES = 64 * 1024 * 1024

/** The columns that scoring reads: features, in the names the author trained with, and an offset. Weights, folds and the response are none. */
export function askedBy(ini: Ini, archive: Archive): readonly Asked[] {
  const offset = ini.info.get('offset_column')
  const features = featuresOf(ini, archive)
  // measured with H2O 3.44: scoring refuses a frame without the offset column
  const needed = offset !== undefined && offset !== 'null' && !features.some(({ name }) => name === offset)
  return needed ? [...features, { name: offset, categorical: false }] : features
}

function featuresOf(ini: Ini, archive: Archive): readonly Asked[] {
  const algorithm = ini.info.get('algo') ?? ''
  if (archive.has('_orig_names')) return originals(ini, archive)
  const features = ini.columns.slice(0, ini.features).map(askedFrom)
  // words are texts without levels
  if (ini.info.get('category') === 'WordEmbedding') return features.map((column) => ({ ...column, type: 'string' as const }))
  if (archive.has('gamColNames')) return withoutSplines(features, ini, archive)
  return algorithm === 'coxph' ? withoutTimes(features, ini, archive) : features
}

const askedFrom = ({ name, domain }: Column): Asked => ({ name, categorical: domain !== null })

/** Trained on encoded categories: `_orig_names` are the frame's own columns, in the order of the others. Source: ModelMojoReader, _orig_names. */
function originals({ columns, features, info }: Ini, archive: Archive): readonly Asked[] {
  const names = linesOf(archive, '_orig_names')
  const count = names.length - (columns.length - features)
  if (count < 0) throw damaged(archive, 'has fewer original names than columns', '_orig_names')
  return names.slice(0, count).map((name, i) => ({ name, categorical: Number(info.get(`_m_orig_domain_values_${i}`) ?? 0) > 0 }))
}

/** A GAM adds its splines as columns, and reads the columns they are made of. Source: hex/genmodel/algos/gam/GamMojoReader.java. */
function withoutSplines(features: readonly Asked[], ini: Ini, archive: Archive): readonly Asked[] {
  const splines = new Set([...linesOf(archive, 'gamColNames'), ...(archive.has('gamColNamesCenter') ? linesOf(archive, 'gamColNamesCenter') : [])])
  const kept = features.filter(({ name }) => !splines.has(name))
  const names = new Set(kept.map(({ name }) => name))
  const smoothed = (archive.has('gam_columns') ? linesOf(archive, 'gam_columns') : []).filter(
    (name) => !names.has(name) && !ini.columns.some((column) => column.name === name),
  )
  return [...kept, ...[...new Set(smoothed)].map((name) => ({ name, categorical: false }))]
}

/** A survival model lists its times among the features; only the description that goes along names them (3.26 and newer). */
function withoutTimes(features: readonly Asked[], { info }: Ini, archive: Archive): readonly Asked[] {
  const strata = whole(info, 'strata_count', archive)
  const plain = features.filter(({ name }) => !(strata > 0 && name === '__strata'))
  const times = timesIn(archive)
  return times === null ? plain.map((column) => ({ ...column, guessed: true })) : plain.filter(({ name }) => !times.has(name))
}

const DETAILS = 'experimental/modelDetails.json'
/** The description of one model: tables of its training, some MiB for long ones. */
const MAX_DETAILS_BYTES = 64 * 1024 * 1024

function timesIn(archive: Archive): ReadonlySet<string> | null {
  if (!archive.has(DETAILS)) return null
  const parameters = listOf(at(parseJson(archive.text(DETAILS, MAX_DETAILS_BYTES), `${archive.name}: ${DETAILS}`), 'parameters'))
  const names = parameters
    .filter((parameter) => ['start_column', 'stop_column'].includes(textOf(at(parameter, 'name')) ?? ''))
    .map((parameter) => textOf(at(at(parameter, 'actual_value'), 'column_name')))
    .filter((name) => name !== undefined)
  return names.length === 0 ? null : new Set(names)
}

export const linesOf = (archive: Archive, file: string): readonly string[] =>
  archive
    .text(file, MAX_NAMES_BYTES)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
