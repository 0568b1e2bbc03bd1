import { execFileSync } from 'node:child_process'
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { freePort, type Registry, run, startRegistry, temporaryDirectory } from '../components.ts'
import { mergeGroup, pullRequest, push, schedule } from './events.ts'
import { type GitHubApi, startGitHubApi } from './github-api.ts'
import { type ActionCall, type ActionRun, PROJECT, runAction } from './harness.ts'
import { churn, mlambda, outputs } from './terminal.ts'

let registry: Registry
let api: GitHubApi
beforeAll(async () => {
  registry = await startRegistry('v3')
})
afterAll(async () => {
  await registry.stop()
})
beforeEach(async () => {
  api = await startGitHubApi()
})
afterEach(async () => {
  await api.stop()
})

async function onnx(name: string): Promise<string> {
  const directory = join(await temporaryDirectory('model'), 'scores')
  await mkdir(directory)
  await cp(join(PROJECT, 'test/models/onnx', `${name}.onnx`), join(directory, 'model.onnx'))
  return directory
}

describe('a definition', () => {
  it('is printed by a refusal exactly as init writes it, and ends the refusal when it is filled in', async () => {
    const model = await onnx('placeholders')
    const image = `oci:${await temporaryDirectory('folder')}/scores`
    const strict = ['publish', model, '--image', image, '--min-completeness', '90']
    const { stdout: text } = await mlambda(['init', model])
    expect(text).toContain('"?"')
    const told = await outputs(strict)
    expect(told['error']).toMatchObject({ code: 'incomplete', remedy: expect.stringMatching(/^Put this serving\.yaml beside the model/) })
    expect(Object(told['error']).remedy.endsWith(`\n\n${text}`)).toBe(true)

    await writeFile(join(model, 'serving.yaml'), text)
    expect((await outputs(strict))['version']).toBe('1.0.0')
  })

  it('with several models is read by name', async () => {
    const model = join(await temporaryDirectory('several'), 'rules')
    await mkdir(model)
    await writeFile(join(model, 'a.json'), '{}')
    await writeFile(join(model, 'b.json'), '{"b":1}')
    const document = (name: string, type: string): string =>
      `kind: Model\nname: ${name}\npayload: [${name}.json]\ncontract:\n  predict:\n    inputs:\n      x: { type: ${type}, shape: [-1] }\n    outputs: {}\n`
    await writeFile(join(model, 'serving.yaml'), `${document('a', 'int64')}---\n${document('b', 'string')}`)
    const image = `oci:${await temporaryDirectory('folder')}/rules`
    const both = await mlambda(['publish', model, '--image', image, '--json'])
    expect([both.code, JSON.parse(both.stdout).error]).toEqual([
      2,
      expect.objectContaining({ code: 'input-invalid', remedy: `Write image: ${image}/{name}` }),
    ])
    const told = await outputs(['publish', model, '--image', image, '--name', 'b'])
    expect(told).toMatchObject({ name: 'b', version: '1.0.0', contract: expect.stringContaining('"type":"string"') })
  })

  it('that contradicts a second one names both places', async () => {
    const model = join(await temporaryDirectory('two'), 'rules')
    await mkdir(model)
    await writeFile(join(model, 'rules.json'), '{}')
    await writeFile(
      join(model, 'serving.yaml'),
      'kind: Model\ncontract:\n  predict:\n    inputs:\n      age: { type: int64, shape: [-1] }\n    outputs: {}\n',
    )
    await writeFile(
      join(model, 'contract.prototxt'),
      'signature_name: "predict"\ninputs { name: "age" dtype: DT_STRING shape { dim { size: -1 } } }\n',
    )
    const told = await outputs(['check', model])
    expect(told['error']).toMatchObject({
      code: 'contract-conflict',
      message: expect.stringMatching(/contradict each other: serving\.yaml:5: predict\.inputs\.age\.type .* contract\.prototxt:2 has string/),
      where: { file: 'serving.yaml', line: 5, column: 20 },
    })
  })
})

describe('diff --json', () => {
  it('takes a directory, a file, a definition, a contract, the answer of infer, an image and a revision', async () => {
    const [first, type, weights] = [await churn('first'), await churn('type'), await churn('weights')]
    const directory = await temporaryDirectory('sides')
    const image = `oci:${join(directory, 'churn')}`
    const git = (...args: readonly string[]): string =>
      execFileSync('git', ['-C', first, '-c', 'user.name=t', '-c', 'user.email=t@localhost', ...args], { encoding: 'utf8' })
    git('init', '--quiet', '--initial-branch=main')
    git('add', '--all')
    git('commit', '--quiet', '--message', 'x')
    await writeFile(join(directory, 'serving.yaml'), (await mlambda(['init', first])).stdout)
    await writeFile(join(directory, 'inferred.json'), (await mlambda(['infer', first, '--json'])).stdout)
    const { contract = '' } = await outputs(['publish', first, '--image', image])
    await writeFile(join(directory, 'contract.json'), contract)

    const sides = [
      first,
      join(first, 'churn.onnx'),
      ...['serving.yaml', 'inferred.json', 'contract.json'].map((name) => join(directory, name)),
      image,
      `${image}:1.0.0`,
    ]
    for (const side of sides) {
      expect(await difference(side, first), side).toEqual({ level: 'unchanged', changes: [] })
      const { level, changes } = await difference(side, type)
      expect(level, side).toBe('breaking')
      expect(changes.find((change) => change.level === 'breaking')).toEqual({
        rule: 'input-type-changed',
        level: 'breaking',
        where: 'predict.inputs.age',
        path: ['predict', 'inputs', 'age'],
        was: expect.stringMatching(/^int64/),
        is: expect.stringMatching(/^float32/),
        message: 'callers that send `age` as int64 will be rejected: it is float32 now',
      })
    }
    // only where both sides have files can they differ
    expect((await difference(image, weights)).level).toBe('weights')
    expect((await difference(join(directory, 'contract.json'), weights)).level).toBe('unchanged')
    expect((await difference('main:.', type, first)).level).toBe('breaking')
  })

  it.each(['nothing-here', 'no-such-branch:churn'])('%s is nothing that has a contract', async (text) => {
    const told = JSON.parse((await mlambda(['diff', text, await churn('first'), '--json'])).stdout)
    expect(told.error).toMatchObject({ code: 'input-invalid' })
  })
})

interface Difference {
  readonly level: string
  readonly changes: readonly { readonly level: string }[]
}

async function difference(old: string, next: string, cwd?: string): Promise<Difference> {
  const ran = await mlambda(['diff', old, next, '--json'], { ...(cwd && { cwd }) })
  return JSON.parse(ran.stdout)
}

/** A checkout on `main` with the first churn model, whose working copy then holds another one. */
async function branched(version: Parameters<typeof churn>[0]): Promise<string> {
  const workspace = await temporaryDirectory('workspace')
  await mkdir(join(workspace, 'models'))
  await cp(await churn('first'), join(workspace, 'models/churn'), { recursive: true })
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-C', workspace, '-c', 'user.name=t', '-c', 'user.email=t@localhost', ...args], { encoding: 'utf8' })
  git('init', '--quiet', '--initial-branch=main')
  git('add', '--all')
  git('commit', '--quiet', '--message', 'x')
  await cp(await churn(version), join(workspace, 'models/churn'), { recursive: true })
  return workspace
}

async function act(workspace: string, call: Omit<ActionCall, 'workspace'>): Promise<ActionRun> {
  return await runAction({ apiUrl: api.url, ...call, workspace, inputs: { path: 'models/churn', builder: 'embedded', ...call.inputs } })
}

describe('the input baseline', () => {
  it('compares with a git revision, and still tells the next version of the collection', async () => {
    const image = `${registry.host}/baseline/revision`
    await outputs(['publish', await churn('type'), '--image', image, '--builder', 'embedded'])
    const ran = await act(await branched('type'), { event: pullRequest(), inputs: { image, baseline: 'main', breaking: 'warn' } })
    expect(ran.exitCode, ran.log).toBe(0)
    // against the registry nothing changed
    expect(ran.outputs).toMatchObject({ change: 'breaking', breaking: 'true', 'previous-version': '1.0.0', version: '' })
    const [model] = JSON.parse(ran.outputs['models'] ?? '[]')
    expect(model.verdict).toMatch(
      /^churn: 1 breaking change, 1 compatible against main \([0-9a-f]{7}\), accepted by input breaking: warn \(published 1\.0\.0\)$/,
    )
  })

  it('fails on a breaking change against it, without any registry', async () => {
    const image = `localhost:${await freePort()}/churn`
    const ran = await act(await branched('type'), { event: pullRequest(), inputs: { image, baseline: 'main' } })
    expect(ran.exitCode).toBe(1)
    expect(ran.outputs).toMatchObject({ change: 'breaking', version: '' })
    expect(ran.annotations.filter(({ command }) => command === 'error').map(({ message }) => message)).toEqual([expect.stringContaining('age')])
  })

  it('compares with a file, and with another image', async () => {
    const workspace = await branched('output')
    const image = `${registry.host}/baseline/new`
    const other = `${registry.host}/baseline/other`
    const { contract = '' } = await outputs(['publish', await churn('first'), '--image', other, '--builder', 'embedded'])
    await writeFile(join(workspace, 'promised.json'), contract)
    for (const baseline of ['promised.json', other, `${other}:1.0.0`]) {
      const ran = await act(workspace, { event: pullRequest(), inputs: { image, baseline } })
      expect(ran.outputs, ran.log).toMatchObject({ change: 'compatible', version: '1.0.0', 'previous-version': '' })
    }
  })

  it.each([
    { what: 'a model that is not there yet', baseline: 'main', path: 'models/new', change: 'first', says: 'not in main yet' },
    { what: 'an image without a version', baseline: 'REGISTRY/nothing', change: 'first', says: 'not in localhost' },
    { what: 'a tag that does not exist', baseline: 'REGISTRY/nothing:9.9.9', change: 'unknown', says: 'not compared with localhost' },
  ])('says honestly: $what', async ({ baseline, path, change, says }) => {
    const workspace = await branched('output')
    if (path) await cp(join(workspace, 'models/churn'), join(workspace, path), { recursive: true })
    const inputs = { image: `${registry.host}/baseline/none`, baseline: baseline.replace('REGISTRY', registry.host), ...(path && { path }) }
    const ran = await act(workspace, { event: pullRequest(), inputs })
    expect(ran.exitCode, ran.log).toBe(0)
    expect(ran.outputs['change']).toBe(change)
    expect(ran.summary).toContain(says)
    expect(ran.summary).not.toContain('compatible')
  })

  it('that names nothing is an error that says how to fetch revisions', async () => {
    const ran = await act(await branched('output'), { event: pullRequest(), inputs: { image: `${registry.host}/x`, baseline: 'origin/mian' } })
    expect(ran.exitCode).toBe(1)
    expect(ran.log).toMatch(/input-invalid[\s\S]*fetch-depth: 0/)
  })

  it('changes nothing of a publish', async () => {
    const image = `${registry.host}/baseline/publish`
    const ran = await act(await branched('type'), { event: push(), inputs: { image, baseline: 'main' } })
    expect(ran.outputs).toMatchObject({ version: '1.0.0', change: 'first', published: 'true' })
  })
})

describe('the published image says how a breaking change was accepted', () => {
  async function breakingPush(name: string, inputs: Readonly<Record<string, string>> = {}): Promise<string> {
    const image = `${registry.host}/accepted/${name}`
    await outputs(['publish', await churn('first'), '--image', image, '--builder', 'embedded'])
    const ran = await act(await branched('type'), { event: push(), inputs: { image, ...inputs } })
    expect(ran.outputs, ran.log).toMatchObject({ version: '2.0.0', published: 'true' })
    const { annotations } = JSON.parse(await run('crane', ['manifest', `${image}:2.0.0`]))
    return annotations['dev.mlambda.change']
  }

  it('by the label of the merged pull request', async () => {
    api.merged.set('2'.repeat(40), [{ number: 7, labels: ['breaking-contract'] }])
    expect(await breakingPush('label')).toBe(
      'breaking, accepted by label breaking-contract on #7: callers that send `age` as int64 will be rejected: it is float32 now',
    )
  })

  it('by the input', async () => {
    expect(await breakingPush('input', { breaking: 'warn' })).toMatch(/^breaking, accepted by input breaking: warn: callers/)
  })

  it('or that nobody is known', async () => {
    expect(await breakingPush('nobody')).toMatch(/^breaking: callers/)
  })

  it('and of a first version that there was nothing to break', async () => {
    const image = `${registry.host}/accepted/first`
    await outputs(['publish', await churn('first'), '--image', image, '--builder', 'embedded'])
    expect(JSON.parse(await run('crane', ['manifest', `${image}:1.0.0`])).annotations['dev.mlambda.change']).toBe('first version')
  })
})

describe('a pull request', () => {
  it('has one comment, which says when the breaking change is gone', async () => {
    const image = `${registry.host}/resolved/churn`
    await outputs(['publish', await churn('first'), '--image', image, '--builder', 'embedded'])
    await act(await branched('type'), { event: pullRequest(), inputs: { image } })
    expect(api.comments.get(7)?.[0]?.body).toContain('1 breaking change')
    await act(await branched('output'), { event: pullRequest(), inputs: { image } })
    expect(api.comments.get(7)).toHaveLength(1)
    expect(api.comments.get(7)?.[0]?.body).toMatch(/Resolved in `2222222`/)
  })

  it('that was accepted passes the merge queue, whose event has no labels', async () => {
    const image = `${registry.host}/queue/churn`
    await outputs(['publish', await churn('first'), '--image', image, '--builder', 'embedded'])
    expect((await act(await branched('type'), { event: mergeGroup(), inputs: { image } })).exitCode).toBe(1)
    api.labels.set(7, ['breaking-contract'])
    const ran = await act(await branched('type'), { event: mergeGroup(), inputs: { image } })
    expect([ran.exitCode, ran.outputs['published']], ran.log).toEqual([0, 'false'])
    expect(ran.summary).toContain('accepted by label breaking-contract on')
  })

  it('has a comment for each of two models in one directory', async () => {
    for (const name of ['one', 'two'])
      await act(await branched('output'), { event: pullRequest(), inputs: { image: `${registry.host}/named/${name}`, name } })
    expect(api.comments.get(7)?.map(({ body }) => /\*\*(one|two)\*\*/.exec(body)?.[1])).toEqual(['one', 'two'])
  })
})

describe('drift', () => {
  async function published(name: string): Promise<string> {
    const image = `${registry.host}/drift/${name}`
    await outputs(['publish', await churn('first'), '--image', image, '--builder', 'embedded'])
    return image
  }
  const look = async (version: Parameters<typeof churn>[0], image: string): Promise<ActionRun> =>
    await act(await branched(version), { event: schedule(), inputs: { image, mode: 'drift' } })

  it('is none after a publish, and nothing is published', async () => {
    const ran = await look('first', await published('none'))
    expect([ran.exitCode, ran.outputs['published'], ran.outputs['change']], ran.log).toEqual([0, 'false', 'unchanged'])
  })

  it.each([
    { version: 'weights', says: 'other files than 1.0.0' },
    { version: 'type', says: 'another contract than 1.0.0 (breaking' },
  ] as const)('is a repository with $says', async ({ version, says }) => {
    const ran = await look(version, await published(version))
    expect(ran.exitCode).toBe(1)
    expect(ran.log).toContain(says)
  })

  it('is a registry that holds nothing, or cannot be read', async () => {
    expect((await look('first', `${registry.host}/drift/empty`)).log).toContain('holds no version')
    const down = await look('first', `localhost:${await freePort()}/churn`)
    expect([down.exitCode, down.log]).toEqual([1, expect.stringMatching(/registry-unreachable|drift/)])
  })

  it('is an image whose labels were edited', async () => {
    const image = await published('edited')
    const config = JSON.parse(await run('crane', ['config', `${image}:1.0.0`]))
    const lie = config.config.Labels['dev.mlambda.contract'].replace('int64', 'int32')
    await run('crane', ['mutate', `${image}:1.0.0`, '--label', `dev.mlambda.contract=${lie}`, '--tag', `${image}:1.0.0`])
    const told = await mlambda(['check', await churn('first'), '--against', `${image}:1.0.0`, '--json'])
    expect(told.code).toBe(1)
    expect(JSON.parse(told.stdout)).toMatchObject({
      level: 'breaking',
      problems: [
        'the contract in the label dev.mlambda.contract is not the one whose digest it states',
        'model/contract.json is another contract than the label dev.mlambda.contract',
      ],
    })
  })

  it('is an image whose layer is gone', async () => {
    const folder = join(await temporaryDirectory('layers'), 'churn')
    const image = `oci:${folder}`
    await outputs(['publish', await churn('first'), '--image', image])
    const inspected = JSON.parse(await run('skopeo', ['inspect', '--raw', `${image}:1.0.0`]))
    await run('rm', [join(folder, 'blobs/sha256', inspected.layers[0].digest.slice('sha256:'.length))])
    const told = await mlambda(['check', await churn('first'), '--mode', 'drift', '--image', image, '--json'])
    expect(JSON.parse(told.stdout).error).toMatchObject({ code: 'drift', message: expect.stringContaining('bytes) is missing') })
    expect(await readFile(join(folder, 'index.json'), 'utf8')).toContain('1.0.0')
  })
})
