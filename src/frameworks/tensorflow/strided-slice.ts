import { sliced } from '../../shapes/arrange.ts'
import type { Shape } from '../../shapes/shape.ts'
import type { Size } from '../../shapes/size.ts'
import type { Values } from '../../shapes/values.ts'
import { type GraphNode, intAttribute } from './graph.ts'
import type { Tensor } from './tensor.ts'

/**
 * StridedSlice(input, begin, end, strides) with its five bit masks. Source: tensorflow/core/util/strided_slice_op.cc.
 * The type is the caller's to add.
 */
export function stridedSlice(node: GraphNode, inputs: readonly Tensor[]): Omit<Tensor, 'type'> {
  const [data, begin, end, strides] = inputs
  const mask = (name: string): number => intAttribute(node, name) ?? 0
  const axes = begin?.values?.length ?? strides?.values?.length
  if (data === undefined || axes === undefined) return { shape: null }
  const specs = Array.from({ length: axes }, (_, i): Spec => {
    const bit = 2 ** i
    const has = (name: string): boolean => (mask(name) & bit) !== 0
    if (has('ellipsis_mask')) return { kind: 'ellipsis' }
    if (has('new_axis_mask')) return { kind: 'new' }
    const step = strides?.values?.[i] ?? null
    const start = has('begin_mask') ? (typeof step === 'number' && step < 0 ? -1 : 0) : (begin?.values?.[i] ?? null)
    if (has('shrink_axis_mask')) return { kind: 'index', start }
    const stop = has('end_mask') ? (typeof step === 'number' && step < 0 ? -(2 ** 31) : 2 ** 31) : (end?.values?.[i] ?? null)
    return { kind: 'range', start, stop, step }
  })
  if (data.shape === null) return { shape: null }
  const values = data.shape.length === 1 && specs.length === 1 ? picked(data.values, specs[0]) : undefined
  const shape = sizes(data.shape, specs)
  return values === undefined ? { shape } : { shape, values }
}

type Spec =
  | { readonly kind: 'ellipsis' }
  | { readonly kind: 'new' }
  | { readonly kind: 'index'; readonly start: Size }
  | { readonly kind: 'range'; readonly start: Size; readonly stop: Size; readonly step: Size }

function sizes(shape: readonly Size[], specs: readonly Spec[]): Shape {
  const used = specs.filter((spec) => spec.kind === 'index' || spec.kind === 'range').length
  const ellipses = specs.filter((spec) => spec.kind === 'ellipsis').length
  if (used > shape.length || ellipses > 1) return null
  const out: Size[] = []
  let axis = 0
  // without an ellipsis, the axes that are not mentioned follow at the end
  const full: readonly Spec[] = ellipses === 1 ? specs : [...specs, { kind: 'ellipsis' }]
  for (const spec of full) {
    if (spec.kind === 'new') out.push(1)
    else if (spec.kind === 'ellipsis') {
      const rest = shape.length - used
      out.push(...shape.slice(axis, axis + rest))
      axis += rest
    } else {
      if (spec.kind === 'range') out.push(sliced(shape[axis] ?? null, { axis, start: spec.start, end: spec.stop, step: spec.step }))
      axis += 1
    }
  }
  return out
}

/** Elements of a sliced vector of values: `shape(x)[0]`, `shape(x)[1:]`. */
function picked(values: Values | undefined, spec: Spec | undefined): Values | undefined {
  if (values === undefined || spec === undefined) return undefined
  if (spec.kind === 'index') return typeof spec.start === 'number' ? [values.at(spec.start) ?? null] : undefined
  if (spec.kind !== 'range' || spec.step !== 1 || typeof spec.start !== 'number' || typeof spec.stop !== 'number') return undefined
  return values.slice(spec.start, spec.stop)
}
