/** Where the story is told while it runs. Lines are made safe by the implementation (report/escape.ts): callers pass raw text. */
export interface Log {
  /** One step of the story; nested lines belong to it. */
  group<T>(title: string, work: () => Promise<T>): Promise<T>
  info(line: string): void
  notice(line: string): void
}

/** Bytes of one long step: called often, prints seldom. `total` 0: another program works, and tells no bytes. */
export type Progress = (step: string, done: number, total: number) => void

/** Milliseconds between two lines of the same step. */
const EVERY = 5000

/**
 * A line at most every five seconds for each step: percent, rate and remaining time. Short work prints nothing. Steps may run side by side (layers
 * are read while others are sent); a step whose bytes begin anew is told anew.
 * Where nobody knows how much there is to do (`total` 0), the time that has passed is told.
 */
export function progressLines(log: Pick<Log, 'info'>, now: () => number): Progress {
  const steps = new Map<string, { readonly started: number; readonly before: number; last: number; done: number }>()
  return (name, done, total) => {
    const at = now()
    let step = steps.get(name)
    if (step === undefined || done < step.done) {
      step = { started: at, before: done, last: at, done }
      steps.set(name, step)
    }
    step.done = done
    if (at - step.last < EVERY) return
    step.last = at
    const seconds = (at - step.started) / 1000
    if (total === 0) {
      log.info(`${name}: for ${Math.floor(seconds)} s`)
      return
    }
    const rate = (done - step.before) / seconds
    const left = rate > 0 ? `, ${Math.ceil((total - done) / rate)} s left` : ''
    log.info(`${name}: ${Math.floor((100 * done) / total)} % of ${printBytes(total)}, ${printBytes(rate)}/s${left}`)
  }
}

/** `1.4 GB`, powers of 1000 as registries count. */
export function printBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  let value = bytes
  let unit = 0
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000
    unit++
  }
  return `${value >= 100 || unit === 0 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`
}
