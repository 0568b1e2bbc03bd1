import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { openZip } from '../../../src/formats/zip.ts'
import type { Framework } from '../../../src/frameworks/framework.ts'
import { torchscript } from '../../../src/frameworks/torchscript/index.ts'
import { bytesSource } from '../../../src/model/window-source.ts'
import { inferFrom, linesOf, refusalOf } from '../contract-of.ts'
import { damage } from '../damage.ts'
import { inMemory } from '../onnx/memory.ts'
import { archiveOf, zipped } from './archive.ts'

const stored = (name: string) => new Uint8Array(readFileSync(new URL(`../../models/torchscript/${name}`, import.meta.url)))

/** The entries of an archive as files of their own, so that damage gets past the checksums. */
function partsOf(name: string): Readonly<Record<string, Uint8Array>> {
  const zip = openZip(bytesSource(name, stored(name)))
  const wanted = zip.entries.filter((entry) => !/debug_pkl|\/data\/|\/constants\/|serialization_id|byteorder/.test(entry.name))
  return Object.fromEntries(wanted.map((entry) => [entry.name, zip.bytes(entry, 1_000_000)]))
}

/** TorchScript from the entries of its archive. */
const assembled: Framework = {
  name: 'assembled',
  match: (files) => torchscript.match(pack(files)),
  infer: (files, match) => torchscript.infer(pack(files), match),
}

function pack(files: Parameters<Framework['match']>[0]) {
  const entries = files.files.map(({ path, size }) => [path, Uint8Array.from(files.open(path).read(0, size))] as const)
  return inMemory({ 'model.pt': zipped(Object.fromEntries(entries)) })
}

describe('damaged archives: a contract or a UserError', () => {
  it.each([
    ['tagger.pt', 'code/__torch__/torch/nn/modules/rnn.py', 60],
    ['mnist.pt', 'code/__torch__.py', 150],
    ['mnist.pt', 'data.pkl', 150],
    ['methods.pt', 'code/__torch__.py', 150],
    ['tagger-traced.pt', 'traced_inputs.pkl', 100],
    ['lite.ptl', 'constants.pkl', 100],
  ])('%s: %s', (name, entry, times) => {
    const parts = partsOf(name)
    const victim = Object.keys(parts).find((path) => path.endsWith(`/${entry}`)) ?? ''
    const seen = damage(assembled, parts, victim, times)
    expect(seen.contract + seen.refused).toBe(times)
    expect(seen.refused).toBeGreaterThan(5)
  })

  it('the zip itself', () => {
    const seen = damage(torchscript, { 'model.pt': stored('mnist.pt') }, 'model.pt', 200)
    expect(seen.refused).toBeGreaterThan(10)
  })
})

describe('code made to hurt', () => {
  const started = (run: () => unknown): number => {
    const before = performance.now()
    run()
    return performance.now() - before
  }
  const main = (body: string, more = '') => ({ m: archiveOf({ code: `def forward(self: __torch__.M,\n    x: Tensor) -> Tensor:\n${body}`, more }) })
  const declared = ['forward(x ?[…]) -> (output ?[…])']

  it.each<[string, ReturnType<typeof main>]>([
    [
      'calls that double at each level',
      main(
        '  return __torch__.f0(x, )',
        Array.from(
          { length: 60 },
          (_, i) => `def f${i}(x: Tensor) -> Tensor:\n  return torch.add(__torch__.f${i + 1}(x, ), __torch__.f${i + 1}(x, ))\n`,
        ).join(''),
      ),
    ],
    ['a function that calls itself', main('  return __torch__.f(x, )', 'def f(x: Tensor) -> Tensor:\n  return __torch__.f(torch.relu(x), )\n')],
    ['a method that calls itself', main('  return (self).forward(x, )')],
    ['a loop that never ends', main('  y = x\n  while True:\n    y = torch.cat([y, y])\n  return y')],
    [
      'loops within loops',
      main(
        `${Array.from({ length: 30 }, (_, i) => `${'  '.repeat(i + 1)}for i${i} in range(64):\n`).join('')}${'  '.repeat(31)}y = torch.relu(x)\n  return x`,
      ),
    ],
    [
      'branches after branches',
      main(`${Array.from({ length: 300 }, () => '  if torch.gt(torch.len(x), 3):\n    return x\n  else:\n    pass\n').join('')}  return x`),
    ],
    ['a list of lists of lists', main(`  l = [x]\n${Array.from({ length: 60 }, () => '  l = [l, l, l]\n').join('')}  return x`)],
    [
      'sizes that grow',
      main(`  n = torch.size(x, 0)\n${Array.from({ length: 80 }, () => '  n = torch.mul(n, torch.add(n, 1))\n').join('')}  return torch.zeros([n])`),
    ],
    ['many axes', main(`  y = x\n${Array.from({ length: 300 }, () => '  y = torch.unsqueeze(y, 0)\n').join('')}  return y`)],
  ])('%s', (_, files) => {
    expect(started(() => inferFrom(torchscript, files))).toBeLessThan(4_000)
  })

  it('says nothing of code that is too long to be followed', () => {
    const doubling = Array.from(
      { length: 60 },
      (_, i) => `def f${i}(x: Tensor) -> Tensor:\n  return torch.add(__torch__.f${i + 1}(x, ), __torch__.f${i + 1}(x, ))\n`,
    ).join('')
    const files = main('  return __torch__.f0(torch.mm(x, torch.zeros([3, 4])), )', doubling)
    expect(linesOf(inferFrom(torchscript, files))).toEqual(declared)
    expect(inferFrom(torchscript, files).warnings.map(({ code }) => code)).toEqual(['torchscript-too-long'])
  })

  it.each([
    ['brackets', `  return ${'('.repeat(5_000)}x`],
    ['signs', `  return ${'-'.repeat(5_000)}1`],
    ['blocks', Array.from({ length: 150 }, (_, i) => `${'  '.repeat(i + 1)}if True:\n`).join('')],
    ['no Python', '  return $x'],
    ['half a line', '  return torch.add(x,'],
  ])('refuses code of %s without an end', (_, body) => {
    expect(refusalOf(torchscript, main(body))).toBe('corrupt')
  })
})
