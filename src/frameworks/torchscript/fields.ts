import type { AssumedFact, Value as ContractValue, Dim, DType, Evidence, Field, Source, TensorValue } from '../../contract/types.ts'
import { dimOf } from '../../shapes/size.ts'
import { namedTupleFields } from './arguments.ts'
import type { Program } from './program.ts'
import { type Type, typeOf } from './types.ts'
import { elementOf, entryOf, type Tensor, UNKNOWN, UNKNOWN_TENSOR, type Value } from './values.ts'

/** What is known of one tensor: what holds for certain, and what a convention adds. */
export interface Known {
  readonly proven: Tensor
  readonly usual: Tensor
  /** Type and rank are those of an example that the file keeps. */
  readonly isStored: boolean
}

/** Values of a contract by the type that the code declares. */
export interface Describe {
  readonly program: Program
  readonly where: string
  /** Rows of outputs are any number: it depends on what is sent. */
  readonly rows: 'any' | 'as known'
}

/** Nested types deeper than this are unknown. */
const MAX_DEPTH = 8

/** The contract's word for a value of a type. `proven` and `usual` are the same value, with and without conventions. */
export function describe(
  context: Describe,
  type: Type,
  proven: Value,
  usual: Value,
  isStored: (tensor: Tensor) => boolean,
  depth = 0,
): ContractValue {
  const { where } = context
  const inner = (of: Type, a: Value, b: Value): ContractValue => describe(context, of, a, b, isStored, depth + 1)
  const unknownValue = (): TensorValue => ({
    type: null,
    shape: null,
    evidence: { name: 'stored', type: 'unknown', rank: 'unknown', dims: [], where },
  })
  if (depth > MAX_DEPTH) return unknownValue()
  const [a, b] = [plain(proven), plain(usual)]
  switch (type.kind) {
    case 'tensor': {
      const tensor = tensorIn(a)
      return tensorValue(context, { proven: tensor, usual: b.kind === 'tensor' ? b : tensor, isStored: isStored(tensor) })
    }
    case 'optional':
      return inner(type.of, a, b)
    case 'int':
    case 'float':
    case 'complex':
    case 'bool':
    case 'string':
      return { type: SCALARS[type.kind], shape: [], evidence: { name: 'stored', type: 'stored', rank: 'stored', dims: [], where } }
    case 'list':
      return { sequence: inner(type.of, itemOf(a), itemOf(b)), evidence: stored(where) }
    case 'dict':
      return {
        map: { key: keyType(type.key), value: inner(type.value, itemOf(a), itemOf(b)) },
        evidence: stored(where),
      }
    case 'tuple':
      return { struct: type.items.map((item, i) => ({ name: String(i), ...inner(item, partOf(a, i), partOf(b, i)) })), evidence: stored(where) }
    case 'class': {
      const fields = namedTupleFields(context.program, type.name)
      if (fields === undefined) return unknownValue()
      return {
        struct: fields.map((field, i) => ({ name: field.name, ...inner(typeOf(field.type), partOf(a, i), partOf(b, i)) })),
        evidence: stored(where),
      }
    }
    default:
      return unknownValue()
  }
}

const SCALARS = { int: 'int64', float: 'float64', complex: 'complex128', bool: 'bool', string: 'string' } as const

const keyType = ({ kind }: Type): DType | null => (kind === 'int' || kind === 'float' || kind === 'bool' || kind === 'string' ? SCALARS[kind] : null)

const stored = (where: string): Evidence => ({ name: 'stored', type: 'stored', rank: 'stored', dims: [], where })
const plain = (value: Value): Value => (value.kind === 'optional' ? value.of : value)
const tensorIn = (value: Value): Tensor => (value.kind === 'tensor' ? value : UNKNOWN_TENSOR)
const partOf = (value: Value, i: number): Value => (value.kind === 'tuple' || value.kind === 'list' ? (value.items?.[i] ?? UNKNOWN) : UNKNOWN)

function itemOf(value: Value): Value {
  if (value.kind === 'list') return elementOf(value) ?? UNKNOWN
  return value.kind === 'dict' ? (entryOf(value) ?? UNKNOWN) : UNKNOWN
}

function tensorValue({ where, rows }: Describe, { proven, usual, isStored }: Known): TensorValue {
  const certainly: Source = isStored ? 'stored' : 'derived'
  const type = proven.type ?? usual.type
  const axes = proven.shape ?? usual.shape
  const shape =
    axes === null
      ? null
      : axes.map((_, axis): Dim => {
          const dim = proven.shape === null ? null : dimOf(proven.shape[axis] ?? null)
          const known = dim ?? (usual.shape?.length === axes.length ? dimOf(usual.shape[axis] ?? null) : null)
          return known === null && axis === 0 && rows === 'any' ? -1 : known
        })
  const evidence: Evidence = {
    name: 'stored',
    type: type === null ? 'unknown' : proven.type === null ? 'assumed' : certainly,
    rank: shape === null ? 'unknown' : proven.shape === null ? 'assumed' : certainly,
    dims: (shape ?? []).map((dim, axis) =>
      dim === null ? 'unknown' : proven.shape === null || (dimOf(proven.shape[axis] ?? null) === null && dim !== -1) ? 'assumed' : 'derived',
    ),
    where,
  }
  const assumed: AssumedFact[] = []
  if (evidence.type === 'assumed') assumed.push('type')
  if (evidence.rank === 'assumed' || evidence.dims.includes('assumed')) assumed.push('shape')
  return { type, shape, ...(assumed.length > 0 && { assumed }), evidence }
}

export const named = (name: string, value: ContractValue, optional: boolean): Field => ({ name, ...value, ...(optional && { optional: true }) })
