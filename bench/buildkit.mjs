import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { toolPath } from '../tools/setup.mjs'

/** A BuildKit of its own behind docker and buildx, which speaks to `host` without TLS. As root, as in the tests (test/components.ts). */
export async function startBuildkit(scratch, host) {
  const configuration = join(scratch, 'docker')
  const env = { DOCKER_CONFIG: configuration, BUILDX_BUILDER: 'bench' }
  mkdirSync(join(configuration, 'cli-plugins'), { recursive: true })
  symlinkSync(toolPath('buildx'), join(configuration, 'cli-plugins', 'docker-buildx'))
  const toml = join(scratch, 'buildkitd.toml')
  writeFileSync(
    toml,
    `[worker.oci]\n  enabled = true\n  networkMode = "host"\n[worker.containerd]\n  enabled = false\n[registry."${host}"]\n  http = true\n`,
  )
  const socket = join(scratch, 'buildkitd.sock')
  const child = spawn(toolPath('buildkitd'), ['--config', toml, '--root', join(scratch, 'buildkit'), '--addr', `unix://${socket}`], {
    stdio: 'ignore',
  })
  for (let round = 0; !existsSync(socket); round++) {
    if (round > 600 || child.exitCode !== null) throw new Error('buildkitd does not start')
    await delay(50)
  }
  const made = spawnSync('docker', ['buildx', 'create', '--name', 'bench', '--use', '--driver', 'remote', `unix://${socket}`], {
    env: { ...process.env, ...env },
    encoding: 'utf8',
  })
  if (made.status !== 0) throw new Error(made.stderr)
  const stop = async () => {
    child.kill()
    await new Promise((resolve) => child.once('close', resolve))
  }
  return { env, stop, pid: child.pid }
}
