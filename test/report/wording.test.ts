import { describe, expect, it } from 'vitest'
import { UserError } from '../../src/errors.ts'
import type { Report } from '../../src/report/types.ts'
import { percent, verdict, verdictLine } from '../../src/report/wording.ts'
import {
  AGE_BREAKS,
  CHURN,
  compared,
  comparison,
  DIGEST,
  DIM_LOST,
  OUTPUT_ADDED,
  PLAN_ADDED,
  published,
  publishedOutcome,
  refused,
  release,
  report,
} from './sample-reports.ts'

const unreadable = { state: 'unavailable', reason: 'ghcr.io answered 401' } as const
const named = <A>(side: A) => ({ ...side, label: 'main (1a2b3c4)' })
const pull = (nextVersion: string | null): Report['outcome'] => ({ kind: 'validated', nextVersion })

describe('verdict', () => {
  it.each<[line: string, changes: Partial<Report>]>([
    [
      'churn: 2 breaking changes → next version 3.0.0 (published 2.4.1)',
      { outcome: refused('3.0.0'), comparison: comparison('breaking', AGE_BREAKS, PLAN_ADDED) },
    ],
    [
      'churn: 1 breaking change against main (1a2b3c4) → next version 2.4.2 (published 2.4.1)',
      {
        outcome: refused('2.4.2'),
        comparison: comparison('breaking', AGE_BREAKS),
        against: named({ state: 'compared', contract: CHURN, content: null }),
      },
    ],
    ['churn: not in main (1a2b3c4) yet (published 2.4.1)', { against: named({ state: 'first' }), comparison: comparison('compatible') }],
    [
      'churn: not compared with main (1a2b3c4): weights were not pulled (published 2.4.1)',
      { against: named({ state: 'unavailable', reason: 'weights were not pulled' }), comparison: comparison('breaking') },
    ],
    ['churn: 1 breaking change (published 2.4.1)', { outcome: refused(), comparison: comparison('breaking', AGE_BREAKS) }],
    [
      'churn: 1 breaking change, 1 compatible, accepted by label breaking-contract → next version 3.0.0 (published 2.4.1)',
      { outcome: pull('3.0.0'), comparison: comparison('breaking', AGE_BREAKS, OUTPUT_ADDED), breakingAccepted: 'label breaking-contract' },
    ],
    [
      'churn: 1 compatible change → next version 2.5.0 (published 2.4.1)',
      { outcome: pull('2.5.0'), comparison: comparison('compatible', OUTPUT_ADDED) },
    ],
    [
      'churn: same contract, new content, 1 fact no longer known → next version 2.4.2 (published 2.4.1)',
      { outcome: pull('2.4.2'), comparison: comparison('weights', DIM_LOST) },
    ],
    [
      'churn: 1 fact no longer known, which counts as breaking (published 2.4.1)',
      { outcome: refused(), comparison: comparison('breaking', DIM_LOST) },
    ],
    ['churn: same contract, new content → next version 2.4.2 (published 2.4.1)', { outcome: pull('2.4.2'), comparison: comparison('weights') }],
    [
      'churn: same promises to callers, 1 fact more known → next version 2.4.2 (published 2.4.1)',
      { outcome: pull('2.4.2'), comparison: comparison('learned', { ...DIM_LOST, level: 'learned' }) },
    ],
    ['churn: first version, as declared in serving.yaml → next version 1.0.0', { outcome: pull('1.0.0'), baseline: { state: 'first' } }],
    [
      'churn: first version → next version 1.0.0',
      { outcome: pull('1.0.0'), baseline: { state: 'first' }, detected: { because: 'model.onnx is an ONNX model' } },
    ],
    [
      'churn: not compared with the published version: ghcr.io answered 401',
      { outcome: pull(null), baseline: unreadable, comparison: comparison('compatible') },
    ],
    [
      'churn: not compared with the published version: 2.4.1 was not written by this tool → next version 3.0.0 (published 2.4.1)',
      { outcome: pull('3.0.0'), baseline: { state: 'unavailable', reason: '2.4.1 was not written by this tool', published: published('2.4.1') } },
    ],
    ['churn: unchanged: version 2.4.1 stands', { outcome: { kind: 'unchanged', version: '2.4.1', digest: DIGEST } }],
    ['churn: version 2.5.0 published: 1 compatible change since 2.4.1', { outcome: publishedOutcome(release('2.5.0')) }],
    [
      'churn: version 1.0.0 published: first version',
      {
        detected: { because: 'model.onnx is an ONNX model' },
        outcome: publishedOutcome(release('1.0.0', { previous: null, baseline: { state: 'first' }, comparison: comparison('compatible') })),
      },
    ],
    [
      'churn: version 3.0.0 published: not compared with the published version: ghcr.io answered 401',
      { outcome: publishedOutcome(release('3.0.0', { baseline: unreadable, comparison: comparison('breaking') })) },
    ],
    [
      'churn: version 2.5.0 was already published by an earlier attempt of this run',
      { outcome: publishedOutcome(release('2.5.0', { fresh: false })) },
    ],
    [
      'churn: failed: weights.bin is a Git LFS pointer',
      {
        outcome: { kind: 'failed', error: new UserError('lfs-pointer', 'weights.bin is a Git LFS pointer', 'Run git lfs pull.') },
        baseline: compared(),
      },
    ],
  ])('%s', (line, changes) => {
    expect(verdictLine(report(changes))).toBe(line)
  })

  it('never says compatible, unchanged or first of a published contract that could not be read', () => {
    for (const level of ['compatible', 'unchanged', 'learned', 'weights'] as const) {
      const line = verdictLine(report({ outcome: pull('3.0.0'), baseline: unreadable, comparison: comparison(level, OUTPUT_ADDED) }))
      expect(line).not.toMatch(/compatible|unchanged|first|same/)
    }
  })

  it.each<[mood: string, changes: Partial<Report>]>([
    ['good', {}],
    ['good', { comparison: comparison('compatible', OUTPUT_ADDED) }],
    ['attention', { comparison: comparison('breaking', AGE_BREAKS) }],
    ['attention', { comparison: comparison('weights', DIM_LOST) }],
    ['attention', { baseline: unreadable }],
    ['attention', { findings: [{ severity: 'high', message: 'runs os.system', where: 'model.pkl' }] }],
    ['good', { findings: [{ severity: 'low', message: 'is a pickle', where: 'model.pkl' }] }],
    ['bad', { outcome: refused() }],
  ])('is %s', (mood, changes) => {
    expect(verdict(report(changes)).mood).toBe(mood)
  })
})

describe('percent', () => {
  it.each([
    [1, '100 %'],
    [0.99999, '99.9 %'],
    [0.57, '57 %'],
    [0, '0 %'],
  ])('of %d is %s: 100 only without a gap', (ratio, text) => {
    expect(percent(ratio)).toBe(text)
  })
})
