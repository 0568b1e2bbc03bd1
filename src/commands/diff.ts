import { diff } from '../contract/diff.ts'
import { levelOf } from '../contract/level.ts'
import { contractAt } from '../contract-at.ts'
import type { Ports } from '../ports.ts'
import type { Comparison } from '../registry/types.ts'
import { renderChanges } from '../report/terminal.ts'
import type { Call } from './call.ts'
import { terminalPorts } from './ports.ts'
import { terminal } from './publish.ts'

/** `mlambda diff OLD NEW`: what happens to callers of OLD who meet NEW. Finding changes is no failure. */
export async function diffCommand(call: Call): Promise<number> {
  await diffSides(call, call.operands[0] ?? '', call.operands[1] ?? '')
  return 0
}

/** Compares and prints. Contracts alone are compared: equal contracts are `unchanged`, whatever the weights are. */
export async function diffSides(call: Call, old: string, next: string): Promise<Comparison> {
  const inputs = call.inputs('.')
  let opened: Promise<Ports> | undefined
  const ports = (): Promise<Ports> => {
    opened ??= terminalPorts(inputs)
    return opened
  }
  const [promise, offer] = [await contractAt(old, inputs, ports), await contractAt(next, inputs, ports)]
  const changes = diff(promise.contract, offer.contract)
  const comparison = { level: levelOf(changes, { contentChanged: false, strict: inputs.breaking === 'strict' }), changes }
  process.stdout.write(call.json ? `${JSON.stringify(comparison)}\n` : renderChanges(promise.label, offer.label, comparison, terminal()))
  return comparison
}
