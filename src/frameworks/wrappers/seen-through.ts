import { conflictError } from '../../contract/conflict.ts'
import { hasAssumedName } from '../../contract/known.ts'
import { printValue } from '../../contract/render.ts'
import type { Dim, DType, Evidence, Field, Signature, TensorValue } from '../../contract/types.ts'
import type { Declaration } from '../../model/definition-types.ts'

/** How a wrapper stands between its callers and the model inside. */
export interface Custom {
  /** `same`: the wrapper must use the names of the model (Triton with ONNX); `free`: it has its own, and hands values over by name where names agree, else by order. */
  readonly names: 'same' | 'free'
  /** Which declared inputs are converted to the number type that the model wants. */
  readonly converts: (declared: TensorValue, found: TensorValue) => boolean
  /** Which declared fields are columns of a table, one value per row: their opposite may be one matrix. */
  readonly isColumn: (field: Field) => boolean
}

/**
 * What the model inside says of itself, in the words of the wrapper: the found signature under the name and field names of the declared one,
 * so that `agree` compares like with like. Where a wrapper converts (numbers, tables to matrices) or where two things cannot be compared, the
 * found fact is left unknown: it contradicts nothing. What the server does not offer (undeclared outputs, optional inputs) is left out.
 * @throws UserError `contract-conflict` where a table has another number of columns than the model takes
 */
export function seenThrough(declaration: Declaration, declared: Signature, found: Signature, custom: Custom): Signature {
  return {
    name: declared.name,
    inputs: oneSide(declared.inputs, found.inputs) ?? inputsSeen(declaration, declared, found, custom),
    outputs: oneSide(declared.outputs, found.outputs) ?? outputsSeen(declaration, declared, found, custom),
  }
}

/** Where only one of the two says anything, there is nothing to compare. */
function oneSide(declared: readonly Field[], found: readonly Field[]): readonly Field[] | undefined {
  if (declared.length === 0) return found
  return found.length === 0 ? declared.map(notCompared) : undefined
}

/** The signature of a model that its server calls: by its usual names, or the only one. */
export function calledBy(found: readonly Signature[], names: readonly string[]): Signature | undefined {
  const [only, other] = found
  const named = names.map((name) => found.find((signature) => signature.name === name)).find((signature) => signature !== undefined)
  return named ?? (other === undefined ? only : undefined)
}

/** What servers call, most telling first. */
export const USUAL_METHODS: readonly string[] = ['predict', 'serving_default', 'forward', 'transform', '__call__']

function inputsSeen(declaration: Declaration, declared: Signature, found: Signature, custom: Custom): readonly Field[] {
  const pairs = pairUp(declared.inputs, found.inputs, custom, found.positional === true)
  const left = declared.inputs.filter((field) => !pairs.has(field))
  const used = new Set(pairs.values())
  const required = found.inputs.filter((field) => !used.has(field) && !field.optional)
  const path = [declared.name, 'inputs']
  const columns = tableToMatrix(left, required, custom) ?? matrixToTable(left, required, custom)
  if (columns !== undefined && columns.declared !== columns.taken) throw countConflict(declaration, path, columns)
  const isTable = columns !== undefined || (left.every(custom.isColumn) && required.every(isScalarColumn))
  // a table may have more columns than the model reads; more tensors than it takes are a mistake only where the names are the model's
  const isComparable = custom.names === 'same' || (isTable && columns === undefined)
  const seen = declared.inputs.map((field): Field | undefined => {
    const other = pairs.get(field)
    if (other !== undefined) return pairSeen(field, other, 'input', custom)
    return custom.names === 'same' ? undefined : notCompared(field)
  })
  const missed = isComparable ? required : []
  return [...seen.filter((field) => field !== undefined), ...missed]
}

function outputsSeen(declaration: Declaration, declared: Signature, found: Signature, custom: Custom): readonly Field[] {
  const pairs = pairUp(declared.outputs, found.outputs, custom, true)
  const left = declared.outputs.filter((field) => !pairs.has(field))
  const used = new Set(pairs.values())
  const rest = found.outputs.filter((field) => !used.has(field))
  const columns = tableToMatrix(left, rest, custom)
  if (columns !== undefined && columns.declared !== columns.taken) throw countConflict(declaration, [declared.name, 'outputs'], columns)
  const seen = declared.outputs.map((field): Field | undefined => {
    const other = pairs.get(field)
    if (other !== undefined) return pairSeen(field, other, 'output', custom)
    return custom.names === 'same' ? undefined : notCompared(field)
  })
  return seen.filter((field) => field !== undefined)
}

/** By name or alias; then, where names are the wrapper's own or no promise, two lists of the same length by order. */
function pairUp(declared: readonly Field[], found: readonly Field[], custom: Custom, positional: boolean): ReadonlyMap<Field, Field> {
  const byName = new Map(found.flatMap((field) => [field.name, ...(field.aliases ?? [])].map((name) => [name, field] as const)))
  const pairs = new Map<Field, Field>()
  for (const field of declared) {
    const other = byName.get(field.name)
    if (other !== undefined) pairs.set(field, other)
  }
  const used = new Set(pairs.values())
  const [left, rest] = [declared.filter((field) => !pairs.has(field)), found.filter((field) => !used.has(field))]
  // a single value needs no name, unless it is a column: tables go by name
  const isSingle = declared.length === 1 && found.length === 1 && !(left.every(custom.isColumn) && rest.every(isScalarColumn))
  const nameless = positional || rest.every(hasAssumedName) || isSingle
  if (custom.names === 'same' || left.length !== rest.length || !nameless) return pairs
  // one column is no matrix of one column until the widths are looked at
  if (left.length === 1 && left.every(custom.isColumn) && rest.every(isMatrix)) return pairs
  for (const [index, field] of left.entries()) {
    const other = rest[index]
    if (other !== undefined) pairs.set(field, other)
  }
  return pairs
}

/** The found field, called as declared, with only those facts that the wrapper hands through. */
function pairSeen(declared: Field, found: Field, side: 'input' | 'output', custom: Custom): Field {
  if (!('shape' in declared) || !('shape' in found))
    return 'shape' in declared === 'shape' in found ? { ...found, name: declared.name } : notCompared(declared)
  const type = side === 'input' && declared.type !== found.type && custom.converts(declared, found) ? null : found.type
  const { aliases: _, ...facts } = found
  const shape = shapeSeen(declared, found, side, custom)
  // whether a value may be left out is for whoever hands it over to say
  const optional = custom.names === 'free' && declared.optional === true && { optional: true }
  return {
    ...facts,
    name: declared.name,
    type,
    shape,
    ...optional,
    ...(found.evidence && { evidence: evidenceSeen(found.evidence, { type, shape }, declared.name === found.name) }),
  }
}

function shapeSeen(declared: Field & TensorValue, found: TensorValue, side: 'input' | 'output', custom: Custom): TensorValue['shape'] {
  const { shape } = found
  if (shape === null || declared.shape === null) return shape
  // one column of results is the same as a series
  if (custom.isColumn(declared) && shape.length === 2 && shape[1] === 1 && declared.shape.length === 1) return [shape[0] ?? null]
  if (side === 'input' || shape.length !== declared.shape.length) return shape
  // a declared size where the model may give any is narrower, and often true of the inputs that are declared: no contradiction
  const isFixed = (size: Dim | undefined): boolean => typeof size === 'number' && size >= 0
  return shape.map((dim, axis) => (isFixed(declared.shape?.[axis]) && (dim === -1 || typeof dim === 'string') ? null : dim))
}

function evidenceSeen(evidence: Evidence, { type, shape }: TensorValue, isNamedSo: boolean): Evidence {
  return {
    ...evidence,
    name: isNamedSo ? evidence.name : 'unknown',
    type: type === null ? 'unknown' : evidence.type,
    rank: shape === null ? 'unknown' : evidence.rank,
    dims: (shape ?? []).map((dim, axis) => (dim === null ? 'unknown' : (evidence.dims[axis] ?? 'derived'))),
  }
}

/** Stands for what the declaration alone can say. */
export function notCompared(declared: Field): Field {
  const optional = declared.optional === true && { optional: true }
  return { name: declared.name, type: null, shape: null, ...optional }
}

interface Columns {
  readonly declared: number
  readonly taken: number
  readonly found: readonly Field[]
}

/** k declared columns for one matrix `[rows, n]`; `undefined` where that is not how it is, or n is open. */
function tableToMatrix(left: readonly Field[], rest: readonly Field[], custom: Custom): Columns | undefined {
  const [matrix, other] = rest
  if (matrix === undefined || other !== undefined || left.length === 0 || !left.every(custom.isColumn) || !isMatrix(matrix)) return undefined
  const width = 'shape' in matrix ? matrix.shape?.[1] : undefined
  return typeof width === 'number' && width >= 0 && !matrix.assumed?.includes('shape')
    ? { declared: left.length, taken: width, found: rest }
    : undefined
}

/** One declared matrix for k columns. */
function matrixToTable(left: readonly Field[], rest: readonly Field[], custom: Custom): Columns | undefined {
  const [matrix, other] = left
  if (custom.names === 'same' || matrix === undefined || other !== undefined || rest.length < 2) return undefined
  if (!isMatrix(matrix) || !rest.every(isScalarColumn)) return undefined
  const width = 'shape' in matrix ? matrix.shape?.[1] : undefined
  return typeof width === 'number' && width >= 0 ? { declared: width, taken: rest.length, found: rest } : undefined
}

const isMatrix = (field: Field): boolean => 'shape' in field && field.shape?.length === 2
const isScalarColumn = (field: Field): boolean => 'shape' in field && field.shape?.length === 1

function countConflict(declaration: Declaration, path: readonly string[], { declared, taken, found }: Columns): Error {
  const side = path[1] === 'inputs' ? 'takes' : 'gives'
  const [first] = found
  const is = first === undefined || found.length > 1 ? `${taken} columns` : `${first.name} ${printValue(first)}`
  const was = `${declared} column${declared === 1 ? '' : 's'}`
  const change = {
    rule: path[1] === 'inputs' ? 'input-dim-changed' : 'output-dim-changed',
    level: 'breaking',
    where: path.join('.'),
    path,
    was,
    is,
    message: `${declaration.file} declares ${was}, the model ${side} ${taken}`,
  } as const
  return conflictError([{ change, key: undefined, declaredAt: declaration.locate(path), foundAt: first?.evidence?.where ?? 'the model' }], 'model')
}

/** Numbers of any kind; strings, dates and what is quantised are none. */
const NUMBERS = /^(?:bool|u?int(?:8|16|32|64)|b?float(?:16|32|64))$/
export const isNumber = (type: DType | null): boolean => type !== null && NUMBERS.test(type)
