/** What torch.export wrote: each line is what PyTorch itself says of the program (graph_signature, in_spec, out_spec). */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { pytorch } from '../../../src/frameworks/pytorch/index.ts'
import { flatbuffer } from '../../formats/flatbuffer-writer.ts'
import { inferFrom, linesOf, refusalOf } from '../contract-of.ts'
import { damage, damageJson } from '../damage.ts'
import { zipOf } from './zip-writer.ts'

const bytes = (name: string) => new Uint8Array(readFileSync(new URL(`../../models/pytorch/${name}`, import.meta.url)))
const read = (name: string) => inferFrom(pytorch, { [name]: bytes(name) })

describe('what PyTorch 2.14 exported', () => {
  it.each([
    ['var-args', ['forward(xs_0 float32[4,3], xs_1 float32[4,3], scale float32[], extra float32[2]) -> (output float32[4,2])']],
    [
      'tuples',
      [
        'forward(p_left float32[4,3], p_right float32[4,3], d_b float32[4,3], d_a float32[4,3]) -> (left float32[4,3], right_k float32[4,3], right_z_0 float32[4,3], right_z_2 int64[], right_z_3 float64[], right_z_4 bool[], right_z_5 string[])',
      ],
    ],
    ['dataclass', ['forward(q_a float32[4,3]) -> (a float32[4,3])']],
    ['returned', ['forward(x float32[4,3]) -> (output_0 float32[4,3], output_1 float32[3], output_2 bool[], output_3 float32[1])']],
    ['sizes', ['forward(x float32[s77,3], n int64[]) -> (output_0 float32[s86,3], output_1 int64[u0,2], output_2 int64[])']],
    ['expressions', ['forward(x float32[s77,3], y float32[-1,3]) -> (output_0 float32[-1,3], output_1 float32[-1])']],
    [
      'several',
      [
        'one(x float32[4,3]) -> (output_0 float32[4,3])',
        'types(x float32[4,3]) -> (output_0 bfloat16[4,3], output_1 float8e4m3fn[4,3], output_2 complex64[4,3], output_3 bool[4,3], output_4 uint8[4,3], output_5 float16[4,3], output_6 uint16[4,3])',
      ],
    ],
  ])('%s', (name, lines) => expect(linesOf(read(`${name}.pt2`))).toEqual(lines))

  it('2.1: names of arguments were not kept', () => {
    expect(linesOf(read('old-2.1.pt2'))).toEqual(['forward(input_0 float32[s0,3], input_1 int64[2]) -> (y float32[s0,2], z_0 int64[2], z_1 bool[])'])
  })

  it('bounds and rules of sizes are told, because the contract cannot hold them', () => {
    expect(read('expressions.pt2').warnings.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'pytorch-size-range: the size s77 must lie within 2 and 64: the contract cannot say so',
      'pytorch-size-rule: a size of y must be Mul(2, s77): the contract cannot say so',
    ])
    expect(read('sizes.pt2').warnings).toEqual([])
  })

  it('is called by position, unless arguments were given by name', () => {
    expect(['tuples.pt2', 'var-args.pt2'].map((name) => read(name).signatures[0]?.positional ?? false)).toEqual([true, false])
  })

  it('says which PyTorch wrote it', () =>
    expect(read('dataclass.pt2').framework).toMatchObject({ name: 'pytorch', format: 'pt2', version: /^2\.14/ }))
})

/** A program by hand: `values` are tensors of the graph. */
function program(more: object, values: Readonly<Record<string, unknown>>, signature: object, call: object = {}): string {
  return JSON.stringify({
    graph_module: {
      graph: { inputs: [], outputs: [], nodes: [], tensor_values: values },
      signature,
      module_call_graph: [{ fqn: '', signature: call }],
      ...more,
    },
    range_constraints: {},
    schema_version: { major: 7, minor: 3 },
  })
}

const lineOf = (json: string) => linesOf(inferFrom(pytorch, { 'm.pt2': zipOf({ 'serialized_exported_program.json': json, version: '7.3' }) }))[0]
const float = (...sizes: readonly (number | string)[]) => ({
  dtype: 7,
  sizes: sizes.map((size) => (typeof size === 'number' ? { as_int: size } : { as_expr: { expr_str: size } })),
})
const user = (name: string) => ({ user_input: { arg: { as_tensor: { name } } } })
const result = (name: string) => ({ user_output: { arg: { as_tensor: { name } } } })
const LEAF = { type: null, context: null, children_spec: [] }
const tuple = (...children: readonly object[]) => ({ type: 'builtins.tuple', context: 'null', children_spec: children })
const spec = (tree: object) => JSON.stringify([1, tree])

describe('layouts of before 2.8, by hand', () => {
  it.each([
    ['placeholders that were named like the arguments (2.3)', ['x', 'args_0'], 'forward(x float32[s0,3], args_0 float32[s0,3])'],
    ['names that dynamo made of the arguments (2.1)', ['l_x_', 'l_mask_'], 'forward(x float32[s0,3], mask float32[s0,3])'],
    ['numbers that change with every export', ['arg4_1', 'arg5_1'], 'forward(input_0 float32[s0,3], input_1 float32[s0,3])'],
  ])('%s', (_, [first = '', second = ''], expected) => {
    const json = program(
      {},
      { [first]: float('s0', 3), [second]: float('s0', 3), out: float('s0', 2) },
      { input_specs: [user(first), user(second)], output_specs: [result('out')] },
    )
    expect(lineOf(json)).toBe(`${expected} -> (output float32[s0,2])`)
  })

  it('2.1 listed names of inputs and outputs, and spelled types', () => {
    const values = { l_x_: { dtype: 'LONG', sizes: [{ as_int: 2 }] }, a: { dtype: 'BOOL', sizes: [] }, b: { dtype: 'HALF', sizes: [] } }
    const json = program({}, values, { user_inputs: ['l_x_'], user_outputs: ['a', 'b'], inputs_to_parameters: {} })
    expect(lineOf(json)).toBe('forward(x int64[2]) -> (output_0 bool[], output_1 float16[])')
  })

  it('constants keep their place among the names of arguments', () => {
    const signature = { input_specs: [{ constant_input: { name: 'n', value: { as_int: 3 } } }, user('a')], output_specs: [result('a')] }
    const call = {
      in_spec: spec(tuple(tuple(LEAF, LEAF), { type: 'builtins.dict', context: '[]', children_spec: [] })),
      out_spec: spec(LEAF),
      forward_arg_names: ['n', 'x'],
    }
    expect(lineOf(program({}, { a: float(2) }, signature, call))).toBe('forward(x float32[2]) -> (output float32[2])')
  })

  it('parameters, buffers, tokens and mutations are neither inputs nor outputs', () => {
    const signature = {
      input_specs: [{ token: { arg: { name: 't' } } }, { parameter: { arg: { name: 'p' } } }, { custom_obj: { arg: { name: 'o' } } }, user('x')],
      output_specs: [
        { buffer_mutation: { arg: { name: 'b' } } },
        { user_input_mutation: { arg: { name: 'x' } } },
        { loss_output: { arg: { name: 'x' } } },
      ],
    }
    expect(lineOf(program({}, { x: float(2) }, signature))).toBe('forward(x float32[2]) -> (output float32[2])')
  })

  it('keys of a defaultdict are a part of its context', () => {
    const context = JSON.stringify({ default_factory_module: 'builtins', default_factory_name: 'list', dict_context: ['scores'] })
    const tree = { type: 'collections.defaultdict', context, children_spec: [LEAF] }
    const json = program({}, { a: float(1) }, { input_specs: [], output_specs: [result('a')] }, { out_spec: spec(tree) })
    expect(lineOf(json)).toBe('forward() -> (scores float32[1])')
  })

  it.each([
    ['PyTorch takes a size of 2 or more for any', { min_val: 2, max_val: null }, []],
    ['a least size that somebody chose is told', { min_val: 8, max_val: null }, ['pytorch-size-range']],
  ])('%s', (_, range, codes) => {
    const whole: object = JSON.parse(program({}, { x: float('s0') }, { input_specs: [user('x')], output_specs: [] }))
    const json = JSON.stringify({ ...whole, range_constraints: { s0: range } })
    const { warnings } = inferFrom(pytorch, { 'm.pt2': zipOf({ 'serialized_exported_program.json': json }) })
    expect(warnings.map(({ code }) => code)).toEqual(codes)
  })

  it('keywords have names where positions have none', () => {
    const tree = tuple(tuple(LEAF), { type: 'builtins.dict', context: '["mask"]', children_spec: [LEAF] })
    const json = program(
      {},
      { arg1_1: float(2), arg2_1: float(1) },
      { input_specs: [user('arg1_1'), user('arg2_1')], output_specs: [] },
      { in_spec: spec(tree) },
    )
    expect(lineOf(json)).toBe('forward(input_0 float32[2], mask float32[1]) -> ()')
  })

  it("Python's infinities are no JSON, and no fact", () => {
    const whole = program({ metadata: { a: '-Infinity, "NaN"' } }, { x: float('s0') }, { input_specs: [user('x')], output_specs: [] })
    const json = whole.replace('"range_constraints":{}', '"range_constraints":{"s0":{"min_val":2,"max_val":Infinity}},"fill":[-Infinity, NaN]')
    expect(lineOf(json)).toBe('forward(x float32[s0]) -> ()')
  })

  it('fields of a named tuple stand beside the graph', () => {
    const pair = { type: 'm.P', context: '"m.P"', children_spec: [LEAF, LEAF] }
    const json = program(
      { treespec_namedtuple_fields: { 'm.P': { field_names: ['mean', 'deviation'] } } },
      { a: float(1) },
      { input_specs: [], output_specs: [result('a'), result('a')] },
      { out_spec: spec(pair) },
    )
    expect(lineOf(json)).toBe('forward() -> (mean float32[1], deviation float32[1])')
  })
})

describe('what is refused', () => {
  const signature = { input_specs: [user('x')], output_specs: [] }
  it.each([
    ['a tensor that the graph does not have', program({}, {}, signature), 'corrupt'],
    [
      'a tree inside itself',
      program({}, { x: float(1) }, signature, { in_spec: spec(Array.from({ length: 60 }).reduce<object>((inner) => tuple(inner), LEAF)) }),
      'corrupt',
    ],
    ['no graph', '{}', 'corrupt'],
    ['half of a program', program({}, { x: float(1) }, signature).slice(0, 90), 'truncated'],
  ])('%s: %#', (_, json, code) => {
    expect(refusalOf(pytorch, { 'm.pt2': zipOf({ 'serialized_exported_program.json': json }) })).toBe(code)
  })

  it.each([
    ['compiled code without a program', { 'm/archive_format': 'pt2', 'm/data/aotinductor/model/m.so': 'ELF' }],
    ['an archive without a program', { 'm/archive_format': 'pt2', 'm/archive_version': '0' }],
  ])('%s: there is no contract in it', (_, entries) => expect(refusalOf(pytorch, { 'm.pt2': zipOf(entries) })).toBe('not-inferable'))

  it('an archive that is cut off', () => expect(refusalOf(pytorch, { 'm.pt2': bytes('types.pt2').slice(0, 5_000) })).toBe('truncated'))
})

it('what ExecuTorch 1.5 wrote: sizes that are bounds are unknown, constant methods are none', () => {
  expect(linesOf(read('device.pte'))).toEqual(['forward(input_0 float32[?,?], input_1 int64[5]) -> (output_0 float32[?,?], output_1 int64[5])'])
})

describe('ExecuTorch, by hand from schema/program.fbs', () => {
  const tensor = (type: number, sizes: readonly number[], dynamism = 0) => ({
    0: { u8: 5 },
    1: { table: { 0: { u8: type }, 2: { i32s: sizes }, 8: { u8: dynamism } } },
  })
  const plan = (name: string, inputs: readonly number[], outputs: readonly number[]) => ({
    0: { text: name },
    2: { tables: [tensor(6, [1, 3]), tensor(4, [1], 1), { 0: { u8: 2 }, 1: { table: {} } }] },
    3: { i32s: inputs },
    4: { i32s: outputs },
  })
  const file = (...plans: readonly ReturnType<typeof plan>[]) => flatbuffer({ 1: { tables: plans } }, 'ET12')

  it('a method with its tensors; sizes that may shrink are unknown; methods without inputs are constants', () => {
    expect(linesOf(inferFrom(pytorch, { 'm.pte': file(plan('forward', [0, 1], [0]), plan('get_vocabulary', [], [2])) }))).toEqual([
      'forward(input_0 float32[1,3], input_1 int64[?]) -> (output float32[1,3])',
    ])
  })

  it('a value that is not there', () => expect(refusalOf(pytorch, { 'm.pte': file(plan('forward', [7], [])) })).toBe('corrupt'))
  it('damaged bytes', () => expect(damage(pytorch, { 'm.pte': file(plan('forward', [0, 1], [0])) }, 'm.pte', 300).contract).toBeGreaterThan(0))
})

describe('damaged programs: a contract or a UserError', () => {
  it.each(['tuples.pt2', 'sizes.pt2'])('%s', (name) => {
    const seen = damage(pytorch, { [name]: bytes(name) }, name, 300)
    expect(seen.contract + seen.refused).toBeGreaterThan(200)
  })

  it('values that do not belong there', () => {
    const json = program(
      {},
      { x: float('s0', 3) },
      { input_specs: [user('x')], output_specs: [result('x')] },
      { in_spec: spec(tuple(tuple(LEAF), tuple())), out_spec: spec(LEAF) },
    )
    // JSON inside the archive: the archive is written anew for each change
    const seen = damageJson(
      {
        ...pytorch,
        match: () => [MATCH],
        infer: (files) => inferFrom(pytorch, { 'm.pt2': zipOf({ 'serialized_exported_program.json': files.text('p.json', 1e6) }) }),
      },
      { 'p.json': new TextEncoder().encode(json) },
      'p.json',
      300,
    )
    expect([seen.contract > 50, seen.refused > 20]).toEqual([true, true])
  })
})

const MATCH = { format: 'pt2', path: 'p.json', because: '', covers: [] }
