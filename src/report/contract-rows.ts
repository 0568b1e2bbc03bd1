import { printValue } from '../contract/render.ts'
import { type Classes, type Contract, type Field, kindOf } from '../contract/types.ts'
import { type FieldSources, sourcesOf } from './evidence.ts'

/** One line of a contract as people read it. All text is raw: renderers escape. */
export interface FieldRow {
  readonly side: 'input' | 'output'
  /** `address.city` for a field inside a struct. */
  readonly name: string
  /** `float32 [-1, 4]` */
  readonly value: string
  /** Profile, other accepted names, and class labels. */
  readonly notes: readonly string[]
  readonly sources: FieldSources | null
  /** File and key of the evidence, or ''. */
  readonly where: string
}

export interface SignatureRows {
  readonly name: string
  readonly positional: boolean
  readonly inputs: number
  readonly outputs: number
  readonly rows: readonly FieldRow[]
}

/** Nested structs are listed field by field down to this depth; below it they are one printed value. */
const NESTED_DEPTH = 4

/** A contract as tables: per signature its inputs, then its outputs, in the order callers know. */
export function contractRows(contract: Contract): readonly SignatureRows[] {
  return contract.signatures.map((signature) => ({
    name: signature.name,
    positional: signature.positional === true,
    inputs: signature.inputs.length,
    outputs: signature.outputs.length,
    rows: [
      ...signature.inputs.flatMap((field) => fieldRows(field, 'input', '', NESTED_DEPTH)),
      ...signature.outputs.flatMap((field) => fieldRows(field, 'output', '', NESTED_DEPTH)),
    ],
  }))
}

/** `sklearn 1.5.2 (joblib)`, raw. */
export function printFramework(contract: Contract): string {
  const { name, version, format } = contract.framework
  return `${name}${version === undefined ? '' : ` ${version}`}${format === undefined || format === name ? '' : ` (${format})`}`
}

function fieldRows(field: Field, side: FieldRow['side'], prefix: string, depth: number): FieldRow[] {
  const name = `${prefix}${field.name}`
  const nested = kindOf(field) === 'struct' && 'struct' in field && depth > 0 ? field.struct : []
  const row: FieldRow = {
    side,
    name,
    value:
      nested.length > 0
        ? `struct of ${nested.length} field${nested.length === 1 ? '' : 's'}${field.optional ? ' (optional)' : ''}`
        : printValue(field),
    notes: notesOf(field),
    sources: sourcesOf(field),
    where: field.evidence?.where ?? '',
  }
  return [row, ...nested.flatMap((child) => fieldRows(child, side, `${name}.`, depth - 1))]
}

function notesOf(field: Field): string[] {
  return [
    ...(field.profile && field.profile !== 'none' ? [field.profile] : []),
    ...(field.aliases && field.aliases.length > 0 ? [`also ${field.aliases.join(', ')}`] : []),
    ...(field.evidence?.classes ? [printClasses(field.evidence.classes)] : []),
  ]
}

/** Labels named in one cell. */
const TOLD_CLASSES = 8

/** `classes: ham, spam`; of many the first. */
function printClasses({ labels, count }: Classes): string {
  const told = labels.slice(0, TOLD_CLASSES).map(String)
  const rest = count - told.length
  return `classes: ${told.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`
}
