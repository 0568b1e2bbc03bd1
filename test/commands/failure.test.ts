import { describe, expect, it } from 'vitest'
import { errorJson, errorText, exitCodeOf } from '../../src/commands/failure.ts'
import { ERROR_CODES, type ErrorCode, type Place, UserError } from '../../src/errors.ts'

/** The call is wrong, or the machine lacks something: another call may succeed without any change to the model. */
const CALL_OR_MACHINE: readonly ErrorCode[] = [
  'input-invalid',
  'event-refused',
  'docker-missing',
  'builder-unsuitable',
  'permission-missing',
  'disk-full',
]

describe('the exit code', () => {
  it.each(ERROR_CODES)('of %s', (code) => {
    expect(exitCodeOf(new UserError(code, '', ''))).toBe(CALL_OR_MACHINE.includes(code) ? 2 : 1)
  })
})

describe('an error in a terminal', () => {
  it.each<[string, Place | undefined]>([
    ['error corrupt', undefined],
    ['error corrupt', {}],
    ['error corrupt at model.onnx', { file: 'model.onnx' }],
    ['error corrupt at serving.yaml:6', { file: 'serving.yaml', line: 6 }],
    ['error corrupt at serving.yaml:6:20', { file: 'serving.yaml', line: 6, column: 20 }],
    ['error corrupt at serving.yaml', { file: 'serving.yaml', column: 20 }],
    ['error corrupt at model.onnx graph.input[0]', { file: 'model.onnx', key: 'graph.input[0]' }],
    ['error corrupt at bump', { key: 'bump' }],
  ])('%s, what and what to do', (head, where) => {
    expect(errorText(new UserError('corrupt', 'It is broken.', 'Export it again.', where))).toBe(`${head}\n  It is broken.\n  Export it again.`)
  })

  it('keeps the lines of a remedy, which may be a file to paste', () => {
    expect(errorText(new UserError('incomplete', 'Too little.', 'Write:\nkind: Model\n  name: x'))).toBe(
      'error incomplete\n  Too little.\n  Write:\n  kind: Model\n    name: x',
    )
  })

  it.each([
    ['a line break', 'a\n::error::b'],
    ['a carriage return', 'a\r::error::b'],
    ['a terminal escape', 'a\u001b[2Jb'],
    ['a right-to-left override', 'a\u202eb'],
  ])('shows %s of a model instead of obeying it', (_what, text) => {
    const lines = errorText(new UserError('corrupt', text, text.replaceAll('\n', ' '), { file: text })).split('\n')
    expect(lines).toHaveLength(3)
    expect(lines.join('')).not.toMatch(/[\r\u001b\u202e]/)
  })

  it('is cut where a message is endless', () => {
    expect(errorText(new UserError('corrupt', 'x'.repeat(100_000), '')).length).toBeLessThan(5000)
  })
})

describe('an error for programs', () => {
  it.each<[Place | undefined, object]>([
    [undefined, {}],
    [{ file: 'a', line: 1 }, { where: { file: 'a', line: 1 } }],
  ])('with the place %j is one line of JSON, raw', (where, more) => {
    const line = errorJson(new UserError('corrupt', 'a\n"b"', 'Do\nthis.', where))
    expect(line).not.toContain('\n')
    expect(JSON.parse(line)).toEqual({ error: { code: 'corrupt', message: 'a\n"b"', remedy: 'Do\nthis.', ...more } })
  })
})
