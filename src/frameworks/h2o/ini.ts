import { UserError } from '../../errors.ts'
import { type Archive, MODEL_INI } from './archive.ts'

/**
 * model.ini of a MOJO: `[info]` of `key = value` lines, `[columns]` in order (features, then those with other roles, the response last),
 * `[domains]` with a file of levels for each categorical column. Source: h2o-3, hex/genmodel/ModelMojoReader.java, hex/ModelMojoWriter in h2o-core.
 */
export interface Ini {
  readonly info: ReadonlyMap<string, string>
  readonly columns: readonly Column[]
  /** The first columns, which rows are scored by. */
  readonly features: number
}

export interface Column {
  readonly name: string
  /** Levels of a categorical column; null for numbers. */
  readonly domain: Domain | null
}

interface Domain {
  readonly file: string
  readonly count: number
}

/** Parameters of rules and small networks are in it as well. */
const MAX_INI_BYTES = 64 * 1024 * 1024
/** Columns of a frame. */
const MAX_COLUMNS = 1_000_000

/** @throws UserError `corrupt` */
export function readIni(archive: Archive): Ini {
  const sections = new Map<string, string[]>([['info', []]])
  let current: string[] = []
  for (const raw of archive.text(MODEL_INI, MAX_INI_BYTES).split('\n')) {
    const line = raw.trim()
    if (line === '' || line.startsWith('#')) continue
    const section = /^\[(info|columns|domains)\]$/.exec(line)?.[1]
    // a column may be called like a section once all are begun
    if (section !== undefined && !(sections.get(section)?.length ?? 0)) {
      current = []
      sections.set(section, current)
    } else current.push(line)
  }
  const info = new Map((sections.get('info') ?? []).map((line): [string, string] => splitAt(line, '=')))
  const names = sections.get('columns') ?? []
  const count = whole(info, 'n_columns', archive)
  if (names.length !== count) throw damaged(archive, `lists ${names.length} columns where there are ${count}`, 'columns')
  const features = whole(info, 'n_features', archive)
  if (features > names.length) throw damaged(archive, `has ${features} features among ${names.length} columns`, 'n_features')
  const domains = domainsOf(sections.get('domains') ?? [], archive)
  return { info, columns: names.map((name, i) => ({ name, domain: domains.get(i) ?? null })), features }
}

/** `4: 2 d001.txt`: column, number of levels, file. */
function domainsOf(lines: readonly string[], archive: Archive): ReadonlyMap<number, Domain> {
  return new Map(
    lines.map((line): [number, Domain] => {
      const [, column, count, file] = /^(\d{1,7}):\s*(\d{1,9}) (\S.*)$/.exec(line) ?? []
      if (column === undefined || count === undefined || file === undefined)
        throw damaged(archive, 'has a line among its domains that is none', 'domains')
      return [Number(column), { file, count: Number(count) }]
    }),
  )
}

function splitAt(line: string, mark: string): [string, string] {
  const at = line.indexOf(mark)
  return at < 0 ? [line, ''] : [line.slice(0, at).trim(), line.slice(at + 1).trim()]
}

export function whole(info: ReadonlyMap<string, string>, key: string, archive: Archive): number {
  const value = info.get(key) ?? ''
  if (!/^\d{1,9}$/.test(value) || Number(value) > MAX_COLUMNS) throw damaged(archive, `does not say its ${key}`, key)
  return Number(value)
}

/** `[0, 4, 6]`; none where the key is missing or `null`. */
export function numbersIn(value: string | undefined): readonly number[] {
  const inner = /^\[(.*)\]$/.exec(value ?? '')?.[1]?.trim()
  return inner === undefined || inner === '' ? [] : inner.split(',').map(Number)
}

/** Levels of a categorical column: file names and numbers of ten thousands of them. */
const MAX_DOMAIN_BYTES = 64 * 1024 * 1024

/**
 * One level per line; since 3.30 line ends in them are written `\n`, since 3.32 levels may stand in quotes.
 * Source: ModelMojoReader.parseModelDomains. @throws UserError `corrupt` where the number of levels is another
 */
export function levelsOf({ file, count }: Domain, info: ReadonlyMap<string, string>, archive: Archive): readonly string[] {
  const text = archive.text(`domains/${file}`, MAX_DOMAIN_BYTES)
  const levels = [...text.matchAll(/"((?:[^"]|"")*)"(?:\r\n|\r|\n|$)|([^\r\n]*)(?:\r\n|\r|\n|$)/g)].map(
    ([, quoted, plain = '']) => quoted?.replaceAll('""', '"') ?? plain,
  )
  // the last match is the empty one at the end
  const found = levels.slice(0, count)
  if (found.length !== count || levels.length > count + 2)
    throw damaged(archive, `has another number of levels than ${count} in ${file}`, `domains/${file}`)
  return info.get('escape_domain_values') === 'true'
    ? found.map((level) => level.replace(/\\([\\n])/g, (_, char: string) => (char === 'n' ? '\n' : '\\')))
    : found
}

export const damaged = ({ name }: Archive, what: string, key: string): UserError =>
  new UserError('corrupt', `${name}: model.ini ${what}`, 'Download the MOJO again: model.download_mojo(path).', { file: name, key })
