/** Where the story is told while it runs. Lines are made safe by the implementation (report/escape.ts): callers pass raw text. */
export interface Log {
  /** One step of the story; nested lines belong to it. */
  group<T>(title: string, work: () => Promise<T>): Promise<T>
  info(line: string): void
  notice(line: string): void
}

/** Bytes of one long step: called often, prints seldom. */
export type Progress = (step: string, done: number, total: number) => void

/** A line at most every five seconds: percent, rate and remaining time. Short work prints nothing. */
export function progressLines(log: Pick<Log, 'info'>, now: () => number): Progress {
  let step = ''
  let started = 0
  let last = 0
  return (name, done, total) => {
    const at = now()
    if (name !== step) {
      step = name
      started = at
      last = at
    }
    if (at - last < 5000 || total === 0) return
    last = at
    const rate = done / ((at - started) / 1000)
    const left = rate > 0 ? Math.ceil((total - done) / rate) : 0
    log.info(`${name}: ${Math.floor((100 * done) / total)} % of ${printBytes(total)}, ${printBytes(rate)}/s, ${left} s left`)
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
