import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { jax } from '../../../src/frameworks/jax/index.ts'
import { type FlatTable, flatbuffer } from '../../formats/flatbuffer-writer.ts'
import { inferFrom, linesOf, refusalOf } from '../contract-of.ts'
import { damage } from '../damage.ts'
import { inMemory } from '../onnx/memory.ts'

const bytes = (name: string) => new Uint8Array(readFileSync(new URL(`../../models/jax/${name}`, import.meta.url)))
const lineOf = (file: Uint8Array | string) => linesOf(inferFrom(jax, { model: file }))[0]

describe('what JAX 0.10 exported', () => {
  it.each([
    ['plain.jax', 'predict(input float32[2,4]) -> (output float32[2,4])'],
    ['symbols.jax', 'predict(input_0 float32[b,4], input_1 float32[s,4]) -> (output float32[?,4])'],
    ['pytree.jax', 'predict(ids int64[b], image float32[b,2,2]) -> (ids int64[b], logits float32[b])'],
    ['nested.jax', 'predict(a.0 float32[2], a.1.c int32[3]) -> (output_0 float32[2], 1.deep int32[3])'],
    ['keyword.jax', 'predict(input_0 float32[b,3], scale float32[]) -> (output_0 float32[b,3], output_1 bool[b,3])'],
    ['types.jax', 'predict(input float32[4]) -> (output_0 bfloat16[4], output_1 uint8[4], output_2 complex64[4])'],
    ['types.mlir', 'predict(arg0 float32[4]) -> (output_0 bfloat16[4], output_1 uint8[4], output_2 complex64[4])'],
    ['dynamic.mlir', 'predict(arg0 float32[-1,4]) -> (output float32[-1])'],
  ])('%s', (name, line) => expect(lineOf(bytes(name))).toBe(line))

  it('is called by position, unless its arguments have names', () => {
    const positional = (name: string) => inferFrom(jax, { model: bytes(name) }).signatures[0]?.positional ?? false
    expect(['symbols.jax', 'pytree.jax', 'types.mlir'].map(positional)).toEqual([true, false, true])
  })
})

describe('the tree of arguments', () => {
  const leaf: FlatTable = {}
  const tuple = (...children: FlatTable[]): FlatTable => ({ 0: { u8: 2 }, 1: { tables: children } })
  const dict = (children: Record<string, FlatTable>): FlatTable => ({
    0: { u8: 4 },
    1: { tables: Object.values(children) },
    2: { texts: Object.keys(children) },
  })
  const none: FlatTable = { 0: { u8: 1 } }
  const value: FlatTable = { 1: { texts: ['2'] }, 2: { u8: 10 } }
  const exported = (inTree: FlatTable, count: number, more: FlatTable = {}) =>
    flatbuffer({
      2: { table: inTree },
      3: { tables: Array.from({ length: count }, () => value) },
      4: { table: leaf },
      5: { tables: [value] },
      9: { texts: ['cpu'] },
      13: { text: 'ML\u03efR' },
      ...more,
    })
  /** The text field above is UTF-8: the three letters become the bytes of an MLIR module. */
  const fixed = (file: Uint8Array) => {
    const at = file.findIndex((byte, i) => byte === 0x4d && file[i + 1] === 0x4c && file[i + 2] === 0xcf)
    file.set([0x4d, 0x4c, 0xef, 0x52], at)
    return file
  }
  const inputsOf = (tree: FlatTable, count: number) => lineOf(fixed(exported(tree, count)))?.split(' -> ')[0]

  it.each<[string, FlatTable, number, string]>([
    ['one array', tuple(tuple(leaf), dict({})), 1, 'predict(input float32[2])'],
    ['nothing', tuple(tuple(), dict({})), 0, 'predict()'],
    ['a list as the only argument', tuple(tuple(tuple(leaf, leaf)), dict({})), 2, 'predict(input_0 float32[2], input_1 float32[2])'],
    ['None has no array', tuple(tuple(dict({ n: none, w: leaf })), dict({})), 1, 'predict(w float32[2])'],
    ['a dictionary among several arguments', tuple(tuple(leaf, dict({ w: leaf })), dict({})), 2, 'predict(input_0 float32[2], 1.w float32[2])'],
    [
      'names that collide give way to positions',
      tuple(tuple(dict({ 'a.b': leaf, a: dict({ b: leaf }) })), dict({})),
      2,
      'predict(input_0 float32[2], input_1 float32[2])',
    ],
    ['a tree of another size gives way to positions', tuple(tuple(leaf), dict({})), 2, 'predict(input_0 float32[2], input_1 float32[2])'],
  ])('%s', (_, tree, count, line) => expect(inputsOf(tree, count)).toBe(line))

  it('values that are written once are named by number', () => {
    const shared = exported(tuple(tuple(leaf, leaf), dict({})), 0, {
      19: { tables: [value, { 1: { texts: ['n', '2*n + 1'] }, 2: { u8: 99 } }] },
      22: { i32s: [1, 0] },
    })
    expect(lineOf(fixed(shared))?.split(' -> ')[0]).toBe('predict(input_0 ?[n,?], input_1 float32[2])')
  })

  it('is that of no export, where the platform is none of JAX', () => {
    const other = fixed(exported(tuple(tuple(leaf), dict({})), 1, { 9: { texts: ['abacus'] } }))
    expect(jax.match(inMemory({ model: other }))).toEqual([])
  })

  it('a number of no value is corrupt', () => {
    const wrong = exported(tuple(tuple(leaf), dict({})), 0, { 22: { i32s: [7] } })
    expect(refusalOf(jax, { model: fixed(wrong) })).toBe('corrupt')
  })
})

describe('StableHLO text', () => {
  const module = (signature: string) => `// made by hand\nmodule @m {\n  func.func public @main${signature} {\n    stablehlo.return\n  }\n}\n`
  it.each([
    ['no arguments, one result', '() -> tensor<2xi1>', 'predict() -> (output bool[2])'],
    ['no result', '(%arg0: tensor<f16>)', 'predict(arg0 float16[]) -> ()'],
    [
      'attributes with brackets and commas',
      '(%arg0: tensor<2xf64> {a = "x, )\\" y", b = [1, {c = 2}]}, %arg1: tensor<ui8>) -> tensor<2xf64>',
      'predict(arg0 float64[2], arg1 uint8[]) -> (output float64[2])',
    ],
    [
      'attributes with arrows',
      '(%a: tensor<i8> {f = (i32) -> i32}, %b: tensor<i4>) -> (tensor<i8> {g = () -> ()})',
      'predict(a int8[], b int4[]) -> (output int8[])',
    ],
    ['bounded sizes', '(%arg0: tensor<?x3xf32, #stablehlo.bounds<8, ?>>) -> (tensor<*xf32>)', 'predict(arg0 float32[-1,3]) -> (output float32[…])'],
    [
      'tokens and quantized elements',
      '(%arg0: !stablehlo.token) -> (tensor<2x!quant.uniform<i8:f32, 0.5:-1>>)',
      'predict(arg0 ?[…]) -> (output ?[2])',
    ],
    [
      'results with keys',
      `() -> (tensor<1xf32> {jax.result_info = "result['logits']"}, tensor<i32> {jax.result_info = "['ids']"})`,
      'predict() -> (logits float32[1], ids int32[])',
    ],
  ])('%s', (_, signature, line) => expect(lineOf(module(signature))).toBe(line))

  it.each([-400, 0, 20])('is found behind a megabyte of other functions, %i bytes from where pieces meet', (shift) => {
    const padded = (size: number) =>
      module('(%x: tensor<4xf32>)').replace(
        'module @m {\n',
        `module @m {\n  func.func private @f() {\n    stablehlo.constant dense<"${'0'.repeat(size)}">\n  }\n`,
      )
    const before = padded(0).indexOf('@main')
    expect(lineOf(padded(1_048_576 - before + shift))).toBe('predict(x float32[4]) -> ()')
  })

  it.each([
    ['without @main', module('()').replace('@main', '@other'), 'not-inferable'],
    ['that ends early', module('(%arg0: tensor<2xf32>, ').slice(0, 75), 'truncated'],
  ])('%s', (_, text, code) => expect(refusalOf(jax, { model: text.includes('stablehlo') ? text : `// stablehlo.x\n${text}` })).toBe(code))
})

describe('what holds no contract', () => {
  it.each<[string, Record<string, Uint8Array | string>]>([
    ['bytecode', { 'm.mlir.bc': Uint8Array.from([0x4d, 0x4c, 0xef, 0x52, ...new Array<number>(100).fill(1)]) }],
    ['an Orbax checkpoint', { 'ckpt/_METADATA': '{}', 'ckpt/manifest.ocdbt': 'x', 'ckpt/d/1': 'x' }],
  ])('%s', (_, files) => expect(refusalOf(jax, files)).toBe('not-inferable'))

  it('other files are none of JAX', () => {
    const other = {
      'a.txt': 'x'.repeat(100),
      'b.bin': '\u0001'.repeat(100),
      'c.fb': flatbuffer({ 9: { texts: ['cpu', 'other'] }, 13: { text: 'MLIR' } }),
    }
    expect(
      jax.match(
        inMemory(
          Object.fromEntries(
            Object.entries(other).map(([name, content]) => [name, typeof content === 'string' ? new TextEncoder().encode(content) : content]),
          ),
        ),
      ),
    ).toEqual([])
  })
})

it.each(['pytree.jax', 'keyword.jax', 'types.mlir'])('500 damaged files of %s: a contract or a UserError', (name) => {
  const seen = damage(jax, { [name]: bytes(name) }, name, 500)
  expect(seen.contract).toBeGreaterThan(20)
})
