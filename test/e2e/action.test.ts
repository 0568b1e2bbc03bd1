import { execFileSync } from 'node:child_process'
import { cp, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  attempt,
  type Buildkit,
  dockerConfig,
  freePort,
  type Registry,
  run,
  startBuildkit,
  startRegistry,
  temporaryDirectory,
} from '../components.ts'
import { mergeGroup, pullRequest, push, workflowDispatch, workflowRun } from './events.ts'
import { type GitHubApi, startGitHubApi } from './github-api.ts'
import { type ActionCall, type ActionRun, PROJECT, runAction } from './harness.ts'
import { churn } from './terminal.ts'

let buildkit: Buildkit
let api: GitHubApi

beforeAll(async () => {
  buildkit = await startBuildkit()
})
afterAll(async () => {
  await buildkit.stop()
})
beforeEach(async () => {
  api = await startGitHubApi()
})
afterEach(async () => {
  await api.stop()
})

/** A checkout with the churn model of that version in models/churn. */
async function checkout(version: Parameters<typeof churn>[0]): Promise<string> {
  const workspace = await temporaryDirectory('workspace')
  await mkdir(join(workspace, 'models'))
  await cp(await churn(version), join(workspace, 'models/churn'), { recursive: true })
  return workspace
}

async function act(call: Omit<ActionCall, 'workspace'> & { readonly version: Parameters<typeof churn>[0] }): Promise<ActionRun> {
  const { version, inputs, ...rest } = call
  return await runAction({
    apiUrl: api.url,
    env: buildkit.env,
    ...rest,
    workspace: await checkout(version),
    inputs: { path: 'models/churn', ...inputs },
  })
}

describe.each(['v3', 'debian'] as const)('on events, with a %s registry and buildx', (kind) => {
  let registry: Registry
  let image: string
  beforeAll(async () => {
    registry = await startRegistry(kind)
    image = `${registry.host}/frieda/models/churn`
  })
  afterAll(async () => {
    await registry.stop()
  })

  it('push publishes 1.0.0', async () => {
    const ran = await act({ version: 'first', event: push(), inputs: { image } })
    expect(ran.exitCode, ran.log).toBe(0)
    expect(ran.outputs).toMatchObject({
      name: 'churn',
      version: '1.0.0',
      published: 'true',
      image: `${image}:1.0.0`,
      framework: 'onnx',
      breaking: 'false',
    })
    expect(ran.outputs['ref']).toBe(`${image}@${ran.outputs['digest']}`)
    expect(ran.summary).toContain('version 1.0.0 published')
    expect(ran.log).toContain('buildx')
  })

  it('the same push again publishes nothing', async () => {
    const ran = await act({ version: 'first', event: push(), inputs: { image } })
    expect(ran.outputs).toMatchObject({ version: '1.0.0', published: 'false', change: 'unchanged' })
  })

  it('other weights are a patch', async () => {
    const ran = await act({ version: 'weights', event: push(), inputs: { image } })
    expect(ran.outputs).toMatchObject({ version: '1.0.1', 'previous-version': '1.0.0', change: 'weights' })
  })

  it('workflow_dispatch publishes the same files as a new version', async () => {
    const ran = await act({ version: 'weights', event: workflowDispatch(), inputs: { image } })
    expect(ran.outputs).toMatchObject({ version: '1.0.2', published: 'true', change: 'unchanged' })
  })

  it('pull_request says what would be published, comments once, and publishes nothing', async () => {
    const before = await run('crane', ['ls', image])
    const call = { version: 'output', event: pullRequest(), inputs: { image, builder: 'buildx' }, env: { DOCKER_HOST: 'tcp://127.0.0.1:9' } } as const
    const first = await act(call)
    expect(first.exitCode, first.log).toBe(0)
    expect(first.outputs).toMatchObject({ version: '1.1.0', change: 'compatible', published: 'false', digest: '' })
    await act(call)
    expect(api.comments.get(7)).toHaveLength(1)
    expect(api.comments.get(7)?.[0]?.body).toContain('next version 1.1.0')
    expect(await run('crane', ['ls', image])).toBe(before)
  })

  it('pull_request with a breaking change fails', async () => {
    const ran = await act({ version: 'type', event: pullRequest(), inputs: { image } })
    expect(ran.exitCode).toBe(1)
    expect(ran.outputs).toMatchObject({ change: 'breaking', breaking: 'true', version: '2.0.0' })
    expect(ran.annotations.filter(({ command }) => command === 'error').map(({ message }) => message)).toEqual([expect.stringContaining('age')])
    expect(api.comments.get(7)?.[0]?.body).toContain('next version 2.0.0')
  })

  it('the label breaking-contract lets it pass', async () => {
    const ran = await act({ version: 'type', event: pullRequest({ labels: ['breaking-contract'] }), inputs: { image } })
    expect(ran.exitCode, ran.log).toBe(0)
    expect(ran.outputs).toMatchObject({ change: 'breaking', version: '2.0.0' })
    expect(ran.summary).toContain('accepted by label breaking-contract')
  })

  it('a pull request of a fork gets the same verdict, no comment and one notice', async () => {
    const ran = await act({ version: 'type', event: pullRequest({ fork: 'Mallory/Models' }), inputs: { image } })
    expect(ran.exitCode).toBe(1)
    expect(ran.outputs['change']).toBe('breaking')
    expect(api.requests).toEqual([])
    expect(ran.annotations.filter(({ message }) => message.includes('read-only'))).toHaveLength(1)
    expect(ran.summary).toContain('next version 2.0.0')
  })

  it('a token without pull-requests: write changes no verdict', async () => {
    await api.stop()
    api = await startGitHubApi('read')
    const ran = await act({ version: 'output', event: pullRequest(), inputs: { image } })
    expect(ran.exitCode, ran.log).toBe(0)
    expect(ran.annotations.map(({ message }) => message).join('\n')).toContain('pull-requests: write')
  })

  it('merge_group validates', async () => {
    const ran = await act({ version: 'type', event: mergeGroup(), inputs: { image } })
    expect([ran.exitCode, ran.outputs['published']]).toEqual([1, 'false'])
  })

  it('dry-run tells and publishes nothing', async () => {
    const before = await run('crane', ['ls', image])
    const ran = await act({ version: 'type', event: push(), inputs: { image, 'dry-run': 'true' } })
    expect([ran.exitCode, ran.outputs['version'], ran.outputs['published']]).toEqual([0, '2.0.0', 'false'])
    expect(await run('crane', ['ls', image])).toBe(before)
  })

  it('a re-run of a run that has published finds its own version', async () => {
    const first = await act({ version: 'output', event: workflowDispatch(), inputs: { image }, runId: 77, runAttempt: 1 })
    const second = await act({ version: 'output', event: workflowDispatch(), inputs: { image }, runId: 77, runAttempt: 2 })
    expect(second.outputs).toMatchObject({ version: first.outputs['version'], digest: first.outputs['digest'], published: 'false' })
  })
})

describe('what cannot be done is said with its remedy', () => {
  let open: Registry
  let closed: Registry
  beforeAll(async () => {
    open = await startRegistry('v3')
    closed = await startRegistry('v3', { auth: true })
  })
  afterAll(async () => {
    await open.stop()
    await closed.stop()
  })

  const failure = (ran: ActionRun): string =>
    ran.annotations
      .filter(({ command }) => command === 'error')
      .map(({ properties, message }) => `${properties['title']} ${message}`)
      .join('\n')

  it('a missing login names docker/login-action', async () => {
    const ran = await act({
      version: 'first',
      event: push(),
      inputs: { image: `${closed.host}/churn` },
      env: { DOCKER_CONFIG: await dockerConfig() },
    })
    expect(ran.exitCode).toBe(1)
    expect(failure(ran)).toMatch(/registry-unauthorized.*docker\/login-action/s)
  })

  it('a login is used as docker/login-action left it', async () => {
    const image = `${closed.host}/churn`
    const ran = await act({
      version: 'first',
      event: push(),
      inputs: { image, builder: 'embedded' },
      env: { DOCKER_CONFIG: await dockerConfig(closed.host) },
    })
    expect(ran.outputs['version'], ran.log).toBe('1.0.0')
  })

  it('a pull request that cannot read the registry validates, and says that it did not compare', async () => {
    const ran = await act({
      version: 'first',
      event: pullRequest(),
      inputs: { image: `${closed.host}/churn` },
      env: { DOCKER_CONFIG: await dockerConfig() },
    })
    expect(ran.exitCode, ran.log).toBe(0)
    expect(ran.outputs).toMatchObject({ change: 'unknown', version: '' })
    expect(ran.summary).toContain('not compared with the published version')
    expect(ran.summary).not.toContain('compatible')
  })

  it('a registry that is down is unreachable', async () => {
    const ran = await act({ version: 'first', event: push(), inputs: { image: `localhost:${await freePort()}/churn`, builder: 'embedded' } })
    expect(failure(ran)).toContain('registry-unreachable')
  })

  it('no buildx is docker-missing where buildx was asked for', async () => {
    const empty = await temporaryDirectory('no-docker')
    const ran = await act({
      version: 'first',
      event: push(),
      inputs: { image: `${open.host}/nodocker`, builder: 'buildx' },
      env: { DOCKER_CONFIG: empty },
    })
    expect(ran.exitCode).toBe(1)
    expect(failure(ran)).toContain('docker-missing')
    expect((await attempt('crane', ['ls', `${open.host}/nodocker`])).stdout).toBe('')
  })

  it('an oras that is too old is named with its version', async () => {
    const old = join(await temporaryDirectory('old'), 'oras')
    execFileSync('sh', ['-c', `printf '#!/bin/sh\\necho "Version: 1.2.3"\\n' > ${old} && chmod +x ${old}`])
    const ran = await act({ version: 'first', event: push(), inputs: { image: `${open.host}/oldoras`, 'oras-path': old } })
    expect(failure(ran)).toMatch(/oras-missing.*1\.2\.3/s)
  })

  it.each([
    { event: pullRequest({}, 'pull_request_target'), because: 'pull_request_target' },
    { event: workflowRun('Mallory/Models'), because: 'fork' },
    { event: pullRequest(), inputs: { mode: 'publish' }, because: 'mode: publish' },
  ])('refuses $because', async ({ event, inputs, because }) => {
    const ran = await act({ version: 'first', event, inputs: { image: `${open.host}/refused`, ...inputs } })
    expect(ran.exitCode).toBe(1)
    expect(ran.log).toMatch(/event-refused/)
    expect(ran.log).toContain(because)
    expect((await attempt('crane', ['ls', `${open.host}/refused`])).stdout).toBe('')
  })

  it('a model outside of the workspace is refused', async () => {
    const workspace = await checkout('first')
    await rm(join(workspace, 'models'), { recursive: true })
    const ran = await runAction({
      workspace,
      event: push(),
      inputs: { path: join(PROJECT, 'examples/onnx/models/churn'), image: `${open.host}/outside` },
    })
    expect(failure(ran)).toContain('unsafe')
  })
})
