import { describe, expect, it } from 'vitest'
import { type Call, parseCall, requireOperands } from '../../src/commands/call.ts'
import type { Inputs } from '../../src/inputs.ts'

const inputsOf = (...argv: readonly string[]): Inputs => parseCall(argv).inputs('model')
const refusal = (code: string, words: string) => expect.objectContaining({ code, remedy: expect.stringContaining(words) })

describe('a call', () => {
  it.each<[readonly string[], Partial<Call>]>([
    [[], { operands: [], json: false }],
    [['DIR'], { operands: ['DIR'], json: false }],
    [['DIR', '--json'], { operands: ['DIR'], json: true }],
    [['--json', 'DIR'], { operands: ['DIR'], json: true }],
    [['OLD', '--bump', 'minor', 'NEW'], { operands: ['OLD', 'NEW'] }],
    [['--dry-run', 'DIR'], { operands: ['DIR'] }],
    [['--', '--json'], { operands: ['--json'], json: false }],
    [['-'], { operands: ['-'] }],
    [[''], { operands: [''] }],
  ])('%j', (argv, expected) => {
    expect(parseCall(argv)).toMatchObject(expected)
  })

  it.each<[readonly string[], Partial<Inputs>]>([
    [['--image', 'ghcr.io/o/churn'], { image: 'ghcr.io/o/churn' }],
    [['--image=ghcr.io/o/churn'], { image: 'ghcr.io/o/churn' }],
    [['--image='], { image: '' }],
    [['--bump', 'minor', '--bump', 'major'], { bump: 'major' }],
    [['--dry-run'], { dryRun: true }],
    [['--dry-run=true'], { dryRun: true }],
    [['--dry-run', 'true'], { dryRun: true }],
    [['--dry-run', 'false'], { dryRun: false }],
    [['--immutable-tags', '--dry-run'], { immutableTags: true, dryRun: true }],
    [['--comment', 'false'], { comment: false }],
    [['--floating-tags', 'latest,major'], { floatingTags: ['latest', 'major'] }],
    [['--min-completeness', '80'], { minCompleteness: 0.8 }],
    [['--version', '2.0.0'], { version: '2.0.0' }],
  ])('%j sets %j', (argv, expected) => {
    expect(inputsOf(...argv)).toMatchObject(expected)
  })

  it('gives what is not said the defaults of the action', () => {
    expect(inputsOf()).toMatchObject({ path: 'model', mode: 'auto', versionScheme: 'semver', unchanged: 'auto', builder: 'auto', dryRun: false })
  })

  it('an operand after a switch is no value of it', () => {
    expect(parseCall(['--dry-run', 'DIR'])).toMatchObject({ operands: ['DIR'] })
    expect(inputsOf('--dry-run', 'DIR').dryRun).toBe(true)
  })

  it.each<[readonly string[], string]>([
    [['--imag', 'x'], '--image'],
    [['--bumpp', 'minor'], '--bump'],
    [['--jsn'], '--json'],
    [['--frobnicate'], 'Flags: '],
    [['--path', 'x'], ''],
    [['--constructor'], ''],
    [['-v'], ''],
  ])('%j names no flag', (argv, guess) => {
    expect(() => parseCall(argv)).toThrow(refusal('input-invalid', guess))
  })

  it.each(['--image', '--bump', '--version'])('%s needs a value', (flag) => {
    expect(() => parseCall(['DIR', flag])).toThrow(refusal('input-invalid', `${flag} VALUE`))
  })

  it.each<[readonly string[], string]>([
    [['--bump', 'mayor'], 'major'],
    [['--dry-run=yes'], 'true'],
    [['--min-completeness', '101'], '50'],
  ])('%j is refused as the input of the same name is', (argv, word) => {
    expect(() => inputsOf(...argv)).toThrow(refusal('input-invalid', word))
  })
})

describe('operands', () => {
  it.each<[readonly string[], number, number]>([
    [['A'], 1, 1],
    [['A', 'B'], 2, 2],
    [['A', 'B', 'C'], 1, Number.POSITIVE_INFINITY],
  ])('%j are between %i and %i', (operands, least, most) => {
    expect(() => requireOperands(parseCall(operands), 'usage', least, most)).not.toThrow()
  })

  it.each<[readonly string[], number, number, RegExp]>([
    [[], 1, 1, /takes 1 operand, and got nothing/],
    [['A', 'B'], 1, 1, /takes 1 operand, and got "A" "B"/],
    [['A'], 2, 2, /takes 2 operands, and got "A"/],
    [[], 1, Number.POSITIVE_INFINITY, /at least 1 operand, and got nothing/],
  ])('%j are not between %i and %i', (operands, least, most, message) => {
    const wrong = () => requireOperands(parseCall(operands), 'mlambda infer DIR…', least, most)
    expect(wrong).toThrow(message)
    expect(wrong).toThrow(refusal('input-invalid', 'Usage: mlambda infer DIR…'))
  })
})
