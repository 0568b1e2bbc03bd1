import { promiseOf } from '../against.ts'
import { diff } from '../contract/diff.ts'
import { levelOf } from '../contract/level.ts'
import { contractAt, type Located } from '../contract-at.ts'
import type { Ports } from '../ports.ts'
import type { Comparison } from '../registry/types.ts'
import { renderChanges } from '../report/terminal.ts'
import type { Call } from './call.ts'
import { terminalPorts } from './ports.ts'
import { terminal } from './publish.ts'

/** `mlambda diff OLD NEW`: what happens to callers of OLD who meet NEW. Finding changes is no failure. */
export async function diffCommand(call: Call): Promise<number> {
  const { comparison, labels } = await compareSides(call, call.operands[0] ?? '', call.operands[1] ?? '')
  process.stdout.write(call.json ? `${JSON.stringify(comparison)}\n` : renderChanges(...labels, comparison, terminal()))
  return 0
}

export interface Sides {
  readonly promise: Located
  readonly offer: Located
  readonly labels: readonly [string, string]
  readonly comparison: Comparison
}

/** Two contracts compared; with equal contracts the files are, where both sides have some: other bytes are `weights`. */
export async function compareSides(call: Call, old: string, next: string): Promise<Sides> {
  const inputs = call.inputs('.')
  let opened: Promise<Ports> | undefined
  const ports = (): Promise<Ports> => {
    opened ??= terminalPorts(inputs)
    return opened
  }
  const promise = await contractAt(old, { inputs, ports })
  const offer = await contractAt(next, { inputs, ports })
  const changes = diff(promiseOf(promise, offer.contract), promiseOf(offer, promise.contract))
  const contentChanged = promise.content !== null && offer.content !== null && promise.content !== offer.content
  const comparison = { level: levelOf(changes, { contentChanged, strict: inputs.breaking === 'strict' }), changes }
  return { promise, offer, labels: [promise.label, offer.label], comparison }
}
