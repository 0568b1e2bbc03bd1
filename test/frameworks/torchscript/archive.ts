import { crc32 } from 'node:zlib'

/** TorchScript archives made by hand: code as text, values as the smallest pickles. */

/** A tensor of `constants.pkl` or an attribute: its storage class and sizes. */
export interface TensorValue {
  readonly tensor: readonly number[]
  readonly storage?: string
}
export interface ObjectValue {
  readonly object: string
  readonly state: PickleValue
}
export interface TupleValue {
  readonly tuple: readonly PickleValue[]
}
export type PickleValue = null | boolean | number | string | TensorValue | ObjectValue | TupleValue | readonly PickleValue[] | Attributes
export interface Attributes {
  readonly [name: string]: PickleValue
}

const encoder = new TextEncoder()
const line = (text: string): number[] => [...encoder.encode(`${text}\n`)]
const int = (value: number): number[] => [0x49, ...line(String(value))]
const text = (value: string): number[] => {
  const bytes = encoder.encode(value)
  return [0x58, bytes.length & 255, (bytes.length >> 8) & 255, 0, 0, ...bytes]
}
const global = (module: string, name: string): number[] => [0x63, ...line(module), ...line(name)]
const tuple = (items: readonly (readonly number[])[]): number[] => [0x28, ...items.flat(), 0x74]

function opcodes(value: PickleValue): number[] {
  if (value === null) return [0x4e]
  if (typeof value === 'boolean') return [value ? 0x88 : 0x89]
  if (typeof value === 'number') return Number.isInteger(value) ? int(value) : [0x46, ...line(String(value))]
  if (typeof value === 'string') return text(value)
  if (isList(value)) return [0x5d, 0x28, ...value.flatMap(opcodes), 0x65]
  if (isTensor(value)) return tensor(value)
  if (isTuple(value)) return tuple(value.tuple.map(opcodes))
  if (isObject(value)) {
    const at = value.object.lastIndexOf('.')
    return [...global(value.object.slice(0, at), value.object.slice(at + 1)), 0x29, 0x81, ...opcodes(value.state), 0x62]
  }
  return [0x7d, 0x28, ...Object.entries(value).flatMap(([key, item]) => [...text(key), ...opcodes(item)]), 0x75]
}

const isList = (value: PickleValue): value is readonly PickleValue[] => Array.isArray(value)
const isTensor = (value: object): value is TensorValue => 'tensor' in value
const isTuple = (value: object): value is TupleValue => 'tuple' in value
const isObject = (value: object): value is ObjectValue => 'object' in value

function tensor({ tensor: sizes, storage = 'FloatStorage' }: TensorValue): number[] {
  const count = sizes.reduce((product, size) => product * size, 1)
  const id = tuple([text('storage'), global('torch', storage), text('0'), text('cpu'), int(count)])
  const shape = tuple(sizes.map(int))
  const args = tuple([[...id, 0x51], int(0), shape, shape, [0x89], [...global('collections', 'OrderedDict'), 0x29, 0x52]])
  return [...global('torch._utils', '_rebuild_tensor_v2'), ...args, 0x52]
}

export const pickled = (value: PickleValue): Uint8Array => Uint8Array.from([0x80, 2, ...opcodes(value), 0x2e])

/** A zip of stored entries. */
export function zipped(entries: Readonly<Record<string, Uint8Array | string>>): Uint8Array {
  const parts: Uint8Array[] = []
  const directory: Uint8Array[] = []
  let at = 0
  const list = Object.entries(entries)
  for (const [name, content] of list) {
    const bytes = typeof content === 'string' ? encoder.encode(content) : content
    const path = encoder.encode(name)
    const fields = [0, 0, 0, 0x21, crc32(bytes), bytes.length, bytes.length]
    const header = (start: readonly number[], tail: readonly number[]): Uint8Array => {
      const view = new DataView(new ArrayBuffer(64))
      let offset = 0
      for (const number of [...start, ...fields.slice(0, 4)]) offset = put(view, offset, number, start.includes(number) && number > 0xffff ? 4 : 2)
      for (const number of fields.slice(4)) offset = put(view, offset, number, 4)
      for (const [number, width] of pairs(tail)) offset = put(view, offset, number, width)
      return new Uint8Array(view.buffer.slice(0, offset))
    }
    const local = header([0x04034b50, 20], [path.length, 2, 0, 2])
    const central = header([0x02014b50, 20, 20], [path.length, 2, 0, 2, 0, 2, 0, 2, 0, 2, 0, 4, at, 4])
    parts.push(local, path, bytes)
    directory.push(central, path)
    at += local.length + path.length + bytes.length
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0)
  const end = new DataView(new ArrayBuffer(22))
  for (const [offset, number, width] of [
    [0, 0x06054b50, 4],
    [8, list.length, 2],
    [10, list.length, 2],
    [12, size, 4],
    [16, at, 4],
  ] as const)
    put(end, offset, number, width)
  return Buffer.concat([...parts, ...directory, new Uint8Array(end.buffer)])
}

function put(view: DataView, offset: number, number: number, width: number): number {
  if (width === 4) view.setUint32(offset, number, true)
  else view.setUint16(offset, number, true)
  return offset + width
}

const pairs = (flat: readonly number[]): readonly (readonly [number, number])[] =>
  Array.from({ length: flat.length / 2 }, (_, i) => [flat[2 * i] ?? 0, flat[2 * i + 1] ?? 0] as const)

export interface ModuleParts {
  /** `def` lines of the class `M`, unindented. */
  readonly code: string
  /** Lines of other classes and functions of the same file. */
  readonly more?: string
  readonly attributes?: Attributes
  /** CONSTANTS.c0 … */
  readonly constants?: readonly PickleValue[]
}

/** An archive whose module is `__torch__.M`. Fields of the class are declared as tensors. */
export function archiveOf({ code, more = '', attributes = {}, constants = [] }: ModuleParts): Uint8Array {
  const fields = Object.keys(attributes).map((name) => `  ${name} : Tensor\n`)
  const indented = code
    .trim()
    .split('\n')
    .map((one) => `  ${one}\n`)
  return zipped({
    'm/data.pkl': pickled({ object: '__torch__.M', state: attributes }),
    'm/code/__torch__.py': `class M(Module):\n  __parameters__ = []\n${fields.join('')}${indented.join('')}${more}`,
    'm/constants.pkl': pickled({ tuple: constants }),
    'm/version': '3\n',
  })
}
