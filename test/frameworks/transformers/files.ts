/** A safetensors file with arrays of zeros. Spec: github.com/huggingface/safetensors, "Format". */
export function safetensorsOf(arrays: Readonly<Record<string, readonly number[]>>, dtype = 'F32'): Uint8Array {
  const bytes = dtype === 'F32' ? 4 : 2
  let end = 0
  const header: Record<string, unknown> = { __metadata__: { format: 'pt' } }
  for (const [name, shape] of Object.entries(arrays)) {
    const start = end
    end += bytes * shape.reduce((product, size) => product * size, 1)
    header[name] = { dtype, shape, data_offsets: [start, end] }
  }
  return fileOf(JSON.stringify(header), end)
}

/** A header as it is written, and so many bytes behind it. */
export function fileOf(header: string, data: number): Uint8Array {
  const text = new TextEncoder().encode(header)
  const file = new Uint8Array(8 + text.length + data)
  new DataView(file.buffer).setBigUint64(0, BigInt(text.length), true)
  file.set(text, 8)
  return file
}

const bytesOf = (json: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(json))

/** A saved model: its configuration, arrays, and more files as JSON. */
export function saved(
  config: object,
  arrays: Readonly<Record<string, readonly number[]>> = { 'embeddings.weight': [60, 8] },
  more: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, Uint8Array>> {
  const others = Object.fromEntries(Object.entries(more).map(([name, json]) => [name, bytesOf(json)]))
  return { 'config.json': bytesOf(config), 'model.safetensors': safetensorsOf(arrays), ...others }
}
