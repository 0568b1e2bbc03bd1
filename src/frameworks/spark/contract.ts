import { type AssumedFact, classesFrom, type Evidence, type Field, type Signature, type Source } from '../../contract/types.ts'
import type { Column, FlowState } from './flow.ts'
import { skippable } from './stages/features.ts'

/** The columns that callers give and get: inputs nobody made, outputs nobody consumed, predictions always. */
export function signatureOf(flow: FlowState): Signature {
  flow.settle()
  const training = labelsOnly(flow.columns)
  const inputs = flow.columns.filter((column) => !column.produced && !training.has(column))
  const left = new Set(flow.current().values())
  const outputs = flow.columns.filter(
    (column) => column.produced && left.has(column) && !training.has(column) && (column.result || !column.uses.includes('data')),
  )
  return { name: 'transform', inputs: unique(inputs), outputs: unique(outputs) }
}

/** Columns that only prepare a label: their stage is skipped where the label is missing, so callers need not give it. */
function labelsOnly(columns: readonly Column[]): ReadonlySet<Column> {
  const found = new Set<Column>()
  const needed = new Map<Column, number>()
  for (const column of columns) needed.set(column, column.uses.filter((use) => use === 'data').length)
  for (const column of columns) {
    const input = skippable.get(column)
    if (input === undefined || !column.skippable || column.uses.length === 0 || column.uses.includes('data')) continue
    found.add(column)
    const rest = (needed.get(input) ?? 1) - 1
    needed.set(input, rest)
    if (rest === 0 && !input.produced) found.add(input)
  }
  return found
}

function unique(columns: readonly Column[]): readonly Field[] {
  const seen = new Set<string>()
  return columns.filter(({ name }) => !seen.has(name) && seen.add(name)).map(fieldOf)
}

function fieldOf(column: Column): Field {
  const { name, type, shape, where, labels, produced } = column
  const assumed: AssumedFact[] = []
  if (column.nameAssumed) assumed.push('name')
  if (column.typeAssumed) assumed.push('type')
  if (column.shapeAssumed) assumed.push('shape')
  const of = (fact: AssumedFact): Source => (assumed.includes(fact) ? 'assumed' : 'derived')
  const dims = shape === null ? null : [-1, ...shape]
  const evidence: Evidence = {
    name: column.nameAssumed ? 'assumed' : 'stored',
    type: type === null ? 'unknown' : of('type'),
    rank: dims === null ? 'unknown' : of('shape'),
    dims: (dims ?? []).map((dim) => (dim === null ? 'unknown' : of('shape'))),
    where,
    ...(labels !== null && produced && { classes: classesFrom(labels) }),
  }
  return { name, type, shape: dims, ...(assumed.length > 0 && { assumed }), evidence }
}
