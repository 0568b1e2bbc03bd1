import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, realpathSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { canonicalJson } from '../../src/contract/canonical.ts'
import { resolveBase } from '../../src/image/base.ts'
import type { Builder } from '../../src/image/builder.ts'
import { type Freezing, freeze } from '../../src/image/freeze.ts'
import { hashLayer, layerSize } from '../../src/image/layers.ts'
import { readPublishedLayers } from '../../src/image/published-layers.ts'
import type { Base } from '../../src/image/types.ts'
import { folderRepository } from '../../src/registry/folder.ts'
import { orasRepository } from '../../src/registry/oras.ts'
import type { Repository } from '../../src/registry/port.ts'
import { run } from '../../src/tools/run.ts'
import { type Buildkit, type Registry, startBuildkit, startRegistry, tool } from '../components.ts'
import { CONTRACT, planOf, SAMPLE, scratch, writeModel } from './sample.ts'

const EMBEDDED: Builder = { kind: 'embedded', because: 'asked for' }
const registries: { v3?: Registry; debian?: Registry } = {}
let buildkit: Buildkit
let model: string

beforeAll(async () => {
  registries.v3 = await startRegistry('v3')
  registries.debian = await startRegistry('debian')
  buildkit = await startBuildkit([registries.v3.host, registries.debian.host])
  model = await writeModel(SAMPLE)
})

function repositoryOn(kind: 'v3' | 'debian', name: string): Repository {
  return orasRepository(`${registries[kind]?.host}/${name}`, { oras: tool('oras') })
}

function freezing(repository: Repository, builder: Builder, more: Partial<Freezing> = {}): Freezing {
  return {
    repository,
    builder,
    compression: 'none',
    oras: tool('oras'),
    progress: () => {},
    run,
    docker: (command, args, options) => run(command, args, { ...options, env: { ...options?.env, ...buildkit.env } }),
    ...more,
  }
}

/** Every field of Docker's and OCI's container config, out of order, with old ones that BuildKit drops. */
const RICH_CONFIG = {
  Shell: ['/bin/bash', '-c'],
  Healthcheck: { Retries: 3, Test: ['CMD', 'x'], StartInterval: 5, Timeout: 7, Interval: 5000000000, StartPeriod: 2 },
  StopSignal: 'SIGTERM',
  ArgsEscaped: true,
  Labels: { z: '<&>\u2028\u2029\b\f\u007f', a: '' },
  WorkingDir: '/w',
  Volumes: { '/v': {}, '/a': {} },
  Cmd: ['c'],
  Entrypoint: ['e'],
  Env: ['A=1', 'EMPTY='],
  ExposedPorts: { '9/tcp': {}, '80/tcp': {} },
  User: 'u:g',
  Hostname: 'h',
  Image: 'sha256:aa',
  Tty: false,
  OnBuild: [],
  Domainname: '',
}

const buildx = (): Builder => ({ kind: 'buildx', name: buildkit.builder, asked: true, created: false })

describe.each(['v3', 'debian'] as const)('on a real registry (%s)', (kind) => {
  const host = (): string => registries[kind]?.host ?? ''

  it('gives the same image from buildx and from the embedded builder, and no tag', async () => {
    const plan = await planOf(model)
    const embedded = await freeze(plan, freezing(repositoryOn(kind, 'same/embedded'), EMBEDDED))
    const built = await freeze(plan, freezing(repositoryOn(kind, 'same/buildx'), buildx()))
    expect(Buffer.from(built.manifest.bytes).toString()).toBe(Buffer.from(embedded.manifest.bytes).toString())
    expect([built.builder, embedded.builder, built.configDigest]).toEqual(['buildx', 'embedded', embedded.configDigest])
    expect(built).not.toHaveProperty('notice')
    expect((await repositoryOn(kind, 'same/buildx').list()) ?? []).toEqual([])
  })

  it('is valid for an independent reader, which gets back the exact bytes', async () => {
    const frozen = await freeze(await planOf(model), freezing(repositoryOn(kind, 'exact'), EMBEDDED))
    const reference = `${host()}/exact@${frozen.manifest.digest}`
    // --fast: crane's check of layers takes gzip only (BuildKit's own uncompressed images fail it too); the bytes are compared below
    execFileSync(tool('crane'), ['validate', '--fast', '--remote', reference])
    const folder = await exported(reference)
    for (const [path, bytes] of Object.entries(SAMPLE)) expect(readFileSync(join(folder, 'model/files', path)).equals(bytes), path).toBe(true)
    expect(statSync(join(folder, 'model/files/predict.sh')).mode & 0o777).toBe(0o755)
    expect(readFileSync(join(folder, 'model/contract.json'), 'utf8')).toBe(`${canonicalJson(CONTRACT)}\n`)
    const config = JSON.parse(execFileSync(tool('crane'), ['config', reference], { encoding: 'utf8' }))
    expect(config.config.Labels['dev.mlambda.contract']).toBe(canonicalJson(CONTRACT))
  })

  it('sends nothing but kilobytes when the same files come again', async () => {
    await freeze(await planOf(model), freezing(repositoryOn(kind, 'again'), EMBEDDED))
    const again = await freeze(await planOf(await writeModel(SAMPLE)), freezing(repositoryOn(kind, 'again'), buildx()))
    expect(again.sent).toBeLessThan(100_000)
  })

  it('re-sends one small layer when one small file changes', async () => {
    await freeze(await planOf(model), freezing(repositoryOn(kind, 'edit'), EMBEDDED))
    const edited = await freeze(
      await planOf(await writeModel({ ...SAMPLE, 'config.json': Buffer.from('{"layers": 3}\n') })),
      freezing(repositoryOn(kind, 'edit'), EMBEDDED),
    )
    expect(edited.sent).toBeLessThan(100_000)
  })

  it('takes layers from the published version without reading them, also for LFS pointers', async () => {
    const repository = repositoryOn(kind, 'lfs')
    const first = await freeze(await planOf(model), freezing(repository, EMBEDDED))
    const published = await readPublishedLayers(repository, first.manifest.digest)
    const sent = (await planOf(model)).layers
    expect(sent.filter((layer) => published.find(layer, 'none') === null).map(({ title }) => title)).toEqual(['contract and file list'])
    expect(sent.filter((layer) => published.find(layer, 'gzip') !== null)).toEqual([])
    const weights = SAMPLE['weights.bin'] ?? Buffer.alloc(0)
    const sha256 = createHash('sha256').update(weights).digest('hex')
    const pointer = Buffer.from(`version https://git-lfs.github.com/spec/v1\noid sha256:${sha256}\nsize ${weights.length}\n`)
    const plan = await planOf(await writeModel({ ...SAMPLE, 'weights.bin': pointer }))
    const second = await freeze(plan, freezing(repository, EMBEDDED, { published }))
    expect(second.manifest.digest).toBe(first.manifest.digest)
    const elsewhere = freeze(plan, freezing(repositoryOn(kind, 'lfs-elsewhere'), EMBEDDED))
    await expect(elsewhere).rejects.toMatchObject({ code: 'lfs-pointer', where: { file: 'model/files/weights.bin' } })
  })

  describe('on a runtime image', () => {
    let base: Base
    beforeAll(async () => {
      const reference = `${host()}/runtimes/shell:1`
      execFileSync(tool('crane'), ['append', '--insecure', '-f', await shellTar(), '-t', reference], { stdio: 'ignore' })
      execFileSync(
        tool('crane'),
        [
          'mutate',
          '--insecure',
          reference,
          '-t',
          reference,
          '--entrypoint',
          '/bin/sh,-c',
          '--env',
          'A=<&>',
          '-l',
          'z=1',
          '-l',
          'org.opencontainers.image.version=22.04',
          '-u',
          '0:0',
          '--exposed-ports',
          '80/tcp,9/tcp',
        ],
        { stdio: 'ignore' },
      )
      base = await resolveBase(reference, { os: 'linux', architecture: 'amd64' }, async (name) => orasRepository(name, { oras: tool('oras') }))
    })

    it('gives the same image from both builders, with the layers and the entrypoint of the runtime', async () => {
      const plan = await planOf(model, { base })
      const embedded = await freeze(plan, freezing(repositoryOn(kind, 'base/embedded'), EMBEDDED))
      const built = await freeze(plan, freezing(repositoryOn(kind, 'base/buildx'), buildx()))
      expect(Buffer.from(built.manifest.bytes).toString()).toBe(Buffer.from(embedded.manifest.bytes).toString())
      expect(built).not.toHaveProperty('notice')
      execFileSync(tool('crane'), ['validate', '--fast', '--remote', `${host()}/base/embedded@${embedded.manifest.digest}`])
      const config = JSON.parse(execFileSync(tool('crane'), ['config', `${host()}/base/buildx@${built.manifest.digest}`], { encoding: 'utf8' }))
      expect(config.config.Entrypoint).toEqual(['/bin/sh', '-c'])
      expect(config.config.Labels).toMatchObject({
        z: '1',
        'org.opencontainers.image.base.digest': base.digest,
        'org.opencontainers.image.base.name': `${host()}/runtimes/shell:1`,
      })
      expect(config.config.Labels).not.toHaveProperty(['org.opencontainers.image.version'])
    })

    it('writes a config with everything a runtime can say as BuildKit does', async () => {
      const config = {
        ...base.config,
        author: 'frieda',
        variant: 'v2',
        'os.version': '1.2',
        'os.features': ['f'],
        docker_version: '20',
        container: 'c',
        config: RICH_CONFIG,
        history: [{ created: '2024-01-02T03:04:05.120+02:00', author: 'a', comment: 'c', created_by: 'RUN <x> && y' }],
      }
      const plan = await planOf(model, { base: { ...base, config } })
      const embedded = await freeze(plan, freezing(repositoryOn(kind, 'rich'), EMBEDDED))
      const built = await freeze(plan, freezing(repositoryOn(kind, 'rich'), buildx()))
      expect(built).toMatchObject({ builder: 'buildx', manifest: { digest: embedded.manifest.digest } })
      expect(built).not.toHaveProperty('notice')
    })

    it('runs the install-command where the files are, on top of the same layers', async () => {
      const plan = await planOf(model, { base, installCommand: `echo "it's $(cat 2>/dev/null; echo <config.json) é" > ../installed` })
      const frozen = await freeze(plan, freezing(repositoryOn(kind, 'base/run'), buildx()))
      expect(frozen.reproducible).toBe(false)
      const folder = await exported(`${host()}/base/run@${frozen.manifest.digest}`)
      expect(readFileSync(join(folder, 'model/installed'), 'utf8')).toContain("it's")
      expect(readFileSync(join(folder, 'model/files/config.json'), 'utf8')).toBe('{"layers": 2}\n')
    })

    it('says which command failed', async () => {
      const plan = await planOf(model, { base, installCommand: 'exit 7' })
      await expect(freeze(plan, freezing(repositoryOn(kind, 'base/fails'), buildx()))).rejects.toMatchObject({
        code: 'input-invalid',
        message: expect.stringContaining('exit code: 7'),
      })
    })
  })
})

it('writes the same image into a folder, for other tools to read', async () => {
  const folder = join(await scratch(), 'registry')
  const repository = folderRepository(`oci:${folder}`)
  const frozen = await freeze(await planOf(model), freezing(repository, EMBEDDED))
  const remote = await freeze(await planOf(model), freezing(repositoryOn('v3', 'folder'), EMBEDDED))
  expect(frozen.manifest.digest).toBe(remote.manifest.digest)
  await repository.putManifest('1.0.0', frozen.manifest)
  execFileSync('skopeo', ['copy', '--dest-tls-verify=false', `oci:${folder}:1.0.0`, `docker://${registries.v3?.host}/folder:1.0.0`], {
    stdio: 'ignore',
  })
})

it('is the same image from another directory, in another order, with other dates and another umask', async () => {
  const umask = process.umask(0o077)
  const other = await writeModel(Object.fromEntries(Object.entries(SAMPLE).reverse()))
  process.umask(umask)
  for (const path of Object.keys(SAMPLE)) utimesSync(join(other, path), 1e9, 1e9)
  const [first, second] = [await planOf(model), await planOf(other)]
  const repository = repositoryOn('v3', 'reproducible')
  const digests = [
    (await freeze(first, freezing(repository, EMBEDDED))).manifest.digest,
    (await freeze(second, freezing(repository, buildx()))).manifest.digest,
  ]
  expect(digests[1]).toBe(digests[0])
})

describe('when a builder does not keep layers lazy', () => {
  /** Fails the build of an origin with what BuildKit prints when content is not where it was expected. */
  const failing =
    (origins: readonly string[], calls: string[]): Freezing['docker'] =>
    async (command, args, options) => {
      const context = args.find((arg) => arg.startsWith('--build-context=')) ?? ''
      const origin = context.includes('docker-image://') ? 'registry' : context.includes('/complete@') ? 'complete' : 'lazy'
      calls.push(origin)
      const ran = { code: 1, stdout: '', bytes: new Uint8Array(), stderr: 'ERROR: failed to push: NotFound: content sha256:abab: not found' }
      return origins.includes(origin) ? ran : run(command, args, { ...options, env: { ...options?.env, ...buildkit.env } })
    }
  it.each([
    { broken: ['lazy'], tried: ['lazy', 'registry'] },
    { broken: ['lazy', 'registry'], tried: ['lazy', 'registry', 'complete'] },
  ])('takes the next origin on evidence: $broken fail, $tried are tried, the image is the same', async ({ broken, tried }) => {
    const plan = await planOf(model)
    const calls: string[] = []
    const embedded = await freeze(plan, freezing(repositoryOn('v3', 'lazy'), EMBEDDED))
    const built = await freeze(plan, freezing(repositoryOn('v3', 'lazy'), buildx(), { docker: failing(broken, calls) }))
    expect(calls).toEqual(tried)
    expect(built.manifest.digest).toBe(embedded.manifest.digest)
  })
  it('composes without buildx where the user did not ask for it, and says so', async () => {
    const docker = failing(['lazy', 'registry', 'complete'], [])
    const plan = await planOf(model)
    const auto = await freeze(plan, freezing(repositoryOn('v3', 'auto'), { kind: 'buildx', name: 'x', asked: false, created: false }, { docker }))
    expect(auto).toMatchObject({ builder: 'embedded', notice: expect.stringContaining('did not find the layers') })
    await expect(freeze(plan, freezing(repositoryOn('v3', 'auto'), buildx(), { docker }))).rejects.toMatchObject({ code: 'builder-unsuitable' })
  })
})

it('writes layers as COPY --link does in BuildKit', async () => {
  const context = await writeModel(Object.fromEntries(Object.entries(SAMPLE).map(([path, bytes]) => [`tree/model/files/${path}`, bytes])))
  stampTree(context)
  writeFileSync(join(context, 'Dockerfile'), 'FROM scratch\nCOPY --link tree/ /\n')
  const name = `${registries.v3?.host}/copy-link`
  const metadata = join(await scratch(), 'metadata.json')
  const output = `--output=type=image,name=${name},push=true,push-by-digest=true,name-canonical=true,oci-mediatypes=true,compression=uncompressed,store=false`
  const args = ['buildx', 'build', '--builder', buildkit.builder, '--provenance=false', `--metadata-file=${metadata}`, output, context]
  const built = await run('docker', args, { env: { ...buildkit.env, SOURCE_DATE_EPOCH: '0' } })
  expect(built.stderr).toContain('pushing manifest')
  const digest = JSON.parse(readFileSync(metadata, 'utf8'))['containerimage.digest']
  const manifest = JSON.parse(execFileSync(tool('crane'), ['manifest', `${name}@${digest}`], { encoding: 'utf8' }))
  const entries = (await planOf(model)).layers.slice(0, -1).flatMap((layer) => layer.entries)
  const ours = await hashLayer({ title: 'all', entries, size: layerSize(entries) }, 'none', () => {})
  expect([ours.blob.digest, ours.blob.size]).toEqual([manifest.layers[0].digest, manifest.layers[0].size])
})

it('packs layers with gzip on request, over the same uncompressed bytes', async () => {
  const repository = repositoryOn('v3', 'gzip')
  const packed = await freeze(await planOf(model), freezing(repository, EMBEDDED, { compression: 'gzip' }))
  const built = await freeze(await planOf(model), freezing(repository, buildx(), { compression: 'gzip' }))
  const plain = await freeze(await planOf(model), freezing(repository, EMBEDDED))
  const plainBuilt = await freeze(await planOf(model), freezing(repository, buildx()))
  expect(plainBuilt.manifest.digest).toBe(plain.manifest.digest)
  expect(packed.configDigest).toBe(plain.configDigest)
  expect(built.manifest.digest).toBe(packed.manifest.digest)
  expect(packed.sent).toBeLessThan(1_000_000)
  execFileSync(tool('crane'), ['validate', '--remote', `${repository.name}@${packed.manifest.digest}`])
})

it('proves with the smallest layer that the repository is writable, before any large one moves', async () => {
  const sizes: number[] = []
  const repository = repositoryOn('v3', 'probe')
  const recording: Repository = {
    ...repository,
    putBlob: async (blob) => {
      sizes.push(blob.size)
      await repository.putBlob(blob)
    },
  }
  await freeze(await planOf(model), freezing(recording, EMBEDDED))
  expect(sizes[0]).toBe(Math.min(...sizes.slice(0, -1)))
})

it('leaves nothing visible when it is killed halfway, and the next run goes on from there', async () => {
  const repository = repositoryOn('v3', 'killed')
  let blobs = 0
  const dying: Repository = {
    ...repository,
    putBlob: async (blob) => {
      blobs += 1
      if (blobs > 2) throw new Error('killed')
      await repository.putBlob(blob)
    },
  }
  const plan = await planOf(model)
  await expect(freeze(plan, freezing(dying, EMBEDDED))).rejects.toThrow('killed')
  expect((await repository.list()) ?? []).toEqual([])
  const whole = await freeze(plan, freezing(repositoryOn('v3', 'undisturbed'), EMBEDDED))
  const resumed = await freeze(plan, freezing(repository, EMBEDDED))
  expect(resumed.manifest.digest).toBe(whole.manifest.digest)
  expect(resumed.sent).toBeLessThan(whole.sent)
})

it.each(['ENOSPC', 'EDQUOT'])('says that the disk is full (%s)', async (code) => {
  const full: Repository = { ...repositoryOn('v3', 'full'), putBlob: () => Promise.reject(Object.assign(new Error('write'), { code })) }
  await expect(freeze(await planOf(model), freezing(full, EMBEDDED))).rejects.toMatchObject({ code: 'disk-full' })
})

/** Unpacks an image with crane and tar. */
async function exported(reference: string): Promise<string> {
  const folder = await scratch()
  const tar = join(await scratch(), 'image.tar')
  execFileSync(tool('crane'), ['export', reference, tar])
  execFileSync('tar', ['-xf', tar, '-C', folder])
  return folder
}

/** A tree as the design stages it: 0755, 0644, every date zero. */
function stampTree(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) stampTree(path)
    else chmodSync(path, entry.name.endsWith('.sh') ? 0o755 : 0o644)
    utimesSync(path, 0, 0)
  }
  chmodSync(folder, 0o755)
}

/** A runtime of this machine's own shell: no image can be pulled without a network. */
async function shellTar(): Promise<string> {
  const root = await scratch()
  const shell = realpathSync('/bin/sh')
  const libraries = execFileSync('ldd', [shell], { encoding: 'utf8' }).match(/\/\S+/g) ?? []
  for (const file of libraries) {
    mkdirSync(join(root, dirname(file)), { recursive: true })
    copyFileSync(realpathSync(file), join(root, file))
  }
  mkdirSync(join(root, 'bin'), { recursive: true })
  copyFileSync(shell, join(root, 'bin/sh'))
  const tar = join(await scratch(), 'shell.tar')
  execFileSync('tar', ['-cf', tar, '-C', root, '.'])
  return tar
}
