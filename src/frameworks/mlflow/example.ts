import { evidenceOf, type Field, type Signature } from '../../contract/types.ts'
import { UserError } from '../../errors.ts'
import { isObject, type Json, own, parseDocument } from '../../formats/json-document.ts'
import type { ModelFiles } from '../../model/types.ts'
import { below, directoryOf } from '../wrappers/view.ts'
import type { MLmodel } from './mlmodel.ts'

/** Examples are a few rows. */
const MAX_TEXT = 4 * 1024 * 1024
const MAX_COLUMNS = 100_000

/**
 * What the input example of a model without a signature tells, where the model itself tells nothing: the columns of its table are sent by name.
 * Their types are those of one example in JSON, hence assumed. `undefined` for examples that are no tables (`{"columns": …, "data": …}`).
 */
export function fromExample({ file, example }: MLmodel, files: ModelFiles): readonly Signature[] | undefined {
  const path = example === undefined ? '' : below(directoryOf(file), example)
  if ((files.find(path)?.size ?? 0) === 0) return undefined
  const table = tableIn(files, path)
  if (table === undefined) return undefined
  const inputs = table.columns.map((name, index): Field => {
    const type = typeOf(table.row[index])
    const value = { name, type, shape: [-1], ...(type !== null && { assumed: ['type'] as const }) } as const
    return { ...value, evidence: { ...evidenceOf(value, 'stored', `${path}: columns`), type: type === null ? 'unknown' : 'assumed' } }
  })
  return [{ name: 'predict', inputs, outputs: [] }]
}

interface Table {
  readonly columns: readonly string[]
  readonly row: readonly Json[]
}

function tableIn(files: ModelFiles, path: string): Table | undefined {
  const json = exampleJson(files, path)
  if (!isObject(json)) return undefined
  const columns = own(json, 'columns')
  const rows = own(json, 'data')
  if (!Array.isArray(columns) || columns.length === 0 || columns.length > MAX_COLUMNS || !Array.isArray(rows)) return undefined
  const names = columns.filter((name): name is string => typeof name === 'string')
  const row: Json | undefined = rows[0]
  return names.length === columns.length && new Set(names).size === names.length ? { columns: names, row: Array.isArray(row) ? row : [] } : undefined
}

/** An example that cannot be read is no fault of the model. */
function exampleJson(files: ModelFiles, path: string): Json {
  try {
    return parseDocument(files.text(path, MAX_TEXT), path)
  } catch (error) {
    if (error instanceof UserError) return null
    throw error
  }
}

function typeOf(value: Json | undefined): 'float64' | 'string' | 'bool' | null {
  if (typeof value === 'number') return 'float64'
  if (typeof value === 'string') return 'string'
  return typeof value === 'boolean' ? 'bool' : null
}
