/** Models as Spark saves them, and the Parquet files in them, written as short as they can be read. */

/** `int`, `double`, `text`, `bool`; `[item]` is a list; an object a struct. */
export type Type = 'int' | 'double' | 'text' | 'bool' | readonly [Type] | { readonly [name: string]: Type }
export type Cell = number | string | boolean | null | readonly Cell[] | { readonly [name: string]: Cell }

/** Spark's vector and matrix columns. Source: VectorUDT.scala, MatrixUDT.scala. */
export const VECTOR: Type = { type: 'int', size: 'int', indices: ['int'], values: ['double'] }
export const MATRIX: Type = { type: 'int', numRows: 'int', numCols: 'int', values: ['double'] }
export const dense = (size: number): Cell => ({ type: 1, size: null, indices: null, values: Array.from({ length: size }, (_, i) => i + 0.5) })
export const sparse = (size: number): Cell => ({ type: 0, size, indices: [0], values: [1] })
export const matrix = (rows: number, columns: number): Cell => ({ type: 1, numRows: rows, numCols: columns, values: [1] })

/** The one file with this ending, as `part-00000`. */
export interface Table {
  readonly schema: { readonly [name: string]: Type }
  readonly rows: readonly { readonly [name: string]: Cell }[]
}

export interface Stage {
  readonly class: string
  readonly params?: Readonly<Record<string, unknown>>
  readonly defaults?: Readonly<Record<string, unknown>>
  readonly more?: Readonly<Record<string, unknown>>
  readonly data?: Table
  /** Models inside, by folder. */
  readonly inner?: Readonly<Record<string, Stage>>
  /** Of a PipelineModel. */
  readonly stages?: readonly Stage[]
}

type Files = Record<string, Uint8Array | string>

export function savedModel(stage: Stage, folder = '', uid = 'u0'): Files {
  const pad = (i: number): string => String(i).padStart(String(stage.stages?.length ?? 0).length, '0')
  const uids = stage.stages?.map((inner, i) => `${inner.class.split('.').at(-1)}_${i}`)
  const metadata = {
    class: stage.class.includes('org.') || stage.class.includes('ml.dmlc') ? stage.class : `org.apache.spark.ml.${stage.class}`,
    timestamp: 1,
    sparkVersion: '3.5.1',
    uid,
    paramMap: { ...stage.params, ...(uids && { stageUids: uids }) },
    defaultParamMap: { ...stage.defaults },
    ...stage.more,
  }
  return {
    [`${folder}metadata/part-00000`]: `${JSON.stringify(metadata)}\n`,
    [`${folder}metadata/_SUCCESS`]: '',
    ...(stage.data && { [`${folder}data/part-00000-x.parquet`]: parquetFile(stage.data) }),
    ...Object.assign({}, ...Object.entries(stage.inner ?? {}).map(([name, inner]) => savedModel(inner, `${folder}${name}/`))),
    ...Object.assign({}, ...(stage.stages ?? []).map((inner, i) => savedModel(inner, `${folder}stages/${pad(i)}_${uids?.[i]}/`, uids?.[i]))),
  }
}

// ------------------------------------------------------------------------------------------------ Parquet: one row group, plain values, version 1 pages

const varint = (value: number): number[] => (value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))])
const zigzag = (value: number): number[] => varint(value < 0 ? -2 * value - 1 : 2 * value)

type Field = readonly [id: number, value: number | string | readonly Field[] | readonly (readonly Field[])[]]
const isStruct = (value: readonly unknown[]): value is readonly Field[] => value.length > 0 && typeof (value[0] as readonly unknown[])[0] === 'number'

/** A struct of the compact protocol: integers, texts, structs, lists of structs. */
function struct(fields: readonly Field[]): number[] {
  let before = 0
  const bytes = fields.flatMap(([id, value]) => {
    const type = typeof value === 'number' ? 6 : typeof value === 'string' ? 8 : isStruct(value) ? 12 : 9
    const head = [(id - before) * 16 + type]
    before = id
    if (typeof value === 'number') return [...head, ...zigzag(value)]
    if (typeof value === 'string') return [...head, ...varint(Buffer.byteLength(value)), ...Buffer.from(value)]
    if (isStruct(value)) return [...head, ...struct(value)]
    const items = value as readonly (readonly Field[])[]
    return [...head, 0xfc, ...varint(items.length), ...items.flatMap(struct)]
  })
  return [...bytes, 0]
}

interface Leaf {
  readonly type: 'int' | 'double' | 'text' | 'bool'
  readonly definition: number
  readonly repetition: number
  readonly entries: { r: number; d: number; value?: number | string | boolean }[]
}
const PHYSICAL = { bool: 0, int: 1, double: 5, text: 6 }

export function parquetFile({ schema, rows }: Table): Uint8Array {
  const elements: (readonly Field[])[] = [
    [
      [4, 'spark_schema'],
      [5, Object.keys(schema).length],
    ],
  ]
  const leaves: Leaf[] = []
  const writers = Object.entries(schema).map(([name, type]) => [name, declare(name, type, 0, 0, elements, leaves)] as const)
  for (const row of rows) for (const [name, write] of writers) write(row[name] ?? null, 0, 0)

  const bytes: number[] = [...Buffer.from('PAR1')]
  const chunks = leaves.map((leaf): readonly Field[] => {
    const page = [...levels(leaf, 'r', leaf.repetition), ...levels(leaf, 'd', leaf.definition), ...values(leaf)]
    const header = struct([
      [1, 0],
      [2, page.length],
      [3, page.length],
      [
        5,
        [
          [1, leaf.entries.length],
          [2, 0],
          [3, 3],
          [4, 3],
        ],
      ],
    ])
    const offset = bytes.length
    bytes.push(...header, ...page)
    return [
      [2, offset],
      [
        3,
        [
          [1, PHYSICAL[leaf.type]],
          [4, 0],
          [5, leaf.entries.length],
          [9, offset],
        ],
      ],
    ]
  })
  const groups: readonly (readonly Field[])[] = [
    [
      [1, chunks],
      [2, bytes.length],
      [3, rows.length],
    ],
  ]
  const footer = struct([
    [1, 1],
    [2, elements],
    [3, rows.length],
    [4, groups],
  ])
  const length = Buffer.alloc(4)
  length.writeUInt32LE(footer.length)
  return Uint8Array.from([...bytes, ...footer, ...length, ...Buffer.from('PAR1')])
}

type Write = (cell: Cell, r: number, d: number) => void

/** Declares a column and returns what shreds its cells into leaves (Dremel). Everything is optional, as Spark declares it. */
function declare(name: string, type: Type, definition: number, repetition: number, elements: (readonly Field[])[], leaves: Leaf[]): Write {
  if (typeof type === 'string') {
    elements.push([[1, PHYSICAL[type]], [3, 1], [4, name], ...(type === 'text' ? ([[6, 0]] as const) : [])])
    const leaf: Leaf = { type, definition: definition + 1, repetition, entries: [] }
    leaves.push(leaf)
    return (cell, r, d) => void leaf.entries.push(cell === null || typeof cell === 'object' ? { r, d } : { r, d: d + 1, value: cell })
  }
  if (Array.isArray(type)) {
    const [item] = type as readonly [Type]
    elements.push(
      [
        [3, 1],
        [4, name],
        [5, 1],
        [6, 3],
      ],
      [
        [3, 2],
        [4, 'list'],
        [5, 1],
      ],
    )
    const write = declare('element', item, definition + 2, repetition + 1, elements, leaves)
    return (cell, r, d) => {
      if (!Array.isArray(cell)) write(null, r, d)
      else if (cell.length === 0) write(null, r, d + 1)
      else for (const [i, one] of (cell as readonly Cell[]).entries()) write(one, i === 0 ? r : repetition + 1, d + 2)
    }
  }
  const parts = Object.entries(type)
  elements.push([
    [3, 1],
    [4, name],
    [5, parts.length],
  ])
  const writers = parts.map(([part, inner]) => [part, declare(part, inner, definition + 1, repetition, elements, leaves)] as const)
  return (cell, r, d) => {
    for (const [part, write] of writers) {
      if (cell === null || typeof cell !== 'object') write(null, r, d)
      else write((cell as Readonly<Record<string, Cell>>)[part] ?? null, r, d + 1)
    }
  }
}

/** Levels as runs of one. */
function levels({ entries }: Leaf, which: 'r' | 'd', highest: number): number[] {
  if (highest === 0) return []
  const runs = entries.flatMap((entry) => [2, entry[which]])
  const length = Buffer.alloc(4)
  length.writeUInt32LE(runs.length)
  return [...length, ...runs]
}

function values({ type, entries }: Leaf): number[] {
  const present = entries.flatMap(({ value }) => (value === undefined ? [] : [value]))
  if (type === 'bool')
    return Array.from({ length: Math.ceil(present.length / 8) }, (_, i) =>
      present.slice(i * 8, i * 8 + 8).reduce<number>((byte, bit, at) => byte + (bit ? 2 ** at : 0), 0),
    )
  return present.flatMap((value) => {
    const size = type === 'double' ? 8 : 4
    const buffer = Buffer.alloc(size)
    if (type === 'double') buffer.writeDoubleLE(Number(value))
    else buffer.writeInt32LE(type === 'int' ? Number(value) : Buffer.byteLength(String(value)))
    return type === 'text' ? [...buffer, ...Buffer.from(String(value))] : [...buffer]
  })
}
