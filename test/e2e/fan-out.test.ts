import { cp, mkdir, readFile, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Registry, run, startRegistry, temporaryDirectory } from '../components.ts'
import { type Event, push } from './events.ts'
import { type ActRun, PROJECT, runAct } from './harness.ts'

const MODELS = ['basket', 'churn', 'fraud', 'iris', 'price', 'rank', 'reviews', 'spam']
const CALLER = '.github/workflows/models.yml'

let registry: Registry
let repository = ''
let actions: Readonly<Record<string, string>> = {}
beforeAll(async () => {
  registry = await startRegistry('v3')
  const workflow = await readFile(join(PROJECT, CALLER), 'utf8')
  const pin = (action: string): string => new RegExp(`${action}@\\S+`).exec(workflow)?.[0] ?? ''
  actions = {
    'mlambda/upload-action@v1': await ourselves(workflow),
    [pin('actions/upload-artifact')]: await standIn('upload'),
    [pin('actions/download-artifact')]: await standIn('download'),
  }
  repository = await temporaryDirectory('monorepo')
  for (const name of MODELS) await lay('examples/onnx/models/churn', name)
  await mkdir(join(repository, '.github/workflows'), { recursive: true })
  const example = await readFile(join(PROJECT, 'examples/monorepo', CALLER), 'utf8')
  const here = `path: models/*\n      image: ${registry.host}/frieda/{name}\n      builder: embedded`
  await writeFile(join(repository, CALLER), example.replace('path: models/*', here))
  await git('init', '--quiet', '--initial-branch=main')
  await commit()
})
afterAll(async () => {
  await registry.stop()
})

/** The action as another repository gets it. Only the login goes: the registry is on loopback, and docker/login-action is on github.com. */
async function ourselves(workflow: string): Promise<string> {
  const folder = await temporaryDirectory('upload-action')
  for (const name of ['action.yml', 'dist']) await cp(join(PROJECT, name), join(folder, name), { recursive: true })
  await mkdir(join(folder, '.github/workflows'), { recursive: true })
  const login = / {6}- uses: docker\/login-action@.*\n(?: {8}.*\n)+/
  expect(workflow).toMatch(login)
  await writeFile(join(folder, CALLER), workflow.replace(login, ''))
  return folder
}

/** GitHub's own action of that name cannot be fetched here; see artifacts.mjs. */
async function standIn(what: 'upload' | 'download'): Promise<string> {
  const folder = await temporaryDirectory(what)
  const inputs = ['name', 'path', 'pattern', 'retention-days'].map((name) => `  ${name}: { required: false }\n`).join('')
  await writeFile(join(folder, 'action.yml'), `name: ${what}\ndescription: ${what}\ninputs:\n${inputs}runs: { using: node24, main: main.mjs }\n`)
  await writeFile(join(folder, 'main.mjs'), `import { ${what} } from './artifacts.mjs'\nawait ${what}()\n`)
  await cp(join(PROJECT, 'test/e2e/artifacts.mjs'), join(folder, 'artifacts.mjs'))
  return folder
}

async function lay(source: string, name: string): Promise<void> {
  await cp(join(PROJECT, source), join(repository, 'models', name), { recursive: true })
}

const git = async (...args: readonly string[]): Promise<string> =>
  await run('/usr/bin/git', ['-C', repository, '-c', 'user.name=t', '-c', 'user.email=t@localhost', ...args])

async function commit(): Promise<string> {
  await git('add', '--all')
  await git('commit', '--quiet', '--message', 'Models')
  return (await git('rev-parse', 'HEAD')).trim()
}

async function act(before: string): Promise<ActRun> {
  const event: Event = { ...push(), payload: { ...push().payload, before } }
  const artifacts = await temporaryDirectory('artifacts')
  return await runAct({ repository, workflow: CALLER, event, actions, artifacts, secrets: { GITHUB_TOKEN: 'ghs_token_of_this_job' } })
}

const tags = async (name: string): Promise<readonly string[]> => (await run('crane', ['ls', `${registry.host}/frieda/${name}`])).trim().split('\n')

describe('a repository of eight models that calls the reusable workflow, under act', () => {
  let first = ''
  it('starts one job for each model, and tells all of them in one table', async () => {
    first = (await git('rev-parse', 'HEAD')).trim()
    const ran = await act('0'.repeat(40))
    expect(ran.exitCode, ran.log).toBe(0)
    for (const name of MODELS) expect(await tags(name)).toEqual(['1.0.0'])
    expect(ran.log).toContain('8 models: 8 published')
  }, 180_000)

  it('starts jobs for the three that changed; the broken one fails alone, and the overview with it', async () => {
    await lay('test/models/story/weights', 'churn')
    await lay('test/models/story/output', 'price')
    await truncate(join(repository, 'models/fraud/churn.onnx'), 100)
    await commit()
    const ran = await act(first)
    expect(ran.exitCode, ran.log).not.toBe(0)
    expect(ran.log).toContain('3 models: 1 failed, 2 published')
    expect(ran.log).toMatch(/✘ fraud: failed: churn\.onnx ends early/)
    expect([await tags('churn'), await tags('price'), await tags('fraud'), await tags('spam')]).toEqual([
      ['1.0.0', '1.0.1'],
      ['1.0.0', '1.1.0'],
      ['1.0.0'],
      ['1.0.0'],
    ])
  }, 120_000)

  it('starts none where nothing changed', async () => {
    const ran = await act((await git('rev-parse', 'HEAD')).trim())
    expect(ran.exitCode, ran.log).toBe(0)
    expect(ran.log).not.toMatch(/\/upload\]|overview\] .*Success/)
  }, 60_000)
})
