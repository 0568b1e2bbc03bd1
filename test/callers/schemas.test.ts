import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { openApiOf } from '../../src/callers/openapi.ts'
import { schemasOf } from '../../src/callers/schemas.ts'
import type { Contract, Field } from '../../src/contract/types.ts'

const contract = (inputs: readonly Field[], outputs: readonly Field[] = [{ name: 'y', type: 'float32', shape: [-1] }]): Contract => ({
  contract: 1,
  framework: { name: 'onnx' },
  signatures: [{ name: 'predict', inputs, outputs }],
})

/** Does the schema of requests for these inputs take a body? */
function takes(inputs: readonly Field[], body: unknown, open: number | null = null): boolean {
  const [schemas] = schemasOf(contract(inputs), { model: 'm', open })
  return new Ajv2020({ strict: false, formats: { date: true, 'date-time': true } }).compile(schemas?.request ?? false)(body)
}

const X: Field = { name: 'x', type: 'float32', shape: [-1, 2] }
const tensor = (more: object = {}): object => ({ name: 'x', shape: [1, 2], datatype: 'FP32', data: [[1, 2]], ...more })

describe('a request', () => {
  it.each<[string, boolean, readonly Field[], unknown]>([
    ['with nested data', true, [X], { inputs: [tensor()] }],
    ['with flat data', true, [X], { inputs: [tensor({ data: [1, 2] })] }],
    [
      'of more rows',
      true,
      [X],
      {
        inputs: [
          tensor({
            shape: [2, 2],
            data: [
              [1, 2],
              [3, 4],
            ],
          }),
        ],
      },
    ],
    [
      'with an id, parameters and the outputs it wants',
      true,
      [X],
      { id: '1', parameters: { a: 1 }, inputs: [tensor({ parameters: { b: true } })], outputs: [{ name: 'y' }] },
    ],
    ['for an output that is not there', false, [X], { inputs: [tensor()], outputs: [{ name: 'z' }] }],
    ['without inputs', false, [X], {}],
    ['with too few columns', false, [X], { inputs: [tensor({ shape: [1, 1], data: [[1]] })] }],
    ['of another rank', false, [X], { inputs: [tensor({ shape: [2], data: [1, 2] })] }],
    ['with another datatype', false, [X], { inputs: [tensor({ datatype: 'FP64' })] }],
    ['under another name', false, [X], { inputs: [tensor({ name: 'X' })] }],
    ['with one more tensor', false, [X], { inputs: [tensor(), tensor({ name: 'z' })] }],
    ['with text for numbers', false, [X], { inputs: [tensor({ data: [['a', 'b']] })] }],
    [
      'with a whole number that is none',
      false,
      [{ name: 'x', type: 'int64', shape: [1] }],
      { inputs: [tensor({ shape: [1], datatype: 'INT64', data: [1.5] })] },
    ],
    [
      'with a number beyond its type',
      false,
      [{ name: 'x', type: 'uint8', shape: [1] }],
      { inputs: [tensor({ shape: [1], datatype: 'UINT8', data: [256] })] },
    ],
    [
      'with a scalar as one element',
      true,
      [{ name: 'x', type: 'bool', shape: [] }],
      { inputs: [tensor({ shape: [1], datatype: 'BOOL', data: [true] })] },
    ],
    ['with text', true, [{ name: 'x', type: 'string', shape: [-1] }], { inputs: [tensor({ shape: [1], datatype: 'BYTES', data: ['a'] })] }],
    ['of unknown type and rank', true, [{ name: 'x', type: null, shape: null }], { inputs: [tensor()] }],
    [
      'of unknown type, with a word that is no datatype',
      false,
      [{ name: 'x', type: null, shape: null }],
      { inputs: [tensor({ datatype: 'float' })] },
    ],
    [
      'of a type that the protocol lacks',
      true,
      [{ name: 'x', type: 'bfloat16', shape: [1] }],
      { inputs: [tensor({ shape: [1], datatype: 'BF16', data: [1] })] },
    ],
  ])('%s: %s', (_what, taken, inputs, body) => {
    expect(takes(inputs, body)).toBe(taken)
  })

  const optional: readonly Field[] = [X, { name: 'k', type: 'int64', shape: [1], optional: true }]
  const k = { name: 'k', shape: [1], datatype: 'INT64', data: [1] }
  it.each<[string, boolean, readonly object[]]>([
    ['may leave the optional input out', true, [tensor()]],
    ['may send it in any place', true, [k, tensor()]],
    ['may not leave the required one out', false, [k]],
  ])('%s', (_what, taken, inputs) => {
    expect(takes(optional, { inputs })).toBe(taken)
  })

  it('of one size takes that size alone where the contract leaves it open', () => {
    expect(takes([X], { inputs: [tensor()] }, 1)).toBe(true)
    expect(
      takes(
        [X],
        {
          inputs: [
            tensor({
              shape: [2, 2],
              data: [
                [1, 2],
                [3, 4],
              ],
            }),
          ],
        },
        1,
      ),
    ).toBe(false)
  })
})

describe('an OpenAPI document', () => {
  const hostile = 'a/b {c} "d" <script>'
  it.each<[string, Contract, string]>([
    ['of one signature', contract([X]), 'churn'],
    ['of a hostile name', contract([{ ...X, name: hostile }]), hostile],
    [
      'of several signatures',
      { ...contract([X]), signatures: [...contract([X]).signatures, ...contract([{ ...X, name: 'z' }]).signatures] },
      'churn',
    ],
    ['of no tensors', contract([], []), 'churn'],
    [
      'of composite values',
      contract([
        { name: 's', struct: [X] },
        { name: 'i', image: { width: 1, height: 1, channels: 3 } },
      ]),
      'churn',
    ],
  ])('%s is valid for a public validator', async (_what, offered, model) => {
    const document = openApiOf(offered, { model, version: '', open: null })
    const result = await new Validator().validate(JSON.parse(JSON.stringify(document)))
    expect(result).toMatchObject({ valid: true })
    expect(Object.keys(document['paths'] ?? {})).toContain(`/v2/models/${encodeURIComponent(model)}/infer`)
  })
})
