import { shapeAt } from '../../shapes/shape.ts'
import { type GraphNode, nodeName, shapesAttribute, tensorOf } from './graph.ts'
import { OPS } from './ops.ts'
import { SIGNAL_OPS } from './signal-ops.ts'
import { type Tensor, UNKNOWN } from './tensor.ts'

/**
 * The outputs of any node: the rules of ops applied from the leaves, each node once. Loops (Merge ← NextIteration) leave unknown what
 * only a run decides. An op without a rule has one output, of which `_output_shapes` may tell the shape.
 */
export function evaluator(nodes: ReadonlyMap<string, () => GraphNode>, producer: number): (name: string) => readonly Tensor[] {
  const done = new Map<string, readonly Tensor[]>()
  const open = new Set<string>()
  return (name) => {
    // an explicit stack: graphs are deeper than ours
    const stack = [name]
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const node = done.has(top) ? undefined : nodes.get(top)?.()
      if (node === undefined) {
        stack.pop()
        continue
      }
      const sources = dataInputs(node)
      const waiting = open.has(top) ? [] : sources.map(nodeName).filter((source) => !done.has(source) && !open.has(source) && nodes.has(source))
      open.add(top)
      if (waiting.length > 0) {
        stack.push(...waiting)
        continue
      }
      done.set(
        top,
        apply(
          node,
          sources.map((source) => outputOf(done, source)),
          producer,
        ),
      )
      stack.pop()
    }
    return done.get(name) ?? [UNKNOWN]
  }
}

const dataInputs = (node: GraphNode): string[] => node.inputs.filter((input) => !input.startsWith('^'))

function outputOf(done: ReadonlyMap<string, readonly Tensor[]>, input: string): Tensor {
  const place = tensorOf(input)
  return (place === undefined ? undefined : done.get(place.node)?.[place.output]) ?? UNKNOWN
}

function apply(node: GraphNode, inputs: readonly Tensor[], producer: number): readonly Tensor[] {
  const outputs = (OPS.get(node.op) ?? SIGNAL_OPS.get(node.op))?.({ node, inputs, producer }) ?? [UNKNOWN]
  if (outputs.every((output) => output.shape !== null)) return outputs
  const recorded = shapesAttribute(node, '_output_shapes')
  return outputs.map((output, i) => (output.shape === null ? { ...output, shape: shapeAt(recorded[i] ?? null, `${node.name}:${i}`) } : output))
}
