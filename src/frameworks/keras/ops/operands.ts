import type { Shape } from '../../../shapes/shape.ts'
import { type Call, jsonOf, tensorsIn } from '../call.ts'
import { get, type Json, sizesOf, textAt, unwrap } from '../json.ts'
import { NOTHING, type Tensor, tensor } from '../tensor.ts'

/** The tensors of a call, from positional and keyword arguments: `tf.add(x, y=…)`, `Add(x, y)`. */
export const operands = (call: Call): readonly Tensor[] => [...call.inputs, ...[...call.kwargs.values()].flatMap(tensorsIn)]

export const first = (call: Call): Tensor => operands(call)[0] ?? NOTHING

export const shapeOf = (call: Call): Shape => first(call).shape

/** A plain setting: keyword argument, config of the operation (Keras 3), or positional argument. `undefined`: not given; tensors are null. */
export function setting(call: Call, position: number, ...names: readonly string[]): Json | undefined {
  for (const name of names) {
    const given = call.kwargs.get(name)
    if (given !== undefined) return plain(jsonOf(given))
    const own = get(call.config, name)
    if (own !== undefined) return plain(own)
  }
  return position < 0 ? undefined : plain(jsonOf(call.args[position]))
}

/** The value inside `__numpy__`, `__tensor__` and tuples. */
function plain(value: Json | undefined): Json | undefined {
  const name = textAt(value, 'class_name')
  if (name === '__numpy__' || name === '__tensor__') return get(get(value, 'config'), 'value')
  if (name === 'DTypePolicy' || name === '__typespec__') return null
  return unwrap(value)
}

/** Axes of a reduction: `'all'` for null, a list, or `undefined` for what is no list of numbers. */
export function axesSetting(call: Call, position = 1): readonly number[] | 'all' | undefined {
  const value = setting(call, position, 'axis', 'axes', 'dim')
  if (value === null || value === undefined) return 'all'
  const sizes = sizesOf(value, 'single')
  return sizes?.every((axis): axis is number => axis !== null) ? (sizes as readonly number[]) : undefined
}

export function axisSetting(call: Call, position: number, otherwise: number): number | null {
  const value = setting(call, position, 'axis')
  if (value === undefined) return otherwise
  return typeof value === 'number' && Number.isInteger(value) ? value : null
}

export const keepSetting = (call: Call): 'keep' | 'drop' => (setting(call, -1, 'keepdims', 'keep_dims') === true ? 'keep' : 'drop')

/** The shape of a constant that stands in the config: nested lists of numbers. */
export function constantShape(value: Json | undefined): Shape {
  const sizes: number[] = []
  let inside: Json | undefined = plain(value)
  for (; Array.isArray(inside) && sizes.length < 16; inside = inside[0]) sizes.push(inside.length)
  return typeof inside === 'number' || typeof inside === 'boolean' || typeof inside === 'string' || sizes.length > 0 ? sizes : null
}

/** Every operand of an elementwise operation, constants included. */
export function elementwise(call: Call): readonly Tensor[] {
  const all = [...call.args, ...[...call.kwargs].flatMap(([name, value]) => (name === 'name' || name === 'out' ? [] : [value]))]
  return all.flatMap((value) => {
    if ('json' in value) {
      const shape = value.json === null ? undefined : constantShape(value.json)
      return shape === undefined ? [] : [tensor(null, shape)]
    }
    return tensorsIn(value)
  })
}
