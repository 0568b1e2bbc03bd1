import { cp, mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Contract } from '../src/contract/types.ts'
import { contractAt, type Located, namesImage } from '../src/contract-at.ts'
import { defaultOf, readInputs } from '../src/inputs.ts'
import { openPorts } from '../src/open-ports.ts'
import { folderRepository } from '../src/registry/folder.ts'
import { digestOf } from '../src/registry/manifest.ts'
import { temporaryDirectory } from './components.ts'
import { PROJECT } from './e2e/harness.ts'

const CONTRACT: Contract = {
  contract: 1,
  framework: { name: 'onnx' },
  signatures: [{ name: 'predict', inputs: [{ name: 'x', type: 'float32', shape: [-1, 4] }], outputs: [] }],
}
const LOG = { group: async <T>(_: string, work: () => Promise<T>): Promise<T> => await work(), info: () => undefined, notice: () => undefined }
const encode = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value))

let root = ''
beforeAll(async () => {
  root = await temporaryDirectory('located')
})

async function locate(text: string, workspace = ''): Promise<Located> {
  const inputs = readInputs((name) => defaultOf(name))
  const origin = { source: '', revision: '', created: '', nonce: 'local.1.u', workspace, repository: '' }
  return await contractAt(text, { inputs, ports: async () => openPorts(inputs, LOG, origin) })
}

const inputNames = ({ contract }: Located): readonly string[] => contract.signatures.flatMap(({ inputs }) => inputs.map(({ name }) => name))

describe('on disk, the contract is that of', () => {
  it('a model directory, with the identity of its files', async () => {
    const directory = join(PROJECT, 'examples/onnx/models/churn')
    const located = await locate(directory)
    expect(located).toMatchObject({ label: directory, framework: 'known', content: expect.stringMatching(/^sha256:/) })
    expect(inputNames(located)).toEqual(['age', 'usage'])
  })

  it('a model file', async () => {
    expect(inputNames(await locate(join(PROJECT, 'examples/onnx/models/churn/churn.onnx')))).toEqual(['age', 'usage'])
  })

  it('a definition, which says nothing of the framework', async () => {
    const file = join(root, 'serving.yaml')
    await writeFile(
      file,
      'kind: Model\nname: churn\ncontract:\n  predict:\n    inputs:\n      age: { type: float, shape: [-1] }\n    outputs:\n      y: { type: float, shape: [-1] }\n',
    )
    const located = await locate(file)
    expect(located).toMatchObject({ framework: 'open', content: null })
    expect(inputNames(located)).toEqual(['age'])
  })

  it('a contract file', async () => {
    const file = join(root, 'contract.json')
    await writeFile(file, JSON.stringify(CONTRACT))
    expect(await locate(file)).toEqual({ label: file, contract: CONTRACT, content: null, framework: 'known' })
  })

  it('a contract file with evidence beside each field', async () => {
    const file = join(root, 'inferred.json')
    const signatures = [{ name: 'predict', inputs: [{ name: 'x', type: 'float32', shape: [-1, 4], source: 'stored', where: 'a.onnx' }], outputs: [] }]
    await writeFile(file, JSON.stringify({ ...CONTRACT, signatures, completeness: 1, warnings: [] }))
    expect((await locate(file)).contract).toEqual(CONTRACT)
  })

  it.each<[string, string]>([
    ['a later form', JSON.stringify({ ...CONTRACT, contract: 2 })],
    ['signatures that are no list', '{"contract":1,"framework":{"name":"x"},"signatures":7}'],
  ])('a contract file of %s is an error', async (what, text) => {
    const file = join(root, `${what.replaceAll(' ', '-')}.json`)
    await writeFile(file, text)
    await expect(locate(file)).rejects.toMatchObject({ name: 'UserError' })
  })

  it('a model, and not of what a link leads to outside of the workspace', async () => {
    const workspace = join(root, 'workspace')
    await mkdir(workspace)
    await cp(join(PROJECT, 'examples/onnx/models/churn'), join(root, 'outside'), { recursive: true })
    await symlink(join(root, 'outside'), join(workspace, 'churn'))
    await expect(locate(join(workspace, 'churn'), workspace)).rejects.toMatchObject({ name: 'UserError' })
  })
})

describe('in a collection, the contract is that of', () => {
  let name = ''
  beforeAll(async () => {
    name = `oci:${root}/collection`
    await put('1.9.0', [])
    await put('1.10.0', CONTRACT.signatures)
    await put('latest', [])
  })

  async function put(tag: string, signatures: Contract['signatures'] | null): Promise<void> {
    const repository = folderRepository(name)
    const bytes = encode({ config: signatures === null ? {} : { Labels: { 'dev.mlambda.contract': JSON.stringify({ ...CONTRACT, signatures }) } } })
    const config = { digest: digestOf(bytes), size: bytes.length, mediaType: 'application/vnd.oci.image.config.v1+json' }
    await repository.putBlob({
      ...config,
      async *open() {
        yield bytes
      },
    })
    const mediaType = 'application/vnd.oci.image.manifest.v1+json'
    await repository.putManifest(tag, { bytes: encode({ schemaVersion: 2, mediaType, config, layers: [] }), mediaType })
  }

  it('its highest version', async () => {
    expect(await locate(name)).toMatchObject({ label: `${name}:1.10.0`, contract: CONTRACT, image: { published: { version: '1.10.0' } } })
  })

  it('a tag', async () => {
    expect(await locate(`${name}:1.9.0`)).toMatchObject({ label: `${name}:1.9.0`, contract: { signatures: [] } })
  })

  it('a digest', async () => {
    const digest = await folderRepository(name).head('1.9.0')
    expect(await locate(`${name}@${digest}`)).toMatchObject({ label: `${name}@${digest}`, contract: { signatures: [] } })
  })

  it('nothing where the tag is not there', async () => {
    await expect(locate(`${name}:9.9.9`)).rejects.toMatchObject({ message: expect.stringContaining('9.9.9') })
  })

  it('nothing where the image is of another tool', async () => {
    await put('foreign', null)
    await expect(locate(`${name}:foreign`)).rejects.toMatchObject({ code: 'not-a-model', message: expect.stringContaining('another tool wrote it') })
  })

  it('nothing where no version is yet', async () => {
    await expect(locate(`oci:${root}/empty`)).rejects.toMatchObject({ code: 'repository-missing' })
  })
})

describe('a text', () => {
  it.each([
    'ghcr.io/owner/churn',
    'localhost/churn',
    'localhost:5000/churn:1.0.0',
    'registry:5000/churn',
    '[::1]:5000/churn',
    '127.0.0.1:5000/c',
    'oci:./x',
  ])('%s names an image', (text) => {
    expect(namesImage(text)).toBe(true)
  })

  it.each([
    'models/churn',
    './models/churn',
    '../models/churn',
    '/models/churn',
    'churn.onnx',
    'HEAD~1:models/churn',
    'main:./churn',
    'v1.0.0:models/x',
    '',
  ])('%s names none', (text) => {
    expect(namesImage(text)).toBe(false)
  })

  it.each(['models/nowhere', '../nowhere/model', 'nowhere.onnx'])('%s that names nothing is said so', async (text) => {
    await expect(locate(text)).rejects.toMatchObject({ code: 'input-invalid', message: expect.stringContaining(text) })
  })
})
