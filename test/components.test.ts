import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { attempt, CREDENTIALS, dockerConfig, REGISTRIES, run, startBuildkit, startRegistry, temporaryDirectory } from './components.ts'

/** Pushes one small file as an artifact and returns what an independent reader lists. */
async function pushAndList(host: string, env: Record<string, string> = {}): Promise<string> {
  const directory = await temporaryDirectory()
  await writeFile(join(directory, 'hello.txt'), 'hello')
  await run('oras', ['push', '--plain-http', `${host}/some/model:1.0.0`, 'hello.txt'], { cwd: directory, env })
  return run('crane', ['ls', '--insecure', `${host}/some/model`], { env })
}

describe.each(REGISTRIES)('registry %s', (kind) => {
  it('takes a push and lists it', async () => {
    const registry = await startRegistry(kind)
    expect(await pushAndList(registry.host)).toBe('1.0.0\n')
    await registry.stop()
    await expect(pushAndList(registry.host)).rejects.toThrow('connection refused')
  })
})

describe('registry', () => {
  it('listens on IPv6 loopback', async () => {
    const registry = await startRegistry('v3', { address: '::1' })
    expect(registry.host).toBe(`[::1]:${registry.port}`)
    expect(await pushAndList(registry.host)).toBe('1.0.0\n')
  })

  it('keeps its content over a restart behind the same name', async () => {
    const first = await startRegistry('debian')
    await pushAndList(first.host)
    await first.stop()
    const second = await startRegistry('debian', { port: first.port, storage: first.storage })
    expect(await run('crane', ['ls', `${second.host}/some/model`])).toBe('1.0.0\n')
  })

  it.each(['v3', 'debian'] as const)('%s asks for a login', async (kind) => {
    const registry = await startRegistry(kind, { auth: true })
    const anonymous = await attempt('oras', ['repo', 'tags', `${registry.host}/some/model`], { env: { DOCKER_CONFIG: await dockerConfig() } })
    expect(anonymous.code).toBe(1)
    expect(await pushAndList(registry.host, { DOCKER_CONFIG: await dockerConfig(registry.host) })).toBe('1.0.0\n')
    expect(registry.log()).toContain(CREDENTIALS.username)
  })
})

describe('BuildKit', () => {
  it('builds an image and pushes it to a loopback registry without TLS', async () => {
    const [registry, buildkit] = await Promise.all([startRegistry('v3'), startBuildkit()])
    const context = await temporaryDirectory()
    await mkdir(join(context, 'model'))
    await writeFile(join(context, 'model', 'weights.bin'), 'weights')
    await writeFile(join(context, 'Dockerfile'), 'FROM scratch\nCOPY model /model\n')
    const output = `type=image,name=${registry.host}/built/model:1.0.0,push=true`
    await run('docker', ['buildx', 'build', '--builder', buildkit.builder, '--provenance=false', '--output', output, context], { env: buildkit.env })
    const archive = join(context, 'image.tar')
    await run('crane', ['export', `${registry.host}/built/model:1.0.0`, archive])
    expect(await run('tar', ['-xOf', archive, 'model/weights.bin'])).toBe('weights')
  })
})
