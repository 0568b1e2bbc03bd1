import { describe, expect, it } from 'vitest'
import { evidenceOf, type Field } from '../../src/contract/types.ts'
import { UserError } from '../../src/errors.ts'
import { annotationsOf } from '../../src/report/annotations.ts'
import { contractJson } from '../../src/report/json.ts'
import { COMMENT_LIMIT, renderMarkdown, renderSummary } from '../../src/report/markdown.ts'
import { outputsOf } from '../../src/report/outputs.ts'
import { renderTerminal } from '../../src/report/terminal.ts'
import type { Report } from '../../src/report/types.ts'
import { foreignTags, githubLinks, tagsOf, toHtml } from './rendered.ts'
import { AGE_BREAKS, CHURN, comparison, HOSTILE_NAMES, OUTPUT_ADDED, publishedOutcome, refused, release, report } from './sample-reports.ts'

/** The same name at every place where model text can stand. */
function reportsAbout(name: string): readonly (readonly [outcome: string, report: Report])[] {
  const value = { type: 'float32', shape: [-1, name] } as const
  const one: Field = { name, ...value, aliases: [name], evidence: evidenceOf(value, 'stored', `model.onnx: ${name}`) }
  const nested: Field = { name, struct: [one], evidence: evidenceOf({ struct: [] }, 'stored', name) }
  const change = {
    ...AGE_BREAKS,
    where: `predict.inputs.${name}`,
    path: ['predict', 'inputs', name],
    was: name,
    is: name,
    message: `callers must send \`${name}\``,
  }
  const base: Partial<Report> = {
    model: name,
    image: 'ghcr.io/owner/churn',
    contract: { ...CHURN, framework: { name: 'onnx', version: name }, signatures: [{ name, inputs: [one, nested], outputs: [one] }] },
    detected: { because: `${name} is a model`, declaredIn: name },
    warnings: [{ code: 'odd', message: `the type of \`${name}\` is odd: ${name}`, where: name }],
    findings: [{ severity: 'high', message: `${name} runs code`, where: name }],
    comparison: comparison('breaking', change),
  }
  const error = new UserError('corrupt', `${name} is damaged\n${name}`, `Export ${name} again.\n\n${name}: ?\n`, { file: name, line: 1, key: name })
  return [
    ['refused', report({ ...base, outcome: refused('3.0.0'), locate: () => ({ file: name, line: 1, column: 1 }) })],
    ['failed', report({ ...base, outcome: { kind: 'failed', error } })],
    ['validated', report({ ...base, breakingAccepted: name, outcome: { kind: 'validated', nextVersion: '3.0.0' } })],
    ['not compared', report({ ...base, baseline: { state: 'unavailable', reason: name } })],
    ['published', report({ ...base, outcome: publishedOutcome(release('3.0.0', { comparison: comparison('breaking', change), floating: [name] })) })],
  ]
}

describe.each(HOSTILE_NAMES)('a name with %s', (_, name) => {
  describe.each(reportsAbout(name))('in a report that is %s', (_outcome, about) => {
    const harmless = reportsAbout('age').find(([outcome]) => outcome === _outcome)?.[1]

    it('injects no element, link or mention into the Markdown', () => {
      const html = toHtml(renderMarkdown(about))
      expect(foreignTags(html)).toEqual([])
      expect(githubLinks(html)).toEqual([])
    })

    it('leaves the tables as they are with any other name', () => {
      const shape = (one: Report): readonly string[] =>
        tagsOf(toHtml(renderMarkdown(one))).filter((tag) => /^<\/?(table|tr|td|th|details|summary|h3)/.test(tag))
      expect(shape(about)).toEqual(harmless && shape(harmless))
    })

    it('starts no workflow command and hides nothing in the log', () => {
      for (const line of renderTerminal(about, { color: false, width: 100 }).split('\n')) {
        expect(line).not.toMatch(/^\s*::|##\[|[\p{Cc}\u202a-\u202e\u2066-\u2069]/u)
      }
    })

    it('stays one line in every annotation', () => {
      for (const { title, message, file } of annotationsOf([about]))
        expect(`${title}${message}${file ?? ''}`).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u)
    })

    it('comes back whole from the JSON', () => {
      expect(JSON.parse(outputsOf([about]).models)[0].name).toBe(name)
      expect(JSON.parse(contractJson({ contract: about.contract ?? CHURN, warnings: [], findings: [] })).signatures[0].inputs[0].name).toBe(name)
    })
  })
})

describe('10,000 columns with hostile names', () => {
  const value = { type: 'float32', shape: [-1] } as const
  const names = Array.from({ length: 10_000 }, (_, index) => `${HOSTILE_NAMES[index % HOSTILE_NAMES.length]?.[1].slice(0, 300)}${index}`)
  const inputs = names.map((name): Field => ({ name, ...value, evidence: evidenceOf(value, 'stored', 'model.joblib: feature_names_in_') }))
  const changes = names.map((name) => ({ ...OUTPUT_ADDED, path: ['predict', 'inputs', name], message: `callers may send \`${name}\`` }))
  const wide = report({
    contract: { ...CHURN, signatures: [{ name: 'predict', inputs, outputs: [] }] },
    comparison: comparison('breaking', ...changes, AGE_BREAKS),
    warnings: names.map((name) => ({ code: 'odd', message: name })),
  })

  it('fit into a comment, the breaking change first and whole rows counted', () => {
    const body = renderMarkdown(wide)
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(COMMENT_LIMIT)
    const html = toHtml(body)
    expect(foreignTags(html)).toEqual([])
    expect(githubLinks(html)).toEqual([])
    expect(html.indexOf('breaking</strong>')).toBeLessThan(html.indexOf('compatible</strong>'))
    expect(body).toMatch(/… and [\d,]+ more changes\./)
    expect(body).toMatch(/… and [\d,]+ more fields\./)
    expect(html.match(/<details/g)?.length).toBe(html.match(/<\/details>/g)?.length)
  })

  it('fit into a summary of ten such models', () => {
    const summary = renderSummary(Array.from({ length: 10 }, () => wide))
    expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(1024 * 1024)
    expect(foreignTags(toHtml(summary))).toEqual([])
  })

  it('fit into the outputs, as whole rows of valid JSON', () => {
    const outputs = outputsOf([wide])
    expect(JSON.parse(outputs.changes)[0].level).toBe('breaking')
    expect(JSON.parse(outputs.models)[0].counts.compatible).toBe(10_000)
    for (const text of Object.values(outputs)) expect(text.length).toBeLessThanOrEqual(128 * 1024)
  })

  it('are no more than ten annotations of a level', () => {
    const levels = annotationsOf([wide]).map((annotation) => annotation.level)
    expect(levels.filter((level) => level === 'warning')).toHaveLength(10)
    expect(
      annotationsOf([wide])
        .filter((one) => one.level === 'notice')
        .at(-1)?.title,
    ).toBe('9,992 more notices')
  })
})
