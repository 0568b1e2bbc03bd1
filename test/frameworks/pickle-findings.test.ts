import { describe, expect, it } from 'vitest'
import { scanPickles } from '../../src/frameworks/pickle-scan.ts'
import { memoryFiles } from '../model/memory-files.ts'

const pickle = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'))
const findings = (files: Readonly<Record<string, string>>) =>
  scanPickles(memoryFiles(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, pickle(text)])))).map(
    ({ severity, message }) => `${severity}: ${message}`,
  )

describe('what is said of pickles that hide behind size', () => {
  const bomb = `\x80\x04${']'.repeat(1_000_000)}`
  const danger = 'cos\nsystem\n\x8c\x02ls\x85R.'

  it('what comes behind a pickle too large to be read cannot be told', () => {
    expect(findings({ 'side.pkl': `${bomb}${danger}` })).toEqual([expect.stringMatching(/^high: .*bytes of memory.*cannot be told$/)])
  })

  it('imports before the limit are told first', () => {
    expect(findings({ 'side.pkl': `\x80\x04${danger.slice(0, -1)}${']'.repeat(1_000_000)}` })[0]).toMatch(/^critical: imports os\.system/)
  })

  it('an import behind a hundred thousand others is not overlooked', () => {
    const names = Array.from({ length: 100_001 }, (_, i) => `cm\nn${i}\n0`).join('')
    expect(findings({ 'side.pkl': `\x80\x04${names}${danger}` })).toEqual([expect.stringMatching(/^high: more than 100000 different names/)])
  })

  it('more opcodes than the pickles of one model may have, spread over many files', () => {
    const noop = `\x80\x04${'N0'.repeat(9_000_000)}N.`
    const files = Object.fromEntries(Array.from({ length: 5 }, (_, i) => [`f${i}.pkl`, noop]))
    expect(findings(files)).toEqual([expect.stringMatching(/^high: .*hold more opcodes than any model/)])
  }, 60_000)

  it('bytes that only look like a pickle are none', () => {
    expect(findings({ 'weights.bin': `\x80\x04${'\xfe'.repeat(1000)}` })).toEqual([])
  })
})
