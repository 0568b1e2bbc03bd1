import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { run, temporaryDirectory } from '../components.ts'
import { mergeGroup, pullRequest, push, REPOSITORY, schedule, workflowDispatch, workflowRun } from './events.ts'
import { startGitHubApi } from './github-api.ts'
import { runAct, runAction } from './harness.ts'
import { readCommands, readFileCommand } from './runner-commands.ts'

/** A small action that shows what it was given: this harness is tested without the action of this project. */
async function scratchAction(script: string): Promise<string> {
  const directory = await temporaryDirectory('action')
  await writeFile(
    join(directory, 'action.yml'),
    `name: scratch
description: shows what it is given
inputs:
  path: { description: a path, default: '.' }
  min-completeness: { description: a number, default: '50' }
  github-token: { description: a token, default: '\${{ github.token }}' }
outputs:
  seen: { description: what was seen }
runs: { using: node24, main: dist/index.js }
`,
  )
  await mkdir(join(directory, 'dist'))
  await writeFile(join(directory, 'dist', 'package.json'), '{"type":"module"}')
  await writeFile(join(directory, 'dist', 'index.js'), `import { appendFileSync, readFileSync } from 'node:fs'\nconst { env } = process\n${script}\n`)
  return directory
}

const seen = (expression: string): string => `appendFileSync(env.GITHUB_OUTPUT, 'seen<<END_1\\n' + JSON.stringify(${expression}) + '\\nEND_1\\n')`

async function look(
  expression: string,
  call: { readonly inputs?: Record<string, string>; readonly event?: ReturnType<typeof push>; readonly env?: Record<string, string> } = {},
): Promise<unknown> {
  const action = await scratchAction(seen(expression))
  const ran = await runAction({ action, workspace: await temporaryDirectory('workspace'), event: push(), ...call })
  expect(ran).toMatchObject({ exitCode: 0, stderr: '' })
  return JSON.parse(ran.outputs['seen'] ?? 'null')
}

describe('the runner gives an action', () => {
  it('its inputs, with the defaults of action.yml, under the runner’s names', async () => {
    const inputs = "Object.fromEntries(Object.entries(env).filter(([name]) => name.startsWith('INPUT_')))"
    expect(await look(inputs, { inputs: { path: 'models/churn' } })).toEqual({
      INPUT_PATH: 'models/churn',
      'INPUT_MIN-COMPLETENESS': '50',
      'INPUT_GITHUB-TOKEN': 'ghs_token_of_this_job',
    })
  })

  it('Node 24', async () => {
    expect(await look('process.version')).toMatch(/^v24\./)
  })

  it('a clean environment', async () => {
    process.env['MLAMBDA_TEST_SECRET'] = 'must not reach the action'
    expect(await look('env.MLAMBDA_TEST_SECRET ?? null')).toBeNull()
    expect(await look('env.DOCKER_CONFIG', { env: { DOCKER_CONFIG: '/given' } })).toBe('/given')
  })

  it('the workspace as working directory', async () => {
    expect(await look('process.cwd() === env.GITHUB_WORKSPACE')).toBe(true)
  })

  it.each([
    ['push', push(), 'repository.full_name', REPOSITORY],
    ['workflow_dispatch', workflowDispatch({ version: '2.0.0' }), 'inputs.version', '2.0.0'],
    ['schedule', schedule(), 'schedule', '0 4 * * 1'],
    ['pull_request', pullRequest({ labels: ['breaking-contract'] }), 'pull_request.labels[0].name', 'breaking-contract'],
    ['pull_request', pullRequest({ fork: 'mallory/Models' }), 'pull_request.head.repo.full_name', 'mallory/Models'],
    ['pull_request', pullRequest({ fork: null }), 'pull_request.head.repo', null],
    ['pull_request_target', pullRequest({}, 'pull_request_target'), 'pull_request.number', 7],
    ['merge_group', mergeGroup(), 'merge_group.base_ref', 'refs/heads/main'],
    ['workflow_run', workflowRun('mallory/Models'), 'workflow_run.head_repository.fork', true],
  ])('the payload of a %s event', async (name, event, path, expected) => {
    expect(await look(`[env.GITHUB_EVENT_NAME, JSON.parse(readFileSync(env.GITHUB_EVENT_PATH)).${path}]`, { event })).toEqual([name, expected])
  })
})

describe('the runner reads', () => {
  it('annotations, groups, summary, outputs and the exit code', async () => {
    const action = await scratchAction(`
      console.log('::group::Contract\\nplain line\\n::endgroup::')
      console.log('::error file=serving.yaml,line=3,col=5,title=definition-invalid::first%0Asecond%3A 100%25')
      appendFileSync(env.GITHUB_STEP_SUMMARY, '# verdict')
      appendFileSync(env.GITHUB_OUTPUT, 'version=1.0.0\\n')
      process.exitCode = 1`)
    const ran = await runAction({ action, workspace: await temporaryDirectory(), event: push() })
    expect(ran).toMatchObject({ exitCode: 1, groups: ['Contract'], summary: '# verdict', outputs: { version: '1.0.0' } })
    const properties = { file: 'serving.yaml', line: '3', col: '5', title: 'definition-invalid' }
    expect(ran.annotations).toEqual([{ command: 'error', properties, message: 'first\nsecond: 100%' }])
  })

  it('a command in the old spelling anywhere in a line', () => {
    expect(readCommands('tensor ##[error]forged')).toEqual([{ command: 'error', properties: {}, message: 'forged' }])
  })

  it('no command between stop-commands and its token', () => {
    const log = '::stop-commands::token\n::error::not one\n::token::\n  ::notice::one'
    expect(readCommands(log).map(({ message }) => message)).toEqual(['one'])
  })

  it('values of several lines, also such that look like another output', () => {
    expect(readFileCommand('a<<X\none\nb=two\nX\nc=3=4\n')).toEqual({ a: 'one\nb=two', c: '3=4' })
  })

  it.each(['a<<X\nnever closed', 'no command'])('no broken output file: %j', (text) => {
    expect(() => readFileCommand(text)).toThrow()
  })
})

it('refuses an input that action.yml does not have', async () => {
  const action = await scratchAction('')
  await expect(runAction({ action, workspace: '/tmp', event: push(), inputs: { pth: '.' } })).rejects.toThrow('no input pth')
})

describe('GitHub API', () => {
  const call = async (url: string, method: string, body?: unknown): Promise<{ status: number; link: string | null; json: unknown }> => {
    const response = await fetch(url, {
      method,
      headers: { authorization: 'token t' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return { status: response.status, link: response.headers.get('link'), json: await response.json() }
  }

  it('keeps comments and records requests', async () => {
    const api = await startGitHubApi()
    const comments = `${api.url}/repos/o/r/issues/7/comments`
    expect(await call(comments, 'POST', { body: 'first' })).toMatchObject({ status: 201, json: { body: 'first', user: { type: 'Bot' } } })
    expect(await call(`${api.url}/repos/o/r/issues/comments/1000`, 'PATCH', { body: 'second' })).toMatchObject({ status: 200 })
    expect(await call(comments, 'GET')).toMatchObject({ status: 200, json: [{ id: 1000, body: 'second' }] })
    expect(api.requests[0]).toEqual({ method: 'POST', path: '/repos/o/r/issues/7/comments', authorization: 'token t', body: { body: 'first' } })
    await api.stop()
  })

  it('pages', async () => {
    const api = await startGitHubApi()
    api.comments.set(
      7,
      Array.from({ length: 31 }, (_, id) => ({ id, body: `comment ${id}`, user: { login: 'someone', type: 'User' as const } })),
    )
    const first = await call(`${api.url}/repos/o/r/issues/7/comments`, 'GET')
    expect(first.json).toHaveLength(30)
    const next = /<(.+)>; rel="next"/.exec(first.link ?? '')?.[1] ?? ''
    expect((await call(next, 'GET')).json).toMatchObject([{ id: 30 }])
    await api.stop()
  })

  it.each([
    ['read', 200, 403],
    ['none', 403, 403],
    ['down', 502, 502],
  ] as const)('with permission %s answers %d to reading and %d to writing', async (permission, reading, writing) => {
    const api = await startGitHubApi(permission)
    const url = `${api.url}/repos/o/r/issues/7/comments`
    expect([(await call(url, 'GET')).status, (await call(url, 'POST', { body: 'x' })).status]).toEqual([reading, writing])
    await api.stop()
  })
})

describe('act', () => {
  it('runs a workflow on this machine, with the action from this machine, on Node 24', async () => {
    const action = await scratchAction(`${seen('process.version')}\nconsole.log('path is ' + env.INPUT_PATH + ' in ' + env.GITHUB_EVENT_NAME)`)
    const repository = await temporaryDirectory('repository')
    await mkdir(join(repository, '.github', 'workflows'), { recursive: true })
    await writeFile(join(repository, 'model.onnx'), 'bytes')
    const workflow = '.github/workflows/model.yml'
    await writeFile(
      join(repository, workflow),
      `on: push
jobs:
  upload:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - id: upload
        uses: mlambda/upload-action@v1
        with: { path: models/churn }
      - run: echo "output $SEEN and $GIVEN, file $(cat model.onnx)"
        env: { SEEN: '\${{ steps.upload.outputs.seen }}' }
`,
    )
    const git = (...args: string[]): Promise<string> =>
      run('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], { cwd: repository })
    for (const args of [
      ['init', '--quiet'],
      ['add', '.'],
      ['commit', '--quiet', '-m', 'first'],
    ])
      await git(...args)
    const actions = { 'mlambda/upload-action@v1': action }
    const ran = await runAct({ repository, workflow, event: push(), actions, env: { GIVEN: 'a variable' } })
    expect(ran.exitCode, ran.log).toBe(0)
    expect(ran.log).toContain('path is models/churn in push')
    expect(ran.log).toMatch(/output "?v24\.[\d.]+"? and a variable, file bytes/)
    expect(await readFile(join(repository, 'model.onnx'), 'utf8')).toBe('bytes')
  })
})
