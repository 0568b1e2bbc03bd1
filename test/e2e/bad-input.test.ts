import { cp, mkdir, rename, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { attempt, freePort, type Registry, startRegistry, temporaryDirectory } from '../components.ts'
import { PROJECT } from './harness.ts'
import { churn, mlambda, outputs } from './terminal.ts'

let registry: Registry
beforeAll(async () => {
  registry = await startRegistry('v3')
})
afterAll(async () => {
  await registry.stop()
})

interface Case {
  readonly what: string
  readonly model: () => Promise<string>
  readonly flags?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly code: string
  /** What the message or the remedy must say. */
  readonly says: RegExp
  readonly where?: object
}

async function directoryWith(files: Readonly<Record<string, string>>): Promise<string> {
  const directory = join(await temporaryDirectory('bad'), 'model')
  await mkdir(directory)
  for (const [name, text] of Object.entries(files)) await writeFile(join(directory, name), text)
  return directory
}

async function churnWith(files: Readonly<Record<string, string>>): Promise<string> {
  const directory = await churn('first')
  for (const [name, text] of Object.entries(files)) await writeFile(join(directory, name), text)
  return directory
}

const DECLARED = `kind: Model
name: churn
contract:
  predict:
    inputs:
      age: { type: string, shape: [-1, 1] }
      usage: { type: float, shape: [-1, 3] }
    outputs:
      probability: { type: float, shape: [-1, 1] }
`

const CASES: readonly Case[] = [
  { what: 'no model', model: () => directoryWith({ 'README.md': '# nothing' }), code: 'not-a-model', says: /serving\.yaml/ },
  {
    what: 'two models',
    model: async () => {
      const directory = await churn('first')
      await cp(join(PROJECT, 'test/models/story/type/churn.onnx'), join(directory, 'other.onnx'))
      return directory
    },
    code: 'ambiguous',
    says: /churn\.onnx.*other\.onnx/s,
  },
  {
    what: 'a Git LFS pointer',
    model: () => directoryWith({ 'model.onnx': `version https://git-lfs.github.com/spec/v1\noid sha256:${'a'.repeat(64)}\nsize 104857600\n` }),
    code: 'lfs-pointer',
    says: /lfs: true/,
  },
  { what: 'an empty file', model: () => directoryWith({ 'model.onnx': '' }), code: 'empty-file', says: /model\.onnx/ },
  {
    what: 'a truncated file',
    model: async () => {
      const directory = await churn('first')
      await truncate(join(directory, 'churn.onnx'), 200)
      return directory
    },
    code: 'truncated',
    says: /churn\.onnx/,
  },
  {
    what: 'an unknown word in the definition',
    model: () => churnWith({ 'serving.yaml': DECLARED.replace('type: string', 'type: strng') }),
    code: 'definition-invalid',
    says: /string/,
    where: { line: 6, column: 20 },
  },
  {
    what: 'a declaration that contradicts the file',
    model: () => churnWith({ 'serving.yaml': DECLARED }),
    code: 'contract-conflict',
    says: /serving\.yaml:6.*churn\.onnx/s,
  },
  {
    what: 'a payload that is not there',
    model: () => churnWith({ 'serving.yaml': 'kind: Model\nname: churn\npayload: [churn.onnx, weights.bin]\n' }),
    code: 'definition-invalid',
    says: /weights\.bin/,
  },
  { what: 'an unknown word in an input', model: () => churn('first'), flags: ['--bump', 'mayor'], code: 'input-invalid', says: /major/ },
  { what: 'an unknown flag', model: () => churn('first'), flags: ['--bild', 'x'], code: 'input-invalid', says: /--b/ },
]

describe('bad input ends in an error that says what to do, and nothing is pushed', () => {
  it.each(CASES)('$what is $code', async ({ model, flags = [], code, says, where }) => {
    const image = `${registry.host}/bad/${code}`
    const ran = await mlambda(['publish', await model(), '--image', image, '--builder', 'embedded', '--json', ...flags])
    const { error } = JSON.parse(ran.stdout)
    expect(error.code, ran.stdout).toBe(code)
    expect(`${error.message}\n${error.remedy}`).toMatch(says)
    expect(error.remedy).not.toBe('')
    if (where) expect(error.where).toMatchObject(where)
    expect(ran.code).toBe(code === 'input-invalid' ? 2 : 1)
    expect((await attempt('crane', ['ls', image])).stdout).toBe('')
  })

  it('an explicit version must be higher', async () => {
    const image = `${registry.host}/bad/versions`
    await outputs(['publish', await churn('first'), '--image', image, '--builder', 'embedded', '--version', '1.4.0'])
    const told = await outputs(['publish', await churn('weights'), '--image', image, '--builder', 'embedded', '--version', '1.3.0'])
    expect(told['error']).toMatchObject({ code: 'version-not-higher', message: expect.stringContaining('1.4.0') })
    const low = await outputs(['publish', await churn('type'), '--image', image, '--builder', 'embedded', '--bump', 'patch'])
    expect(low['error']).toMatchObject({ code: 'bump-too-low' })
    expect((await attempt('crane', ['ls', image])).stdout).toBe('1.4.0\n')
  })

  it.each([
    { what: 'a registry that is down', image: async () => `localhost:${await freePort()}/churn`, code: 'registry-unreachable' },
    { what: 'an uppercase name', image: async () => `${registry.host}/Team/Churn`, code: 'repository-invalid' },
    { what: 'a name with a tag', image: async () => `${registry.host}/team/churn:latest`, code: 'repository-invalid' },
  ])('$what is $code', async ({ image, code }) => {
    const told = await outputs(['publish', await churn('first'), '--image', await image(), '--builder', 'embedded'])
    expect(told['error']).toMatchObject({ code })
  })

  it('a directory without oras on PATH and without a download says so', async () => {
    const told = await outputs(['publish', await churn('first'), '--image', `${registry.host}/x`, '--oras-path', '/nowhere/oras'])
    expect(told['error']).toMatchObject({ code: 'oras-missing' })
  })

  it('a model that moved while it was read loses nothing', async () => {
    const directory = await churn('first')
    await rename(directory, `${directory}-gone`)
    const told = await outputs(['publish', directory, '--image', `${registry.host}/gone`])
    expect(told['error']).toMatchObject({ code: 'input-invalid' })
  })
})
