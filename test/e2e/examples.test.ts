import { cp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Buildkit, type Registry, run, startBuildkit, startRegistry, temporaryDirectory } from '../components.ts'
import { type Event, pullRequest, push, schedule, workflowDispatch } from './events.ts'
import { startGitHubApi } from './github-api.ts'
import { type ActRun, PROJECT, runAct } from './harness.ts'
import { churn, mlambda, outputs } from './terminal.ts'

let registry: Registry
let buildkit: Buildkit
/** What of this project a workflow gets: act copies the action's folder for every step that uses it. */
let action = ''

beforeAll(async () => {
  action = await temporaryDirectory('upload-action')
  for (const name of ['action.yml', 'dist']) await cp(join(PROJECT, name), join(action, name), { recursive: true })
  registry = await startRegistry('v3')
  buildkit = await startBuildkit()
})
afterAll(async () => {
  await buildkit.stop()
  await registry.stop()
})

const WORKFLOW = '.github/workflows/model.yml'

/**
 * The example as a git repository of its own. Only what needs the internet is replaced: the login to ghcr.io goes, and the image name is the
 * loopback registry's. `more` are further lines of `with:`, such as the builder where that is not the point.
 */
async function checkout(example: string, image: string, workflow = WORKFLOW, ...more: readonly string[]): Promise<string> {
  const repository = join(await temporaryDirectory('example'), example)
  await cp(join(PROJECT, 'examples', example), repository, { recursive: true })
  const file = join(repository, workflow)
  const text = await readFile(file, 'utf8')
  const local = text
    .replace(/ {6}- uses: docker\/login-action@v3\n(?: {8}.*\n)+/g, '')
    .replace('localhost:5000/team/churn # your registry', image)
    .replace(/^( {10}path: .*)$/gm, [text.includes('image:') ? '$1' : `$1\n          image: ${image}`, ...more].join('\n          '))
  await writeFile(file, local)
  const git = (...args: readonly string[]): Promise<string> =>
    run('/usr/bin/git', ['-C', repository, '-c', 'user.name=t', '-c', 'user.email=t@localhost', ...args])
  await git('init', '--quiet', '--initial-branch=main')
  await git('add', '--all')
  await git('commit', '--quiet', '--message', 'Example')
  return repository
}

async function act(repository: string, event: Event, apiUrl?: string, workflow = WORKFLOW): Promise<ActRun> {
  return await runAct({
    repository,
    workflow,
    event,
    actions: { 'mlambda/upload-action@v1': action },
    env: { ...buildkit.env, ...(apiUrl && { GITHUB_API_URL: apiUrl }) },
    secrets: { GITHUB_TOKEN: 'ghs_token_of_this_job' },
  })
}

const EMBEDDED = 'builder: embedded'

interface Field {
  readonly name: string
  readonly type: string
  readonly shape: readonly unknown[]
}
interface Contract {
  readonly signatures: readonly { readonly name: string; readonly inputs: readonly Field[]; readonly outputs: readonly Field[] }[]
}

/** The contract that the label of a published image carries, a line for each signature: `predict(age: float64[-1]) → y: int64[-1]`. */
async function contractOf(reference: string): Promise<readonly string[]> {
  const { config }: { config: { Labels: Record<string, string> } } = JSON.parse(await run('crane', ['config', reference]))
  const { signatures }: Contract = JSON.parse(config.Labels['dev.mlambda.contract'] ?? '')
  const fields = (of: readonly Field[]): string => of.map(({ name, type, shape }) => `${name}: ${type}[${shape.join(', ')}]`).join('; ')
  return signatures.map(({ name, inputs, outputs: results }) => `${name}(${fields(inputs)}) → ${fields(results)}`)
}

/** Paths of the model's files in a published image. */
async function filesOf(reference: string): Promise<readonly string[]> {
  const archive = join(await temporaryDirectory('export'), 'image.tar')
  await run('crane', ['export', reference, archive])
  const listed = await run('tar', ['--list', '--file', archive])
  return listed.split('\n').flatMap((path) => (/^model\/files\/.*[^/]$/.test(path) ? [path.slice('model/files/'.length)] : []))
}

/** A change to one file of a checkout: `was` must be there. */
async function edit(file: string, was: string, is: string): Promise<void> {
  const text = await readFile(file, 'utf8')
  expect(text).toContain(was)
  await writeFile(file, text.replace(was, is))
}

const tags = async (image: string): Promise<readonly string[]> => (await run('crane', ['ls', image])).trim().split('\n').sort()

describe('the examples under act, as a runner starts them', () => {
  it('onnx: a push publishes, a pull request validates and comments, a dispatch publishes again', async () => {
    const image = `${registry.host}/onnx/churn`
    const repository = await checkout('onnx', image)
    const pushed = await act(repository, push())
    expect(pushed.log).toContain('version 1.0.0 published')
    expect(pushed.exitCode, pushed.log).toBe(0)

    const api = await startGitHubApi()
    await cp(join(PROJECT, 'test/models/story/output/churn.onnx'), join(repository, 'models/churn/churn.onnx'))
    const pulled = await act(repository, pullRequest(), api.url)
    await api.stop()
    expect(pulled.exitCode, pulled.log).toBe(0)
    expect(api.comments.get(7)?.map(({ body }) => body)).toEqual([expect.stringContaining('next version 1.1.0')])

    const dispatched = await act(repository, workflowDispatch())
    expect(dispatched.exitCode, dispatched.log).toBe(0)
    expect(await tags(image)).toEqual(['1.0.0', '1.1.0'])
  })

  it('declared: any files with a declared contract are published', async () => {
    const image = `${registry.host}/declared/discount`
    const ran = await act(await checkout('declared', image), push())
    expect(ran.exitCode, ran.log).toBe(0)
    expect(await tags(image)).toEqual(['1.0.0'])
  })

  it('private-registry: an explicit version by dispatch, floating tags, and outputs in the next step', async () => {
    const image = `${registry.host}/team/churn`
    const repository = await checkout('private-registry', image)
    const ran = await act(repository, workflowDispatch({ version: '3.0.0' }))
    expect(ran.exitCode, ran.log).toBe(0)
    expect(ran.log).toMatch(/deploy localhost:\d+\/team\/churn@sha256:[0-9a-f]{64} as 3\.0\.0/)
    expect(await tags(image)).toEqual(['3', '3.0.0', 'latest'])
  })

  it('outputs: later steps and jobs use what the action found', async () => {
    const image = `${registry.host}/outputs/churn`
    const repository = await checkout('outputs', image)
    const first = await act(repository, push())
    expect(first.exitCode, first.log).toBe(0)
    expect(first.log).toMatch(/deploy localhost:\d+\/outputs\/churn@sha256:[0-9a-f]{64}/)
    expect(first.log).toContain('{"contract":1,"framework":{"name":"onnx"')

    await cp(join(PROJECT, 'test/models/story/type/churn.onnx'), join(repository, 'models/churn/churn.onnx'))
    const refused = await act(repository, pullRequest())
    expect(refused.exitCode).not.toBe(0)
    expect(refused.log).toContain('"predict.inputs.age": "callers that send `age` as int64 will be rejected')

    const broken = await act(repository, push())
    expect(broken.exitCode, broken.log).toBe(0)
    expect(broken.log).not.toMatch(/deploy localhost/)
    expect(await tags(image)).toEqual(['1.0.0', '2.0.0'])
  })

  it('drift: a scheduled check is quiet while registry and repository agree, and names what does not', async () => {
    const image = `${registry.host}/drift/churn`
    const workflow = '.github/workflows/drift.yml'
    const repository = await checkout('drift', image, workflow)
    await outputs(['publish', join(repository, 'models/churn'), '--image', image, '--builder', 'embedded'])
    const quiet = await act(repository, schedule(), undefined, workflow)
    expect(quiet.exitCode, quiet.log).toBe(0)

    // somebody overwrites the version with another one
    await outputs(['publish', await churn('weights'), '--image', image, '--builder', 'embedded'])
    await run('crane', ['tag', `${image}:1.0.1`, '1.0.0'])
    const told = await act(repository, schedule(), undefined, workflow)
    expect(told.exitCode).not.toBe(0)
    expect(told.log).toContain('tell the owners of the model that churn: failed: Registry and repository do not agree')
    expect(told.log).toMatch(/drift\/churn:1\.0\.0: it says that it is 1\.0\.1: the tag was moved/)
    expect(told.log).toContain('its parent 1.0.0 was overwritten')
    expect(told.log).toContain('the repository has other files than 1.0.1')
  })

  it('attest: hands actions/attest the subject and the contract of what it published', async () => {
    const image = `${registry.host}/attest/churn`
    const repository = await checkout('attest', image)
    // stands for what signs with GitHub's and Sigstore's servers: prints what it was told to sign
    const signer = await temporaryDirectory('signer')
    await writeFile(
      join(signer, 'action.yml'),
      `name: signer
description: Prints its subject and its predicate
inputs:
${['subject-name', 'subject-digest', 'predicate-type', 'predicate-path', 'push-to-registry'].map((name) => `  ${name}: { description: ${name} }`).join('\n')}
runs:
  using: node24
  main: main.js
`,
    )
    await writeFile(
      join(signer, 'main.js'),
      `const input = (name) => process.env['INPUT_' + name.toUpperCase()] ?? ''
console.log('signed ' + input('subject-name') + '@' + input('subject-digest'))
if (input('predicate-path')) console.log('statement ' + require('node:fs').readFileSync(input('predicate-path'), 'utf8'))
`,
    )
    const signed = await runAct({
      repository,
      workflow: WORKFLOW,
      event: push(),
      actions: { 'mlambda/upload-action@v1': action, 'actions/attest@v2': signer, 'actions/attest-build-provenance@v2': signer },
      env: buildkit.env,
      secrets: { GITHUB_TOKEN: 'ghs_token_of_this_job' },
    })
    expect(signed.exitCode, signed.log).toBe(0)
    const digest = (await run('crane', ['digest', `${image}:1.0.0`])).trim()
    expect(signed.log.match(/signed \S+/g)).toEqual([`signed ${image}@${digest}`, `signed ${image}@${digest}`])
    const label = JSON.parse(await run('crane', ['config', `${image}:1.0.0`])).config.Labels['dev.mlambda.contract']
    expect(JSON.parse(/statement (\{.*\})/.exec(signed.log)?.[1] ?? '{}')).toMatchObject({
      model: 'churn',
      version: '1.0.0',
      contract: JSON.parse(label),
    })
  })

  const CUSTOMER = ['age: float64[-1]', 'months: float64[-1]', 'plan: string[-1]'].join('; ')
  it.each([
    {
      example: 'tensorflow',
      model: 'price',
      contract: [
        'serving_default(rooms: float32[-1, 4]) → price: float32[-1]',
        'span(rooms: float32[-1, 4]; share: float32[]) → highest: float32[-1]; lowest: float32[-1]',
      ],
      files: ['saved_model.pb', 'variables/variables.index', 'variables/variables.data-00000-of-00001'],
    },
    {
      example: 'sklearn',
      model: 'churn',
      contract: [
        `decision_function(${CUSTOMER}) → decision_function: float64[-1]`,
        `predict(${CUSTOMER}) → predict: string[-1]`,
        `predict_proba(${CUSTOMER}) → predict_proba: float64[-1, 2]`,
      ],
      files: ['churn.joblib'],
    },
    {
      example: 'spark',
      model: 'delay',
      contract: [
        'transform(airport: string[-1]; wind: float64[-1]; distance: float64[-1]) → rawPrediction: float64[-1, 2]; probability: float64[-1, 2]; delayed: float64[-1]',
      ],
      // Spark compares a file with the checksum beside it where there is one: hidden files are part of the model
      files: ['metadata/part-00000', 'metadata/.part-00000.crc', 'metadata/_SUCCESS'],
    },
  ])('$example: a push publishes the files and the contract that they hold', async ({ example, model, contract, files }) => {
    const image = `${registry.host}/${example}/${model}`
    const ran = await act(await checkout(example, image, WORKFLOW, EMBEDDED), push())
    expect(ran.exitCode, ran.log).toBe(0)
    expect(ran.log).toContain('version 1.0.0 published')
    expect(await tags(image)).toEqual(['1.0.0'])
    expect(await contractOf(`${image}:1.0.0`)).toEqual(contract)
    expect(await filesOf(`${image}:1.0.0`)).toEqual(expect.arrayContaining(files))
  })

  it('pytorch: an exported program is published; a module that leaves facts open is refused on the pull request', async () => {
    const image = `${registry.host}/pytorch/digits`
    const repository = await checkout('pytorch', image, WORKFLOW, EMBEDDED)
    const pushed = await act(repository, push())
    expect(pushed.exitCode, pushed.log).toBe(0)
    expect(await contractOf(`${image}:1.0.0`)).toEqual([
      expect.stringMatching(/^forward\(picture: float32\[\w+, 1, 28, 28\]\) → scores: float32\[\w+, 10\]$/),
    ])

    await rm(join(repository, 'models/digits/digits.pt2'))
    await cp(join(PROJECT, 'test/models/torchscript/bfloat16.pt'), join(repository, 'models/digits/digits.pt'))
    const refused = await act(repository, pullRequest())
    expect(refused.exitCode).not.toBe(0)
    expect(refused.log).toContain('incomplete')
    expect(await tags(image)).toEqual(['1.0.0'])
  })

  it('function: other code with the same annotations is a patch, a renamed parameter is refused on the pull request', async () => {
    const image = `${registry.host}/function/fare`
    const repository = await checkout('function', image, WORKFLOW, EMBEDDED)
    const code = join(repository, 'models/fare/main.py')
    const first = await act(repository, push())
    expect(first.exitCode, first.log).toBe(0)
    expect(await contractOf(`${image}:1.0.0`)).toEqual([
      'predict(kilometres: float64[]; passengers: int64[]; time: string[]) → fare: float64[]; currency: string[]',
    ])

    await edit(code, '"night": 1.9', '"night": 2.1')
    const dearer = await act(repository, push())
    expect(dearer.exitCode, dearer.log).toBe(0)
    expect(await tags(image)).toEqual(['1.0.0', '1.0.1'])

    await edit(code, 'kilometres: float', 'distance: float')
    const refused = await act(repository, pullRequest())
    expect(refused.exitCode).not.toBe(0)
    expect(refused.log).toContain('kilometres')
    expect(refused.log).toContain('breaking-change')
  })

  it('dispatch: what is chosen is planned, then published as it was approved; nobody is asked about nothing', async () => {
    const workflow = '.github/workflows/upload.yml'
    const repository = await checkout('dispatch', `${registry.host}/dispatch/{name}`, workflow, EMBEDDED)
    const image = `${registry.host}/dispatch/churn`
    await outputs(['publish', join(repository, 'models/churn'), '--image', image, '--builder', 'embedded'])
    const upload = async (bump: string, unchanged: string): Promise<ActRun> =>
      await act(repository, workflowDispatch({ model: 'churn', bump, unchanged }), undefined, workflow)

    const skipped = await upload('by contract', 'skip')
    expect(skipped.exitCode, skipped.log).toBe(0)
    expect(skipped.log).toContain('upload again/plan')
    expect(skipped.log).not.toContain('upload again/publish')
    expect(await tags(image)).toEqual(['1.0.0'])

    const raised = await upload('minor', 'publish')
    expect(raised.exitCode, raised.log).toBe(0)
    expect(raised.log).toMatch(/plan\] .*would be published as \S+:1\.1\.0\n/)
    expect(raised.log).toContain(`published ${image}:1.1.0 (unchanged)`)
    expect(await tags(image)).toEqual(['1.0.0', '1.1.0'])
    await expect(tags(`${registry.host}/dispatch/price`)).rejects.toThrow()
  })
})

describe('examples/README.md', () => {
  it('shows what mlambda infer says about each model', async () => {
    const text = await readFile(join(PROJECT, 'examples/README.md'), 'utf8')
    const shown = [...text.matchAll(/^```console\n\$ mlambda infer (\S+)\n([\s\S]*?)^```$/gm)]
    expect(shown.map(([, model]) => model)).toEqual([
      'tensorflow/models/price',
      'sklearn/models/churn',
      'spark/models/delay',
      'pytorch/models/digits',
      'function/models/fare',
    ])
    for (const [, model = '', answer = ''] of shown) {
      const said = await mlambda(['infer', join(PROJECT, 'examples', model)])
      expect(answer.trim()).toBe(said.stdout.trim())
    }
  })
})
