import type { Finding } from '../framework.ts'
import type { Graph } from './graph.ts'

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

export function findingsOf(graph: Graph, file: string): Finding[] {
  const found: Finding[] = []
  for (const body of [graph.nodes.values(), ...graph.functions]) {
    for (const node of body) {
      const reach = REACHING_OUT.get(node.op)
      if (reach !== undefined && found.length < MAX_FINDINGS) {
        found.push({ severity: reach.severity, message: `${node.op} ${reach.message}`, where: `${file}: node ${node.name}` })
      }
    }
  }
  return found
}
