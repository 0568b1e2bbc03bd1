import type { Field, Shape, Signature, TensorValue } from '../../contract/types.ts'
import type { Declaration } from '../../model/definition-types.ts'
import { type Custom, isNumber, seenThrough } from '../wrappers/seen-through.ts'
import type { TritonConfig } from './config.ts'
import { type Batching, shapeInside } from './declare.ts'

export interface Setting {
  readonly config: Pick<TritonConfig, 'inputs' | 'outputs' | 'scattered'>
  readonly batching: Batching
  /** That reads the model inside. */
  readonly framework: string
}

/** Backends that hand tensors over by name: the configuration must use the model's own. Others have none, or names of the backend's own. */
const BY_NAME: readonly string[] = ['onnx', 'ort', 'openvino', 'tensorflow', 'keras', 'tensorrt', 'tflite', 'paddle']

/** `input__0`, `output__0` are all the tensors of the forest backend, whatever the features are called (fil_backend README). */
const FORESTS: readonly string[] = ['xgboost', 'lightgbm', 'sklearn', 'catboost']

/** The server converts nothing; forests compare whatever numbers they get. */
const exact = { converts: () => false, isColumn: () => false } as const
const anyNumber = { converts: ({ type }: TensorValue, found: TensorValue) => isNumber(type) && isNumber(found.type), isColumn: () => false } as const

/**
 * The model inside as Triton's callers meet it; `undefined` where the two cannot be compared.
 * PyTorch models have no names: `name__0` is the first (docs/user_guide/model_configuration.md "Special Conventions for PyTorch Backend").
 */
export function seenByTriton(declaration: Declaration, model: Signature, setting: Setting): Signature | undefined {
  const [declared] = declaration.contract.signatures
  if (declared === undefined) return undefined
  const seen = (found: Signature, custom: Custom): Signature => behindReshape(seenThrough(declaration, declared, found, custom), setting)
  if (FORESTS.includes(setting.framework)) return seen({ ...model, outputs: [] }, { ...anyNumber, names: 'free' })
  if (BY_NAME.includes(setting.framework)) return seen(model, { ...exact, names: 'same' })
  if ([...model.inputs, ...model.outputs].some((field) => !('shape' in field))) return undefined
  const inputs = byNumber(declared.inputs, model.inputs)
  const outputs = byNumber(declared.outputs, model.outputs)
  if (inputs !== undefined && outputs !== undefined) return seen({ ...model, inputs, outputs }, { ...exact, names: 'same' })
  return seen({ ...model, inputs: inputs ?? model.inputs, outputs: outputs ?? model.outputs }, { ...exact, names: 'free' })
}

/** Found fields under the declared names that end in their number; `undefined` where names follow no such order. */
function byNumber(declared: readonly Field[], found: readonly Field[]): readonly Field[] | undefined {
  const names = new Map<number, string>()
  for (const { name } of declared) {
    const number = /__(\d{1,6})$/.exec(name)?.[1]
    if (number === undefined) return undefined
    names.set(Number(number), name)
  }
  return found.map((field, index) => ({ ...field, name: names.get(index) ?? field.name }))
}

/** Its shape is between server and model, and nothing that callers meet. */
function shapeless(field: Field & TensorValue): Field {
  const { evidence: _, ...facts } = field
  return { ...facts, shape: null }
}

/** Where the server reshapes, the model honours the reshaped form, and callers see the declared one. */
function behindReshape(seen: Signature, { config, batching }: Setting): Signature {
  const within = (key: 'inputs' | 'outputs'): readonly Field[] => {
    const tensors = new Map(config[key].map((tensor) => [tensor.name, tensor]))
    return seen[key].map((field): Field => {
      const tensor = tensors.get(field.name)
      if ('shape' in field && (tensor?.isRagged || tensor?.isShapeTensor || config.scattered.has(field.name))) return shapeless(field)
      const inside = tensor === undefined ? undefined : shapeInside(tensor, batching)
      if (inside === undefined || !('shape' in field) || !fits(inside, field.shape)) return field
      return shapeless(field)
    })
  }
  return { ...seen, inputs: within('inputs'), outputs: within('outputs') }
}

/** Nothing that both know differs; sizes left open by the model take any. */
function fits(inside: Shape, found: Shape): boolean {
  if (inside === null || found === null) return true
  return (
    inside.length === found.length &&
    inside.every((size, axis) => size === -1 || typeof found[axis] !== 'number' || found[axis] === -1 || found[axis] === size)
  )
}
