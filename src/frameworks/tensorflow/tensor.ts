import { type Shape, shapeAt } from '../../shapes/shape.ts'
import type { Values } from '../../shapes/values.ts'
import type { GraphNode } from './graph.ts'
import { placeholderShape } from './placeholders.ts'

/** What is known of a tensor: its DataType number (0 unknown), its shape, and its elements if it is a small integer tensor. */
export interface Tensor {
  readonly type: number
  readonly shape: Shape
  readonly values?: Values
}

/** One node with what flows into it. */
export interface Call {
  readonly node: GraphNode
  /** Data inputs in order, control inputs left out. */
  readonly inputs: readonly Tensor[]
  readonly producer: number
}

/** From what flows in to what flows out, one entry per output that callers may fetch. */
export type OpRule = (call: Call) => readonly Tensor[]

export const UNKNOWN: Tensor = { type: 0, shape: null }

/** A placeholder as a source of shapes: its open axes are symbols of its own. */
export const placeholderTensor = (node: GraphNode, type: number, producer: number): Tensor => ({
  type,
  shape: shapeAt(placeholderShape(node, producer), node.name),
})
