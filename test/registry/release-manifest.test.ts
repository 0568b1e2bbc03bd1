import { describe, expect, it } from 'vitest'
import { changeLine } from '../../src/registry/release-manifest.ts'
import type { Baseline } from '../../src/registry/types.ts'
import { AGE_BREAKS, compared, comparison, DIM_LOST, OUTPUT_ADDED } from '../report/sample-reports.ts'

describe('the annotation dev.mlambda.change', () => {
  const label = 'label breaking-contract on #7'
  it.each<[string, ReturnType<typeof comparison>, Baseline, string | undefined, string]>([
    ['the first version', comparison('compatible'), { state: 'first' }, undefined, 'first version'],
    ['an unreadable baseline', comparison('breaking'), { state: 'unavailable', reason: 'no contract' }, label, 'not compared: no contract'],
    ['a breaking change', comparison('breaking', OUTPUT_ADDED, AGE_BREAKS), compared(), undefined, `breaking: ${AGE_BREAKS.message}`],
    ['an accepted one', comparison('breaking', AGE_BREAKS), compared(), label, `breaking, accepted by ${label}: ${AGE_BREAKS.message}`],
    ['strict', comparison('breaking', DIM_LOST), compared(), undefined, `breaking: ${DIM_LOST.message}`],
    ['a compatible change', comparison('compatible', OUTPUT_ADDED), compared(), label, `compatible: ${OUTPUT_ADDED.message}`],
    ['other bytes', comparison('weights'), compared(), label, 'weights'],
  ])('says of %s what is known', (_, change, baseline, accepted, line) => {
    expect(changeLine(baseline, change, accepted)).toBe(line)
  })

  it('is one line of at most 300 characters, whatever the model calls its fields', () => {
    const line = changeLine(compared(), comparison('breaking', { ...AGE_BREAKS, message: `a\nb${'x'.repeat(1000)}` }))
    expect(line).toMatch(/^breaking: a bx+$/)
    expect(line).toHaveLength(300)
  })
})
