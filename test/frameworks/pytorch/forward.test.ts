/** Following `forward` in its source: what is certain comes out, everything else ends the run. Sizes were checked with torch 2.14. */
import { describe, expect, it } from 'vitest'
import type { PyDict, PyValue } from '../../../src/formats/pickle/values.ts'
import type { Module } from '../../../src/frameworks/pytorch/modules.ts'
import type { Weight } from '../../../src/frameworks/pytorch/tensors.ts'
import { describeModule } from '../../../src/frameworks/pytorch/whole.ts'
import { linesOf } from '../contract-of.ts'

const dict = (attributes: Readonly<Record<string, PyValue>>): PyDict => ({ kind: 'dict', pairs: Object.entries(attributes) })
const tuple = (...items: readonly number[]): PyValue => ({ kind: 'tuple', items })

function layer(
  type: string,
  attributes: Readonly<Record<string, PyValue>>,
  weights: Readonly<Record<string, readonly number[]>> = {},
  children: Readonly<Record<string, Module>> = {},
): Module {
  const named = Object.entries(weights).map(([name, shape]): [string, Weight] => [name, { type: 'float32', shape }])
  return { type, attributes: dict(attributes), children: new Map(Object.entries(children)), weights: new Map(named) }
}

const linear = (takes: number, gives: number): Module =>
  layer('torch.nn.modules.linear.Linear', { in_features: takes, out_features: gives }, { weight: [gives, takes] })
const conv = (takes: number, gives: number, kernel: number): Module =>
  layer(
    'torch.nn.modules.conv.Conv2d',
    { in_channels: takes, out_channels: gives, kernel_size: tuple(kernel, kernel), stride: tuple(1, 1), padding: tuple(0, 0), dilation: tuple(1, 1) },
    { weight: [gives, takes, kernel, kernel] },
  )
const embedding = (rows: number, width: number): Module =>
  layer('torch.nn.modules.sparse.Embedding', { num_embeddings: rows, embedding_dim: width }, { weight: [rows, width] })
const list = (...modules: readonly Module[]): Module =>
  layer('torch.nn.modules.container.ModuleList', {}, {}, Object.fromEntries(modules.map((module, i) => [String(i), module])))

/** The contract of a class `m.Net` with these sub-modules and attributes, by its source. */
function contractOf(source: string, children: Readonly<Record<string, Module>>, attributes: Readonly<Record<string, PyValue>> = {}): string {
  const net = layer('m.Net', attributes, { scale: [4] }, children)
  const { signature, warnings } = describeModule(net, (module) => (module === 'm' ? source : undefined), 'm.pt')
  const inference = { framework: { name: 'pytorch' }, signatures: [signature], warnings, findings: [] }
  return `${linesOf(inference)[0]?.replace('predict', '')}${warnings.length > 0 ? ` ${warnings[0]?.code}` : ''}`
}

const net = (...body: readonly string[]): string =>
  ['import torch', 'import torch.nn.functional as F', 'class Net(nn.Module):', ...body.map((line) => `    ${line}`)].join('\n')
const forward = (...body: readonly string[]): string => net('def forward(self, x):', ...body.map((line) => `    ${line}`))

describe('statements', () => {
  const parts = { a: linear(3, 4), b: linear(4, 4), all: list(linear(4, 4), linear(4, 2)) }
  it.each([
    ['a chain of calls', forward('return torch.sigmoid(self.b(F.relu(self.a(x))))'), '(x float32[-1,3]) -> (output float32[-1,4])'],
    [
      'a loop over a list of modules',
      forward('x = self.a(x)', 'for layer in self.all:', '    x = layer(x).relu()', 'return x'),
      '(x float32[-1,3]) -> (output float32[-1,2])',
    ],
    [
      'a loop by index',
      forward('x = self.a(x)', 'for i in range(len(self.all)):', '    x = self.all[i](x)', 'return x'),
      '(x float32[-1,3]) -> (output float32[-1,2])',
    ],
    [
      'an attribute decides',
      forward('x = self.a(x)', 'if self.deep:', '    x = self.all[1](self.all[0](x))', 'return x'),
      '(x float32[-1,3]) -> (output float32[-1,2])',
    ],
    ['served, not trained', forward('if self.training:', '    return x', 'return self.a(x)'), '(x float32[-1,3]) -> (output float32[-1,4])'],
    [
      'a method of its own with a default',
      net('def twice(self, y, n=2):', '    return y * n', 'def forward(self, x):', '    return self.twice(self.a(x))'),
      '(x float32[-1,3]) -> (output float32[-1,4])',
    ],
    ['a parameter of its own', forward('return self.a(x) * self.scale'), '(x float32[-1,3]) -> (output float32[-1,4])'],
    [
      'several results',
      forward('y = self.a(x)', 'return y, y.mean(), y.shape[0]'),
      '(x float32[-1,3]) -> (output_0 float32[-1,4], output_1 float32[], output_2 int64[])',
    ],
    [
      'a list that grows',
      forward('parts = []', 'for _ in range(3):', '    parts.append(self.a(x))', 'return torch.cat(parts, dim=1)'),
      '(x float32[-1,3]) -> (output float32[-1,12])',
    ],
    ['a comprehension', forward('return torch.stack([self.a(x) for _ in range(3)], 1)'), '(x float32[-1,3]) -> (output float32[-1,3,4])'],
    [
      'an argument that may be left out',
      net('def forward(self, x, mask=None):', '    y = self.a(x)', '    return y if mask is None else y * mask'),
      '(x float32[-1,3]) -> (output float32[-1,4])',
    ],
    [
      'a base class in the same file',
      'class Base(nn.Module):\n    def forward(self, x):\n        return self.a(x)\nclass Net(Base):\n    pass',
      '(x float32[-1,3]) -> (output float32[-1,4])',
    ],
  ])('%s', (_, source, line) => expect(contractOf(source, parts, { deep: true })).toBe(line))
})

describe('sizes', () => {
  const parts = { conv: conv(1, 2, 3), fc: linear(18, 5), row: linear(6, 2), words: embedding(9, 6) }
  it.each([
    [
      'a view with the batch kept',
      forward('y = self.conv(x)', 'return self.fc(y.view(y.size(0), -1))'),
      '(x float32[-1,1,5,5]) -> (output float32[-1,5])',
      'sizes',
    ],
    ['a mean over places', forward('return self.row(self.words(x).mean(dim=1))'), '(x int64[-1,-1]) -> (output float32[-1,2])'],
    ['the last place', forward('return self.row(self.words(x)[:, -1])'), '(x int64[-1,-1]) -> (output float32[-1,2])'],
    ['axes exchanged', forward('return self.row(self.words(x).permute(1, 0, 2).transpose(0, 1))'), '(x int64[-1,-1]) -> (output float32[-1,-1,2])'],
    ['a view of an input in rows', forward('return self.row(x.view(-1, 6))'), '(x float32[…]) -> (output float32[-1,2])'],
    ['a comparison', forward('return self.row(x) > 0'), '(x float32[-1,6]) -> (output bool[-1,2])'],
    [
      'another type',
      forward('return self.row(x).half(), self.row(x).argmax(1)'),
      '(x float32[-1,6]) -> (output_0 float16[-1,2], output_1 int64[-1])',
    ],
    ['what is cast first may be anything', forward('return self.row(x.float())'), '(x ?[-1,6]) -> (output float32[-1,2])'],
    [
      'one row for all',
      forward('y = self.row(x)', 'return self.scale.unsqueeze(0).expand(y.shape[0], -1)'),
      '(x float32[-1,6]) -> (output float32[-1,4])',
    ],
    ['repeated', forward('return self.row(x).unsqueeze(1).repeat(1, 3, 1)'), '(x float32[-1,6]) -> (output float32[-1,3,2])'],
    ['cut in halves', forward('a, b = self.row(x).chunk(2, dim=1)', 'return torch.sigmoid(a) * b'), '(x float32[-1,6]) -> (output float32[-1,1])'],
    ['noise of the same size', forward('y = self.row(x)', 'return y + torch.randn_like(y)'), '(x float32[-1,6]) -> (output float32[-1,2])'],
    ['two maxima', forward('return self.row(x).max(1)'), '(x float32[-1,6]) -> (output_0 float32[-1], output_1 int64[-1])'],
    ['pooled to one place', forward('return F.adaptive_avg_pool2d(self.conv(x), 1).flatten(1)'), '(x float32[-1,1,-1,-1]) -> (output float32[-1,2])'],
  ])('%s', (_, source, line, many?: string) => {
    expect(contractOf(source, parts)).toBe(many === undefined ? line : '(x float32[-1,1,?,?]) -> (output float32[-1,5]) pytorch-sizes-open')
  })
})

describe('several inputs', () => {
  const two = (...body: readonly string[]): string => net('def forward(self, x, y):', ...body.map((line) => `    ${line}`))
  it('that are added have the same length: any', () => {
    expect(contractOf(two('return self.words(x) + self.words(y)'), { words: embedding(9, 6) })).toBe(
      '(x int64[-1,-1], y int64[-1,-1]) -> (output float32[-1,-1,6])',
    )
  })

  it('one of which goes nowhere is unknown', () => {
    expect(contractOf(two('return self.words(x)'), { words: embedding(9, 6) })).toBe('(x int64[-1,-1], y ?[…]) -> (output float32[-1,-1,6])')
  })
})

describe('what cannot be followed is no fact', () => {
  const assumed = '(x float32[-1,3] ~type~shape) -> (output float32[-1,4] ~name~type~shape) pytorch-forward-unknown'
  it.each([
    ['a condition on values', forward('if x.sum() > 0:', '    return self.a(x)', 'return x')],
    ['an unknown function', forward('return torch.fft.fft(self.a(x))')],
    ['a module of an unknown class', forward('return self.other(self.a(x))')],
    ['keywords of an unknown class', forward('return self.other(x=self.a(x))')],
    ['a while loop', forward('y = self.a(x)', 'while True:', '    y = y + 1', 'return y')],
    ['a part that is set', forward('y = self.a(x)', 'y[0] = 1', 'return y')],
    ['a try', forward('try:', '    return self.a(x)', 'except Exception:', '    return x')],
    ['a call with arguments spread from nowhere', forward('return self.a(*things)')],
    ['recursion without end', net('def forward(self, x):', '    return self.again(x)', 'def again(self, x):', '    return self.again(x)')],
  ])('%s', (_, source) => expect(contractOf(source, { a: linear(3, 4), other: layer('m.Other', {}) })).toBe(assumed))

  it('an unknown result beside a known one', () => {
    expect(contractOf(forward('return self.a(x), unknown'), { a: linear(3, 4) })).toBe('(x float32[-1,3]) -> (output_0 float32[-1,4], output_1 ?[…])')
  })

  it('a source that cannot be parsed', () =>
    expect(contractOf('class Net(:\n  def forward(', { a: linear(3, 4) })).toContain('pytorch-forward-unknown'))

  it('a loop of a thousand million passes', () => {
    expect(contractOf(forward('for i in range(1000000000):', '    x = self.a(x)', 'return x'), { a: linear(3, 3) })).toContain(
      'pytorch-forward-unknown',
    )
  })

  it.each([
    ['a forward of the instance', { forward: 'patched' }],
    ['a hook', { _forward_hooks: dict({ '0': 'hook' }) }],
    ['a hook before it', { _forward_pre_hooks: dict({ '0': 'hook' }) }],
  ])('%s', (_, attributes) => {
    expect(contractOf(forward('return self.a(x)'), { a: linear(3, 4) }, attributes)).toBe(assumed)
  })
})
