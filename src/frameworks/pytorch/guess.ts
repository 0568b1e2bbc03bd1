import { type AssumedFact, type Dim, type DType, evidenceOf, type Field, type Shape, type Signature } from '../../contract/types.ts'
import { ARCHITECTURES } from './architectures.ts'
import { inFlowOrder, type Part } from './parts.ts'
import type { StateDict } from './state-dict.ts'

/** A field that rests on how such networks are usually written. */
export interface Guessed {
  readonly name: string
  readonly type: DType | null
  readonly shape: Shape
}

export interface Guess {
  readonly inputs: readonly Guessed[]
  readonly outputs: readonly Guessed[]
}

/**
 * The contract that networks with these weights mostly have. Weights say nothing about the code around them, so each fact is `assumed`:
 * shown to people, never a promise. undefined where not even that can be said.
 */
export function guessSignature(parts: readonly Part[], weights: StateDict, where: string, names: readonly string[] = []): Signature | undefined {
  const guess = ARCHITECTURES.map((architecture) => architecture(weights)).find((found) => found !== undefined) ?? firstAndLast(parts)
  if (guess === undefined) return undefined
  const inputs = guess.inputs.map((field, i) => assumedField({ ...field, name: names[i] ?? field.name }, where))
  return { name: 'predict', inputs, outputs: guess.outputs.map((field) => assumedField(field, where)), positional: true }
}

function assumedField({ name, type, shape }: Guessed, where: string): Field {
  const value = { type, shape }
  const assumed: AssumedFact[] = ['name', ...(type === null ? [] : (['type'] as const)), ...(shape === null ? [] : (['shape'] as const))]
  return { name, ...value, assumed, evidence: evidenceOf(value, 'assumed', where) }
}

/** What the first layer takes, and what the last one gives. */
function firstAndLast(all: readonly Part[]): Guess | undefined {
  const parts = inFlowOrder(all)
  const [first] = parts
  const last = parts.findLast(({ kind }) => kind !== 'embedding' && kind !== 'attention') ?? parts.at(-1)
  if (first === undefined || last === undefined) return undefined
  return {
    inputs: [{ name: 'input', type: first.kind === 'embedding' ? 'int64' : first.type, shape: taken(first) }],
    outputs: [{ name: 'output', type: last.type, shape: given(first, last) }],
  }
}

const open = (axes: number): readonly Dim[] => Array.from({ length: axes }, () => -1)

function taken(part: Part): Shape {
  switch (part.kind) {
    case 'linear':
      return [-1, part.takes]
    case 'embedding':
      return [-1, -1]
    case 'conv':
    case 'transposed':
      return [-1, part.takes, ...open(part.axes)]
    case 'recurrent':
    case 'attention':
      return [-1, -1, part.takes]
  }
}

/** A head over pooled features has one row per example; a table of as many outputs as it has tokens tells the next one at each place. */
function given(first: Part, last: Part): Shape {
  if (last.kind === 'conv' || last.kind === 'transposed') return [-1, last.gives, ...open(last.axes)]
  if (first.kind === 'embedding' && first.takes === last.gives) return [-1, -1, last.gives]
  if (last.kind === 'recurrent' || last.kind === 'attention' || last.kind === 'embedding') return [-1, -1, last.gives]
  return [-1, last.gives]
}
