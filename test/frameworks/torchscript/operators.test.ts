import { describe, expect, it } from 'vitest'
import { torchscript } from '../../../src/frameworks/torchscript/index.ts'
import { inferFrom, linesOf } from '../contract-of.ts'
import { type Attributes, archiveOf, type PickleValue } from './archive.ts'

const line = (code: string, attributes: Attributes = {}, constants: readonly PickleValue[] = []) =>
  linesOf(inferFrom(torchscript, { m: archiveOf({ code, attributes, constants }) }))[0]

/** The result of an expression over a of [b,2,6] (float32), i of [b,4] (int64) and c of [b,3,h,w] (float32). */
const resultOf = (expression: string, attributes: Attributes = {}) => {
  const code = `
def forward(self: __torch__.M,
    x: Tensor,
    y: Tensor,
    z: Tensor) -> Tensor:
  _0 = torch.size(x)
  p, q, r, = _0
  a = torch.reshape(torch.to(x, 6), [p, 2, 6])
  i = torch.reshape(torch.to(y, 4), [p, 4])
  n, m, h, w, = torch.size(z)
  c = torch.reshape(torch.to(z, 6), [p, 3, h, w])
  return ${expression}`
  return /-> \(output (.*)\)$/.exec(line(code, attributes) ?? '')?.[1]
}

describe('shapes and types that operators give', () => {
  it.each([
    // element by element
    ['torch.relu_(a)', 'float32[-1,2,6]'],
    ['torch.sigmoid(i)', 'float32[-1,4]'],
    ['torch.add(a, 1)', 'float32[-1,2,6]'],
    ['torch.add(i, 1.5)', 'float32[-1,4]'],
    ['torch.mul(i, a)', null],
    ['torch.div(i, 2)', 'float32[-1,4]'],
    ['torch.div(i, 2, rounding_mode="floor")', 'int64[-1,4]'],
    ['torch.gt(a, 0)', 'bool[-1,2,6]'],
    ['torch.where(torch.gt(a, 0), a, torch.zeros_like(a))', 'float32[-1,2,6]'],
    ['torch.to(a, 5)', 'float16[-1,2,6]'],
    ['torch.to(a, torch.device("cpu"), 7)', 'float64[-1,2,6]'],
    ['torch.type_as(i, a)', 'float32[-1,4]'],
    ['torch.abs(torch.fft_rfft(a, 16))', 'float32[-1,2,9]'],
    // moved, cut, put together
    ['torch.permute(a, [2, 0, 1])', 'float32[6,-1,2]'],
    ['torch.transpose(a, -1, 1)', 'float32[-1,6,2]'],
    ['torch.flatten(a, 1)', 'float32[-1,12]'],
    ['torch.view(a, [p, -1, 3])', 'float32[-1,4,3]'],
    ['torch.view(a, [-1, 12])', 'float32[-1,12]'],
    ['torch.unsqueeze(a, -1)', 'float32[-1,2,6,1]'],
    ['torch.squeeze(torch.unsqueeze(a, 1), 1)', 'float32[-1,2,6]'],
    ['torch.select(a, 1, -1)', 'float32[-1,6]'],
    ['torch.slice(a, 2, 1, 5, 2)', 'float32[-1,2,2]'],
    ['torch.cat([a, a, a], -1)', 'float32[-1,2,18]'],
    ['torch.stack([a, a], 1)', 'float32[-1,2,2,6]'],
    ['(torch.chunk(a, 3, 2))[2]', 'float32[-1,2,2]'],
    ['(torch.split_with_sizes(a, [1, 5], 2))[1]', 'float32[-1,2,5]'],
    ['(torch.unbind(a, 1))[0]', 'float32[-1,6]'],
    ['torch.expand(torch.unsqueeze(a, 1), [-1, 5, -1, -1])', 'float32[-1,5,2,6]'],
    ['torch.repeat(a, [1, 3, 1])', 'float32[-1,6,6]'],
    ['torch.index(a, [None, torch.zeros([5], dtype=4)])', 'float32[-1,5,6]'],
    ['torch.index(a, [torch.gt(a, 0)])', 'float32[-1]'],
    ['torch.gather(a, 1, torch.zeros([3, 1, 6], dtype=4))', 'float32[3,1,6]'],
    ['torch.unfold(a, 2, 4, 2)', 'float32[-1,2,2,4]'],
    ['torch.one_hot(i, 7)', 'int64[-1,4,7]'],
    // reduced
    ['torch.sum(i)', 'int64[]'],
    ['torch.mean(a, [1, 2], True)', 'float32[-1,1,1]'],
    ['torch.argmax(a, 1)', 'int64[-1,6]'],
    ['(torch.max(a, 1))[1]', 'int64[-1,6]'],
    ['(torch.topk(a, 3, -1))[0]', 'float32[-1,2,3]'],
    ['torch.norm(a, 2, [1], False)', 'float32[-1,6]'],
    ['torch.nonzero(a)', 'int64[-1,3]'],
    // products
    ['torch.matmul(a, torch.transpose(a, 1, 2))', 'float32[-1,2,2]'],
    ['torch.einsum("bij,bkj->bik", [a, a])', 'float32[-1,2,2]'],
    ['torch.softmax(a, -1)', 'float32[-1,2,6]'],
    // windows
    ['torch.max_pool2d(c, [2, 2])', 'float32[-1,3,-1,-1]'],
    ['torch.adaptive_avg_pool2d(c, [5, 1])', 'float32[-1,3,5,1]'],
    ['torch.max_pool2d(torch.ones([1, 1, 6, 7]), [3, 3], [2, 2], [0, 0], [1, 1], True)', 'float32[1,1,3,3]'],
    ['torch.max_pool2d(torch.ones([1, 1, 5, 5]), [1, 1], [3, 3], [0, 0], [1, 1], True)', 'float32[1,1,2,2]'],
    ['torch.pixel_shuffle(torch.ones([1, 8, 4, 5]), 2)', 'float32[1,2,8,10]'],
    ['torch.upsample_nearest2d(c, None, [2., 2.])', 'float32[-1,3,-1,-1]'],
    ['torch.constant_pad_nd(a, [1, 2, 0, 3], 0)', 'float32[-1,5,9]'],
    // made
    ['torch.arange(torch.size(a, 2))', 'int64[6]'],
    ['torch.full([2, 3], 1.5)', 'float32[2,3]'],
    ['torch.tensor([[1, 2, 3]])', 'int64[1,3]'],
    ['torch.hann_window(9)', 'float32[9]'],
    ['ops.prim.NumToTensor(torch.size(a, 1))', 'int64[]'],
    ['torch.ones([int(torch.mul(ops.prim.NumToTensor(torch.size(a, 2)), 2))])', 'float32[12]'],
  ])('%s', (expression, expected) => expect(resultOf(expression)).toBe(expected ?? resultOf(expression)))

  it('leaves unknown what an unknown operator gives, and says so', () => {
    const code = 'def forward(self: __torch__.M,\n    x: Tensor) -> Tensor:\n  return ops.mine.magic(x)'
    const { warnings } = inferFrom(torchscript, { m: archiveOf({ code }) })
    expect(warnings.map((warning) => warning.code)).toEqual(['torchscript-unknown-operators'])
    expect(line(code)).toBe('forward(x ?[…]) -> (output ?[…])')
  })
})

describe('what operators demand of an input', () => {
  const W: Attributes = {
    linear: { tensor: [5, 6] },
    wide: { tensor: [5, 32] },
    half: { tensor: [5, 6], storage: 'HalfStorage' },
    c1: { tensor: [8, 2, 3] },
    c2: { tensor: [8, 1, 3, 3] },
    deconv: { tensor: [4, 2, 2, 2] },
    table: { tensor: [30, 7] },
    wih: { tensor: [12, 5] },
    whh: { tensor: [12, 3] },
    scale: { tensor: [6] },
  }
  const inputOf = (statement: string) => {
    const code = `def forward(self: __torch__.M,\n    x: Tensor) -> Tensor:\n  y = ${statement}\n  return y`
    return /\(x ([^)]*)\) ->/.exec(line(code, W) ?? '')?.[1]
  }

  it.each([
    ['torch.linear(x, self.linear)', 'float32[-1,6] ~shape'],
    ['torch.linear(x, self.half)', 'float16[-1,6] ~shape'],
    ['torch.addmm(self.scale, x, torch.t(self.linear))', 'float32[-1,6]'],
    ['torch.conv1d(x, self.c1, None, [1], [0], [1], 2)', 'float32[-1,4,-1]'],
    ['torch.conv2d(x, self.c2, None, [1, 1], [1, 1], [1, 1], 8)', 'float32[-1,8,-1,-1]'],
    ['torch.conv_transpose2d(x, self.deconv)', 'float32[-1,4,-1,-1]'],
    ['torch.embedding(self.table, x)', 'int64[…]'],
    ['torch.mean(torch.embedding(self.table, x), [1])', 'int64[-1] ~shape'],
    ['(torch.lstm(x, [torch.zeros([1, 2, 3])], [self.wih, self.whh], False, 1, 0., False, False, True))[0]', 'float32[2,-1,5]'],
    ['torch.layer_norm(x, [6], self.scale)', 'float32[-1,6] ~type~shape'],
    ['torch.linear(torch.view(x, [2, 6]), self.linear)', 'float32[…]'],
    ['torch.view(torch.addmm(self.scale, x, torch.t(self.linear)), [4, 5])', 'float32[4,6]'],
    ['torch.linear(torch.flatten(torch.conv2d(x, self.c2), 1), self.wide)', 'float32[-1,1,?,?]'],
    // eight channels never flatten to six features: no call succeeds, and nothing is said
    ['torch.linear(torch.flatten(torch.conv2d(x, self.c2), 1), self.linear)', '?[…]'],
    ['torch.mul(torch.to(x, 6), self.scale)', '?[-1,6] ~shape'],
    ['torch.conv1d(torch.div(x, 255.), self.c1)', 'float32[-1,2,-1] ~type'],
  ])('%s', (statement, expected) => expect(inputOf(statement)).toBe(expected))

  it('ties inputs that are put side by side, and binds sizes that add up', () => {
    const code =
      'def forward(self: __torch__.M,\n    x: Tensor,\n    y: Tensor) -> Tensor:\n  return torch.addmm(self.scale, torch.cat([x, y], 1), torch.t(self.linear))'
    expect(line(code, W)).toBe('forward(x float32[-1,?] ~type, y float32[-1,?] ~type) -> (output float32[-1,5])')
  })

  it('reads sizes from constants', () => {
    const code = 'def forward(self: __torch__.M,\n    x: Tensor) -> Tensor:\n  return torch.linear(x, CONSTANTS.c1)'
    expect(line(code, {}, [null, { tensor: [2, 9], storage: 'DoubleStorage' }])).toBe(
      'forward(x float64[-1,9] ~shape) -> (output float64[-1,2] ~shape)',
    )
  })
})
