import { describe, expect, it } from 'vitest'
import { evidenceOf } from '../../src/contract/types.ts'
import { alignColumns, renderTerminal } from '../../src/report/terminal.ts'
import { AGE_BREAKS, CHURN, comparison, DIGEST, publishedOutcome, refused, release, report } from './sample-reports.ts'

const plain = { color: false, width: 100 }

describe('renderTerminal', () => {
  it('tells a published version on one screen', () => {
    expect(
      renderTerminal(report({ mode: 'publish', outcome: publishedOutcome(release('2.5.0')) }), plain),
    ).toBe(`✔ churn: version 2.5.0 published: 1 compatible change since 2.4.1

  compatible  callers also get \`score\`

  image   ghcr.io/owner/churn:2.5.0
  digest  ${DIGEST}
  size    2.0 GB, 66.0 kB sent (buildx, reproducible)

  use it:
    docker pull ghcr.io/owner/churn:2.5.0
    crane export ghcr.io/owner/churn:2.5.0 - | tar -xf - model

  contract  sklearn 1.5.2 (joblib), 90 % of its facts are known, model.joblib holds a scikit-learn estimator, declared in serving.yaml

  predict
    in   age      float32 [-1], numerical   ✎ declared
    in   plan     string [-1], categorical  ● name · ○ type · ● shape
    out  predict  int64 [-1]                ◐ derived

  ✎ declared by the author · ● stored in the file · ◐ derived from stored facts · ○ assumed by convention, no promise
`)
  })

  it('tells a refusal by its changes and the way to accept them', () => {
    const text = renderTerminal(report({ outcome: refused('3.0.0'), comparison: comparison('breaking', AGE_BREAKS) }), plain)
    expect(text.split('\n').slice(0, 5)).toEqual([
      '✘ churn: 1 breaking change → next version 3.0.0 (published 2.4.1)',
      '',
      '  breaking    callers that send `age` as int64 will be rejected: it is float32 now',
      '',
      '  If that is intended, add the label breaking-contract to the pull request or set breaking: warn.',
    ])
  })

  it('shows how to use an image in a folder, which docker cannot pull from', () => {
    const text = renderTerminal(report({ image: 'oci:./registry/churn', outcome: publishedOutcome(release('2.5.0')) }), plain)
    expect(text).toContain('skopeo copy oci:./registry/churn:2.5.0 docker-daemon:churn:2.5.0')
    expect(text).not.toContain('docker pull')
  })

  it('prints unknown and any size differently', () => {
    const value = { type: null, shape: [-1, null] } as const
    const contract = {
      ...CHURN,
      signatures: [{ name: 'predict', inputs: [{ name: 'x', ...value, evidence: evidenceOf(value, 'stored', 'm') }], outputs: [] }],
    }
    expect(renderTerminal(report({ contract }), plain)).toContain('in  x  ? [-1, ?]  ● name · ? type · ? shape')
  })

  it('colours only where it is asked to', () => {
    expect(renderTerminal(report(), plain)).not.toContain('\u001b')
    expect(renderTerminal(report(), { color: true, width: 100 })).toContain('\u001b[32m✔\u001b[0m')
  })
})

describe('alignColumns', () => {
  it('counts the cells of wide letters and emoji', () => {
    expect(
      alignColumns(
        [
          ['年齢', 'x'],
          ['👩‍🚀', 'y'],
          ['abcd', 'z'],
        ],
        60,
      ),
    ).toEqual(['年齢  x', '👩‍🚀    y', 'abcd  z'])
  })

  it('cuts a name that is wider than the terminal gives it', () => {
    const [line = ''] = alignColumns([['x'.repeat(100), 'y']], 40)
    expect(line).toBe(`${'x'.repeat(13)}…  y`)
  })
})
