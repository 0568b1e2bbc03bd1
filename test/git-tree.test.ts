import { execFileSync } from 'node:child_process'
import { existsSync, lstatSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Checkout, checkoutRevision } from '../src/git-tree.ts'
import { run } from '../src/tools/run.ts'
import { temporaryDirectory } from './components.ts'

const before = process.cwd()
let repository = ''
let checkout: Checkout | undefined

beforeEach(async () => {
  repository = await temporaryDirectory('git')
  process.chdir(repository)
  git('init', '--quiet', '--initial-branch=main')
})
afterEach(() => {
  checkout?.remove()
  checkout = undefined
  process.chdir(before)
})

function git(...args: readonly string[]): string {
  const identity = ['-c', 'user.name=t', '-c', 'user.email=t@localhost', '-c', 'commit.gpgsign=false']
  return execFileSync('git', ['-C', repository, ...identity, ...args], { encoding: 'utf8' }).trim()
}

function commit(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(repository, path, '..'), { recursive: true })
    writeFileSync(join(repository, path), text)
  }
  git('add', '--all')
  git('commit', '--quiet', '--message', 'x')
}

async function at(revision: string, ...paths: readonly string[]): Promise<Checkout> {
  checkout = await checkoutRevision(run, revision, paths)
  return checkout
}

describe('a model at a git revision', () => {
  it('is its files as they were committed, empty and binary ones too', async () => {
    const binary = '\0\n\n\r\nblob 12\n'
    commit({ 'models/churn/model.bin': binary, 'models/churn/sub/empty': '', 'other/x': '1' })
    git('tag', 'v1')
    commit({ 'models/churn/model.bin': 'changed' })
    const { at: there, commit: hash, directory } = await at('v1', 'models/churn')
    expect(hash).toBe(git('rev-parse', 'v1'))
    expect(readFileSync(join(there('models/churn'), 'model.bin'), 'latin1')).toBe(binary)
    expect(statSync(join(there('models/churn'), 'sub/empty')).size).toBe(0)
    expect(existsSync(join(directory, 'other'))).toBe(false)
    expect(readFileSync(join(repository, 'models/churn/model.bin'), 'utf8')).toBe('changed')
  })

  it('is found from a directory below the root', async () => {
    commit({ 'team/models/churn/a': '1' })
    process.chdir(join(repository, 'team'))
    expect(readFileSync(join((await at('HEAD', './models/churn')).at('./models/churn'), 'a'), 'utf8')).toBe('1')
  })

  it('keeps links and modes', async () => {
    mkdirSync(join(repository, 'm'))
    symlinkSync('a', join(repository, 'm/link'))
    commit({ 'm/a': '1', 'm/run.sh': '#!/bin/sh\n' })
    git('update-index', '--chmod=+x', 'm/run.sh')
    git('commit', '--quiet', '--message', 'mode')
    const there = (await at('main', 'm')).at('m')
    expect(lstatSync(join(there, 'link')).isSymbolicLink()).toBe(true)
    expect(statSync(join(there, 'run.sh')).mode & 0o111).not.toBe(0)
  })

  it('runs no filter and no hook of the repository', async () => {
    commit({ '.gitattributes': '* filter=evil\n', 'm/a': '1' })
    git('config', 'filter.evil.smudge', 'touch /tmp/mlambda-smudged; cat')
    git('config', 'filter.evil.required', 'true')
    await at('HEAD', 'm')
    expect(existsSync('/tmp/mlambda-smudged')).toBe(false)
  })

  it('takes a Git LFS file from the local store, and leaves the pointer where it is not there', async () => {
    const pointer = (oid: string, size: number): string => `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize ${size}\n`
    const [here, gone] = ['ab'.repeat(32), 'cd'.repeat(32)]
    mkdirSync(join(repository, '.git/lfs/objects/ab/ab'), { recursive: true })
    writeFileSync(join(repository, '.git/lfs/objects/ab/ab', here), 'weights')
    commit({ 'm/here': pointer(here, 7), 'm/gone': pointer(gone, 7) })
    const there = (await at('HEAD', 'm')).at('m')
    expect(readFileSync(join(there, 'here'), 'utf8')).toBe('weights')
    expect(readFileSync(join(there, 'gone'), 'utf8')).toContain(gone)
  })

  it('may not have been there yet', async () => {
    commit({ x: '1' })
    expect((await at('HEAD', 'models/churn')).found).toBe(false)
  })

  it('writes nothing outside of its own directory, whatever the tree says', async () => {
    commit({ x: '1' })
    const blob = git('rev-parse', 'HEAD:x')
    // git itself refuses to make such a tree: it is written as an object, byte for byte
    const escaping = Buffer.concat([Buffer.from('40000 ..\0'), Buffer.from(treeOf('x', blob), 'hex')])
    const tree = execFileSync('git', ['-C', repository, 'hash-object', '-t', 'tree', '-w', '--stdin', '--literally'], {
      input: escaping,
      encoding: 'utf8',
    })
    const evil = git('commit-tree', tree.trim(), '-m', 'evil')
    await expect(checkoutRevision(run, evil, [''])).rejects.toMatchObject({ code: 'unsafe' })
  })

  it.each(['--output=x', '-h', '', 'a b', 'main\n', 'no-such-branch', 'x'.repeat(300), '^HEAD'])('%j is no revision', async (revision) => {
    commit({ x: '1' })
    await expect(checkoutRevision(run, revision, ['x'])).rejects.toMatchObject({ code: 'input-invalid' })
  })

  it('must lie in the repository', async () => {
    commit({ x: '1' })
    await expect(checkoutRevision(run, 'HEAD', ['../elsewhere'])).rejects.toMatchObject({ code: 'input-invalid' })
  })

  it('needs a repository', async () => {
    process.chdir(await temporaryDirectory('no-git'))
    await expect(checkoutRevision(run, 'HEAD', ['x'])).rejects.toMatchObject({ code: 'input-invalid' })
  })
})

/** Object id of a tree with one file. */
function treeOf(name: string, blob: string): string {
  return execFileSync('git', ['-C', repository, 'mktree'], { input: `100644 blob ${blob}\t${name}\n`, encoding: 'utf8' }).trim()
}
