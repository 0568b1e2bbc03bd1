import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

/**
 * Waits until this process alone holds the lock folder; returns the function that gives it back.
 * mkdir is atomic; a holder that died is recognised by its process id and loses the lock.
 */
export async function lock(path, waiting) {
  for (let waited = 0; ; waited++) {
    try {
      mkdirSync(path)
      writeFileSync(join(path, 'pid'), String(process.pid))
      return () => rmSync(path, { recursive: true, force: true })
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    if (isAbandoned(path)) {
      rmSync(path, { recursive: true, force: true })
      continue
    }
    if (waited % 60 === 0) waiting()
    await delay(500)
  }
}

function isAbandoned(path) {
  try {
    process.kill(Number(readFileSync(join(path, 'pid'), 'utf8')), 0)
    return false
  } catch (error) {
    if (error.code === 'ESRCH') return true
    // no pid file yet: the holder is between mkdir and write, unless that was long ago
    if (error.code === 'ENOENT') return existsSync(path) && Date.now() - statSync(path).mtimeMs > 10_000
    return false
  }
}
