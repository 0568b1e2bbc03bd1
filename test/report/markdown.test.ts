import { describe, expect, it } from 'vitest'
import { UserError } from '../../src/errors.ts'
import { renderMarkdown, renderModels, renderSummary } from '../../src/report/markdown.ts'
import { foreignTags, toHtml } from './rendered.ts'
import { AGE_BREAKS, comparison, DIGEST, OUTPUT_ADDED, PLAN_ADDED, publishedOutcome, refused, release, report } from './sample-reports.ts'

const CONTRACT = `**Contract** sklearn 1.5.2 (joblib) · 90 % of its facts are known · model.joblib holds a scikit-learn estimator · declared in \`serving.yaml\`

<details open><summary><code>predict</code>: 2 inputs, 1 output</summary>

| | Name | Type and shape | Known from | Where |
|---|---|---|---|---|
| input | \`age\` | \`float32 [-1]\` numerical | ✎ declared | \`serving.yaml:7\` |
| input | \`plan\` | \`string [-1]\` categorical | ● name · ○ type · ● shape | \`model.joblib: feature_names_in_\` |
| output | \`predict\` | \`int64 [-1]\` | ◐ derived | \`model.joblib: classes_\` |

</details>

<sub>✎ declared by the author · ● stored in the file · ◐ derived from stored facts · ○ assumed by convention, no promise</sub>`

describe('renderMarkdown', () => {
  it('of a refused change: the verdict, what happens to callers, how to accept it, the contract', () => {
    const refusal = report({ outcome: refused('3.0.0'), comparison: comparison('breaking', OUTPUT_ADDED, AGE_BREAKS, PLAN_ADDED) })
    expect(renderMarkdown(refusal)).toBe(`### ❌ **churn**: 2 breaking changes, 1 compatible → next version 3.0.0 (published 2.4.1)

| | What happens to callers | Where | Published | Now |
|---|---|---|---|---|
| [**breaking**](https://github.com/mlambda/upload-action/blob/main/docs/contract.md#input-type-changed) | callers that send \`age\` as int64 will be rejected: it is float32 now | \`predict.inputs.age\` | \`int64 [-1]\` | \`float32 [-1]\` |
| [**breaking**](https://github.com/mlambda/upload-action/blob/main/docs/contract.md#input-added) | callers must send \`plan\` now: it is required | \`predict.inputs.plan\` |  | \`string [-1]\` |
| [**compatible**](https://github.com/mlambda/upload-action/blob/main/docs/contract.md#output-added) | callers also get \`score\` | \`predict.outputs.score\` |  | \`float32 [-1]\` |

**To fix it:** If that is intended, add the label breaking-contract to the pull request or set breaking: warn.

${CONTRACT}`)
  })

  it('of a published version: what it is called and how to use it', () => {
    const body = renderMarkdown(report({ mode: 'publish', outcome: publishedOutcome(release('2.5.0', { floating: ['latest'] })) }))
    expect(body).toBe(`### ✅ **churn**: version 2.5.0 published: 1 compatible change since 2.4.1

| | What happens to callers | Where | Published | Now |
|---|---|---|---|---|
| [**compatible**](https://github.com/mlambda/upload-action/blob/main/docs/contract.md#output-added) | callers also get \`score\` | \`predict.outputs.score\` |  | \`float32 [-1]\` |

\`ghcr.io/owner/churn:2.5.0\` · \`${DIGEST}\` · 2.0 GB, 66.0 kB sent, buildx, reproducible · also \`latest\`

\`\`\`
docker pull ghcr.io/owner/churn:2.5.0
crane export ghcr.io/owner/churn:2.5.0 - | tar -xf - model
\`\`\`

${CONTRACT}`)
  })

  it('of a failure: the code with its page, the place, and a file to paste with its lines', () => {
    const error = new UserError('incomplete', 'Only 40 % are known.', 'Put this serving.yaml beside the model:\n\nkind: Model\nname: churn\n', {
      file: 'm.pkl',
      key: 'steps',
    })
    const { contract: _, ...early } = report({ outcome: { kind: 'failed', error } })
    expect(renderMarkdown(early)).toBe(`### ❌ **churn**: failed: Only 40 % are known.

[incomplete](https://github.com/mlambda/upload-action/blob/main/docs/troubleshooting.md#incomplete) at \`m.pkl\` \`steps\`: Only 40 % are known.

**To fix it:** Put this serving.yaml beside the model:

\`\`\`
kind: Model
name: churn

\`\`\``)
  })

  it('says the image that a merge would publish', () => {
    expect(renderMarkdown(report({ outcome: { kind: 'validated', nextVersion: '2.4.2' }, comparison: comparison('weights') }))).toContain(
      'Would be published as `ghcr.io/owner/churn:2.4.2`; nothing has left the runner.',
    )
  })

  it('folds a table of more than twelve rows and leaves a short one open', () => {
    const many = Array.from({ length: 20 }, (_, index) => ({ ...OUTPUT_ADDED, where: `predict.outputs.o${index}` }))
    const body = renderMarkdown(report({ comparison: comparison('compatible', ...many) }))
    expect(body).toContain('<details><summary>8 more changes</summary>')
    expect(body).toContain('<details open><summary><code>predict</code>')
    expect(toHtml(body).match(/<table>/g)).toHaveLength(3)
  })

  it.each([1_000, 3_000, 10_000, 65_536])('keeps a limit of %i bytes by whole rows and sections', (limit) => {
    const many = Array.from({ length: 2_000 }, (_, index) => ({
      ...AGE_BREAKS,
      where: `predict.inputs.f${index}`,
      message: `callers that send \`f${index}\` fail`,
    }))
    const body = renderMarkdown(report({ comparison: comparison('breaking', ...many) }), limit)
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(limit)
    expect(body.startsWith('### ⚠️ **churn**: 2,000 breaking changes')).toBe(true)
    expect(body.match(/<details/g)?.length ?? 0).toBe(body.match(/<\/details>/g)?.length ?? 0)
    for (const line of body.split('\n').filter((text) => text.startsWith('| **breaking'))) expect(line.split('|')).toHaveLength(7)
    expect(body).toMatch(/… and [\d,]+ more changes\.|Some sections are left out/)
    expect(foreignTags(toHtml(body))).toEqual([])
  })
})

describe('renderSummary', () => {
  it('of several models begins with how many there are and a verdict of each, the bad ones first', () => {
    const reports = [report(), report({ model: 'fraud', outcome: refused(), comparison: comparison('breaking', AGE_BREAKS) })]
    const lines = ['### 4 models: 1 failed, 1 validated, 2 left alone', '', '- ❌ **fraud**: 1 breaking change (published 2.4.1)']
    const rest = ['- ✅ **churn**: unchanged (published 2.4.1)', '- ⏭️ not changed, left alone: **iris**, **a&#42;b**', '', '### ✅ **churn**']
    const unchanged = ['iris', 'a*b'].map((name) => ({ name, path: name }))
    expect(renderSummary(reports, unchanged)).toContain([...lines, ...rest].join('\n'))
  })

  it('of models that are only named lists them', () => {
    expect(renderModels([{ name: 'a|b', path: 'models/<b>' }])).toBe('### 1 model\n\n- **a&#124;b** in `models/<b>`\n')
  })
})
