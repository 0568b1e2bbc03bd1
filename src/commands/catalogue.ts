import { join } from 'node:path'
import { writeSite } from '../catalogue/write.ts'
import { forLog } from '../report/escape.ts'
import { numberingOf } from '../verdict.ts'
import type { Call } from './call.ts'
import { terminalPorts } from './ports.ts'

/** `mlambda catalogue IMAGE… --out DIR`: a static site about collections. Exit code 1 where one of them could not be read. */
export async function catalogue(call: Call): Promise<number> {
  const inputs = call.inputs('.')
  const out = call.out || 'site'
  const written = await writeSite({ images: call.operands, out, numbering: numberingOf(inputs) }, await terminalPorts(inputs))
  const { models, unreadable } = written
  if (call.json)
    process.stdout.write(`${JSON.stringify({ out, models: models.map(({ name, image, page }) => ({ name, image, page })), unreadable })}\n`)
  else
    process.stdout.write(
      `${models.length} models: open ${forLog(join(out, 'index.html'))}\n${unreadable.map(({ image, reason }) => `not readable: ${forLog(`${image}: ${reason}`)}\n`).join('')}`,
    )
  return unreadable.length > 0 ? 1 : 0
}
