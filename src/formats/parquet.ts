import { UserError } from '../errors.ts'
import type { ByteSource } from './bytes.ts'
import { type Column, type Leaf, readColumn } from './parquet-pages.ts'
import { readThrift, type Thrift, ThriftError, thriftList, thriftNumber, thriftStruct, thriftText } from './thrift.ts'

/** A Parquet file: its columns by path, and their first rows. */
export interface Parquet {
  /** Rows of the file. */
  readonly rows: number
  /** Leaves in the order of the schema. */
  readonly leaves: readonly Leaf[]
  /** Columns of the first row group with rows, by logical path: `labels[]`, `coefficientMatrix.numRows`, `mus[].values[]`. `null`: absent, or written in a way that is not read. */
  column(path: string): Column | null
}

/** Bytes of the footer: 10,000 columns in 100 row groups stay below. */
const MAX_FOOTER = 64 * 2 ** 20
/** Leaves: widest tables seen have some thousands. */
const MAX_LEAVES = 100_000
const MAX_DEPTH = 64

/**
 * Reads the footer. Spec: apache/parquet-format, README.md and parquet.thrift.
 * @throws UserError `truncated` (no magic word at the end), `corrupt`
 */
export function openParquet(source: ByteSource): Parquet {
  if (source.size < 12 || magicAt(source, 0) !== 'PAR1') throw corrupt(source, 'does not begin like a Parquet file')
  if (magicAt(source, source.size - 4) !== 'PAR1') {
    throw new UserError('truncated', `${source.name} does not end like a Parquet file`, 'the file is cut off: copy or save it again', {
      file: source.name,
    })
  }
  const length = new DataView(source.read(source.size - 8, 4).slice().buffer).getUint32(0, true)
  if (length > Math.min(source.size - 12, MAX_FOOTER)) throw corrupt(source, `claims a footer of ${length} bytes`)
  const footer = fieldsOf(source, source.read(source.size - 8 - length, length).slice())
  const leaves = leavesOf(thriftList(footer.get(2)), source)
  const group = thriftList(footer.get(4)).find((one) => (thriftNumber(thriftStruct(one).get(3)) ?? 0) > 0)
  const chunks = thriftList(thriftStruct(group).get(1))
  const known = new Map<string, Column | null>()
  return {
    rows: thriftNumber(footer.get(3)) ?? 0,
    leaves,
    column(path) {
      const before = known.get(path)
      if (before !== undefined) return before
      const index = leaves.findIndex((leaf) => leaf.path === path)
      const [leaf, chunk] = [leaves[index], chunks[index]]
      const column = leaf === undefined || chunk === undefined ? null : readColumn(source, leaf, thriftStruct(thriftStruct(chunk).get(3)))
      known.set(path, column)
      return column
    },
  }
}

const magicAt = (source: ByteSource, offset: number): string => String.fromCharCode(...source.read(offset, 4))

function fieldsOf(source: ByteSource, bytes: Uint8Array): ReadonlyMap<number, Thrift> {
  try {
    return readThrift(bytes).fields
  } catch (error) {
    if (error instanceof ThriftError) throw corrupt(source, `has a footer that ${error.message}`)
    throw error
  }
}

/** ConvertedType.LIST and MAP; repetition 2 is "repeated". */
const LIST = 3
const REPEATED = 2

/**
 * The schema is a flattened tree: each element says how many children follow. The repeated group inside a list, and its element, are the list's own
 * affair: they are `[]` in the path, whatever a writer called them (`list.element`, `bag.array`, `array`). Spec: LogicalTypes.md, "Lists".
 */
function leavesOf(elements: readonly Thrift[], source: ByteSource): readonly Leaf[] {
  const leaves: Leaf[] = []
  let at = 1
  const walk = (path: string, inList: 'no' | 'outer' | 'inner', maxDefinition: number, maxRepetition: number, depth: number): void => {
    const element = thriftStruct(elements[at++])
    const children = thriftNumber(element.get(5)) ?? 0
    const repetition = thriftNumber(element.get(3)) ?? 0
    if (depth > MAX_DEPTH || leaves.length >= MAX_LEAVES) throw corrupt(source, 'has a schema beyond reason')
    const name = thriftText(element.get(4)) ?? ''
    const repeated = repetition === REPEATED
    const own = inList === 'outer' ? `${path}[]` : inList === 'inner' ? path : path === '' ? name : `${path}.${name}`
    const definition = maxDefinition + (repetition === 0 ? 0 : 1)
    const levels = maxRepetition + (repeated ? 1 : 0)
    if (children === 0) {
      leaves.push({
        path: repeated && inList === 'no' ? `${own}[]` : own,
        type: thriftNumber(element.get(1)) ?? -1,
        text: thriftNumber(element.get(6)) === 0,
        maxDefinition: definition,
        maxRepetition: levels,
      })
      return
    }
    const isList = thriftNumber(element.get(6)) === LIST
    for (let child = 0; child < children && at < elements.length; child++) {
      // a repeated group with one child holds the element; with several it is the element itself
      const next = isList ? 'outer' : inList === 'outer' && repeated && children === 1 ? 'inner' : 'no'
      walk(own, next, definition, levels, depth + 1)
    }
  }
  const roots = thriftNumber(thriftStruct(elements[0]).get(5)) ?? 0
  for (let i = 0; i < roots && at < elements.length; i++) walk('', 'no', 0, 0, 0)
  return leaves
}

const corrupt = (source: ByteSource, what: string): UserError =>
  new UserError('corrupt', `${source.name} ${what}`, 'save the model again with the framework that made it', { file: source.name })
