import { dottedName, integerOf, itemsOf, type PyValue, recordOf } from './values.ts'

/** A NumPy element type. Source: numpy/core/src/multiarray/descriptor.c (`arraydescr_reduce`, `__setstate__`). */
export interface Dtype {
  /** `b` bool · `i` `u` integers · `f` floats · `c` complex · `U` text · `S` bytes · `O` objects · `M` `m` times · `V` records · `T` variable text. */
  readonly kind: string
  /** Bytes of one element. */
  readonly size: number
  readonly bigEndian: boolean
  /** Some part of an element is a Python object: arrays of it are pickled, not raw. */
  readonly hasObjects: boolean
}

const KINDS = 'biufcUSOMmVT'
/** Characters of the array interface that are spelled differently in dtype codes (numpy.typecodes). */
const CODES: Readonly<Record<string, readonly [string, number]>> = {
  '?': ['b', 1],
  B: ['u', 1],
  h: ['i', 2],
  H: ['u', 2],
  l: ['i', 8],
  L: ['u', 8],
  q: ['i', 8],
  Q: ['u', 8],
  e: ['f', 2],
  d: ['f', 8],
  g: ['f', 16],
  F: ['c', 8],
  D: ['c', 16],
}

/** Of a text like `<f8`, `O8`, `|b1`, `U12`; null where it is none. */
export function dtypeOfText(text: string, order = ''): Dtype | null {
  const match = /^([<>=|]?)([a-zA-Z?])(\d*)/.exec(text)
  if (match === null) return null
  const [, sign = '', letter = '', digits = ''] = match
  const code = digits === '' ? CODES[letter] : undefined
  const kind = code?.[0] ?? letter
  if (!KINDS.includes(kind)) return null
  const number = code?.[1] ?? (digits === '' ? (kind === 'O' ? 8 : 0) : Number(digits))
  return { kind, size: kind === 'U' ? 4 * number : number, bigEndian: sign === '>' || order === '>', hasObjects: kind === 'O' }
}

/** Of a pickled `numpy.dtype(…)`, of a scalar class (`numpy.float64`), or null. */
export function dtypeOf(value: PyValue | undefined): Dtype | null {
  const global = recordOf(value, 'global')
  if (global !== null) return /^numpy(?:\.|$)/.test(global.module) ? (CLASSES[global.name] ?? null) : null
  const object = recordOf(value, 'object')
  if (object === null) return null
  const name = dottedName(object.callable)
  if (/^numpy\.dtypes\.\w+DType$/.test(name)) return dtypeOf(object.args[0]) ?? CLASSES[name.slice(13, -5).toLowerCase()] ?? null
  if (name !== 'numpy.dtype') return null
  const state = itemsOf(object.state)
  const order = typeof state?.[1] === 'string' ? state[1] : ''
  const [first] = object.args
  const base = typeof first === 'string' ? dtypeOfText(first, order) : dtypeOf(first)
  if (base === null || state === null) return base
  const size = integerOf(state[5]) ?? -1
  const parts = recordOf(state[4], 'dict')?.pairs.map(([, part]) => dtypeOf(itemsOf(part)?.[0])) ?? []
  const [inner] = itemsOf(state[2]) ?? []
  const hasObjects = base.hasObjects || parts.some((part) => part?.hasObjects) || (inner !== undefined && dtypeOf(inner)?.hasObjects === true)
  return { ...base, size: size >= 0 ? size : base.size, hasObjects }
}

const CLASSES: Readonly<Record<string, Dtype>> = Object.fromEntries(
  [
    ['bool_', 'b1'],
    ['bool', 'b1'],
    ...[8, 16, 32, 64].flatMap((bits) => [
      [`int${bits}`, `i${bits / 8}`],
      [`uint${bits}`, `u${bits / 8}`],
    ]),
    ...[16, 32, 64].map((bits) => [`float${bits}`, `f${bits / 8}`]),
    ['complex64', 'c8'],
    ['complex128', 'c16'],
    ['object_', 'O8'],
    ['str_', 'U0'],
    ['unicode_', 'U0'],
    ['bytes_', 'S0'],
    ['double', 'f8'],
    ['single', 'f4'],
    ['longlong', 'i8'],
  ].flatMap(([name = '', text = '']) => {
    const dtype = dtypeOfText(text)
    return dtype === null ? [] : [[name, dtype] as const]
  }),
)
