import * as core from '@actions/core'
import type { Log } from './log.ts'
import { forLog } from './report/escape.ts'

/** The runner's log: steps are groups, and no line can be taken for a workflow command. */
export const actionLog: Log = {
  group: (title, work) => core.group(forLog(title), work),
  info: (line) => core.info(forLog(line)),
  notice: (line) => core.notice(forLog(line)),
}
