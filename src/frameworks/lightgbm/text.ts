import { UserError } from '../../errors.ts'
import type { ByteSource } from '../../formats/bytes.ts'
import { type Booster, MAX_FEATURES } from './booster.ts'
import { type Categories, parseCategories, parseInfo } from './columns.ts'

/**
 * The text format: a head of `key=value` lines, the trees (`tree_sizes` says how long each is), importances, parameters, and from Python a last
 * line with the categories of pandas. Source: LightGBM, src/boosting/gbdt_model_text.cpp (SaveModelToString).
 */

/** The head lists names and ranges of all features: some dozen bytes each. */
const MAX_HEAD_BYTES = 256 * 1024 * 1024
/** What follows the trees: importances by name, parameters, categories. */
const MAX_TAIL_BYTES = 256 * 1024 * 1024
/** First bytes read for the head; doubled until its end is there. */
const FIRST_HEAD_BYTES = 64 * 1024

/** @throws UserError `truncated`, `corrupt` */
export function readText(source: ByteSource): Booster {
  const { lines, trees } = readHead(source)
  const tail = readTail(source, trees, lines)
  const width = count(lines, 'max_feature_idx', source) + 1
  const names = list(lines.get('feature_names'))
  if (names.length !== width) throw damaged(source, `names ${names.length} features, but takes ${width}`, 'feature_names')
  const infos = list(lines.get('feature_infos'))
  if (infos.length !== 0 && infos.length !== width) throw damaged(source, `describes ${infos.length} features, but takes ${width}`, 'feature_infos')
  const objective = lines.get('objective')?.split(' ')[0]
  return {
    names,
    classes: count(lines, 'num_class', source),
    objective: objective === undefined || objective === '' || objective === 'custom' || objective === 'none' ? null : objective,
    infos: names.map((_, i) => parseInfo(infos[i] ?? '')),
    categories: categoriesIn(tail, source),
    declared: declaredIn(tail),
  }
}

interface Head {
  readonly lines: ReadonlyMap<string, string>
  /** Where the first tree begins. */
  readonly trees: number
}

function readHead(source: ByteSource): Head {
  for (let size = FIRST_HEAD_BYTES; ; size *= 2) {
    const bytes = Buffer.from(source.read(0, Math.min(size, source.size)))
    const end = endOfHead(bytes)
    if (end !== null) return { lines: linesOf(decode(source, bytes.subarray(0, end))), trees: end }
    if (size >= source.size) throw cutOff(source, 'before its trees')
    if (size >= MAX_HEAD_BYTES) throw damaged(source, `has no tree in its first ${MAX_HEAD_BYTES} bytes`, 'tree_sizes')
  }
}

/** Behind the empty line; models without a tree go on with their end mark. */
function endOfHead(bytes: Buffer): number | null {
  const [first] = ['\nTree=0', '\nend of trees', '\nfeature importances', '\nfeature_importances']
    .map((mark) => bytes.indexOf(mark, 0, 'latin1'))
    .filter((at) => at >= 0)
    .sort((a, b) => a - b)
  return first === undefined ? null : first + 1
}

function linesOf(text: string): ReadonlyMap<string, string> {
  const lines = new Map<string, string>()
  for (const line of text.split('\n')) {
    const [, key, value] = /^([^=]+)=(.*?)\r?$/.exec(line) ?? []
    if (key !== undefined && value !== undefined) lines.set(key, value)
  }
  return lines
}

/** Everything behind the trees. Where line ends were converted it begins within them, as they are longer than they say. */
function readTail(source: ByteSource, trees: number, lines: ReadonlyMap<string, string>): string {
  const end = list(lines.get('tree_sizes')).reduce((sum, size) => sum + Number(size), trees)
  if (!Number.isSafeInteger(end) || end < trees) throw damaged(source, 'has no sensible sizes of trees', 'tree_sizes')
  if (end > source.size) throw cutOff(source, `within its trees, which take ${end} bytes`)
  const start = Math.max(end, source.size - MAX_TAIL_BYTES)
  const tail = decode(source, source.read(start, source.size - start))
  // the mark came with version 3; before, the importances follow
  if (!/(?:^|\n)\r?\n?(?:end of trees|feature[ _]importances:)/.test(tail)) throw cutOff(source, 'without the mark that ends its trees')
  if (/\nparameters:/.test(tail) && !/\nend of parameters/.test(tail)) throw cutOff(source, 'within its parameters')
  return tail
}

function categoriesIn(tail: string, source: ByteSource): readonly Categories[] {
  const at = tail.lastIndexOf('\npandas_categorical:')
  return at < 0 ? [] : parseCategories(tail.slice(at + '\npandas_categorical:'.length), source.name)
}

/** `[categorical_feature: 0,2]`; names (`name:a,b`) are written by callers only, who then give no pandas categories. */
function declaredIn(tail: string): readonly number[] {
  const listed = /\n\[categorical_feature: ([\d,]+)\]/.exec(tail)?.[1]
  return listed === undefined ? [] : listed.split(',').map(Number)
}

const list = (value: string | undefined): readonly string[] => (value === undefined || value === '' ? [] : value.split(' '))

function count(lines: ReadonlyMap<string, string>, key: string, source: ByteSource): number {
  const value = lines.get(key)
  if (value === undefined) throw damaged(source, `does not say its ${key}`, key)
  const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN
  if (!(number <= MAX_FEATURES)) throw damaged(source, `has no sensible ${key}`, key)
  return number
}

/** Names may be of any encoding before 3.0; what is no UTF-8 is read byte by byte. */
function decode(source: ByteSource, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new UserError(
      'corrupt',
      `${source.name} is not UTF-8 text`,
      'Save the model again with booster.save_model(path).',
      { file: source.name },
      { cause },
    )
  }
}

const damaged = ({ name }: ByteSource, what: string, key: string): UserError =>
  new UserError('corrupt', `${name} ${what}`, 'Save the model again with booster.save_model(path).', { file: name, key })

const cutOff = ({ name, size }: ByteSource, where: string): UserError =>
  new UserError(
    'truncated',
    `${name} ends after ${size} bytes ${where}`,
    'The file is cut off: copy or save it again, and compare its size with the original.',
    {
      file: name,
    },
  )
