import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { hashLayer, layerSize, tarStream } from '../../src/image/layers.ts'
import { tarHeader } from '../../src/image/tar.ts'
import type { Entry } from '../../src/image/types.ts'
import { scratch } from './sample.ts'

const bytes = (path: string, text: string): Entry => ({
  path,
  size: Buffer.byteLength(text),
  mode: 0o644,
  from: { bytes: Buffer.from(text) },
  sha256: '',
})

async function tarOf(entries: readonly Entry[]): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const chunk of tarStream(entries)) parts.push(chunk)
  return Buffer.concat(parts)
}

/** What GNU tar reads: name, size. */
async function listed(tar: Buffer): Promise<string[]> {
  const file = join(await scratch(), 'x.tar')
  writeFileSync(file, tar)
  return execFileSync('tar', ['-tf', file, '--quoting-style=literal'], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C.UTF-8' } })
    .trimEnd()
    .split('\n')
}

it('walks as a file system does: directories first, names of a directory in byte order', async () => {
  const entries = ['m/a-b', 'm/a/x', 'm/a.txt', 'm/Z', 'm/a/b/c', 'm/\uffee', 'm/😀', 'm/é'].map((path) => bytes(path, 'x'))
  const expected = ['m/', 'm/Z', 'm/a/', 'm/a/b/', 'm/a/b/c', 'm/a/x', 'm/a-b', 'm/a.txt', 'm/é', 'm/\uffee', 'm/😀']
  expect(await listed(await tarOf(entries))).toEqual(expected)
  expect(await listed(await tarOf([...entries].reverse()))).toEqual(expected)
})

it('knows its size before it reads anything', async () => {
  for (const length of [0, 1, 511, 512, 513, 5000]) {
    const entries = [bytes(`${'long/'.repeat(60)}é`, 'x'.repeat(length)), bytes('b', 'y')]
    expect((await tarOf(entries)).length).toBe(layerSize(entries))
  }
})

it('refuses zstd, which Node 20 cannot write, with what to use instead', async () => {
  await expect(hashLayer({ title: '', entries: [], size: 1024 }, 'zstd', () => {})).rejects.toMatchObject({
    code: 'input-invalid',
    remedy: expect.stringContaining('gzip'),
  })
})

describe('headers', () => {
  // First 16 digits of the sha256 of what Go 1.26 archive/tar writes for the same header with Format PAX, as containerd's ChangeWriter sets it.
  it.each([
    ['fits', 'model/files/a', 1, 1, 'bedcc654e5608540'],
    ['directory', 'model/files/', 0, 1, '3554c822d2865660'],
    ['101 bytes fit with a prefix', `${'s'.repeat(99)}/t`, 1, 1, 'dff17bfbbda69f0b'],
    ['the longest that ustar holds', `${'k'.repeat(155)}/${'v'.repeat(100)}`, 1, 1, '922c47ee994b550a'],
    ['the split at an earlier slash', `${'a'.repeat(60)}/${'b'.repeat(95)}/vvv`, 1, 1, 'bbc883f8c9a085ff'],
    ['one byte more needs a PAX record', `${'k'.repeat(156)}/${'v'.repeat(100)}`, 1, 3, '37e2ced6b57c0b3f'],
    ['no slash to split at', 'n'.repeat(101), 1, 3, '0aaaa6fcc48f7dd3'],
    ['directory that is not ASCII', 'é/', 0, 3, '93a4ba6a032d72b1'],
    ['not ASCII and the cut ends in a slash', `é${'a/'.repeat(60)}x`, 1, 3, '1fde25c0e2db1097'],
    ['not ASCII and long', `${'x'.repeat(98)}é/${'y'.repeat(101)}`, 1, 3, 'cfb1d5a2e64b0db1'],
    ['size above eleven octal digits', 'w.bin', 8 ** 11, 3, 'f45c521d07a07866'],
    ['largest size that fits', 'w.bin', 8 ** 11 - 1, 1, '34d57f09167effe7'],
  ] as const)('are those of Go: %s', (_why, path, size, blocks, sum) => {
    const directory = path.endsWith('/')
    const header = tarHeader({ path, size, mode: directory ? 0o755 : 0o644, type: directory ? 'directory' : 'file' })
    expect(header.length).toBe(blocks * 512)
    expect(createHash('sha256').update(header).digest('hex').slice(0, 16)).toBe(sum)
  })

  it('keeps the size of a file above 8 GiB in a PAX record', () => {
    const header = Buffer.from(tarHeader({ path: 'w.bin', size: 8 ** 11, mode: 0o644, type: 'file' }))
    expect(header.toString('latin1', 512, 512 + 19)).toBe('19 size=8589934592\n')
    expect(header.toString('latin1', 1024 + 124, 1024 + 135)).toBe('00000000000')
    expect(tarHeader({ path: 'w.bin', size: 8 ** 11 - 1, mode: 0o644, type: 'file' }).length).toBe(512)
  })

  it.each([88, 89, 90, 91, 92, 987, 988, 989, 990])('counts the digits of the length of a record in the record (%i bytes)', (length) => {
    const header = Buffer.from(tarHeader({ path: 'é'.padEnd(length - 1, 'x'), size: 0, mode: 0o644, type: 'file' }))
    const size = Number.parseInt(header.toString('latin1', 124, 135), 8)
    const record = header.subarray(512, 512 + size).toString()
    expect(record.endsWith('\n')).toBe(true)
    expect(Number.parseInt(record, 10)).toBe(size)
  })
})
