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
    ['bytes of memory', { memory: 1000 }],
    ['bytes of memory for its size', { memoryPerByte: 1, leastMemory: 100 }],
  ])('more %s than a model has', (_, limit) => {
    expect(read(`${'('.repeat(1)}${']'.repeat(50)}t.`, { ...LIMITS, ...limit }).failure?.code).toBe('unsafe')
  })

  it('marks close in the order they were opened, and nothing below one can be taken', () => {
    expect(shown(read('(K\x01(K\x02tt.').root)).toEqual([1, [2]])
    expect(shown(read('K\x01(0.').root)).toBe(1)
    expect(read('K\x01(\x85.').failure?.code).toBe('corrupt')
  })

  it('a list that holds itself ends', () => {
    expect(read(']q\x00h\x00a.').failure).toBeUndefined()
  })
})

describe('files made to fill the memory are refused before they do', () => {
  const MiB = 1024 * 1024
  const limits = { ...LIMITS, memory: 16 * MiB }
  const empty = ']'.repeat(300_000)
  it.each<readonly [string, string]>([
    ['empty lists', `\x80\x04${empty}.`],
    ['lists of one list', `\x80\x04]${']a'.repeat(200_000)}.`],
    ['tuples within each other', `\x80\x04)${'\x85'.repeat(300_000)}.`],
    ['the same value again and again', `\x80\x04]${'2a'.repeat(700_000)}.`],
    ['a memo of millions', `\x80\x04]${'\x94'.repeat(600_000)}.`],
    ['entries of the memo far from each other', `]${Array.from({ length: 180_000 }, (_, i) => `p${10 ** 9 + i}\n`).join('')}.`],
    ['copies of a list', `\x80\x04cbuiltins\nlist\n\x94]\x94(${'N'.repeat(50_000)}e\x85\x940${'h\x00h\x02R'.repeat(20)}.`],
    ['copies of a dict', `\x80\x04ccollections\nOrderedDict\n\x94}\x94(${'NN'.repeat(50_000)}u\x85\x940${'h\x00h\x02R'.repeat(20)}.`],
    ['states merged again and again', `\x80\x04cm\nC\n)\x81\x94}\x94(${'NN'.repeat(50_000)}u0${'h\x00h\x01b'.repeat(10)}.`],
    ['objects', `\x80\x04cm\nC\n\x94${'h\x00)\x81'.repeat(100_000)}.`],
    ['texts', `\x80\x04${`\x8c\xff${'a'.repeat(255)}`.repeat(60_000)}.`],
    ['large numbers', `\x80\x04${`\x8a\xff${'\x7f'.repeat(255)}`.repeat(60_000)}.`],
    ['a text of one line', `V${'\\u0041'.repeat(2 * MiB)}\n.`],
    ['names to import', `${'cm\nb\n'.repeat(110_000)}.`],
  ])('%s', (_, text) => {
    expect(read(text, limits).failure?.code).toBe('unsafe')
  })
})
