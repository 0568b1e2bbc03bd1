import { execFileSync } from 'node:child_process'
import { cp, mkdir, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Registry, run, startRegistry, temporaryDirectory } from '../components.ts'
import { type Event, pullRequest, push } from './events.ts'
import { type GitHubApi, startGitHubApi } from './github-api.ts'
import { type ActionCall, type ActionRun, PROJECT, runAction } from './harness.ts'
import { mlambda } from './terminal.ts'

/** One story from top to bottom: a repository of eight models, of which three change and one of those breaks. */
const MODELS = ['iris', 'churn', 'fraud', 'basket', 'price', 'reviews', 'rank', 'spam']

let registry: Registry
let api: GitHubApi
let workspace = ''
let image = ''
beforeAll(async () => {
  registry = await startRegistry('v3')
  api = await startGitHubApi()
  image = `${registry.host}/frieda/models/{name}`
  workspace = await temporaryDirectory('monorepo')
  git('init', '--quiet', '--initial-branch=main')
  for (const name of MODELS) await lay('examples/onnx/models/churn', name)
  await mkdir(join(workspace, 'models/docs'))
  await writeFile(join(workspace, 'models/docs/README.md'), 'about these models')
  commit()
})
afterAll(async () => {
  await registry.stop()
  await api.stop()
})

async function lay(source: string, name: string): Promise<void> {
  await rm(join(workspace, 'models', name), { recursive: true, force: true })
  await cp(join(PROJECT, source), join(workspace, 'models', name), { recursive: true })
}

function git(...args: readonly string[]): string {
  const identity = ['-c', 'user.name=t', '-c', 'user.email=t@localhost', '-c', 'commit.gpgsign=false']
  return execFileSync('git', ['-C', workspace, ...identity, ...args], { encoding: 'utf8' }).trim()
}

function commit(): string {
  git('add', '--all')
  git('commit', '--quiet', '--message', 'x')
  return git('rev-parse', 'HEAD')
}

/** The event with the commit its changes begin after. */
function since(event: Event, before: string): Event {
  const pull = event.payload['pull_request']
  const payload =
    typeof pull === 'object' ? { ...event.payload, pull_request: { ...pull, base: { ref: 'main', sha: before } } } : { ...event.payload, before }
  return { ...event, payload }
}

async function act(event: Event, inputs: ActionCall['inputs'] = {}): Promise<ActionRun> {
  return await runAction({ workspace, event, apiUrl: api.url, inputs: { path: 'models/*', image, builder: 'embedded', ...inputs } })
}

const rows = (ran: ActionRun): readonly Record<string, unknown>[] => JSON.parse(ran.outputs['models'] ?? '')
const said = (ran: ActionRun, key: string): Readonly<Record<string, unknown>> => Object.fromEntries(rows(ran).map((row) => [row['name'], row[key]]))

describe('a repository of eight models', () => {
  let first = ''
  it('is published in one run, each model as a collection of its own', async () => {
    first = git('rev-parse', 'HEAD')
    const ran = await act(since(push(), '0'.repeat(40)))
    expect(ran.exitCode, ran.log).toBe(0)
    expect(said(ran, 'version')).toEqual(Object.fromEntries(MODELS.map((name) => [name, '1.0.0'])))
    expect(ran.outputs).toMatchObject({ published: 'true', change: 'first', version: '', name: '' })
    expect(ran.groups).toContain('spam: Number and tag')
    expect(ran.summary).toMatch(/^### 8 models: 8 published\n/)
    for (const name of MODELS) expect(await run('crane', ['ls', image.replace('{name}', name)])).toContain('1.0.0')
  })

  it('named models are listed for a matrix, and nothing is read of them', async () => {
    const ran = await act(push(), { mode: 'discover' })
    expect([ran.exitCode, rows(ran)]).toEqual([0, [...MODELS].sort().map((name, index) => ({ index, name, path: `models/${name}` }))])
    expect(ran.summary).toContain('### 8 models')
  })

  it('three change, one of them broken: two are published, five left alone, and the run fails at its end', async () => {
    await lay('test/models/story/weights', 'churn')
    await lay('test/models/story/output', 'price')
    await truncate(join(workspace, 'models/fraud/churn.onnx'), 100)
    commit()
    const named = await act(since(push(), first), { mode: 'discover', 'only-changed': 'true' })
    expect(rows(named).map(({ name }) => name)).toEqual(['churn', 'fraud', 'price'])

    const ran = await act(since(push(), first), { 'only-changed': 'true' })
    expect(ran.exitCode).toBe(1)
    expect(said(ran, 'outcome')).toEqual({ churn: 'published', fraud: 'failed', price: 'published' })
    expect(said(ran, 'version')).toMatchObject({ churn: '1.0.1' })
    expect(ran.summary).toMatch(/^### 8 models: 1 failed, 2 published, 5 left alone\n\n- ❌ \*\*fraud\*\*/)
    expect(ran.annotations.filter(({ command }) => command === 'error').map(({ properties }) => properties['file'])).toEqual([
      'models/fraud/churn.onnx',
    ])
    expect(await run('crane', ['ls', image.replace('{name}', 'basket')])).not.toContain('1.0.1')
  })

  it('a pull request has a comment for each changed model, and none for the others', async () => {
    const base = git('rev-parse', 'HEAD')
    await lay('test/models/story/type', 'rank')
    await lay('examples/onnx/models/churn', 'fraud')
    commit()
    const ran = await act(since(pullRequest({ number: 9 }), base), { 'only-changed': 'true' })
    expect(ran.exitCode).toBe(1)
    expect(said(ran, 'change')).toMatchObject({ rank: 'breaking' })
    expect(api.comments.get(9)?.map(({ body }) => /\*\*(\w+)\*\*/.exec(body)?.[1])).toEqual(['fraud', 'rank'])
  })

  it('and when the pull request takes the change back, its comment says so', async () => {
    const base = git('rev-parse', 'HEAD~1')
    await lay('examples/onnx/models/churn', 'rank')
    commit()
    await act(since(pullRequest({ number: 9 }), base), { 'only-changed': 'true' })
    expect(
      api.comments
        .get(9)
        ?.map(({ body }) => body)
        .join('\n'),
    ).toContain('no longer changes the model')
  })

  it.each<[string, ActionCall['inputs'], RegExp]>([
    ['one image for all', { image: 'localhost:5000/churn' }, /Write image: localhost:5000\/churn\/\{name\}/],
    ['one version for all', { version: '3.0.0' }, /Input version is for one model/],
    ['one definition for all', { contract: 'serving.yaml' }, /Input contract is for one model/],
    ['a name that none has', { name: 'chrun' }, /Write name: churn/],
    ['a pattern that meets no model', { path: 'models/docs/*' }, /not-a-model.*no model/s],
  ])('%s is refused before anything is read', async (_what, inputs, message) => {
    const ran = await act(push(), inputs)
    expect([ran.exitCode, ran.groups]).toEqual([1, []])
    expect(ran.annotations.map(({ message: text }) => text).join('\n')).toMatch(message)
  })

  it('one of them is picked by its name', async () => {
    const ran = await act(push(), { name: 'spam', 'dry-run': 'true' })
    expect(ran.outputs).toMatchObject({ name: 'spam', version: '1.0.0', change: 'unchanged' })
  })

  it('is published in a terminal as well, and two models of one name are refused', async () => {
    const call = ['publish', 'models', '--image', 'oci:./registry/{name}', '--builder', 'embedded']
    const ran = await mlambda(call, { cwd: workspace })
    expect(ran.stdout, ran.stderr).toMatch(/\n8 models: 8 published\n$/)
    const changed = await mlambda([...call, '--only-changed', 'HEAD~1'], { cwd: workspace })
    expect(changed.stdout).toMatch(/\n8 models: 1 unchanged, 7 left alone \(.*spam.*\)\n$/)
    for (const name of ['ham', 'spam']) await lay('examples/onnx/models/churn', `again/${name}`)
    const twice = await mlambda(call, { cwd: workspace })
    expect([twice.code, twice.stderr]).toEqual([2, expect.stringMatching(/models\/again\/spam and models\/spam would both be the collection spam/)])
  })
})

describe('what several jobs did is told in one table', () => {
  let reports = ''
  beforeAll(async () => {
    reports = join(workspace, 'reports')
    await mkdir(join(reports, 'nested'), { recursive: true })
    const ran = await act(push(), { path: 'models/iris', 'dry-run': 'true' })
    await writeFile(join(reports, 'iris.json'), ran.outputs['models'] ?? '')
    await truncate(join(workspace, 'models/fraud/churn.onnx'), 100)
    const failed = await act(push(), { path: 'models/fraud' })
    await writeFile(join(reports, 'nested/fraud.json'), failed.outputs['models'] ?? '')
  })

  it('in the action, which fails if one of them failed', async () => {
    const ran = await act(push(), { mode: 'overview', path: 'reports' })
    expect(ran.exitCode).toBe(1)
    expect(ran.summary).toMatch(/^### 2 models: 1 failed, 1 unchanged\n\n(.*\n){2}\| ❌ \| \*\*fraud\*\* \|.*\n\| ✅ \| \*\*iris\*\* \|/)
  })

  it('in a terminal', async () => {
    const ran = await mlambda(['overview', 'reports/iris.json'], { cwd: workspace })
    expect([ran.code, ran.stdout]).toEqual([0, '✔ iris: unchanged: version 1.0.0 stands\n\n1 model: 1 unchanged\n'])
  })

  it.each([
    ['no file', 'models/docs', 'holds no .json file'],
    ['another JSON', 'other.json', 'not what the output `models` holds'],
    ['no JSON', 'models/docs/README.md', 'is no JSON'],
  ])('%s is an error', async (_what, path, message) => {
    await writeFile(join(workspace, 'other.json'), '[{"name": 1}]')
    const ran = await mlambda(['overview', path], { cwd: workspace })
    expect([ran.code, ran.stderr]).toEqual([expect.any(Number), expect.stringContaining(message)])
  })
})
