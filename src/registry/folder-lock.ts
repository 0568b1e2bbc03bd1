import { randomUUID } from 'node:crypto'
import { link, mkdir, readFile, stat, unlink, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { UserError } from '../errors.ts'

/** Who holds the lock; `started` tells a process from a later one with the same number. */
interface Owner {
  readonly token: string
  readonly host: string
  readonly pid: number
  readonly started: string
}

/** A holder works for milliseconds. On another machine its death can't be seen, only its age: milliseconds. */
const FOREIGN_STALE = 5 * 60_000
/** Give up waiting: milliseconds. */
const PATIENCE = 60_000

/**
 * Runs `work` while no other process does, on this machine or on others that share the folder, and survives the death of holders.
 *
 * `link` of a file that already names its owner takes the lock: it fails if the name exists, so that no lock is ever without an owner.
 * A dead holder's lock is removed only by the one process that created `lock.break.<token of the dead>.<n>`: two waiters who both saw the death
 * can't remove the lock that a third took in between. A breaker that died itself is succeeded by number n + 1.
 * `work` is given `held`, to ask right before its one visible effect.
 */
export async function withLock<T>(folder: string, work: (held: () => Promise<boolean>) => Promise<T>): Promise<T> {
  await mkdir(folder, { recursive: true })
  const lock = join(folder, 'lock')
  const owner: Owner = { token: randomUUID(), host: hostname(), pid: process.pid, started: await startOf(process.pid) }
  const mine = join(folder, `owner.${owner.token}`)
  await writeFile(mine, JSON.stringify(owner), { flag: 'wx' })
  try {
    await take(lock, mine, owner)
    try {
      return await work(async () => (await ownerOf(lock))?.token === owner.token)
    } finally {
      if ((await ownerOf(lock))?.token === owner.token) await unlink(lock)
    }
  } finally {
    await unlink(mine).catch(() => undefined)
  }
}

async function take(lock: string, mine: string, owner: Owner): Promise<void> {
  const began = Date.now()
  for (let wait = 1; ; wait = Math.min(wait * 1.5, 50)) {
    if (await linked(mine, lock)) return
    const holder = await ownerOf(lock)
    if (holder !== null && (await isDead(holder, lock))) await breakLock(lock, mine, holder, owner)
    else if (Date.now() - began > PATIENCE)
      throw new UserError(
        'registry-unreachable',
        `The folder is locked by process ${holder?.pid ?? '?'} on ${holder?.host ?? '?'} for more than ${PATIENCE / 1000} s.`,
        `If nothing writes to it any more, delete ${lock}.`,
      )
    await sleep(wait * (0.5 + Math.random()))
  }
}

/** Removes the lock of a dead holder, if nobody else has the right to. */
async function breakLock(lock: string, mine: string, dead: Owner, owner: Owner): Promise<void> {
  for (let n = 0; ; n++) {
    const right = `${lock}.break.${dead.token}.${n}`
    if (!(await linked(mine, right))) {
      const breaker = await ownerOf(right)
      if (breaker !== null && breaker.token !== owner.token && (await isDead(breaker, right))) continue
      return
    }
    if ((await ownerOf(lock))?.token === dead.token) await unlink(lock)
    return
  }
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
}

async function ownerOf(file: string): Promise<Owner | null> {
  try {
    const json: unknown = JSON.parse(await readFile(file, 'utf8'))
    if (typeof json !== 'object' || json === null) return null
    const { token, host, pid, started } = { token: '', host: '', pid: 0, started: '', ...json }
    return { token, host, pid, started }
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || error instanceof SyntaxError) return null
    throw error
  }
}

async function isDead(owner: Owner, file: string): Promise<boolean> {
  if (owner.host !== hostname()) {
    const age = await stat(file).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    )
    return age > FOREIGN_STALE
  }
  try {
    process.kill(owner.pid, 0)
  } catch (error) {
    return codeOf(error) === 'ESRCH'
  }
  const started = await startOf(owner.pid)
  return owner.started !== '' && started !== '' && started !== owner.started
}

/** Start time of a process in clock ticks since boot (proc(5), field 22 of stat); '' where there is no /proc. */
async function startOf(pid: number): Promise<string> {
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return line.slice(line.lastIndexOf(')') + 2).split(' ')[19] ?? ''
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
