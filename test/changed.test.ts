import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { changedSince } from '../src/changed.ts'
import { run } from '../src/tools/run.ts'
import { temporaryDirectory } from './components.ts'

const before = process.cwd()
let repository = ''
let first = ''

beforeEach(async () => {
  repository = await temporaryDirectory('changed')
  process.chdir(repository)
  git('init', '--quiet', '--initial-branch=main')
  commit({ 'models/a/model': '1', 'models/b/model': '1', 'models/c d/modèl': '1', 'models/ab/model': '1', '.gitignore': 'trash\n' })
  first = git('rev-parse', 'HEAD')
})
afterEach(() => process.chdir(before))

function git(...args: readonly string[]): string {
  const identity = ['-c', 'user.name=t', '-c', 'user.email=t@localhost', '-c', 'commit.gpgsign=false']
  return execFileSync('git', [...identity, ...args], { encoding: 'utf8' }).trim()
}

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(repository, path)), { recursive: true })
    writeFileSync(join(repository, path), text)
  }
}

function commit(files: Readonly<Record<string, string>>): void {
  write(files)
  git('add', '--all')
  git('commit', '--quiet', '--message', 'x')
}

const MODELS = ['models/a', 'models/ab', 'models/b', 'models/c d']

async function ask(since: string, written = false): Promise<{ readonly changed: readonly string[]; readonly notices: readonly string[] }> {
  const notices: string[] = []
  const changed = await changedSince({ run, log: { notice: (line) => notices.push(line) }, since, written })
  return { changed: MODELS.filter(changed), notices }
}

describe('what changed since a revision', () => {
  it.each<[string, () => void, readonly string[]]>([
    ['a commit', () => commit({ 'models/a/model': '2' }), ['models/a']],
    ['several commits', () => [commit({ 'models/a/model': '2' }), commit({ 'models/c d/modèl': '2' })], ['models/a', 'models/c d']],
    ['a file that is gone', () => [rmSync('models/b/model'), git('commit', '--quiet', '-am', 'x')], ['models/b']],
    [
      'a file that moved, on both sides',
      () => [git('mv', 'models/a/model', 'models/b/moved'), git('commit', '--quiet', '-m', 'x')],
      ['models/a', 'models/b'],
    ],
    ['a file that was trained in this job', () => write({ 'models/b/new': '1' }), ['models/b']],
    ['an edit that is not committed', () => write({ 'models/b/model': '2' }), ['models/b']],
    ['nothing that git ignores', () => write({ 'models/b/trash': '1' }), []],
    ['nothing outside', () => commit({ 'README.md': '1' }), []],
    ['what was changed back', () => [commit({ 'models/a/model': '2' }), commit({ 'models/a/model': '1' })], []],
  ])('is %s', async (_what, change, models) => {
    change()
    expect(await ask(first)).toEqual({ changed: models, notices: [] })
  })

  it('is asked from below the root as well', async () => {
    commit({ 'models/a/model': '2' })
    process.chdir(join(repository, 'models'))
    const changed = await changedSince({ run, log: { notice: () => undefined }, since: first, written: false })
    expect(['a', 'b', '.', '..'].filter(changed)).toEqual(['a', '.', '..'])
  })

  it('a shallow clone fetches the commit it lacks', async () => {
    commit({ 'models/a/model': '2' })
    commit({ 'models/b/model': '2' })
    // actions/checkout clones with a depth of 1; GitHub serves any commit that is reachable
    git('config', 'uploadpack.allowReachableSHA1InWant', 'true')
    const clone = await temporaryDirectory('clone')
    git('clone', '--quiet', '--depth=1', `file://${repository}`, clone)
    process.chdir(clone)
    expect(await ask(first)).toEqual({ changed: ['models/a', 'models/b'], notices: [] })
  })

  it.each<[string, () => void, string, string]>([
    ['the event names no commit', () => undefined, '', 'names no commit'],
    ['a commit is nowhere', () => undefined, '1'.repeat(40), 'cannot be fetched'],
    ['there is no repository', () => rmSync('.git', { recursive: true }), '1'.repeat(40), 'cannot read this repository'],
  ])('everything, with a notice, where %s', async (_what, change, since, notice) => {
    change()
    expect(await ask(since)).toEqual({ changed: MODELS, notices: [expect.stringContaining(notice)] })
  })

  it.each(['nowhere', '--output=x', ''.padEnd(400, 'x')])('a person who writes %j is told that it is no revision', async (since) => {
    await expect(ask(since, true)).rejects.toMatchObject({ code: 'input-invalid', message: expect.stringContaining('only-changed') })
  })
})
