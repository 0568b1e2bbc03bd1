import type { DType } from '../../../contract/types.ts'
import {
  type Cut,
  concat,
  gather,
  insertAxis,
  pad,
  pieces,
  reshape,
  slice,
  split,
  squeeze,
  tile,
  transpose,
  unify,
  unsqueeze,
} from '../../../shapes/arrange.ts'
import { axisOf, elements, type Shape, withAxis } from '../../../shapes/shape.ts'
import { add, multiply, type Size } from '../../../shapes/size.ts'
import { depthToSpace, slide, spaceToDepth } from '../../../shapes/window.ts'
import type { Call, Rule } from '../call.ts'
import { get, isList, isObject, type Json, objectAt, sizesOf, textAt } from '../json.ts'
import { fromFirst, toFirst } from '../layers/settings.ts'
import type { Rules } from '../layers/types.ts'
import { broadcastOpen, dtypeOf, isFloat, promote, type Tensor, tensor } from '../tensor.ts'
import { axisSetting, constantShape, first, operands, setting, shapeOf } from './operands.ts'

/** Operations that move elements. Source: keras/src/ops/{numpy,core,nn,image}.py, tensorflow/python/ops/array_ops.py. */

const moved =
  (change: (shape: Shape, call: Call) => Shape): Rule =>
  (call) => [tensor(first(call).type, change(shapeOf(call), call))]

const listSetting = (call: Call, position: number, ...names: readonly string[]) => sizesOf(setting(call, position, ...names), 'single')

const fixed = (sizes: readonly (number | null)[] | undefined): readonly number[] | null =>
  sizes?.every((size): size is number => size !== null) ? (sizes as readonly number[]) : null

/** The equal axes of joined tensors, where one of them knows more. */
const joinedShapes = (call: Call): readonly Shape[] => operands(call).map((one) => one.shape)

const stackRule: Rule = (call) => {
  const shapes = joinedShapes(call)
  const shape = shapes.reduce<Shape>((a, b) => unify(a, b), null)
  const axis = axisSetting(call, 1, 0)
  return [tensor(promote(operands(call).map((one) => one.type)), axis === null ? null : insertAxis(shape, axis, shapes.length))]
}

/** Indices or counts: `3` equal parts, `[2, 4]` cuts (Keras 3, NumPy) or sizes (TensorFlow). */
const splitRule: Rule = (call) => {
  const parts = setting(call, 1, 'indices_or_sections', 'num_or_size_splits')
  const axis = axisSetting(call, 2, 0)
  const { type, shape } = first(call)
  const at = axis === null || shape === null ? null : axisOf(axis, shape.length)
  const size = at === null ? null : (shape?.[at] ?? null)
  const sizes = partsOf(parts, size, call.className === 'TFOpLambda' ? 'sizes' : 'cuts')
  return sizes && split(shape, axis ?? 0, sizes).map((part) => tensor(type, axis === null ? null : part))
}

function partsOf(parts: Json | undefined, size: Size, meaning: 'sizes' | 'cuts'): readonly Size[] | null {
  if (typeof parts === 'number') return parts >= 1 && parts <= 1000 ? pieces(size, parts) : null
  const list = fixed(sizesOf(parts))
  if (list === null || list.length > 1000) return null
  if (meaning === 'sizes') return list.map((part) => (part < 0 ? null : part))
  return [...list, null].map((end, i) => {
    const start = i === 0 ? 0 : (list[i - 1] ?? 0)
    return end === null ? add(size, -start) : end - start
  })
}

const unstackRule: Rule = (call) => {
  const { type, shape } = first(call)
  const axis = axisSetting(call, 2, 0)
  const at = axis === null || shape === null ? null : axisOf(axis, shape.length)
  const given = setting(call, -1, 'num')
  const count = typeof given === 'number' ? given : at === null ? null : (shape?.[at] ?? null)
  if (typeof count !== 'number' || count > 1000) return null
  const part = at === null || shape === null ? null : shape.filter((_, i) => i !== at)
  return Array.from({ length: count }, () => tensor(type, part))
}

/** Entries along an axis; without one Keras 3 takes from the flattened tensor. */
const takeRule: Rule = (call) => {
  const [source, indices] = operands(call)
  const constant = setting(call, 1, 'indices')
  const index = indices?.shape ?? constantShape(constant)
  const axis = setting(call, 2, 'axis')
  const batched = setting(call, -1, 'batch_dims')
  if (source === undefined || (typeof batched === 'number' && batched !== 0)) return null
  if (axis === undefined || axis === null) return [tensor(source.type, call.className === 'TFOpLambda' ? gather(source.shape, index, 0) : index)]
  return [tensor(source.type, typeof axis === 'number' ? gather(source.shape, index, axis) : null)]
}

// ------------------------------------------------------------------------------------------------ slices

/** `x[:, 1:4, ..., None, 0]` as both Keras 2 (`slice_spec`) and 3 (`__slice__`, `__ellipsis__`) write it. */
const getItem: Rule = (call) => {
  const raw = setting(call, 1, 'slice_spec', 'key')
  const { type, shape } = first(call)
  if (raw === undefined || shape === null) return [tensor(type, null)]
  return [tensor(type, indexed(shape, isList(raw) ? raw : [raw]))]
}

function indexed(shape: readonly Size[], items: readonly Json[]): Shape {
  const isNew = (item: Json): boolean => item === null
  const isRest = (item: Json): boolean => textAt(item, 'class_name') === '__ellipsis__'
  const used = items.filter((item) => !isNew(item) && !isRest(item)).length
  if (used > shape.length) return null
  const rest = items.findIndex(isRest)
  const list = rest < 0 ? items : [...items.slice(0, rest), ...Array.from({ length: shape.length - used }, () => ({})), ...items.slice(rest + 1)]
  const out: Size[] = []
  let axis = 0
  for (const item of list) {
    if (isNew(item)) {
      out.push(1)
      continue
    }
    const size = shape[axis++] ?? null
    if (typeof item === 'number') continue
    if (!isObject(item)) return null
    const bounds = objectAt(item, 'config') ?? item
    out.push(cutOf(size, bounds))
  }
  return [...out, ...shape.slice(axis)]
}

function cutOf(size: Size, bounds: Json): Size {
  const [start, stop, step] = [get(bounds, 'start'), get(bounds, 'stop'), get(bounds, 'step')]
  if ([start, stop, step].some((one) => one !== null && one !== undefined && typeof one !== 'number')) return null
  const by = typeof step === 'number' ? step : 1
  const cut: Cut = {
    axis: 0,
    start: typeof start === 'number' ? start : by > 0 ? 0 : -1,
    end: typeof stop === 'number' ? stop : by > 0 ? Number.MAX_SAFE_INTEGER : -Number.MAX_SAFE_INTEGER,
    step: by,
  }
  const found = slice([size], [cut])?.[0] ?? null
  if (found !== null || typeof size === 'number') return found
  // an axis of any size stays one of any size, if a smaller one
  return size === null ? null : openSlice(size)
}

const openSlice = (size: Size): Size => add(size, 0)

const sliceRule: Rule = moved((shape, call) => {
  const sizes = listSetting(call, 2, 'size', 'shape')
  const begin = listSetting(call, 1, 'begin', 'start_indices')
  return sizes === undefined ? null : sizes.map((size, i) => (size === -1 ? add(shape?.[i] ?? null, -(begin?.[i] ?? 0)) : size))
})

// ------------------------------------------------------------------------------------------------ sizes of tensors

const shapeType = (call: Call): DType => dtypeOf(String(setting(call, -1, 'out_type') ?? '')) ?? 'int32'

// ------------------------------------------------------------------------------------------------ windows and pictures

/** Pooling functions of Keras 3 and `tf.nn`. */
const poolRule: Rule = moved((shape, call) => {
  if (shape === null || shape.length < 3) return null
  const isFirst = /^NC|channels_first/.test(String(setting(call, -1, 'data_format') ?? ''))
  const input = toFirst(shape, isFirst)
  const rank = shape.length - 2
  const spread = (value: Json | undefined): readonly number[] | null => {
    const list = fixed(sizesOf(value, 'single'))
    if (list === null) return null
    if (list.length === 1) return Array.from({ length: rank }, () => list[0] ?? 1)
    return list.length === rank ? list : list.length === rank + 2 ? (isFirst ? list.slice(2) : list.slice(1, -1)) : null
  }
  const kernel = spread(setting(call, 1, 'pool_size', 'ksize'))
  const strides = spread(setting(call, 2, 'strides') ?? undefined) ?? kernel
  const padding = String(setting(call, 3, 'padding') ?? 'valid').toLowerCase() === 'same' ? 'same' : 'valid'
  if (kernel === null || strides === null || input === null) return null
  const spatial = kernel.map((size, i) =>
    slide(input[i + 2] ?? null, { kernel: size, stride: strides[i] ?? size, dilation: 1, padding, rounding: 'floor' }),
  )
  return fromFirst([input[0] ?? null, input[1] ?? null, ...spatial], isFirst)
})

const resizeRule: Rule = (call) => {
  const { shape, type } = first(call)
  const size = listSetting(call, 1, 'size', 'image_size')
  const isFirst = setting(call, -1, 'data_format') === 'channels_first'
  const result = call.className === 'TFOpLambda' && setting(call, -1, 'method') !== 'nearest' ? 'float32' : isFloat(type) ? type : null
  if (shape === null || size?.length !== 2 || shape.length < 3) return [tensor(result, null)]
  const rows = shape.length - (isFirst ? 2 : 3)
  return [
    tensor(
      result,
      shape.map((old, axis) => (axis === rows ? (size[0] ?? null) : axis === rows + 1 ? (size[1] ?? null) : old)),
    ),
  ]
}

// ------------------------------------------------------------------------------------------------ TensorFlow ops of Keras 2.2-tf

/** `TensorFlowOpLayer`: a NodeDef as JSON, with constant operands by position. The few ops whose constants decide the shape. */
const tensorFlowOp: Rule = (call) => {
  const node = objectAt(call.config, 'node_def')
  const constants = objectAt(call.config, 'constants')
  const { type, shape } = first(call)
  const target = sizesOf(get(constants, '1'), 'single')
  switch (textAt(node, 'op')) {
    case 'Reshape':
      return [
        tensor(
          type,
          target === undefined
            ? null
            : reshape(
                shape,
                target.map((size) => size ?? -1),
                'empty',
              ),
        ),
      ]
    case 'Transpose':
      return [tensor(type, target === undefined ? null : transpose(shape, fixed(target) ?? undefined))]
    case 'ExpandDims':
      return [tensor(type, target === undefined ? null : unsqueeze(shape, target))]
    case 'Relu':
    case 'Sigmoid':
    case 'Tanh':
    case 'Softmax':
    case 'Exp':
    case 'Sqrt':
    case 'Square':
    case 'Neg':
    case 'Abs':
    case 'Identity':
      return [tensor(type, shape)]
    case 'Add':
    case 'AddV2':
    case 'Sub':
    case 'Mul':
    case 'RealDiv':
    case 'Maximum':
    case 'Minimum':
      return [
        tensor(
          type,
          [...call.inputs.slice(1).map((one) => one.shape), ...Object.values(constants ?? {}).map(constantShape)].reduce<Shape>(broadcastOpen, shape),
        ),
      ]
    default:
      return null
  }
}

export const ARRANGING: Rules = {
  getitem: getItem,
  slice: sliceRule,
  reshape: moved((shape, call) => {
    const target = listSetting(call, 1, 'newshape', 'new_shape', 'shape')
    return target === undefined
      ? null
      : reshape(
          shape,
          target.map((size) => size ?? -1),
          'empty',
        )
  }),
  ravel: moved((shape) => [elements(shape)]),
  transpose: moved((shape, call) => {
    const axes = setting(call, 1, 'axes', 'perm')
    if (axes === null || axes === undefined) return transpose(shape)
    const order = fixed(sizesOf(axes))
    return order && transpose(shape, order)
  }),
  moveaxis: moved((shape, call) => {
    const [source, target] = [fixed(listSetting(call, 1, 'source')), fixed(listSetting(call, 2, 'destination'))]
    if (shape === null || source === null || target === null || source.length !== target.length) return null
    const from = source.map((axis) => axisOf(axis, shape.length))
    const order: (number | undefined)[] = shape.map(() => undefined)
    target.forEach((axis, i) => {
      const to = axisOf(axis, shape.length)
      if (to !== null) order[to] = from[i] ?? undefined
    })
    const rest = shape.map((_, axis) => axis).filter((axis) => !from.includes(axis))
    return transpose(
      shape,
      order.map((axis) => axis ?? rest.shift() ?? 0),
    )
  }),
  swapaxes: moved((shape, call) => {
    const [a, b] = [setting(call, 1, 'axis1'), setting(call, 2, 'axis2')]
    if (shape === null || typeof a !== 'number' || typeof b !== 'number') return null
    const [i, j] = [axisOf(a, shape.length), axisOf(b, shape.length)]
    return i === null || j === null ? null : shape.map((size, axis) => (axis === i ? (shape[j] ?? null) : axis === j ? (shape[i] ?? null) : size))
  }),
  expanddims: moved((shape, call) => unsqueeze(shape, fixed(listSetting(call, 1, 'axis')))),
  squeeze: moved((shape, call) => {
    const axis = setting(call, 1, 'axis')
    return axis === null || axis === undefined || (isList(axis) && axis.length === 0)
      ? squeeze(shape, 'ones')
      : squeeze(shape, fixed(sizesOf(axis, 'single')))
  }),
  ...named('concatenate concat', (call) => {
    const axis = axisSetting(call, 1, 0)
    return [tensor(promote(operands(call).map((one) => one.type)), axis === null ? null : concat(joinedShapes(call), axis))]
  }),
  stack: stackRule,
  split: splitRule,
  unstack: unstackRule,
  ...named('take gather', takeRule),
  takealongaxis: (call) => {
    const [source, indices] = operands(call)
    const axis = axisSetting(call, 2, -1)
    if (source === undefined || indices === undefined || axis === null) return null
    const size = axisValue(indices.shape, axis)
    return [tensor(source.type, withAxis(source.shape, axis, size))]
  },
  repeat: moved((shape, call) => {
    const [count, axis] = [setting(call, 1, 'repeats'), setting(call, 2, 'axis')]
    if (axis === null || axis === undefined) return [typeof count === 'number' ? multiply(elements(shape), count) : null]
    return typeof axis === 'number' ? withAxis(shape, axis, typeof count === 'number' ? multiply(axisValue(shape, axis), count) : null) : null
  }),
  tile: moved((shape, call) => {
    const repeats = fixed(listSetting(call, 1, 'repeats', 'multiples'))
    if (shape === null || repeats === null) return null
    const rank = Math.max(shape.length, repeats.length)
    const full = (list: readonly Size[]): readonly Size[] => [...Array.from({ length: rank - list.length }, () => 1), ...list]
    return tile(full(shape), full(repeats))
  }),
  pad: moved((shape, call) => {
    const widths = setting(call, 1, 'pad_width', 'paddings')
    const list = isList(widths) ? widths.map((pair) => fixed(sizesOf(pair))) : []
    return list.length > 0 && list.every((pair) => pair?.length === 2)
      ? pad(
          shape,
          list.map((pair) => pair?.[0] ?? 0),
          list.map((pair) => pair?.[1] ?? 0),
        )
      : null
  }),
  broadcastto: moved((shape, call) => {
    const target = listSetting(call, 1, 'shape')
    return target === undefined
      ? null
      : broadcastOpen(
          shape,
          target.map((size) => size ?? null),
        )
  }),
  diff: moved((shape, call) => {
    const [n, axis] = [setting(call, 1, 'n') ?? 1, axisSetting(call, 2, -1)]
    return typeof n === 'number' && axis !== null ? withAxis(shape, axis, add(axisValue(shape, axis), -n)) : null
  }),
  onehot: (call) => {
    const depth = setting(call, 1, 'num_classes', 'depth')
    const axis = axisSetting(call, 2, -1)
    const type = dtypeOf(String(setting(call, -1, 'dtype') ?? 'float32'))
    return [tensor(type, axis === null ? null : insertAxis(shapeOf(call), axis, typeof depth === 'number' ? depth : null))]
  },
  shape: (call) => [tensor(shapeType(call), [shapeOf(call)?.length ?? null])],
  size: (call) => [tensor(shapeType(call), [])],
  rank: () => [tensor('int32', [])],
  ...named('maxpool averagepool avgpool maxpool1d maxpool2d maxpool3d avgpool1d avgpool2d avgpool3d', poolRule),
  ...named('resize resizeimages resizeimagesv2', resizeRule),
  depthtospace: moved((shape, call) => blocks(shape, setting(call, 1, 'block_size'), depthToSpace)),
  spacetodepth: moved((shape, call) => blocks(shape, setting(call, 1, 'block_size'), spaceToDepth)),
  ...named(
    'segmentsum segmentmax',
    moved((shape, call) => {
      const count = setting(call, 2, 'num_segments')
      return withAxis(shape, 0, typeof count === 'number' ? count : null)
    }),
  ),
  convtranspose: (call) => channelsOfKernel(call, -2),
  conv: (call) => channelsOfKernel(call, -1),
  tensorflowoplayer: tensorFlowOp,
}

function named(names: string, rule: Rule): Rules {
  return Object.fromEntries(names.split(' ').map((name) => [name, rule]))
}

function axisValue(shape: Shape, axis: number): Size {
  const at = shape === null ? null : axisOf(axis, shape.length)
  return at === null ? null : (shape?.[at] ?? null)
}

function blocks(shape: Shape, size: Json | undefined, rule: (shape: Shape, block: number) => Shape): Shape {
  return typeof size === 'number' ? fromFirst(rule(toFirst(shape, false), size), false) : null
}

/** Convolutions with a constant kernel: the channels stand in it, the rest is left open. */
function channelsOfKernel(call: Call, axis: number): readonly Tensor[] {
  const { type, shape } = first(call)
  const kernel = operands(call)[1]?.shape ?? constantShape(setting(call, 1, 'kernel'))
  if (shape === null || setting(call, -1, 'data_format') === 'channels_first') return [tensor(type, null)]
  return [tensor(type, [shape[0] ?? null, ...shape.slice(1, -1).map(() => null), kernel?.at(axis) ?? null])]
}
