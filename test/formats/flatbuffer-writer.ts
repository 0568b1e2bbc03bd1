/** Writes FlatBuffers for tests, tables before what they point to; offsets only ever point forward, as the format demands. */

export type FlatValue =
  | { readonly u8: number }
  | { readonly u16: number }
  | { readonly i32: number }
  | { readonly i64: number }
  | { readonly text: string }
  | { readonly table: FlatTable }
  | { readonly tables: readonly FlatTable[] }
  | { readonly texts: readonly string[] }
  | { readonly i32s: readonly number[] }
  | { readonly i64s: readonly number[] }

/** Slot → value. */
export type FlatTable = Readonly<Record<number, FlatValue>>

export function flatbuffer(root: FlatTable, identifier?: string): Uint8Array {
  const bytes: number[] = []
  const put = (at: number, size: number, value: number | bigint): void => {
    for (let i = 0; i < size; i++) bytes[at + i] = Number((BigInt(value) >> BigInt(8 * i)) & 0xffn)
  }
  const reserve = (size: number): number => {
    const at = bytes.length
    for (let i = 0; i < size; i++) bytes.push(0)
    return at
  }
  const pointTo = (at: number): unknown => put(at, 4, bytes.length - at)

  const writeText = (text: string): void => {
    const encoded = new TextEncoder().encode(text)
    put(reserve(4), 4, encoded.length)
    bytes.push(...encoded, 0)
  }
  const writeNumbers = (values: readonly number[], size: number): void => {
    put(reserve(4), 4, values.length)
    for (const value of values) put(reserve(size), size, value)
  }
  const writeList = <T>(items: readonly T[], write: (item: T) => void): void => {
    put(reserve(4), 4, items.length)
    const slots = items.map(() => reserve(4))
    for (const [i, item] of items.entries()) {
      pointTo(slots[i] ?? 0)
      write(item)
    }
  }
  const inlineSize = (value: FlatValue): number => ('u8' in value ? 1 : 'u16' in value ? 2 : 'i64' in value ? 8 : 4)

  function writeTable(table: FlatTable): void {
    const slots = Object.entries(table).map(([slot, value]) => ({ slot: Number(slot), value }))
    const count = Math.max(-1, ...slots.map(({ slot }) => slot)) + 1
    const start = reserve(4)
    const places = slots.map(({ value }) => reserve(inlineSize(value)))
    const inline = bytes.length - start
    const vtable = reserve(4 + 2 * count)
    put(start, 4, start - vtable)
    put(vtable, 2, 4 + 2 * count)
    put(vtable + 2, 2, inline)
    for (const [i, { slot, value }] of slots.entries()) {
      const at = places[i] ?? 0
      put(vtable + 4 + 2 * slot, 2, at - start)
      writeValue(at, value)
    }
  }

  function writeValue(at: number, value: FlatValue): void {
    if ('u8' in value) put(at, 1, value.u8)
    else if ('u16' in value) put(at, 2, value.u16)
    else if ('i32' in value) put(at, 4, value.i32)
    else if ('i64' in value) put(at, 8, value.i64)
    else {
      pointTo(at)
      writeTarget(value)
    }
  }

  function writeTarget(value: Exclude<FlatValue, { u8: number } | { u16: number } | { i32: number } | { i64: number }>): void {
    if ('text' in value) writeText(value.text)
    else if ('table' in value) writeTable(value.table)
    else if ('tables' in value) writeList(value.tables, writeTable)
    else if ('texts' in value) writeList(value.texts, writeText)
    else if ('i32s' in value) writeNumbers(value.i32s, 4)
    else writeNumbers(value.i64s, 8)
  }

  const start = reserve(identifier === undefined ? 4 : 8)
  for (let i = 0; i < (identifier?.length ?? 0); i++) bytes[4 + i] = identifier?.charCodeAt(i) ?? 0
  pointTo(start)
  writeTable(root)
  return Uint8Array.from(bytes)
}
