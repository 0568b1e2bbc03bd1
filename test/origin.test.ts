import { describe, expect, it } from 'vitest'
import { originOf, publicUrl } from '../src/origin.ts'
import { run as start } from '../src/tools/run.ts'
import { run, temporaryDirectory } from './components.ts'

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
const GITHUB = {
  GITHUB_ACTIONS: 'true',
  GITHUB_REPOSITORY: 'Frieda/Models',
  GITHUB_SERVER_URL: 'https://github.example.com',
  GITHUB_SHA: 'abc',
  GITHUB_RUN_ID: '77',
  GITHUB_RUN_ATTEMPT: '2',
  GITHUB_WORKSPACE: '/home/runner/work',
}

describe('on a runner', () => {
  it('an upload comes from its repository, commit and run', async () => {
    expect(await originOf(GITHUB, start, '.')).toEqual({
      source: 'https://github.example.com/Frieda/Models',
      repository: 'frieda/models',
      revision: 'abc',
      workspace: '/home/runner/work',
      nonce: expect.stringMatching(new RegExp(`^77\\.2\\.${UUID}$`)),
      created: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    })
  })

  it.each<[string, Readonly<Record<string, string | undefined>>, RegExp]>([
    ['no attempt', { GITHUB_RUN_ATTEMPT: undefined }, /^77\.1\./],
    ['a strange attempt', { GITHUB_RUN_ATTEMPT: '2.3' }, /^77\.1\./],
    ['a strange run', { GITHUB_RUN_ID: '77.9' }, /^local\.2\./],
  ])('%s gives a nonce that is read back', async (_what, change, nonce) => {
    expect((await originOf({ ...GITHUB, ...change }, start, '.')).nonce).toMatch(nonce)
  })

  it('two uploads of one run have two nonces', async () => {
    expect((await originOf(GITHUB, start, '.')).nonce).not.toBe((await originOf(GITHUB, start, '.')).nonce)
  })
})

describe('in a terminal', () => {
  it('an upload comes from what git says of the directory', async () => {
    const directory = await temporaryDirectory('git')
    const git = (...args: readonly string[]): Promise<string> =>
      run('git', ['-C', directory, '-c', 'user.name=f', '-c', 'user.email=f@example.com', ...args])
    await git('init', '-q')
    await git('remote', 'add', 'origin', 'https://frieda:secret@github.com/frieda/models.git')
    await git('commit', '-q', '--allow-empty', '-m', 'one')
    const origin = await originOf({}, start, directory)
    expect(origin).toMatchObject({ source: 'https://github.com/frieda/models', repository: '', workspace: '' })
    expect(origin.revision).toBe((await git('rev-parse', 'HEAD')).trim())
    expect(origin.nonce).toMatch(/^local\.1\./)
  })

  it('without git it comes from nowhere', async () => {
    expect(await originOf({}, start, await temporaryDirectory('bare'))).toMatchObject({ source: '', revision: '', repository: '' })
  })
})

describe('a remote', () => {
  it.each([
    ['https://github.com/frieda/models.git', 'https://github.com/frieda/models'],
    ['https://github.com/frieda/models', 'https://github.com/frieda/models'],
    ['https://frieda:secret@github.com/frieda/models.git', 'https://github.com/frieda/models'],
    ['https://x-access-token:ghs_1@github.com/frieda/models?token=2#3', 'https://github.com/frieda/models'],
    ['git@github.com:frieda/models.git', 'https://github.com/frieda/models'],
    ['ssh://git@github.com/frieda/models.git', 'https://github.com/frieda/models'],
    ['git://example.com/models.git', 'https://example.com/models'],
    ['http://example.com:8080/models', 'http://example.com:8080/models'],
    ['ssh://git@example.com:2222/models.git', 'https://example.com/models'],
    ['/home/frieda/secret-project', ''],
    ['file:///home/frieda/secret-project', ''],
    ['C:\\models', ''],
    ['', ''],
  ])('%s is shown as %j: no login, no path of this machine', (remote, shown) => {
    expect(publicUrl(remote)).toBe(shown)
  })
})
