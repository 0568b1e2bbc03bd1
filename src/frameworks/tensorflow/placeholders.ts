import type { Shape } from '../../contract/types.ts'
import { type GraphNode, shapeAttribute } from './graph.ts'

/** Ops whose value callers feed. `PlaceholderWithDefault` may be left out. */
export const PLACEHOLDERS: ReadonlySet<string> = new Set(['Placeholder', 'PlaceholderV2', 'PlaceholderWithDefault'])

/** Graphs of this producer version or older could not tell a scalar from an unknown shape. Source: array_ops.cc, shape function of Placeholder. */
const LAST_LEGACY_PRODUCER = 21

/** The shape a placeholder accepts; null where it is open, also for the scalar of a legacy graph. */
export function placeholderShape(node: GraphNode, producer: number): Shape {
  const shape = shapeAttribute(node, 'shape')
  const ambiguous = node.op === 'Placeholder' && shape?.length === 0 && producer <= LAST_LEGACY_PRODUCER
  return ambiguous ? null : shape
}
