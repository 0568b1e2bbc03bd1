import { describe, expect, it } from 'vitest'
import { canonicalJson } from '../../src/contract/canonical.ts'
import { DTYPES, PROFILES, type Signature } from '../../src/contract/types.ts'
import { UserError } from '../../src/errors.ts'
import { parseDefinitions, readDefinition, readDefinitions } from '../../src/model/definition.ts'
import { TYPE_ALIASES } from '../../src/model/definition-words.ts'
import { memoryFiles } from './memory-files.ts'
import { refusal } from './scratch.ts'

const one = (text: string) => {
  const [definition] = parseDefinitions(text, 'serving.yaml')
  if (definition === undefined) throw new Error('no definition')
  return definition
}
const signaturesOf = (text: string): readonly Signature[] => one(text).declaration?.contract.signatures ?? []
/** The one input of a contract whose field is written like this. */
const value = (written: string) => {
  const [signature] = signaturesOf(`kind: Model\ncontract: {p: {inputs: {x: ${written}}, outputs: {}}}\n`)
  const { name: _, ...rest } = signature?.inputs[0] ?? { name: '' }
  return rest
}

describe('a definition', () => {
  const text = `kind: Model
name: churn
framework: sklearn
runtime: "registry.example/runtime:3"
payload: [model/, requirements.txt]
install-command: pip install -r requirements.txt
contract:
  predict:
    inputs:
      x: { shape: [-1, 4], type: float64, profile: numerical }
    outputs:
      y: { shape: scalar, type: int64 }
`
  it('says everything it says', () => {
    const { file, name, framework, runtime, payload, installCommand, declaration } = one(text)
    expect({ file, name, framework, runtime, payload, installCommand }).toEqual({
      file: 'serving.yaml',
      name: 'churn',
      framework: 'sklearn',
      runtime: 'registry.example/runtime:3',
      payload: ['model/', 'requirements.txt'],
      installCommand: 'pip install -r requirements.txt',
    })
    expect(declaration?.contract).toEqual({
      contract: 1,
      framework: { name: 'sklearn' },
      signatures: [
        {
          name: 'predict',
          inputs: [{ name: 'x', type: 'float64', shape: [-1, 4], profile: 'numerical' }],
          outputs: [{ name: 'y', type: 'int64', shape: [] }],
        },
      ],
    })
  })

  it('is the same in the form with one named signature', () => {
    const other = text.replace('  predict:\n', '  name: predict\n').replaceAll(/^ {4}(inputs|outputs):/gm, '  $1:')
    expect(signaturesOf(other)).toEqual(signaturesOf(text))
  })

  it('is the same as a list of signatures with lists of fields', () => {
    const list =
      'kind: Model\ncontract:\n- name: predict\n  inputs:\n  - {name: x, shape: [-1, 4], type: float64, profile: numerical}\n  outputs:\n  - name: y\n    shape: scalar\n    type: int64\n'
    expect(signaturesOf(list)).toEqual(signaturesOf(text))
  })

  it('calls a signature without a name predict', () => {
    expect(signaturesOf('kind: Model\ncontract:\n  inputs: {}\n  outputs: {}\n')[0]?.name).toBe('predict')
  })

  it.each(['inputs', 'outputs', 'name'])('may have a signature called %s', (name) => {
    const tree = `kind: Model\ncontract:\n  ${name}:\n    inputs: { x: { type: int } }\n    outputs: { y: { type: int } }\n`
    expect(signaturesOf(tree).map((signature) => signature.name)).toEqual([name])
  })

  it.each(['inputs', 'outputs', 'type', 'name', 'true', '12', '1.0', 'null', '<<', '~'])('may have a field called %s', (name) => {
    const [signature] = signaturesOf(
      `kind: Model\ncontract:\n  inputs:\n    ${name === '<<' ? '"<<"' : name}: { type: int, shape: scalar }\n  outputs: {}\n`,
    )
    expect(signature?.inputs).toEqual([{ name, type: 'int32', shape: [] }])
  })

  it('keeps the written order, also of names that are numbers', () => {
    const [signature] = signaturesOf(
      'kind: Model\ncontract: {p: {inputs: {b: {type: int}, 10: {type: int}, a: {type: int}, 2: {type: int}}, outputs: {}}}',
    )
    expect(signature?.inputs.map((field) => field.name)).toEqual(['b', '10', 'a', '2'])
  })

  it('ignores what Hydrosphere kept beside it', () => {
    const old =
      'kind: Model\nmodel-type: "python:3.6"\ntraining-data: s3://x\nmonitoring: [a]\nmetadata: {a: 1}\ncontract: {name: p, inputs: {}, outputs: {}, metadata: {maxlen: 100}}\n'
    expect(signaturesOf(old)).toEqual([{ name: 'p', inputs: [], outputs: [] }])
  })

  it('follows anchors, aliases and merges', () => {
    const [signature] = signaturesOf(
      'kind: Model\nx-base: &base {type: double, shape: [-1]}\ncontract: {p: {inputs: {a: *base, b: {<<: *base, type: int}}, outputs: {}}}',
    )
    expect(signature?.inputs).toEqual([
      { name: 'a', type: 'float64', shape: [-1] },
      { name: 'b', type: 'int32', shape: [-1] },
    ])
  })
})

describe('types', () => {
  it.each([...DTYPES])('%s', (type) => {
    expect(value(`{type: ${type}}`)).toEqual({ type, shape: null })
  })
  it.each(Object.entries(TYPE_ALIASES))('%s is %s', (word, type) => {
    expect(value(`{type: "${word}"}`)).toEqual({ type, shape: null })
  })
  it.each([
    ['np.float64', 'float64'],
    ['tf.int32', 'int32'],
    ['Double', 'float64'],
    ['INT64', 'int64'],
    ['dt_half', 'float16'],
  ])('%s is %s', (word, type) => {
    expect(value(`{type: ${word}}`)).toEqual({ type, shape: null })
  })
  it.each(['?', '"?"', '~', 'null'])('%s is unknown', (word) => {
    expect(value(`{type: ${word}}`)).toEqual({ type: null, shape: null })
  })
})

describe('shapes', () => {
  it.each([
    ['scalar', []],
    ['[]', []],
    ['[-1, 4]', [-1, 4]],
    ['[batch, 4, 0]', ['batch', 4, 0]],
    ['[?, 4]', [null, 4]],
    ['[?,?]', [null, null]],
    ['[ "?" , null ]', [null, null]],
    ['?', null],
    ['"?"', null],
    ['["batch+1", "floor(n/2)"]', ['batch+1', 'floor(n/2)']],
  ])('%s', (written, shape) => {
    expect(value(`{type: int, shape: ${written}}`)).toEqual({ type: 'int32', shape })
  })

  it('as a block list with bare question marks', () => {
    const [signature] = signaturesOf(
      'kind: Model\ncontract:\n  p:\n    inputs:\n      x:\n        type: ?\n        shape:\n        - ?   # rows\n        - 4\n    outputs: {}\n',
    )
    expect(signature?.inputs).toEqual([{ name: 'x', type: null, shape: [null, 4] }])
  })

  it('leaves question marks in texts alone', () => {
    expect(one('kind: Model\ninstall-command: "echo : ? ,?"\nname: what?\n')).toMatchObject({ installCommand: 'echo : ? ,?', name: 'what?' })
  })
})

describe('values', () => {
  const profiles: readonly (readonly [word: string, profile: string])[] = [
    ...PROFILES.map((profile) => [profile, profile] as const),
    ['IMAGE', 'image'],
    ['Numerical', 'numerical'],
    ['numeric', 'numerical'],
  ]
  it.each(profiles)('profile %s', (word, profile) => {
    expect(value(`{type: int, shape: scalar, profile: ${word}}`)).toMatchObject({ profile })
  })

  it.each([
    ['{sequence: {type: int, shape: [-1]}}', { sequence: { type: 'int32', shape: [-1] } }],
    ['{map: {key: string, value: {type: float, shape: scalar}}}', { map: { key: 'string', value: { type: 'float32', shape: [] } } }],
    ['{map: {key: ?, value: {type: ?}}}', { map: { key: null, value: { type: null, shape: null } } }],
    [
      '{struct: {a: {type: int}, b: {sequence: {type: string}}}}',
      {
        struct: [
          { name: 'a', type: 'int32', shape: null },
          { name: 'b', sequence: { type: 'string', shape: null } },
        ],
      },
    ],
    ['{image: {width: 224, height: ?, channels: -1}}', { image: { width: 224, height: null, channels: -1 } }],
    [
      '{type: int, optional: true, sparse: true, ragged: false, aliases: [x0, "1"]}',
      { type: 'int32', shape: null, optional: true, sparse: true, aliases: ['x0', '1'] },
    ],
    ['{struct: {a: {type: int}}, optional: true}', { struct: [{ name: 'a', type: 'int32', shape: null }], optional: true }],
  ])('%s', (written, expected) => {
    expect(value(written)).toEqual(expected)
  })

  it('positional signatures', () => {
    expect(signaturesOf('kind: Model\ncontract: {p: {positional: true, inputs: {}, outputs: {}}}')[0]).toMatchObject({ positional: true })
  })
})

describe('places', () => {
  const text =
    'kind: Model\nruntime: r\npayload:\n- a\ncontract:\n  predict:\n    inputs:\n      age:\n        type: int64\n        shape: [-1, 4]\n    outputs:\n      s: { struct: { k: { type: int } } }\n'
  it.each([
    [['predict'], 6, 3],
    [['predict', 'inputs'], 7, 5],
    [['predict', 'inputs', 'age'], 8, 7],
    [['predict', 'inputs', 'age', 'type'], 9, 15],
    [['predict', 'inputs', 'age', 'shape'], 10, 16],
    [['predict', 'inputs', 'age', 'shape', '1'], 10, 21],
    [['predict', 'inputs', 'age', 'profile'], 8, 7],
    [['predict', 'outputs', 's', 'struct', 'k', 'type'], 12, 33],
    [['predict', 'outputs', 'nobody', 'type'], 11, 5],
    [['other'], 5, 1],
    [[], 5, 1],
  ])('%j', (path, line, column) => {
    expect(one(text).declaration?.locate(path)).toMatchObject({ file: 'serving.yaml', line, column })
  })

  it('of the other keys', () => {
    expect(one(text).locate(['runtime'])).toMatchObject({ line: 2, column: 10 })
    expect(one(text).locate(['payload', '0'])).toMatchObject({ line: 4, column: 3 })
  })
})

describe('mistakes', () => {
  const field = (written: string) => `kind: Model\ncontract:\n  p:\n    inputs:\n      x: ${written}\n    outputs: {}\n`
  const cases: readonly (readonly [what: string, text: string, line: number, column: number, message: string, remedy: string])[] = [
    ['unknown key', 'kind: Model\nruntim: x\n', 2, 1, 'the nearest is runtime', 'write line 2 as `runtime: x`'],
    ['unknown key with nothing near', 'kind: Model\ncolour: x\n', 2, 1, '"colour" is no key', 'use one of kind, name'],
    [
      'unknown key of a signature',
      'kind: Model\ncontract:\n  p:\n    input: {}\n    outputs: {}\n',
      4,
      5,
      'the nearest is inputs',
      'write line 4 as `inputs: {}`',
    ],
    ['unknown key of a field', field('{ tpye: int }'), 5, 12, 'the nearest is type', 'write line 5 as `x: { type: int }`'],
    ['unknown type', field('{ type: flaot64 }'), 5, 18, '"flaot64" is no type; the nearest is float64', 'write line 5 as `x: { type: float64 }`'],
    ['unknown profile', field('{ type: int, profile: numbercal }'), 5, 32, 'the nearest is numerical', 'profile: numerical'],
    ['unknown shape word', field('{ type: int, shape: scaler }'), 5, 30, 'the nearest is scalar', 'shape: scalar'],
    ['shape that is a number', field('{ type: int, shape: 4 }'), 5, 30, 'a shape is a list of sizes', 'shape: [4]'],
    ['shape that is a mapping', field('{ type: int, shape: {a: 1} }'), 5, 30, 'a shape is a list of sizes', 'shape: [-1, 4]'],
    ['size None', field('{ type: int, shape: [None, 4] }'), 5, 31, '"None" is no size', 'shape: [-1, 4]'],
    ['size -2', field('{ type: int, shape: [-2] }'), 5, 31, '"-2" is no size', '-1 (any)'],
    ['size 1.5', field('{ type: int, shape: [1.5] }'), 5, 31, '"1.5" is no size', 'a size is a number'],
    ['size in quotes', field('{ type: int, shape: ["4"] }'), 5, 31, 'the size 4 stands in quotes', 'shape: [4]'],
    ['size beyond 2^53', field('{ type: int, shape: [9007199254740993] }'), 5, 31, 'beyond 2^53', 'a size is a number'],
    ['size that is a list', field('{ type: int, shape: [[1]] }'), 5, 31, 'not a list', 'a size is a number'],
    ['too many dimensions', field(`{ type: int, shape: [${Array.from({ length: 65 }, () => '1').join(', ')}] }`), 5, 30, '65 dimensions', '64'],
    ['field that is a word', field('double'), 5, 10, 'must be a mapping, not "double"', 'write line 5 as `x: { type: double, shape: "?" }`'],
    ['field without a value', field(''), 5, 10, 'must be a mapping, not nothing', 'type: float64'],
    [
      'type without a value',
      'kind: Model\ncontract:\n  p:\n    inputs:\n      x:\n        type:\n    outputs: {}\n',
      6,
      14,
      'a type must be a word, not nothing',
      'type: "?"',
    ],
    ['two kinds', field('{ type: int, sequence: {type: int} }'), 5, 12, 'both sequence and type', 'one of'],
    ['optional without a value', field('{ type: int, optional }'), 5, 23, 'must be true or false, not nothing', 'optional: true'],
    ['optional: yes', field('{ type: int, optional: yes }'), 5, 33, 'must be true or false', 'optional: true'],
    ['aliases that are a word', field('{ type: int, aliases: y }'), 5, 32, 'must be a list of names', 'aliases: [other_name]'],
    ['image without height', field('{ image: { width: 1, channels: 3 } }'), 5, 12, 'has no height', '"?"'],
    ['map that is a word', field('{ map: string }'), 5, 17, 'must be a mapping', 'key: string'],
    ['no outputs', 'kind: Model\ncontract:\n  p:\n    inputs: {}\n', 3, 3, 'has no outputs', '`outputs: {}`'],
    ['fields that are a word', 'kind: Model\ncontract:\n  p:\n    inputs: x\n    outputs: {}\n', 4, 13, 'must hold fields', '`{}`'],
    ['empty contract', 'kind: Model\ncontract: {}\n', 2, 11, 'holds no signature', 'inputs'],
    ['contract without a value', 'kind: Model\ncontract:\n', 2, 10, 'not nothing', 'predict'],
    ['contract that names a file', 'kind: Model\ncontract: contract.prototxt\n', 2, 11, 'must hold signatures', 'found by themselves'],
    [
      'signatures of one name',
      'kind: Model\ncontract:\n- {name: a, inputs: {}, outputs: {}}\n- {name: a, inputs: {}, outputs: {}}\n',
      4,
      3,
      'two signatures a',
      'different names',
    ],
    ['duplicate key', 'kind: Model\nname: a\nname: b\n', 3, 1, 'first in line 2', 'keep one'],
    [
      'duplicate field',
      'kind: Model\ncontract:\n  p:\n    inputs:\n      a: {type: int}\n      b: {type: int}\n      a: {type: int}\n    outputs: {}\n',
      7,
      7,
      '"a" is written twice, first in line 5',
      'keep one',
    ],
    ['tab', 'kind: Model\ncontract:\n\tp: 1\n', 3, 1, 'a tab is used', 'indent with spaces'],
    ['open bracket', 'kind: Model\npayload: [a\nname: b\n', 3, 1, 'bracket', 'close every bracket'],
    ['second colon', 'kind: Model\nname: a: b\n', 2, 7, 'a second `: `', 'quote'],
    ['tag', 'kind: Model\nname: !!python/object:os.system x\n', 2, 7, 'a tag', 'plain value'],
    ['alias without anchor', 'kind: Model\nname: *n\n', 2, 7, 'no &n', "'*n'"],
    ['alias of itself', 'kind: Model\ncontract: &c {p: *c}\n', 2, 14, 'nest deeper', 'alias'],
    ['key that is a list', 'kind: Model\n? [a]\n: b\n', 2, 3, 'a key must be a word', 'name: value'],
    ['kind in lower case', 'kind: model\nname: a\n', 1, 7, 'the nearest is Model', 'write line 1 as `kind: Model`'],
    ['kind mistyped', 'kind: Modell\ncontract: {}\n', 1, 7, 'the nearest is Model', 'kind: Model'],
    ['kind missing', '# mine\ncontract:\n  p: {inputs: {}, outputs: {}}\n', 2, 1, 'without `kind: Model`', 'kind: Model'],
    ['name that is a list', 'kind: Model\nname: [a]\n', 2, 7, 'must be a text, not a list', 'name'],
    ['payload that holds a mapping', 'kind: Model\npayload:\n- a: b\n', 3, 3, 'must hold paths', 'payload'],
    ['empty payload', 'kind: Model\npayload: []\n', 2, 10, 'payload is empty', 'leave payload out'],
    ['second document', 'kind: Model\nname: a\n---\nkind: Model\nnam: b\n', 5, 1, 'the nearest is name', 'write line 5 as `name: b`'],
  ]
  it.each(cases)('%s', (_, text, line, column, message, remedy) => {
    const error = refusal(() => parseDefinitions(text, 'serving.yaml'))
    expect(error).toMatchObject({ code: 'definition-invalid', where: { file: 'serving.yaml', line, column } })
    expect(error.message).toContain(`serving.yaml:${line}:${column}: `)
    expect(error.message).toContain(message)
    expect(error.remedy).toContain(remedy)
  })

  it('CRLF moves no line and no column', () => {
    const text = field('{ type: flaot64 }').replaceAll('\n', '\r\n')
    expect(refusal(() => parseDefinitions(text, 'serving.yaml')).where).toMatchObject({ line: 5, column: 18 })
  })
})

describe('what is no definition', () => {
  it.each([
    ['another kind', 'kind: Application\nname: x\n'],
    ['another tool', 'action:\n- map.add: 1\n'],
    ['broken YAML of another tool', 'a: [\n\tb'],
    ['nothing', ''],
    ['a comment', '# kind: Model\n'],
    ['a list', '- kind: Model\n'],
    ['a Kubernetes object', 'apiVersion: v1\nkind: Service\nspec: {contract: {}}\n'],
  ])('%s', (_, text) => {
    expect(parseDefinitions(text, 'model.yaml')).toEqual([])
  })
})

describe('several documents', () => {
  const two = 'kind: Model\nname: a\npayload: a/\n---\nkind: Application\n---\nkind: Model\nname: b\n'
  it('are several definitions', () => {
    expect(readDefinitions(memoryFiles({ 'serving.yaml': two })).map((definition) => [definition.name, definition.payload])).toEqual([
      ['a', ['a/']],
      ['b', undefined],
    ])
  })
  it('are too many where one is asked for', () => {
    expect(refusal(() => readDefinition(memoryFiles({ 'serving.yaml': two })))).toMatchObject({ code: 'ambiguous', where: { line: 8 } })
    expect(refusal(() => readDefinition(memoryFiles({ 'serving.yaml': two }), 'c'))).toMatchObject({ code: 'ambiguous' })
  })

  it('are told apart by the name that is asked for', () => {
    const files = memoryFiles({ 'serving.yaml': 'kind: Model\nname: a\nruntime: x/a:1\n---\nkind: Model\nname: b\nruntime: x/b:1\n' })
    expect(readDefinition(files, 'b')).toMatchObject({ name: 'b', runtime: 'x/b:1' })
    const twice = memoryFiles({ 'serving.yaml': 'kind: Model\nname: a\n---\nkind: Model\nname: a\n' })
    expect(refusal(() => readDefinition(twice, 'a'))).toMatchObject({ code: 'ambiguous', where: { line: 5 } })
    // one document alone is the model, whatever name it is uploaded under
    expect(readDefinition(memoryFiles({ 'serving.yaml': 'kind: Model\nname: a\n' }), 'c')).toMatchObject({ name: 'a' })
  })
})

describe('definition files', () => {
  it.each(['serving.yaml', 'serving.yml', 'model.yaml', 'model.yml'])('%s is found', (name) => {
    expect(readDefinition(memoryFiles({ [name]: 'kind: Model\nname: a\n' }))).toMatchObject({ file: name, name: 'a' })
  })
  it('may be absent or empty', () => {
    expect(readDefinition(memoryFiles({ 'serving.yaml': '', x: '1' }))).toBeNull()
  })
  it('two of them are one too many', () => {
    const both = memoryFiles({ 'serving.yaml': 'kind: Model\n', 'model.yaml': 'kind: Model\n' })
    expect(refusal(() => readDefinition(both))).toMatchObject({
      code: 'definition-invalid',
      message: expect.stringContaining('serving.yaml and model.yaml'),
    })
  })
  it('a model.yaml of another tool beside serving.yaml is none', () => {
    expect(readDefinition(memoryFiles({ 'serving.yaml': 'kind: Model\n', 'model.yaml': 'layers: [1]\n' }))).toMatchObject({ file: 'serving.yaml' })
  })
})

describe('hostile YAML', () => {
  const laughs = (levels: number) =>
    `kind: Model\nx-a: &a0 [1,1,1,1,1,1,1,1,1,1]\n${Array.from({ length: levels }, (_, i) => `x-a${i}: &a${i + 1} [${Array.from({ length: 10 }, () => `*a${i}`).join(',')}]\n`).join('')}`
  it.each([
    ['a billion laughs', laughs(9), 'once its aliases are followed'],
    ['100,000 open brackets', `kind: Model\nname: ${'['.repeat(100_000)}`, 'nest deeper than 64'],
    ['100,000 lists in lists', `kind: Model\nname:\n ${'- '.repeat(100_000)}`, 'nest deeper than 64'],
    ['100,000 explicit keys', `kind: Model\n${'? '.repeat(100_000)}`, 'nest deeper than 64'],
    ['3 MB', `kind: Model\nname: ${'x'.repeat(3_000_000)}`, 'longer than'],
  ])('%s is refused in time', (_, text, message) => {
    const started = performance.now()
    expect(refusal(() => parseDefinitions(text, 'serving.yaml'))).toMatchObject({
      code: 'definition-invalid',
      message: expect.stringContaining(message),
    })
    expect(performance.now() - started).toBeLessThan(8000)
  })

  it('10,000 columns are read in time', () => {
    const columns = Array.from({ length: 10_000 }, (_, i) => `      column_${i}: { type: float64, shape: [-1] }\n`).join('')
    const started = performance.now()
    expect(signaturesOf(`kind: Model\ncontract:\n  p:\n    inputs:\n${columns}    outputs: {}\n`)[0]?.inputs).toHaveLength(10_000)
    expect(performance.now() - started).toBeLessThan(8000)
  })

  it('3,000 damaged definitions give a definition or a typed error with a place, nothing else', () => {
    const seeds = [
      'kind: Model\nname: churn\ncontract:\n  predict:\n    inputs:\n      x: { shape: [-1, ?], type: float64, profile: numerical }\n    outputs:\n      y: { map: {key: string, value: {type: ?}}, optional: true }\n',
      'kind: Model\nx-b: &b {type: int}\npayload: [a, "b*"]\ncontract:\n- name: p\n  positional: true\n  inputs: [{name: a, <<: *b}]\n  outputs: {s: {struct: {k: *b}}, i: {image: {width: 1, height: 2, channels: 3}}}\n---\nkind: Model\n',
    ]
    const bits = [
      ...'?:-[]{},&*!|>\'"%@`#<<: \t\n\r\0\\~0',
      '\n---\n',
      '- ',
      '? ',
      ': ',
      '\uFEFF',
      '\u2028',
      '\ud800',
      '<<: ',
      '&a ',
      '*a',
      '!!map ',
      '\n  ',
      '|\n',
      '%YAML 1.1\n',
      '...\n',
    ]
    let state = 12345
    const random = (below: number): number => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0
      return state % below
    }
    for (let round = 0; round < 3000; round++) {
      let text = seeds[round % seeds.length] ?? ''
      for (let edits = 1 + random(4); edits > 0; edits--) {
        const at = random(text.length + 1)
        text = text.slice(0, at) + (random(3) === 0 ? '' : (bits[random(bits.length)] ?? '')) + text.slice(at + random(4))
      }
      try {
        for (const { declaration } of parseDefinitions(text, 'serving.yaml')) {
          if (declaration !== undefined) canonicalJson(declaration.contract)
        }
      } catch (error) {
        if (!(error instanceof UserError)) throw new Error(`${JSON.stringify(text)} gave ${String(error)}`, { cause: error })
        expect(error.code).toBe('definition-invalid')
        expect(error.where?.line).toBeGreaterThan(0)
        expect(error.where?.column).toBeGreaterThan(0)
      }
    }
  })
})
