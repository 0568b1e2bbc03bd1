import { type DType, evidenceOf, type Field, type Signature, type TensorValue } from '../../contract/types.ts'
import type { ByteSource } from '../../formats/bytes.ts'
import { corruptAt, numbers, openRoot, scalar, type Table, table, tables, text } from '../../formats/flatbuffer.ts'
import type { Inference } from '../framework.ts'

/** Slots. Source: pytorch/executorch schema/program.fbs. */
const PROGRAM = { plans: 1 } as const
const PLAN = { name: 0, values: 2, inputs: 3, outputs: 4 } as const
const VALUE = { kind: 0, content: 1 } as const
const TENSOR = { type: 0, sizes: 2, dynamism: 8 } as const

/** `union KernelTypes`: one value each. */
const TENSOR_KIND = 5
const SCALARS: ReadonlyMap<number, DType> = new Map([
  [2, 'int64'],
  [3, 'bool'],
  [4, 'float64'],
  [6, 'string'],
])

/** `enum ScalarType`, numbered as in c10/core/ScalarType.h. */
const DTYPES: ReadonlyMap<number, DType> = new Map([
  [0, 'uint8'],
  [1, 'int8'],
  [2, 'int16'],
  [3, 'int32'],
  [4, 'int64'],
  [5, 'float16'],
  [6, 'float32'],
  [7, 'float64'],
  [9, 'complex64'],
  [10, 'complex128'],
  [11, 'bool'],
  [12, 'qint8'],
  [13, 'quint8'],
  [14, 'qint32'],
  [15, 'bfloat16'],
  [23, 'float8e5m2'],
  [24, 'float8e4m3fn'],
  [25, 'float8e5m2fnuz'],
  [26, 'float8e4m3fnuz'],
  [27, 'uint16'],
  [28, 'uint32'],
  [29, 'uint64'],
])

/** `TensorShapeDynamism`: sizes that are stored are the sizes, or only the most that there is room for. */
const STATIC = 0

const MAX_PLANS = 1_000
const MAX_FIELDS = 10_000
const MAX_RANK = 64

/** An ExecuTorch program: a signature per method. Methods without inputs are constants that exporters put beside the model. */
export function readExecutorch(source: ByteSource): Inference {
  const root = openRoot(source)
  const plans = tables(root, PROGRAM.plans, 'execution_plan')
  if (plans.length > MAX_PLANS) throw corruptAt(root, `has ${plans.length} methods`)
  const signatures = plans.map((plan) => signatureOf(plan, source.name))
  const called = signatures.filter(({ inputs }) => inputs.length > 0)
  return { framework: { name: 'pytorch', format: 'executorch' }, signatures: called.length > 0 ? called : signatures, warnings: [], findings: [] }
}

function signatureOf(plan: Table, file: string): Signature {
  const values = tables(plan, PLAN.values, 'values')
  const fields = (slot: number, word: 'input' | 'output'): readonly Field[] => {
    const indices = numbers(plan, slot, 'int32') ?? []
    if (indices.length > MAX_FIELDS) throw corruptAt(plan, `has ${indices.length} ${word}s`)
    return indices.map((index, i): Field => {
      const value = values[index]
      if (value === undefined) throw corruptAt(plan, `names value ${index}, of ${values.length}`)
      const content = contentOf(value)
      // names of arguments are not kept
      return {
        name: indices.length === 1 ? word : `${word}_${i}`,
        ...content,
        evidence: { ...evidenceOf(content, 'stored', `${file}: ${value.path}`), name: 'derived' },
      }
    })
  }
  return { name: text(plan, PLAN.name) ?? 'forward', inputs: fields(PLAN.inputs, 'input'), outputs: fields(PLAN.outputs, 'output'), positional: true }
}

function contentOf(value: Table): TensorValue {
  const kind = scalar(value, VALUE.kind, 'uint8')
  if (kind !== TENSOR_KIND) return { type: SCALARS.get(kind) ?? null, shape: SCALARS.has(kind) ? [] : null }
  const tensor = table(value, VALUE.content, 'val')
  if (tensor === undefined) return { type: null, shape: null }
  const sizes = numbers(tensor, TENSOR.sizes, 'int32') ?? []
  if (sizes.length > MAX_RANK || sizes.some((size) => size < 0)) throw corruptAt(tensor, 'has sizes that no tensor has')
  const isStatic = scalar(tensor, TENSOR.dynamism, 'int8') === STATIC
  return { type: DTYPES.get(scalar(tensor, TENSOR.type, 'int8')) ?? null, shape: sizes.map((size) => (isStatic ? size : null)) }
}
