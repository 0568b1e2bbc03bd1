import { modelsOf } from '../models.ts'
import { forLog } from '../report/escape.ts'
import { placeRows } from '../report/outputs.ts'
import type { Call } from './call.ts'
import { terminalPorts } from './ports.ts'

/** `mlambda models DIR…`: what a run over these paths would be about, one line each; with `--json` as the output `models` of mode `discover`. */
export async function models(call: Call): Promise<number> {
  const inputs = call.inputs(...call.operands)
  const { chosen } = await modelsOf(inputs, { mode: 'validate', because: 'command models', onDemand: false }, await terminalPorts(inputs))
  const rows = placeRows(chosen)
  process.stdout.write(call.json ? `${JSON.stringify(rows)}\n` : rows.map(({ name, path }) => `${forLog(name)}  ${forLog(path)}\n`).join(''))
  return 0
}
