import { describe, expect, it } from 'vitest'
import { agree, type Declared } from '../../src/contract/agree.ts'
import { canonicalJson } from '../../src/contract/canonical.ts'
import { completeness } from '../../src/contract/completeness.ts'
import { type Contract, evidenceOf, type Field, type Signature } from '../../src/contract/types.ts'
import { UserError } from '../../src/errors.ts'
import { contractOf, float, int } from './contracts.ts'

/** As the definition reader gives it: every path has a line of its own here, counted from the text of the path. */
function declare(contract: Contract, file = 'serving.yaml', lines: Readonly<Record<string, number>> = {}): Declared {
  return { file, contract, locate: (path) => ({ file, line: lines[path.join('.')] ?? 1, column: 3 }) }
}

/** As a framework reader gives it: every fact stored in model.onnx. */
function found(contract: Contract): Contract {
  const stored = (key: string) => (field: Field, index: number) => ({
    ...field,
    evidence: evidenceOf(field, 'stored', `model.onnx: graph.${key}[${index}]`),
  })
  const signatures = contract.signatures.map(
    (one): Signature => ({ ...one, inputs: one.inputs.map(stored('input')), outputs: one.outputs.map(stored('output')) }),
  )
  return { ...contract, signatures }
}

const agreed = (declared: Contract, model: Contract): Contract => JSON.parse(canonicalJson(agree([declare(declared)], found(model))))
const shape = (contract: Contract, list: 'inputs' | 'outputs' = 'inputs') =>
  contract.signatures[0]?.[list].map((field) => ('shape' in field ? field.shape : null))

function conflict(run: () => unknown): UserError {
  try {
    run()
  } catch (error) {
    if (error instanceof UserError && error.code === 'contract-conflict') return error
    throw error
  }
  return expect.unreachable('no conflict')
}

describe('a declaration that the model honours', () => {
  it.each<[string, Contract, Contract, Contract]>([
    [
      'is not filled by assumptions',
      contractOf([float('x', [null, 4])]),
      contractOf([float('x', [-1, 3], { assumed: ['shape'] })]),
      contractOf([float('x', [null, 4])]),
    ],
    ['is the contract where it says the same', contractOf([float('x')]), contractOf([float('x')]), contractOf([float('x')])],
    ['fills unknown facts', contractOf([float('x')]), contractOf([{ name: 'x', type: null, shape: [-1, null] }]), contractOf([float('x')])],
    ['leaves open what it does not know', contractOf([{ name: 'x', type: null, shape: null }]), contractOf([float('x')]), contractOf([float('x')])],
    ['may be narrower than what the model takes', contractOf([float('x', [8, 4])]), contractOf([float('x')]), contractOf([float('x', [8, 4])])],
    [
      'may be wider than what the model gives',
      contractOf([], [float('y', [-1])]),
      contractOf([], [float('y', [8])]),
      contractOf([], [float('y', [-1])]),
    ],
    [
      'replaces assumed facts',
      contractOf([float('image', [-1, 3])]),
      contractOf([int('input', [-1], { assumed: ['name', 'type', 'shape'] })]),
      contractOf([float('image', [-1, 3])]),
    ],
    [
      'keeps outputs and optional inputs it does not list',
      contractOf([float('x')], [float('y')]),
      contractOf([float('x'), int('k', [], { optional: true })], [float('y'), int('z')]),
      contractOf([float('x'), int('k', [], { optional: true })], [float('y'), int('z')]),
    ],
    [
      'declares nothing by an empty list',
      contractOf([], [float('y')]),
      contractOf([float('x')], [float('y')]),
      contractOf([float('x')], [float('y')]),
    ],
    [
      'may use an alias',
      contractOf([float('b')]),
      contractOf([float('a', [-1, 4], { aliases: ['b'] })]),
      contractOf([float('b', [-1, 4], { aliases: ['a'] })]),
    ],
    [
      'does not contradict by silence about encoding',
      contractOf([float('x')]),
      contractOf([float('x', [-1, 4], { sparse: true })]),
      contractOf([float('x', [-1, 4], { sparse: true })]),
    ],
    [
      'adds a profile',
      contractOf([float('x', [-1], { profile: 'ratio' })]),
      contractOf([float('x', [-1])]),
      contractOf([float('x', [-1], { profile: 'ratio' })]),
    ],
    [
      'keeps a profile of the model',
      contractOf([float('x', [-1])]),
      contractOf([float('x', [-1], { profile: 'text' })]),
      contractOf([float('x', [-1], { profile: 'text' })]),
    ],
    [
      'names positional arguments',
      contractOf([float('mask'), int('x')]),
      contractOf([int('x'), float('mask')], [], { positional: true }),
      contractOf([int('x'), float('mask')], [], { positional: true }),
    ],
    [
      'goes by position where names are decoration',
      contractOf([float('image')]),
      contractOf([float('input')], [], { positional: true }),
      contractOf([float('image')], [], { positional: true }),
    ],
  ])('%s', (_, declared, model, expected) => {
    expect(agreed(declared, model)).toEqual(JSON.parse(canonicalJson(expected)))
  })

  it('keeps signatures it does not list', () => {
    const model = {
      ...contractOf([float('x')]),
      signatures: [...contractOf([float('x')]).signatures, { name: 'embed', inputs: [float('x')], outputs: [] }],
    }
    expect(agreed(contractOf([float('x')]), model).signatures.map(({ name }) => name)).toEqual(['embed', 'predict'])
  })

  it.each([
    ['predict', 'serving_default', 'serving_default'],
    ['classify', 'predict', 'classify'],
  ])('takes its only signature %s for the only one of the model, %s', (declared, model, expected) => {
    expect(agreed(contractOf([float('x')], [], { name: declared }), contractOf([float('x')], [], { name: model })).signatures[0]?.name).toBe(expected)
  })
})

describe('symbols of a declaration and of the model', () => {
  const two = (a: Field['name'] | number, b: Field['name'] | number) => contractOf([float('a', [a]), float('b', [b])])
  it.each([
    ['any size takes the equality of the model', two(-1, -1), two('n', 'n'), [['n'], ['n']]],
    ['a declared name for the same equality', two('rows', 'rows'), two('n', 'n'), [['rows'], ['rows']]],
    ['a declared name reaches every place that the model ties', two('rows', -1), two('n', 'n'), [['rows'], ['rows']]],
    ['a declared equality stands', two('rows', 'rows'), two(-1, -1), [['rows'], ['rows']]],
    ['equal words of both sides at different places are different sizes', two('n', -1), two(-1, 'n'), [['n'], ['n_2']]],
    ['a fixed size fixes what must be equal', two(4, -1), two('n', 'n'), [[4], [4]]],
  ])('%s', (_, declared, model, expected) => {
    expect(shape(agreed(declared, model))).toEqual(expected)
  })

  it('lets the author tie an output to an input where the file only says any', () => {
    expect(
      shape(agreed(contractOf([float('x', ['n'])], [float('y', ['n'])]), contractOf([float('x', [-1])], [float('y', [-1])])), 'outputs'),
    ).toEqual([['n']])
  })

  it('refuses two fixed sizes that the model wants equal', () => {
    expect(conflict(() => agreed(two(4, 5), two('n', 'n'))).message).toContain('a.shape')
  })
})

describe('evidence of the agreed contract', () => {
  it('is that of the file where the file says it, and the line of the declaration where only that does', () => {
    const model = found(contractOf([{ name: 'x', type: null, shape: [-1, null] }]))
    const [field] = agree([declare(contractOf([float('x')]), 'serving.yaml', { 'predict.inputs.x': 7 })], model).signatures[0]?.inputs ?? []
    expect(field?.evidence).toEqual({
      name: 'stored',
      type: 'declared',
      rank: 'stored',
      dims: ['stored', 'declared'],
      where: 'model.onnx: graph.input[0]; serving.yaml:7',
    })
  })

  it('is that of the file for a size that only the file ties', () => {
    const [field] = agree([declare(contractOf([float('x', [-1])]))], found(contractOf([float('x', ['n'])]))).signatures[0]?.inputs ?? []
    expect(field?.evidence?.dims).toEqual(['stored'])
  })

  it('is declared throughout where nothing was found', () => {
    const contract = agree([declare(contractOf([float('x')]))], null, { framework: { name: 'other' } })
    expect(contract.framework).toEqual({ name: 'other' })
    expect(contract.signatures[0]?.inputs[0]?.evidence).toEqual({
      name: 'declared',
      type: 'declared',
      rank: 'declared',
      dims: ['declared', 'declared'],
      where: 'serving.yaml:1',
    })
  })

  it('makes assumptions of a reader visible in the canonical form', () => {
    const x = float('X')
    const contract = agree([], contractOf([{ ...x, evidence: { ...evidenceOf(x, 'stored', 'model.pkl'), name: 'assumed' } }]))
    expect(contract.signatures[0]?.inputs[0]?.assumed).toEqual(['name'])
  })

  it('makes a contract complete', () => {
    const model = found(contractOf([{ name: 'x', type: null, shape: null }]))
    expect(completeness(agree([declare(contractOf([float('x')]))], model)).ratio).toBe(1)
  })
})

describe('a declaration that the model does not honour', () => {
  it.each<[string, Contract, Contract, string]>([
    [
      'type',
      contractOf([int('x')]),
      contractOf([float('x')]),
      'serving.yaml:1: predict.inputs.x.type is declared as int64, but model.onnx: graph.input[0] has float32',
    ],
    [
      'rank',
      contractOf([float('x', [-1])]),
      contractOf([float('x')]),
      'serving.yaml:1: predict.inputs.x.shape is declared as [-1], but model.onnx: graph.input[0] has [-1, 4]',
    ],
    [
      'wider than the model takes',
      contractOf([float('x', [-1, -1])]),
      contractOf([float('x')]),
      'serving.yaml:1: predict.inputs.x.shape is declared as [-1, -1], but model.onnx: graph.input[0] has [-1, 4]',
    ],
    [
      'narrower than the model gives',
      contractOf([], [float('y', [8])]),
      contractOf([], [float('y', [-1])]),
      'serving.yaml:1: predict.outputs.y.shape is declared as [8], but model.onnx: graph.output[0] has [-1]',
    ],
    [
      'an input the model does not have',
      contractOf([float('x'), int('y')]),
      contractOf([float('x')]),
      'serving.yaml:1: predict.inputs.y is declared, but model.onnx has no such input',
    ],
    [
      'a required input that is not declared',
      contractOf([float('x')]),
      contractOf([float('x'), int('y', [])]),
      'serving.yaml:1: predict.inputs.y is required by model.onnx: graph.input[1] (int64 []), but not declared: callers that trust the declaration would fail',
    ],
    [
      'an input by another name',
      contractOf([float('x')]),
      contractOf([float('X')]),
      'serving.yaml:1: predict.inputs.x is declared (x: float32 [-1, 4]), but model.onnx calls it otherwise: X: float32 [-1, 4]',
    ],
    [
      'a signature the model does not have',
      contractOf([float('x')], [], { name: 'embed' }),
      contractOf([float('x')], [], { name: 'classify' }),
      'serving.yaml:1: embed is declared, but model.onnx has no such signature',
    ],
    [
      'optional where it is required',
      contractOf([float('x', [-1], { optional: true })]),
      contractOf([float('x', [-1])]),
      'serving.yaml:1: predict.inputs.x.optional is declared as float32 [-1] (optional), but model.onnx: graph.input[0] has float32 [-1]',
    ],
  ])('%s', (_, declared, model, sentence) => {
    expect(conflict(() => agreed(declared, model)).message).toContain(`The declaration contradicts the model: ${sentence}`)
  })

  it('points to the line of the fact and says what to write there', () => {
    const declared = declare(contractOf([int('x')]), 'serving.yaml', { 'predict.inputs.x': 7, 'predict.inputs.x.type': 9 })
    const error = conflict(() => agree([declared], found(contractOf([float('x')]))))
    expect(error.where).toEqual({ file: 'serving.yaml', line: 9, column: 3 })
    expect(error.remedy).toBe('Write type: float32 at serving.yaml:9, or export the model as declared.')
  })

  it('names all contradictions at once', () => {
    const error = conflict(() => agreed(contractOf([int('x')], [int('y')]), contractOf([float('x')], [float('y')])))
    expect(error.remedy).toBe('Declare what the model has (mlambda init writes it), or export the model as declared.')
    expect(error.message.split('\n')).toEqual([
      '2 facts of the declaration contradict the model:',
      '- serving.yaml:1: predict.inputs.x.type is declared as int64, but model.onnx: graph.input[0] has float32',
      '- serving.yaml:1: predict.outputs.y.type is declared as int64, but model.onnx: graph.output[0] has float32',
    ])
  })

  it('counts what nobody would read', () => {
    const columns = (column: typeof int) => contractOf(Array.from({ length: 10_000 }, (_, index) => column(`c${index}`, [-1])))
    expect(
      conflict(() => agreed(columns(int), columns(float)))
        .message.split('\n')
        .slice(-1),
    ).toEqual(['- and 9900 more'])
  })

  it('looks a declared signature up by its own name in the file', () => {
    const declared: Declared = { ...declare(contractOf([int('x')])), locate: (path) => ({ file: 'serving.yaml', key: path.join('.') }) }
    expect(conflict(() => agree([declared], found(contractOf([float('x')], [], { name: 'serving_default' })))).where?.key).toBe(
      'predict.inputs.x.type',
    )
  })
})

describe('several declarations', () => {
  it('complete each other, the first one first', () => {
    const serving = declare(contractOf([{ name: 'x', type: 'float32', shape: null }]))
    const mlmodel = declare(contractOf([{ name: 'x', type: null, shape: [-1, 4] }], [int('y', [-1])]), 'MLmodel')
    expect(JSON.parse(canonicalJson(agree([serving, mlmodel], null)))).toEqual(JSON.parse(canonicalJson(contractOf([float('x')], [int('y', [-1])]))))
  })

  it('must not contradict each other', () => {
    const error = conflict(() =>
      agree([declare(contractOf([float('x')])), declare(contractOf([int('x')]), 'MLmodel', { 'predict.inputs.x': 12 })], null),
    )
    expect(error.message).toContain('serving.yaml:1: predict.inputs.x.type is declared as float32, but MLmodel:12 has int64')
  })

  it('may each list signatures of their own', () => {
    const contract = agree(
      [declare(contractOf([float('x')], [], { name: 'a' })), declare(contractOf([float('x')], [], { name: 'b' }), 'MLmodel')],
      null,
    )
    expect(contract.signatures.map(({ name }) => name)).toEqual(['a', 'b'])
  })
})

it('needs a declaration or something found', () => {
  expect(() => agree([], null)).toThrow(expect.objectContaining({ code: 'not-inferable' }))
})
