import type { AssumedFact, DType, Evidence, Field, Shape, Signature, Source, Value } from '../../contract/types.ts'
import { type Column, type Described, type Inputs, type Known, METHODS, type Method, type Output } from './described.ts'

/** One signature per method, each with the same inputs. `where` is the file; the key is the class. */
export function signaturesOf(described: Described, where: string): readonly Signature[] {
  const inputs = inputFields(described.inputs, where)
  return METHODS.flatMap((method): Signature[] => {
    const outputs = described.outputs.get(method)
    return outputs === undefined ? [] : [{ name: method, inputs, outputs: outputs.map((output) => outputField(output, method, where)) }]
  })
}

function inputFields(inputs: Inputs, where: string): readonly Field[] {
  switch (inputs.kind) {
    case 'rows':
      return inputs.names === null
        ? [arrayField(inputs.width, inputs.columns, where, inputs.guessed === true || inputs.width === null)]
        : inputs.names.map((name, i) => columnField(name, inputs.columns[i], where))
    case 'text': {
      const field = tensor(inputs.name ?? 'X', { type: 'string', source: 'derived' }, [-1], 'derived', where, 'text')
      return [inputs.name === null ? field : field]
    }
    case 'mappings':
      return [
        {
          name: 'X',
          map: { key: 'string', value: tensorValue({ type: 'float64', source: 'assumed' }, [], 'derived', where) },
          evidence: plain('derived', where),
        },
      ]
    case 'labels':
      return [tensor('X', inputs.type, [-1], 'derived', where)]
    case 'label-lists':
      return [{ name: 'X', sequence: tensorValue(inputs.type, [-1], 'derived', where), evidence: plain('derived', where) }]
    case 'images':
      return [tensor('X', { type: 'float64', source: 'assumed' }, [-1, inputs.height, inputs.width], 'assumed', where)]
  }
}

/** Array columns share one type: text beside numbers makes an array of objects, which has no word. */
/** Without a width, or of a class that is not known, even that it takes an array (and no table) is a guess. */
function arrayField(width: number | null, columns: readonly Column[], where: string, guessed: boolean): Field {
  const types = new Set(columns.map(({ type }) => type))
  const [first] = columns
  const known: Known = first === undefined ? { type: null, source: 'unknown' } : types.size === 1 ? first : mixed(types, columns)
  const field = tensor('X', known, [-1, width], guessed ? 'assumed' : 'stored', where)
  if (!guessed) return field
  const evidence = field.evidence && { ...field.evidence, name: 'assumed' as const }
  return { ...field, assumed: ['name', ...(field.assumed ?? [])], ...(evidence && { evidence }) }
}

function mixed(types: ReadonlySet<DType | null>, columns: readonly Column[]): Known {
  const numbers = [...types].every((type) => type === null || /^(?:bool|u?int\d+|float\d+)$/.test(type))
  return numbers && columns.some(({ type }) => type !== null) ? { type: 'float64', source: 'assumed' } : { type: null, source: 'unknown' }
}

function columnField(name: string, column: Column | undefined, where: string): Field {
  const known: Known = column ?? { type: null, source: 'unknown' }
  const field = tensor(name, known, [-1], 'stored', where, column?.profile)
  return column?.optional ? { ...field, optional: true } : field
}

function outputField(output: Output, method: Method, where: string): Field {
  const shape: Shape = output.dims === null ? null : [-1, ...output.dims]
  const dense = tensor(output.name ?? method, output, shape, output.guessed ? 'assumed' : 'derived', where)
  const field = output.sparse ? { ...dense, sparse: true } : dense
  return output.classes === undefined || field.evidence === undefined ? field : { ...field, evidence: { ...field.evidence, classes: output.classes } }
}

function tensor(name: string, known: Known, shape: Shape, source: Source, where: string, profile?: Field['profile']): Field {
  return { name, ...tensorValue(known, shape, source, where), ...(profile && { profile }) }
}

function tensorValue(known: Known, shape: Shape, source: Source, where: string): Value {
  const facts: AssumedFact[] = [...(known.source === 'assumed' ? (['type'] as const) : []), ...(source === 'assumed' ? (['shape'] as const) : [])]
  const evidence: Evidence = {
    name: source === 'assumed' ? 'derived' : source,
    type: known.source,
    rank: shape === null ? 'unknown' : source,
    dims: (shape ?? []).map((dim) => (dim === null ? 'unknown' : source)),
    where,
  }
  return { type: known.type, shape, evidence, ...(facts.length > 0 && { assumed: facts }) }
}

const plain = (source: Source, where: string): Evidence => ({ name: source, type: source, rank: source, dims: [], where })
