import type { Inputs } from '../inputs.ts'
import { openPorts } from '../open-ports.ts'
import { originOf } from '../origin.ts'
import type { Ports } from '../ports.ts'
import { run } from '../tools/run.ts'
import { terminalLog } from './terminal-log.ts'

/** The outside world of a command, opened when the first command needs it. */
export async function terminalPorts(inputs: Inputs): Promise<Ports> {
  return openPorts(inputs, terminalLog, await originOf(process.env, run, '.'))
}
