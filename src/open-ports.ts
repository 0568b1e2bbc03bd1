import type { Inputs } from './inputs.ts'
import { type Log, progressLines } from './log.ts'
import type { Origin, Ports } from './ports.ts'
import { folderRepository } from './registry/folder.ts'
import { orasRepository } from './registry/oras.ts'
import { startHashThreads } from './tools/hash-threads.ts'
import { findOras } from './tools/oras.ts'
import { run } from './tools/run.ts'

/** The real outside world. oras is looked for when a registry is first spoken to, and once. */
export function openPorts(inputs: Pick<Inputs, 'orasPath'>, log: Log, origin: Origin): Ports {
  let found: Promise<string> | undefined
  const oras = (): Promise<string> => {
    found ??= findOras({ orasPath: inputs.orasPath, env: process.env, platform: `${process.platform}-${process.arch}`, run, log: log.info }).then(
      ({ path }) => path,
    )
    return found
  }
  return {
    log,
    progress: progressLines(log, () => performance.now()),
    repository: async (name) => (name.startsWith('oci:') ? folderRepository(name) : orasRepository(name, { oras: await oras() })),
    oras,
    run,
    threads: startHashThreads,
    // loaded when something is built: reading a contract needs no docker
    docker: async (...call) => (await import('./tools/docker.ts')).dockerRun(...call),
    origin,
  }
}
