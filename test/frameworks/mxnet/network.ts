/** Networks in MXNet's own format, written as short as they can be read. */

/** `[name]` is a variable; `[name, op, inputs, attributes]` an operator whose inputs are names (`name:1` for another output). */
export type Line = readonly [name: string, op?: string, inputs?: readonly string[], attributes?: Readonly<Record<string, string>>]

/** A symbol file, as `Symbol.save` writes it; the heads are names as well. */
export function symbolJson(lines: readonly Line[], heads: readonly string[], attributeKey = 'attrs'): string {
  const entry = (name: string): readonly number[] => {
    const [node = '', output = '0'] = name.split(':')
    return [lines.findIndex(([own]) => own === node), Number(output), 0]
  }
  const nodes = lines.map(([name, op = 'null', inputs = [], attributes]) => ({
    op,
    name,
    ...(attributes !== undefined && { [attributeKey]: attributes }),
    inputs: inputs.map(entry),
  }))
  const variables = lines.flatMap(([, op], i) => (op === undefined || op === 'null' ? [i] : []))
  return JSON.stringify({ nodes, arg_nodes: variables, heads: heads.map(entry), attrs: { mxnet_version: ['int', 10901] } }, null, 2)
}

/** A parameter file with arrays of zeros. Types are MXNet's numbers: 0 float32, 1 float64, 2 float16. */
export function paramsFile(shapes: Readonly<Record<string, readonly number[]>>, type = 0): Uint8Array {
  const bytes: Buffer[] = []
  const u64 = (value: number) => {
    const buffer = Buffer.alloc(8)
    buffer.writeBigUInt64LE(BigInt(value))
    bytes.push(buffer)
  }
  const i32 = (value: number) => {
    const buffer = Buffer.alloc(4)
    buffer.writeUInt32LE(value)
    bytes.push(buffer)
  }
  const entries = Object.entries(shapes)
  for (const value of [0x112, 0, entries.length]) u64(value)
  for (const [, shape] of entries) {
    for (const value of [0xf993fac9, 0, shape.length]) i32(value)
    for (const size of shape) u64(size)
    for (const value of [1, 0, type]) i32(value)
    bytes.push(Buffer.alloc(shape.reduce((total, size) => total * size, [4, 8, 2][type] ?? 4)))
  }
  u64(entries.length)
  for (const [name] of entries) {
    u64(Buffer.byteLength(name))
    bytes.push(Buffer.from(name))
  }
  return new Uint8Array(Buffer.concat(bytes))
}
