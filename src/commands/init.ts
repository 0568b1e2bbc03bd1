import { inferAt } from '../infer.ts'
import { writeDefinition } from '../model/init.ts'
import type { Call } from './call.ts'

/** `mlambda init DIR`: a definition file on stdout, ready to be saved beside the model. */
export async function init(call: Call): Promise<number> {
  const model = await inferAt(call.inputs(call.operands[0] ?? '.'))
  process.stdout.write(writeDefinition(model.contract, { name: model.name }))
  return 0
}
