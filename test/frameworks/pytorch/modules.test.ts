/** Whole modules and weights that PyTorch 2.14 saved; each line was checked by running the module. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { pytorch } from '../../../src/frameworks/pytorch/index.ts'
import { inferFrom, linesOf, refusalOf } from '../contract-of.ts'
import { damage } from '../damage.ts'
import { inMemory } from '../onnx/memory.ts'
import { zipOf } from './zip-writer.ts'

const bytes = (name: string) => new Uint8Array(readFileSync(new URL(`../../models/pytorch/${name}`, import.meta.url)))
const read = (name: string) => inferFrom(pytorch, { [name]: bytes(name) })
const lineOf = (name: string) => linesOf(read(name))[0]
const codesOf = (name: string) => read(name).warnings.map(({ code }) => code)

describe('a module of known layers', () => {
  it.each([
    ['half.pt', 'predict(input float16[-1,6]) -> (output float16[-1,2])'],
    ['half.legacy.pt', 'predict(input float16[-1,6]) -> (output float16[-1,2])'],
    ['any-size.pt', 'predict(input float32[-1,3,-1,-1]) -> (output float32[-1,1,-1,-1])'],
    ['series.pt', 'predict(input float32[-1,2,-1]) -> (output float32[-1,3])'],
    ['gru.pt', 'predict(input float32[-1,-1,3]) -> (output_0 float32[-1,-1,8], output_1 float32[4,-1,4])'],
    ['lstm.pt', 'predict(input float32[-1,-1,3]) -> (output_0 float32[-1,-1,4], output_1_0 float32[1,-1,4], output_1_1 float32[1,-1,4])'],
    ['encoder.pt', 'predict(input float32[-1,-1,8]) -> (output float32[-1,-1,8])'],
    [
      'attention.pt',
      'predict(input_0 float32[-1,-1,8], input_1 float32[-1,-1,4], input_2 float32[-1,-1,8]) -> (output_0 float32[-1,-1,8], output_1 float32[-1,-1,-1])',
    ],
    ['translator.pt', 'predict(input_0 float32[-1,-1,8], input_1 float32[-1,-1,8]) -> (output float32[-1,-1,8])'],
    ['shuffled.pt', 'predict(input float32[-1,1,-1,-1]) -> (output float32[-1,1,-1,-1])'],
    ['parallel.pt', 'predict(input float32[-1,6]) -> (output float32[-1,4])'],
    ['in-checkpoint.pt', 'predict(input float32[-1,-1,3]) -> (output_0 float32[-1,-1,8], output_1 float32[4,-1,4])'],
  ])('%s', (name, line) => {
    expect(lineOf(name)).toBe(line)
    expect(codesOf(name)).toEqual([])
  })

  it('is derived, and called by position', () => {
    const [signature] = read('series.pt').signatures
    expect(signature?.positional).toBe(true)
    expect(signature?.inputs[0]?.evidence).toMatchObject({ type: 'derived', rank: 'derived', dims: ['derived', 'derived', 'derived'] })
  })

  it.each(['squares.pt', 'plain.pkl'])('%s: a dense layer fixes height and width, not to one value', (name) => {
    expect(lineOf(name)).toBe('predict(input float32[-1,1,?,?]) -> (output float32[-1,10])')
    expect(read(name).warnings).toMatchObject([{ code: 'pytorch-sizes-open', message: expect.stringContaining('of squares do 28, 29.') }])
  })

  it('one open length that fits is the length', () => expect(lineOf('one-length.pt')).toBe('predict(input int64[-1,10]) -> (output float32[-1,2])'))
  it('what is flattened first has any rank', () => expect(lineOf('any-rank.pt')).toBe('predict(input float32[…]) -> (output float32[-1,1])'))
})

describe('a class whose source is in the package', () => {
  it.each([
    ['Digits', 'predict(image float32[-1,1,?,?]) -> (output float32[-1,10])'],
    ['Sentiment', 'predict(text int64[-1,-1]) -> (output float32[-1,2])'],
    ['TwoInputs', 'predict(picture float32[-1,3,-1,-1], meta float32[-1,7]) -> (output float32[-1,1])'],
    ['Residual', 'predict(x float32[-1,5]) -> (logits float32[-1,2], best int64[-1])'],
    ['Backwards', 'predict(x float32[-1,5]) -> (output float32[-1,3])'],
  ])('%s is followed', (name, line) => expect(lineOf(`${name}.package.pt`)).toBe(line))

  it('a branch over values ends that: the layers are a hint, the argument keeps its name', () => {
    expect(lineOf('Unknowable.package.pt')).toBe('predict(numbers float32[-1,3] ~type~shape) -> (output float32[-1,2] ~name~type~shape)')
    expect(codesOf('Unknowable.package.pt')).toEqual(['pytorch-forward-unknown'])
  })

  it('says that it is a package', () => expect(read('Residual.package.pt').framework).toEqual({ name: 'pytorch', format: 'torch.package' }))
})

describe('what rests on convention alone is assumed', () => {
  it.each([
    ['no-source.pt', 'pytorch-forward-unknown', 'predict(input float32[-1,5] ~name~type~shape) -> (output float32[-1,2] ~name~type~shape)'],
    ['sentiment.state.pt', 'pytorch-weights-only', 'predict(input int64[-1,-1] ~name~type~shape) -> (output float32[-1,2] ~name~type~shape)'],
    ['backwards.state.pt', 'pytorch-weights-only', 'predict(input float32[-1,5] ~name~type~shape) -> (output float32[-1,3] ~name~type~shape)'],
    ['checkpoint.pt', 'pytorch-weights-only', 'predict(input float32[-1,1,-1,-1] ~name~type~shape) -> (output float32[-1,10] ~name~type~shape)'],
    ['vit.state.pt', 'pytorch-weights-only', 'predict(input float32[-1,3,224,224] ~name~type~shape) -> (output float32[-1,5] ~name~type~shape)'],
    ['bert.state.pt', 'pytorch-weights-only', 'predict(input_ids int64[-1,-1] ~name~type~shape) -> (output float32[-1,3] ~name~type~shape)'],
  ])('%s', (name, code, line) => {
    expect(lineOf(name)).toBe(line)
    expect(codesOf(name)).toEqual([code])
  })
})

describe('what is no model', () => {
  it.each([
    ['optimizer.pt', 'not-inferable'],
    ['tensor.pt', 'not-inferable'],
  ])('%s: %s', (name, code) => expect(refusalOf(pytorch, { [name]: bytes(name) })).toBe(code))

  it('an optimizer is called one', () => expect(() => read('optimizer.pt')).toThrow('holds the state of an optimizer, and no model'))

  it('what a trainer left beside a model is none', () => {
    const state = { 'optimizer.pt': bytes('optimizer.pt'), 'run/rng_state_0.pth': bytes('tensor.pt') }
    expect(pytorch.match(inMemory({ ...state, 'model.pt': bytes('half.pt') })).map(({ path }) => path)).toEqual(['model.pt'])
    expect(pytorch.match(inMemory(state)).map(({ path }) => path)).toEqual(['optimizer.pt', 'run/rng_state_0.pth'])
  })

  it('a tar archive of the first versions is recognised', () => {
    const tar = new Uint8Array(2_048)
    tar.set(new TextEncoder().encode('sys_info'), 0)
    tar.set(new TextEncoder().encode('ustar'), 257)
    expect(refusalOf(pytorch, { 'm.pt': tar })).toBe('not-inferable')
  })

  it('an archive that is cut off is told under a name of PyTorch', () => {
    const cut = bytes('half.pt').slice(0, 1_500)
    expect(refusalOf(pytorch, { 'm.pth': cut })).toBe('truncated')
    expect(pytorch.match(inMemory({ 'm.zip': cut }))).toEqual([])
  })

  it.each([
    ['TorchScript', { 'm/data.pkl': '.', 'm/constants.pkl': '.', 'm/code/__torch__.py': '' }],
    ['another zip', { 'a.txt': 'text' }],
  ])('%s belongs to others', (_, entries) => expect(pytorch.match(inMemory({ 'm.pt': zipOf(entries) }))).toEqual([]))
})

describe('damaged files: a contract or a UserError', () => {
  it.each(['half.legacy.pt', 'gru.pt', 'Residual.package.pt', 'bert.state.pt'])('%s', (name) => {
    const seen = damage(pytorch, { [name]: bytes(name) }, name, 200)
    expect(seen.contract).toBeGreaterThan(2)
    expect(seen.refused).toBeGreaterThan(2)
  })
})
