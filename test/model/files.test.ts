import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { openModelFiles } from '../../src/model/files.ts'
import { filesUnder } from '../../src/model/files-under.ts'
import { type Content, lfsPointer, refusal, scratch } from './scratch.ts'

const paths = (contents: Readonly<Record<string, Content>>, include?: readonly string[]) =>
  openModelFiles(scratch(contents), include && { include }).files.map((file) => file.path)

describe('the list of files', () => {
  it('is sorted in code unit order, whatever the directory says', () => {
    expect(paths({ 'b/a': '1', B: '1', 'a.txt': '1', a: '1', 'a-': '1', é: '1' })).toEqual(['B', 'a', 'a-', 'a.txt', 'b/a', 'é'])
  })

  it('keeps odd names as they are', () => {
    const odd = ['a\nb.onnx', '::error::x', '`$(id)`|.pkl', ' lead', '🚀.bin']
    expect(paths(Object.fromEntries(odd.map((name) => [name, '1']))).sort()).toEqual([...odd].sort())
  })

  it('knows executables', () => {
    const root = scratch({ run: '#!/bin/sh', 'data.bin': '1' })
    chmodSync(path.join(root, 'run'), 0o755)
    expect(openModelFiles(root).files.map((file) => [file.path, file.executable])).toEqual([
      ['data.bin', false],
      ['run', true],
    ])
  })

  it('is the one file, if a file is named', () => {
    const root = scratch({ 'model.onnx': '1', 'other.onnx': '1', '.gitignore': 'x' })
    expect(openModelFiles(path.join(root, 'model.onnx')).files.map((file) => file.path)).toEqual(['model.onnx'])
  })

  it.each([
    [['model/'], ['model/a', 'model/b/c']],
    [
      ['./model/b', 'r*.txt'],
      ['model/b/c', 'r.txt'],
    ],
    [['**/c'], ['model/b/c']],
    [['nothing'], []],
  ])('keeps to the globs %j', (include, expected) => {
    expect(paths({ 'model/a': '1', 'model/b/c': '1', 'r.txt': '1', 'serving.yaml': '1' }, include)).toEqual(expected)
  })
})

describe('what stays out by default', () => {
  const cases: readonly (readonly [path: string, reason: string, shown: string])[] = [
    ['.git/HEAD', 'version control', '.git/'],
    ['sub/.gitignore', 'version control', 'sub/.gitignore'],
    ['.env', 'may hold secrets', '.env'],
    ['.env.production', 'may hold secrets', '.env.production'],
    ['keys/server.pem', 'may hold secrets', 'keys/server.pem'],
    ['id_ed25519', 'may hold secrets', 'id_ed25519'],
    ['src/__pycache__/x.pyc', 'left behind by a tool', 'src/__pycache__/'],
    ['.ipynb_checkpoints/model.onnx', 'left behind by a tool', '.ipynb_checkpoints/'],
    ['.DS_Store', 'left behind by a tool', '.DS_Store'],
    ['notes.txt', 'holds a private key', 'notes.txt'],
  ]
  it.each(cases)('%s: %s', (file, reason, shown) => {
    const content = reason === 'holds a private key' ? '-----BEGIN RSA PRIVATE KEY-----\nMII' : 'x'
    const opened = openModelFiles(scratch({ [file]: content, 'model.bin': '1' }))
    expect(opened.files.map((entry) => entry.path)).toEqual(['model.bin'])
    expect(opened.excluded).toEqual([{ path: shown, reason }])
  })

  it('keeps files of formats that begin with a dot', () => {
    expect(paths({ 'data/._SUCCESS.crc': '1', 'data/.part-00000.crc': '1', 'assets/.gitkeep': '' })).toHaveLength(3)
  })
})

describe('.dockerignore', () => {
  const cases: readonly (readonly [ignore: string, left: readonly string[]])[] = [
    ['data', ['a.md', 'src/a.md', 'src/b.py']],
    ['/data/\n', ['a.md', 'src/a.md', 'src/b.py']],
    ['*.md', ['data/raw.csv', 'data/x/y', 'src/a.md', 'src/b.py']],
    ['**/*.md', ['data/raw.csv', 'data/x/y', 'src/b.py']],
    ['*\n!src', ['src/a.md', 'src/b.py']],
    ['data\n!data/x', ['a.md', 'data/x/y', 'src/a.md', 'src/b.py']],
    ['!a.md\n*.md', ['data/raw.csv', 'data/x/y', 'src/a.md', 'src/b.py']],
    ['# data\n\n  src  ', ['a.md', 'data/raw.csv', 'data/x/y']],
    ['s?c\ndata/[a-r]*', ['a.md', 'data/x/y']],
    ['data/[^r]*', ['a.md', 'data/raw.csv', 'src/a.md', 'src/b.py']],
    ['./x/../data', ['a.md', 'src/a.md', 'src/b.py']],
    ['data/**', ['a.md', 'src/a.md', 'src/b.py']],
    ['../data', ['a.md', 'data/raw.csv', 'data/x/y', 'src/a.md', 'src/b.py']],
  ]
  const tree = { 'a.md': '1', 'data/raw.csv': '1', 'data/x/y': '1', 'src/a.md': '1', 'src/b.py': '1' }
  it.each(cases)('%j', (ignore, left) => {
    expect(paths({ ...tree, '.dockerignore': ignore })).toEqual(left)
  })

  it('takes back what is left out by default', () => {
    expect(paths({ 'public.pem': 'x', 'keys.txt': '-----BEGIN PRIVATE KEY-----', '.dockerignore': '!public.pem\n!keys.txt' })).toEqual([
      'keys.txt',
      'public.pem',
    ])
  })

  it('names the line of a broken pattern', () => {
    expect(refusal(() => paths({ '.dockerignore': 'data\n[a-' }))).toMatchObject({ code: 'input-invalid', where: { file: '.dockerignore', line: 2 } })
  })

  it('answers a pattern of many ** in time', () => {
    const started = performance.now()
    expect(paths({ [`${'a/'.repeat(60)}b`]: '1', '.dockerignore': `${'**/'.repeat(400)}zz\n${'*a'.repeat(800)}` })).toHaveLength(1)
    expect(performance.now() - started).toBeLessThan(5000)
  })
})

describe('links and special files', () => {
  it('a link to a file in the tree is a file with its bytes', () => {
    const opened = openModelFiles(scratch({ 'files/real.bin': 'abc', 'model.bin': { link: 'files/real.bin' } }))
    expect(opened.files.map((file) => [file.path, file.size])).toEqual([
      ['files/real.bin', 3],
      ['model.bin', 3],
    ])
    expect(opened.text('model.bin', 10)).toBe('abc')
    expect(opened.linkTarget('model.bin')).toBe('files/real.bin')
    opened.close()
  })

  const refused: readonly (readonly [why: string, contents: Record<string, Content>, message: string])[] = [
    ['out of the tree', { m: { link: '/etc/passwd' } }, 'a link out of the model directory'],
    ['out of the tree, relative', { m: { link: '../../../../../etc/passwd' } }, 'a link out of the model directory'],
    ['to itself', { m: { link: 'm' } }, 'leads nowhere'],
    ['to nothing', { m: { link: 'gone' } }, 'leads nowhere'],
    ['to a directory', { 'd/x': '1', m: { link: 'd' } }, 'a link to a directory'],
    ['to a file that is left out', { '.env': 'SECRET=1', m: { link: '.env' } }, 'may hold secrets'],
    ['to a file in a directory that is left out', { '.git/config': 'x', m: { link: '.git/config' } }, 'version control'],
  ]
  it.each(refused)('a link %s is unsafe', (_, contents, message) => {
    expect(refusal(() => openModelFiles(scratch(contents)))).toMatchObject({
      code: 'unsafe',
      message: expect.stringContaining(message),
      where: { file: 'm' },
    })
  })

  it('a link that .dockerignore lists is nobody’s business', () => {
    expect(paths({ m: { link: '/etc/passwd' }, x: '1', '.dockerignore': 'm' })).toEqual(['x'])
  })

  it('a named pipe is unsafe, and is not waited for', () => {
    const root = scratch({ x: '1' })
    execFileSync('mkfifo', [path.join(root, 'pipe')])
    expect(refusal(() => openModelFiles(root))).toMatchObject({ code: 'unsafe', message: expect.stringContaining('named pipe') })
  })

  it('a model directory outside of the workspace is unsafe', () => {
    const root = scratch({ 'workspace/model': { link: '../elsewhere' }, 'elsewhere/m': '1' })
    expect(refusal(() => openModelFiles(path.join(root, 'workspace/model'), { within: path.join(root, 'workspace') })).code).toBe('unsafe')
  })

  it('directories nested without end are unsafe', () => {
    const root = scratch({ x: '1' })
    mkdirSync(path.join(root, ...Array.from({ length: 300 }, () => 'd')), { recursive: true })
    expect(refusal(() => openModelFiles(root))).toMatchObject({ code: 'unsafe', message: expect.stringContaining('256') })
  })

  it('a name that is not UTF-8 is unsafe', () => {
    const root = scratch({ x: '1' })
    writeFileSync(Buffer.concat([Buffer.from(`${root}/`), Buffer.from([0xff, 0x61])]), '1')
    expect(refusal(() => openModelFiles(root)).code).toBe('unsafe')
  })
})

describe('Git LFS pointers', () => {
  const pointer = lfsPointer(42)
  const cases: readonly (readonly [what: string, text: string, known: boolean])[] = [
    ['as git lfs writes it', pointer, true],
    ['with CRLF', pointer.replaceAll('\n', '\r\n'), true],
    ['with an extension', pointer.replace('oid', `ext-0-foo sha256:${'a'.repeat(64)}\noid`), true],
    ['with the older version line', pointer.replace('git-lfs.github.com', 'hawser.github.com'), true],
    ['with upper case hex', pointer.replace('4d7a', '4D7A'), false],
    ['without a size', pointer.replace(/size.*\n/, ''), false],
    ['with text behind it', `${pointer}hello\n`, false],
    ['of another version', pointer.replace('/v1', '/v9'), false],
    ['longer than 1024 bytes', pointer.replace('oid', `ext-0-${'f'.repeat(1000)} sha256:${'a'.repeat(64)}\noid`), false],
  ]
  it.each(cases)('%s', (_, text, known) => {
    const opened = openModelFiles(scratch({ 'm.bin': text }))
    expect(opened.find('m.bin')?.pointer).toEqual(known ? { sha256: '4d7a2146'.repeat(8), size: 42 } : undefined)
    opened.close()
  })

  it('say how to fetch the file when it is read', () => {
    const opened = openModelFiles(scratch({ 'm.bin': pointer }))
    expect(refusal(() => opened.open('m.bin'))).toMatchObject({
      code: 'lfs-pointer',
      remedy: expect.stringContaining('lfs: true'),
      where: { file: 'm.bin' },
    })
  })
})

describe('reading', () => {
  const bytes = Uint8Array.from({ length: 200_000 }, (_, index) => index % 251)

  it('gives every range as it is in the file', () => {
    const opened = openModelFiles(scratch({ m: bytes }))
    const source = opened.open('m')
    for (const [offset, length] of [
      [0, 4],
      [65_530, 12],
      [10, 150_000],
      [199_999, 1],
      [100_000, 9],
      [100_007, 9],
      [99_999, 2],
      [3, 5],
      [200_000, 0],
    ] as const) {
      expect(Buffer.from(source.read(offset, length)).equals(Buffer.from(bytes.subarray(offset, offset + length)))).toBe(true)
    }
    opened.close()
  })

  it.each([
    [199_999, 2],
    [-1, 1],
    [0, -1],
    [2 ** 53, 1],
    [0, 2 ** 40],
    [Number.NaN, 1],
    [0.5, 1],
  ])('refuses %d+%d as truncated', (offset, length) => {
    const opened = openModelFiles(scratch({ m: bytes }))
    expect(refusal(() => opened.open('m').read(offset, length)).code).toBe('truncated')
    opened.close()
  })

  it('notices a file that shrinks meanwhile', () => {
    const root = scratch({ m: bytes })
    const opened = openModelFiles(root)
    const source = opened.open('m')
    source.read(0, 1)
    truncateSync(path.join(root, 'm'), 100)
    expect(refusal(() => source.read(100_000, 50)).code).toBe('truncated')
    opened.close()
  })

  it('refuses one piece of more than 512 MiB', () => {
    const root = scratch({ m: '1' })
    truncateSync(path.join(root, 'm'), 2 ** 30)
    const opened = openModelFiles(root)
    expect(refusal(() => opened.open('m').read(0, 2 ** 30)).code).toBe('unsafe')
    opened.close()
  })

  it('refuses an empty file', () => {
    expect(refusal(() => openModelFiles(scratch({ m: '' })).open('m')).code).toBe('empty-file')
  })

  it('reads hundreds of files with few descriptors, again and again', () => {
    const contents = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`f${index}`, `text ${index}`]))
    const opened = openModelFiles(scratch(contents))
    const sources = Object.keys(contents).map((name) => opened.open(name))
    for (const source of [...sources, ...sources]) expect(source.read(0, 4).length).toBe(4)
    expect(Number(execFileSync('sh', ['-c', `ls -l /proc/${process.pid}/fd | grep -c mlambda-model- || true`]).toString())).toBeLessThanOrEqual(64)
    opened.close()
  })

  it('text is UTF-8 within its limit', () => {
    const opened = openModelFiles(scratch({ good: '\uFEFFgrün', long: 'x'.repeat(11), bad: Uint8Array.of(0xc3, 0x28) }))
    expect(opened.text('good', 10)).toBe('grün')
    expect(refusal(() => opened.text('long', 10)).code).toBe('corrupt')
    expect(refusal(() => opened.text('bad', 10)).code).toBe('corrupt')
    opened.close()
  })

  it('a directory can be seen as a model of its own', () => {
    const opened = openModelFiles(scratch({ MLmodel: 'x', 'a/model.pkl': 'abc', 'a/b/c': '1', ab: '1' }))
    const inside = filesUnder(opened, 'a/')
    expect(inside.files.map((file) => file.path)).toEqual(['b/c', 'model.pkl'])
    expect(inside.text('model.pkl', 9)).toBe('abc')
    expect(inside.find('MLmodel')).toBeUndefined()
    opened.close()
  })

  it('says that there is no such directory', () => {
    expect(refusal(() => openModelFiles('/nowhere/at/all')).code).toBe('input-invalid')
  })
})
