import type { UserError } from '../errors.ts'
import { forLog } from '../report/escape.ts'

/** One line of JSON for programs. */
export function errorJson(error: UserError): string {
  const { code, message, remedy, where } = error
  return JSON.stringify({ error: { code, message, remedy, ...(where && { where }) } })
}

/** What happened, where, and what to write instead; model text is made visible, the remedy keeps its lines (it may hold a whole file to paste). */
export function errorText(error: UserError): string {
  const { file, line, column, key } = error.where ?? {}
  const place = [file && `${file}${line ? `:${line}` : ''}${line && column ? `:${column}` : ''}`, key].filter(Boolean).join(' ')
  const remedy = error.remedy.split('\n').map((text) => forLog(text))
  return [`error ${error.code}${place ? ` at ${forLog(place)}` : ''}`, `  ${forLog(error.message, 4000)}`, ...remedy.map((text) => `  ${text}`)].join(
    '\n',
  )
}

/**
 * 1: the model, the verdict or the registry says no. 2: the call is wrong or the machine lacks something.
 * (`oras-missing` is 1: it is the registry that could not be asked.)
 */
export function exitCodeOf(error: UserError): 1 | 2 {
  switch (error.code) {
    case 'input-invalid':
    case 'event-refused':
    case 'docker-missing':
    case 'builder-unsuitable':
    case 'permission-missing':
    case 'disk-full':
      return 2
    default:
      return 1
  }
}
