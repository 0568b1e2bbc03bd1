import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { UserError } from './errors.ts'
import { isObject, own, parseDocument } from './formats/json-document.ts'
import type { OverviewRow } from './report/overview.ts'

/** The output `models` of one job is at most 120 kB (src/report/outputs.ts). */
const MAX_FILE = 1024 * 1024
/** GitHub starts at most 256 jobs of one matrix. */
const MAX_FILES = 1000

/**
 * The rows of the output `models` that several jobs wrote, each into a file of its own: files, or directories with `.json` files at any depth.
 * @throws UserError `input-invalid` where there is none, or where a file holds something else
 */
export function readRows(paths: readonly string[]): readonly OverviewRow[] {
  const files = paths.flatMap((path) => filesIn(path))
  const where = paths.join(', ')
  if (files.length === 0) {
    throw new UserError(
      'input-invalid',
      `${where} holds no .json file.`,
      'Name the directory with what the jobs wrote: the output `models`, one file each.',
    )
  }
  if (files.length > MAX_FILES) throw new UserError('input-invalid', `${where} holds ${files.length} files.`, `Name at most ${MAX_FILES}.`)
  return files.flatMap(rowsOf)
}

function filesIn(path: string): readonly string[] {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found?.isFile()) return [path]
  if (!found?.isDirectory()) return []
  const names = readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'))
  return names
    .sort()
    .map((name) => join(path, name))
    .filter((file) => statSync(file).isFile())
}

function rowsOf(file: string): readonly OverviewRow[] {
  const size = statSync(file).size
  const rows = size > MAX_FILE ? null : parseDocument(readFileSync(file, 'utf8'), file)
  if (!Array.isArray(rows)) throw notRows(file)
  return rows.map((row): OverviewRow => {
    if (!isObject(row)) throw notRows(file)
    const text = (key: string): string => {
      const value = own(row, key)
      if (typeof value === 'string') return value
      throw notRows(file)
    }
    return {
      name: text('name'),
      outcome: text('outcome'),
      verdict: text('verdict'),
      image: text('image'),
      change: text('change'),
      published: own(row, 'published') === true,
      breaking: own(row, 'breaking') === true,
    }
  })
}

function notRows(file: string): UserError {
  return new UserError(
    'input-invalid',
    `${file} is not what the output \`models\` holds.`,
    'Write the output as it is: `printf %s "$MODELS" > FILE`.',
    { file },
  )
}
