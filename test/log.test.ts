import { describe, expect, it } from 'vitest'
import { printBytes, progressLines } from '../src/log.ts'

describe('bytes are printed', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1.0 kB'],
    [1024, '1.0 kB'],
    [99_949, '99.9 kB'],
    [123_456, '123 kB'],
    [999_499, '999 kB'],
    [999_500, '1.0 MB'],
    [1_400_000_000, '1.4 GB'],
    [2_500_000_000_000, '2.5 TB'],
    [9_999_000_000_000_000, '9999 TB'],
  ])('%i as %s', (bytes, text) => {
    expect(printBytes(bytes)).toBe(text)
  })
})

describe('a long step', () => {
  /** Lines after calls at these milliseconds. */
  function lines(calls: readonly (readonly [number, string, number, number])[]): readonly string[] {
    const said: string[] = []
    let now = 0
    const progress = progressLines({ info: (line) => void said.push(line) }, () => now)
    for (const [at, step, done, total] of calls) {
      now = at
      progress(step, done, total)
    }
    return said
  }

  it('says every five seconds how far it is, how fast and how long', () => {
    expect(
      lines([
        [0, 'send', 0, 1000],
        [4999, 'send', 400, 1000],
        [5000, 'send', 500, 1000],
        [9999, 'send', 900, 1000],
        [10_000, 'send', 1000, 1000],
      ]),
    ).toEqual(['send: 50 % of 1.0 kB, 100 B/s, 5 s left', 'send: 100 % of 1.0 kB, 100 B/s, 0 s left'])
  })

  it('that is short says nothing', () => {
    expect(
      lines([
        [0, 'read', 0, 10],
        [4000, 'read', 10, 10],
      ]),
    ).toEqual([])
  })

  it('begins anew with each step', () => {
    expect(
      lines([
        [0, 'read', 0, 10],
        [4000, 'send', 0, 10],
        [8000, 'send', 5, 10],
        [9000, 'send', 10, 10],
      ]),
    ).toEqual(['send: 100 % of 10 B, 2 B/s, 0 s left'])
  })

  it('of no bytes, or that stands still, divides by nothing', () => {
    expect(
      lines([
        [0, 'read', 0, 0],
        [6000, 'read', 0, 0],
        [7000, 'send', 0, 10],
        [13_000, 'send', 0, 10],
      ]),
    ).toEqual(['send: 0 % of 10 B, 0 B/s, 0 s left'])
  })
})
