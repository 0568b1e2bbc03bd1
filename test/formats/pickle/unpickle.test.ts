import { describe, expect, it } from 'vitest'
import { LIMITS } from '../../../src/formats/pickle/limits.ts'
import { unpickle } from '../../../src/formats/pickle/unpickle.ts'
import type { PyValue } from '../../../src/formats/pickle/values.ts'
import { bytesSource } from '../../../src/model/window-source.ts'

const silent = { imported: () => undefined, called: () => undefined, built: () => undefined, odd: () => undefined }
const read = (text: string, limits = LIMITS) => unpickle(bytesSource('p', Buffer.from(text, 'latin1')), 0, silent, limits)

/** Records as plain text, enough to compare. */
function shown(value: PyValue | undefined): unknown {
  if (typeof value === 'bigint') return `${value}n`
  if (typeof value !== 'object' || value === null) return value
  if (value.kind === 'float') return `${value.value}f`
  if (value.kind === 'bytes') return `bytes ${value.length}`
  if (value.kind === 'global') return `${value.module}.${value.name}`
  if (value.kind === 'dict') return value.pairs.map(([key, item]) => [shown(key), shown(item)])
  if (value.kind === 'object')
    return { [value.how]: shown(value.callable), args: value.args.map(shown), ...(value.state !== undefined && { state: shown(value.state) }) }
  return value.kind === 'persistent' ? { persistent: shown(value.id) } : value.items.map(shown)
}

describe('opcodes', () => {
  it.each([
    ['whole numbers of every width', '\x80\x02(K\x07M\x01\x02J\xff\xff\xff\xff\x8a\x02\x00\x80I42\nL-5L\nt.', [7, 513, -1, -32768, 42, -5]],
    ['beyond 2^53', '\x8a\x08\xff\xff\xff\xff\xff\xff\xff\x7f.', '9223372036854775807n'],
    ['truth of protocol 0', '(I01\nI00\nt.', [true, false]],
    ['floats stay floats', '(F1.5\nG\x3f\xf0\x00\x00\x00\x00\x00\x00t.', ['1.5f', '1f']],
    ['text of protocols 0 and 2', "(S'a\\x41\\n'\nVb\\u00e9\nX\x02\x00\x00\x00\xc3\xa9t.", ['aA\n', 'bé', 'é']],
    ['containers', '(](K\x01K\x02e}(X\x01\x00\x00\x00ak)ut.'.replace('k)', 'K)'), [[1, 2], [['a', 41]]]],
    ['memo', '(]q\x00h\x00t.', [[], []]],
    ['an instance with attributes', 'cm\nC\n)\x81}X\x01\x00\x00\x00aK\x01sb.', { new: 'm.C', args: [], state: [['a', 1]] }],
    ['copyreg is an instance', 'ccopy_reg\n_reconstructor\n(cm\nC\nc__builtin__\nobject\nNtR.', { new: 'm.C', args: [] }],
    ['an ordered dict is a dict', 'ccollections\nOrderedDict\n(((K\x01K\x02tltR.', [[1, 2]]],
    ['a call is a record', 'cos\nsystem\n(Vls\ntR.', { call: 'os.system', args: ['ls'] }],
    ['a persistent id', 'Vx\nQ.', { persistent: 'x' }],
  ])('%s', (_, text, expected) => {
    const { root, failure } = read(text)
    expect(failure).toBeUndefined()
    expect(shown(root)).toEqual(expected)
  })
})

describe('what no pickle is', () => {
  it.each([
    ['nothing on the stack', '0R.', 'corrupt'],
    ['no mark', 't.', 'corrupt'],
    ['an unknown opcode', '\xfe.', 'corrupt'],
    ['an unknown protocol', '\x80\x09N.', 'corrupt'],
    ['a memo entry that is not there', 'h\x05.', 'corrupt'],
    ['a text longer than the file', '\x8d\xff\xff\xff\xff\xff\xff\x00\x00', 'truncated'],
    ['no end', ']', 'truncated'],
  ])('%s', (_, text, code) => {
    expect(read(text).failure?.code).toBe(code)
  })

  it.each([
    ['opcodes', { operations: 10 }],
    ['values at once', { stack: 10 }],
    ['records', { records: 10 }],
  ])('more %s than a model has', (_, limit) => {
    expect(read(`${'('.repeat(1)}${']'.repeat(50)}t.`, { ...LIMITS, ...limit }).failure?.code).toBe('unsafe')
  })

  it('a list that holds itself ends', () => {
    expect(read(']q\x00h\x00a.').failure).toBeUndefined()
  })
})
