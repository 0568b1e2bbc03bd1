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

  it('of another program tells the time', () => {
    expect(
      lines([
        [0, 'build', 0, 0],
        [4000, 'build', 0, 0],
        [6500, 'build', 0, 0],
        [12_000, 'build', 0, 0],
      ]),
    ).toEqual(['build: for 6 s', 'build: for 12 s'])
  })

  it('that stands still divides by nothing', () => {
    expect(
      lines([
        [7000, 'send', 0, 10],
        [13_000, 'send', 0, 10],
      ]),
    ).toEqual(['send: 0 % of 10 B, 0 B/s'])
  })

  it('is told beside another one that goes on at the same time', () => {
    const both = [1, 2, 3, 4, 5, 6].flatMap((second): readonly (readonly [number, string, number, number])[] => [
      [second * 1000, 'read', second * 20, 200],
      [second * 1000 + 1, 'send', second * 10, 100],
    ])
    expect(lines(both)).toEqual(['read: 60 % of 200 B, 20 B/s, 4 s left', 'send: 60 % of 100 B, 10 B/s, 4 s left'])
  })

  it('begins anew where its bytes do: an hour of something else is not its rate', () => {
    expect(
      lines([
        [0, 'send', 0, 100],
        [1000, 'send', 100, 100],
        [3_600_000, 'send', 0, 100],
        [3_605_000, 'send', 50, 100],
      ]),
    ).toEqual(['send: 50 % of 100 B, 10 B/s, 5 s left'])
  })
})
