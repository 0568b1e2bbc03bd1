import { UserError } from '../errors.ts'
import { inferAt } from '../infer.ts'
import { contractJson } from '../report/json.ts'
import { renderContract } from '../report/terminal.ts'
import type { Call } from './call.ts'
import { errorJson, errorText, exitCodeOf } from './failure.ts'

/** `mlambda infer DIR…`: one answer each; a model that cannot be read does not stop the others. */
export async function infer(call: Call): Promise<number> {
  let worst = 0
  for (const path of call.operands) {
    try {
      const model = await inferAt(call.inputs(path))
      const width = process.stdout.columns ?? 160
      process.stdout.write(
        call.json ? `${contractJson(model)}\n` : renderContract(model.name, model.told, { color: process.stdout.isTTY === true, width }),
      )
      model.discovered.files.close()
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      if (call.json) process.stdout.write(`${errorJson(error)}\n`)
      else process.stderr.write(`${path}: ${errorText(error)}\n`)
      worst = Math.max(worst, exitCodeOf(error))
    }
  }
  return worst
}
