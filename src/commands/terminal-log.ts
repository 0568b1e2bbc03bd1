import type { Log } from '../log.ts'
import { forLog } from '../report/escape.ts'

/** Progress on stderr, so that stdout holds the answer alone. */
export const terminalLog: Log = {
  group: async (title, work) => {
    process.stderr.write(`${forLog(title)}\n`)
    return await work()
  },
  info: (line) => process.stderr.write(`  ${forLog(line)}\n`),
  notice: (line) => process.stderr.write(`  note: ${forLog(line)}\n`),
}
