import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Buildkit, REGISTRIES, type Registry, type RegistryKind, run, startBuildkit, startRegistry, temporaryDirectory } from '../components.ts'
import { churn, outputs } from './terminal.ts'

/** What users do, and the version they see: design/README.md, "What it is". */
const STORY = [
  { does: 'a first upload', model: 'first', flags: [], version: '1.0.0', change: 'first', published: 'true' },
  { does: 'the same again', model: 'first', flags: [], version: '1.0.0', change: 'unchanged', published: 'false' },
  { does: 'other weights', model: 'weights', flags: [], version: '1.0.1', change: 'weights', published: 'true' },
  { does: 'one more output', model: 'output', flags: [], version: '1.1.0', change: 'compatible', published: 'true' },
  { does: 'another input type', model: 'type', flags: [], version: '2.0.0', change: 'breaking', published: 'true' },
  { does: 'a re-upload on demand', model: 'type', flags: ['--unchanged', 'publish'], version: '2.0.1', change: 'unchanged', published: 'true' },
] as const

let buildkit: Buildkit
const registries = new Map<RegistryKind, Registry>()

beforeAll(async () => {
  buildkit = await startBuildkit()
  for (const kind of REGISTRIES) registries.set(kind, await startRegistry(kind))
})
afterAll(async () => {
  await buildkit.stop()
  for (const registry of registries.values()) await registry.stop()
})

describe.each([
  { registry: 'v3', builder: 'buildx' },
  { registry: 'debian', builder: 'buildx' },
  { registry: 'v3', builder: 'embedded' },
  { registry: 'debian', builder: 'embedded' },
  { registry: 'crane', builder: 'embedded' },
] as const)('a model in a registry ($registry, $builder)', ({ registry, builder }) => {
  const image = (): string => `${registries.get(registry)?.host}/team/${builder}/churn`

  it.each(STORY)('$does is $version', async ({ model, flags, version, change, published }) => {
    const told = await outputs(['publish', await churn(model), '--image', image(), '--builder', builder, ...flags], { env: buildkit.env })
    expect({ version: told['version'], change: told['change'], published: told['published'] }).toEqual({ version, change, published })
    expect(await run('crane', ['digest', `${image()}:${version}`])).toBe(`${told['digest']}\n`)
  })

  it('shows the versions as tags, and nothing else', async () => {
    const tags = (await run('crane', ['ls', image()])).trim().split('\n').sort()
    const versions = tags.filter((tag) => !tag.startsWith('_claim.'))
    expect(versions).toEqual(['1.0.0', '1.0.1', '1.1.0', '2.0.0', '2.0.1'])
  })

  it('gives back the exact bytes of the model to crane', async () => {
    const directory = await temporaryDirectory('export')
    await run('crane', ['export', `${image()}:1.0.0`, join(directory, 'image.tar')])
    await run('tar', ['-xf', join(directory, 'image.tar'), '-C', directory])
    const original = await readFile(join(await churn('first'), 'churn.onnx'))
    expect(original.equals(await readFile(join(directory, 'model/files/churn.onnx')))).toBe(true)
    // skopeo checks every digest on its way
    await run('skopeo', ['copy', '--src-tls-verify=false', `docker://${image()}:1.0.0`, `dir:${directory}/copy`])
  })

  it('carries the contract where one small request shows it', async () => {
    const config = JSON.parse(await run('skopeo', ['inspect', '--config', '--tls-verify=false', `docker://${image()}:1.0.0`]))
    const contract = JSON.parse(config.config.Labels['dev.mlambda.contract'])
    expect(contract.signatures[0].inputs.map((input: { name: string }) => input.name)).toEqual(['age', 'usage'])
  })
})

describe('a model in a folder', () => {
  it.each(STORY)('$does is $version', async ({ model, flags, version, change, published }) => {
    const told = await outputs(['publish', await churn(model), '--image', await folder(), ...flags])
    expect({ version: told['version'], change: told['change'], published: told['published'] }).toEqual({ version, change, published })
  })

  it('is an OCI image layout that skopeo reads', async () => {
    const inspected = JSON.parse(await run('skopeo', ['inspect', `${await folder()}:1.1.0`]))
    expect(inspected.Labels['dev.mlambda.framework']).toMatch(/^onnx/)
  })

  it('is not touched when nothing changed', async () => {
    const path = (await folder()).slice('oci:'.length)
    const before = await readFile(join(path, 'index.json'))
    await outputs(['publish', await churn('type'), '--image', await folder()])
    expect(before.equals(await readFile(join(path, 'index.json')))).toBe(true)
  })
})

let layout: string | undefined
async function folder(): Promise<string> {
  layout ??= `oci:${await temporaryDirectory('folder')}/churn`
  return layout
}

describe('files of any kind with a declared contract', () => {
  it('are a model', async () => {
    const directory = join(await temporaryDirectory('declared'), 'rules')
    await run('cp', ['-r', 'examples/declared/models/discount', directory])
    const image = `${registries.get('v3')?.host}/declared`
    const first = await outputs(['publish', directory, '--image', image, '--builder', 'embedded'])
    expect([first['name'], first['framework'], first['version']]).toEqual(['discount', 'other', '1.0.0'])
    await writeFile(join(directory, 'rules.json'), '{}')
    expect((await outputs(['publish', directory, '--image', image, '--builder', 'embedded']))['version']).toBe('1.0.1')
  })
})
