import type { Change, Level } from '../../src/contract/change.ts'
import { type Contract, evidenceOf, type Field, type Source, type Value } from '../../src/contract/types.ts'
import { UserError } from '../../src/errors.ts'
import type { Baseline, Comparison, Published, Release } from '../../src/registry/types.ts'
import type { Report } from '../../src/report/types.ts'

/** Reports that tests tell their stories with. */

export const DIGEST = `sha256:${'ab'.repeat(32)}` as const

export function field(name: string, value: Value, source: Source = 'stored', where = 'model.joblib: feature_names_in_'): Field {
  return { name, ...value, evidence: evidenceOf(value, source, where) }
}

export const CHURN: Contract = {
  contract: 1,
  framework: { name: 'sklearn', version: '1.5.2', format: 'joblib' },
  signatures: [
    {
      name: 'predict',
      inputs: [
        field('age', { type: 'float32', shape: [-1], profile: 'numerical' }, 'declared', 'serving.yaml:7'),
        { ...field('plan', { type: 'string', shape: [-1], assumed: ['type'] }), profile: 'categorical' },
      ],
      outputs: [field('predict', { type: 'int64', shape: [-1] }, 'derived', 'model.joblib: classes_')],
    },
  ],
}

export const AGE_BREAKS: Change = {
  rule: 'input-type-changed',
  level: 'breaking',
  where: 'predict.inputs.age',
  path: ['predict', 'inputs', 'age'],
  was: 'int64 [-1]',
  is: 'float32 [-1]',
  message: 'callers that send `age` as int64 will be rejected: it is float32 now',
}
export const PLAN_ADDED: Change = {
  rule: 'input-added',
  level: 'breaking',
  where: 'predict.inputs.plan',
  path: ['predict', 'inputs', 'plan'],
  was: '',
  is: 'string [-1]',
  message: 'callers must send `plan` now: it is required',
}
export const OUTPUT_ADDED: Change = {
  rule: 'output-added',
  level: 'compatible',
  where: 'predict.outputs.score',
  path: ['predict', 'outputs', 'score'],
  was: '',
  is: 'float32 [-1]',
  message: 'callers also get `score`',
}
export const DIM_LOST: Change = {
  rule: 'input-dim-lost',
  level: 'lost',
  where: 'predict.inputs.age',
  path: ['predict', 'inputs', 'age'],
  was: 'float32 [-1, 4]',
  is: 'float32 [-1, ?]',
  message: 'how many columns `age` has is not known any more',
}

export function published(version: string): Published & { readonly contract: Contract } {
  return { version, tag: version, digest: DIGEST, contract: CHURN, contractDigest: DIGEST, content: DIGEST, labels: {}, annotations: {} }
}

export const compared = (version = '2.4.1'): Baseline => ({ state: 'compared', published: published(version) })
export const comparison = (level: Level, ...changes: readonly Change[]): Comparison => ({ level, changes })

/** A pull request on churn, published as 2.4.1, that changes nothing. */
export function report(changes: Partial<Report> = {}): Report {
  return {
    model: 'churn',
    path: 'models/churn',
    mode: 'validate',
    image: 'ghcr.io/owner/churn',
    outcome: { kind: 'validated', nextVersion: null },
    contract: CHURN,
    detected: { because: 'model.joblib holds a scikit-learn estimator', declaredIn: 'serving.yaml' },
    completeness: 0.9,
    baseline: compared(),
    comparison: comparison('unchanged'),
    warnings: [],
    findings: [],
    ...changes,
  }
}

/** What publishing `version` gave. */
export function release(version: string, changes: Partial<Release> = {}): Release {
  return {
    version,
    tag: version,
    digest: DIGEST,
    previous: published('2.4.1'),
    comparison: comparison('compatible', OUTPUT_ADDED),
    baseline: compared(),
    fresh: true,
    floating: [],
    ...changes,
  }
}

export const publishedOutcome = (one: Release): Report['outcome'] => ({
  kind: 'published',
  release: one,
  builder: 'buildx',
  sent: 66_000,
  size: 2_000_000_000,
  reproducible: true,
})

export const refused = (nextVersion?: string): Report['outcome'] => ({
  kind: 'failed',
  error: new UserError(
    'breaking-change',
    '2 changes break callers of 2.4.1: …',
    'If that is intended, add the label breaking-contract to the pull request or set breaking: warn.',
  ),
  ...(nextVersion !== undefined && { nextVersion }),
})

/** Names as an attacker, or a careless notebook, would choose them. */
export const HOSTILE_NAMES: readonly (readonly [what: string, name: string])[] = [
  ['a pipe', 'a|b|c'],
  ['a pipe after a backslash', 'a\\|b\\\\|c\\'],
  ['backticks', '`a``b` ```'],
  ['a code span that closes and opens', '`</code><img src=x onerror=alert(1)>`'],
  ['a pipe and backticks and HTML', '`|<script>alert(1)</script>|`'],
  ['HTML', '<img src=x onerror=alert(1)>'],
  ['the end of our folded section', '</summary></details></table><h1>approved</h1>'],
  ['the end of a comment', '--> <b>approved</b> <!--'],
  ['line breaks', 'a\n\n# approved\r\n- [x] b'],
  ['a workflow command', '::error file=x::hijacked'],
  ['a workflow command on its own line', 'x\n::set-output name=a::b'],
  ['an old workflow command', 'x ##[error]hijacked'],
  ['a terminal escape', '\u001b[2J\u001b]0;title\u0007'],
  ['a right-to-left override', 'a\u202eb\u2066c'],
  ['zero-width characters', 'pay\u200bpal\u2060\ufeff'],
  ['hidden tag characters', 'a\u{e0041}\u{e0042}'],
  ['a lone surrogate', 'a\ud800b'],
  ['a mention', '@octocat and @mlambda/owners'],
  ['an issue reference', '#1 GH-12 owner/repo#3'],
  ['a link', '[click](https://evil.example) <https://evil.example> https://evil.example www.evil.example me@evil.example'],
  ['an image', '![x](https://evil.example/track.png)'],
  ['an emoji name', ':shipit: :+1:'],
  ['an emoji name that begins with an underscore', ':_x: :_http://'],
  ['a formula', '$\\sqrt{2}$ $$x$$'],
  ['emphasis', '**a** _b_ ~~c~~ __init__'],
  ['60 families', '👨‍👩‍👧‍👦'.repeat(60)],
  ['one letter with 10,000 accents', `a${'\u0301'.repeat(10_000)}`],
  ['nothing', ''],
  ['blanks', '   '],
  ['a list', '- a\n1. b'],
  ['a prototype', '__proto__'],
]
