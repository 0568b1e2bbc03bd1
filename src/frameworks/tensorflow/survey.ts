import type { Finding } from '../framework.ts'
import { EXAMPLE_PARSERS } from './examples.ts'
import type { Graph, GraphNode } from './graph.ts'

/** Ops that reach outside the graph while it runs. Source: tensorflow/core/ops/{io_ops,script_ops}.cc. */
const REACHING_OUT: ReadonlyMap<string, Pick<Finding, 'severity' | 'message'>> = new Map([
  ['WriteFile', { severity: 'high', message: 'writes a file when it runs' }],
  ['ReadFile', { severity: 'medium', message: 'reads a file when it runs' }],
  ['PyFunc', { severity: 'medium', message: 'calls back into the Python process that runs it' }],
  ['PyFuncStateless', { severity: 'medium', message: 'calls back into the Python process that runs it' }],
  ['EagerPyFunc', { severity: 'medium', message: 'calls back into the Python process that runs it' }],
])

/** Findings of one file: enough to act on. */
const MAX_FINDINGS = 100

/** What one walk over all nodes and function bodies tells. */
export interface Survey {
  readonly findings: readonly Finding[]
  /** Nodes that take a value from callers; functions have arguments instead. */
  readonly placeholders: ReadonlyMap<string, GraphNode>
  /** Some node parses serialized tf.Example records. */
  readonly parses: boolean
}

export function survey(graph: Graph, file: string): Survey {
  const findings: Finding[] = []
  const placeholders = new Map<string, GraphNode>()
  let parses = false
  const look = (node: GraphNode): void => {
    parses ||= EXAMPLE_PARSERS.has(node.op)
    const reach = REACHING_OUT.get(node.op)
    if (reach !== undefined && findings.length < MAX_FINDINGS) {
      findings.push({ severity: reach.severity, message: `${node.op} ${reach.message}`, where: `${file}: node ${node.name}` })
    }
  }
  for (const { node } of graph.nodes()) {
    look(node)
    if (node.op === 'Placeholder') placeholders.set(node.name, node)
  }
  for (const body of graph.bodies()) for (const node of body) look(node)
  return { findings, placeholders, parses }
}
