import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { torchscript } from '../../../src/frameworks/torchscript/index.ts'
import { inferFrom, linesOf, refusalOf } from '../contract-of.ts'
import { inMemory } from '../onnx/memory.ts'
import { archiveOf, type ModuleParts, pickled, zipped } from './archive.ts'

const stored = (name: string) => new Uint8Array(readFileSync(new URL(`../../models/torchscript/${name}`, import.meta.url)))
const linesIn = (file: Uint8Array) => linesOf(inferFrom(torchscript, { 'model.pt': file }))
const forward = (parts: ModuleParts) => linesIn(archiveOf(parts))[0]

describe('what PyTorch saved', () => {
  it.each([
    ['mnist.pt', 'forward(image float32[-1,1,?,?]) -> (output float32[-1,3])'],
    ['mnist-traced.pt', 'forward(image float32[-1,1,?,?]) -> (output float32[-1,3])'],
    ['tagger.pt', 'forward(tokens int64[-1,-1] ~shape) -> (output float32[-1,-1,5] ~shape)'],
    ['tagger-frozen.pt', 'forward(tokens int64[-1,-1] ~shape) -> (output float32[-1,-1,5] ~shape)'],
    ['tagger-traced.pt', 'forward(tokens int64[-1,-1]) -> (output float32[-1,-1,5])'],
    ['attention-traced.pt', 'forward(steps float32[-1,-1,5]) -> (output float32[-1,8])'],
    ['state.pt', 'forward(x float32[-1,3] ~shape) -> (output float32[-1,5] ~shape)'],
    ['bfloat16.pt', 'forward(input bfloat16[-1,4] ~shape) -> (output bfloat16[-1,2] ~shape)'],
    ['quantized.pt', 'forward(input float32[-1,3,-1,-1]) -> (output float32[-1,4,-1,-1])'],
    ['lite.ptl', 'forward(image float32[-1,1,?,?]) -> (output float32[-1,3])'],
    ['function.pt', 'forward(boxes ?[-1,?] ~shape, clip float64[]) -> (output ?[-1] ~shape)'],
  ])('%s', (name, line) => expect(linesIn(stored(name))).toEqual([line]))

  it('has one signature per public method; a NamedTuple names the outputs', () => {
    const lines = linesIn(stored('methods.pt'))
    expect(lines.map((line) => line.split('(')[0])).toEqual(['forward', 'classes', 'probabilities'])
    expect(lines[0]).toContain('scale float64[] optional, mask ?[…] optional) -> (logits float32[-1,3] ~type~shape, boxes float32[-1,4] ~shape)')
    expect(lines[1]).toBe('classes() -> (output int64[])')
    expect(lines[2]).toMatch(/^probabilities\(xs sequence<.*>\) -> \(output map<string, /)
  })

  it('is called by position', () => {
    expect(inferFrom(torchscript, { 'model.pt': stored('methods.pt') }).signatures.every(({ positional }) => positional)).toBe(true)
  })

  it('tells what the trace kept from what follows from the weights', () => {
    const evidenceOf = (name: string) => inferFrom(torchscript, { 'model.pt': stored(name) }).signatures[0]?.inputs[0]?.evidence
    expect(evidenceOf('tagger-traced.pt')).toMatchObject({ name: 'stored', type: 'stored', rank: 'stored', dims: ['derived', 'derived'] })
    expect(evidenceOf('mnist.pt')).toMatchObject({ name: 'stored', type: 'derived', rank: 'derived' })
    expect(evidenceOf('bfloat16.pt')).toMatchObject({ type: 'derived', rank: 'assumed' })
  })
})

describe('arguments', () => {
  it.each([
    ['x: Tensor, n: int, s: str="a", b: bool=True, f: float=0.5', 'x ?[…], n int64[], s string[] optional, b bool[] optional, f float64[] optional'],
    ['t: Tuple[float, Tensor], o: Optional[int]=None', 't {0 float64[], 1 ?[…]}, o int64[] optional'],
    ['d: Dict[str, List[Tensor]], l: List[int]', 'd map<string, sequence<?[…]>>, l sequence<int64[]>'],
    ['p: __torch__.Pair', 'p {left ?[…], right int64[]}'],
    ['o: __torch__.Own, a: Any, c: Device', 'o ?[…], a ?[…], c ?[…]'],
  ])('%s', (parameters, expected) => {
    const more = 'class Pair(NamedTuple):\n  left : Tensor\n  right : int\nclass Own:\n  x : int\n'
    expect(forward({ code: `def forward(self: __torch__.M,\n    ${parameters}) -> int:\n  return 1`, more })).toBe(
      `forward(${expected}) -> (output int64[])`,
    )
  })
})

describe('results', () => {
  it.each([
    ['Tuple[Tensor, int]', '(x, 1)', 'output_0 ?[…], output_1 int64[]'],
    ['Tuple[Tuple[Tensor, int], str]', '((x, 1), "a")', 'output_0 {0 ?[…], 1 int64[]}, output_1 string[]'],
    ['Dict[str, float]', '{"a": 1.}', 'output map<string, float64[]>'],
    ['Optional[Tensor]', 'torch.zeros([2], dtype=6)', 'output float32[2]'],
    ['NoneType', 'None', ''],
  ])('%s', (type, value, expected) => {
    expect(forward({ code: `def forward(self: __torch__.M,\n    x: Tensor) -> ${type}:\n  return ${value}` })).toMatch(`-> (${expected})`)
  })
})

describe('control flow', () => {
  const weights = { w: { tensor: [3, 6] }, v: { tensor: [4, 6] } }
  const body = (text: string, result = 'Tensor') => ({
    code: `def forward(self: __torch__.M,\n    x: Tensor,\n    n: int) -> ${result}:\n${text}`,
    attributes: weights,
  })

  it.each([
    [
      'both branches demand the same',
      '  if torch.gt(n, 0):\n    y = torch.linear(x, self.w)\n  else:\n    y = torch.linear(x, self.v)\n  return y',
      'forward(x float32[-1,6] ~shape, n int64[]) -> (output float32[-1,?] ~shape)',
    ],
    [
      'one branch demands',
      '  if torch.gt(n, 0):\n    y = torch.linear(x, self.w)\n  else:\n    y = x\n  return y',
      'forward(x float32[…] ~type, n int64[]) -> (output float32[…] ~type)',
    ],
    [
      'a branch that raises is never taken',
      '  if torch.ne(torch.dim(x), 2):\n    ops.prim.RaiseException("no")\n  else:\n    pass\n  return torch.linear(x, self.w)',
      'forward(x float32[-1,6], n int64[]) -> (output float32[-1,3])',
    ],
    [
      'a size that is checked',
      '  if torch.ne(torch.size(x, 1), 5):\n    ops.prim.RaiseException("no")\n  else:\n    pass\n  return torch.add(torch.mm(x, torch.t(x)), 1)',
      'forward(x ?[-1,5], n int64[]) -> (output ?[-1,-1])',
    ],
    [
      'a loop that may not run',
      '  y = x\n  for i in range(n):\n    y = torch.linear(x, self.w)\n  return y',
      'forward(x float32[…] ~type, n int64[]) -> (output float32[…] ~type)',
    ],
    [
      'a loop that grows what it returns',
      '  y = torch.linear(x, self.w)\n  for i in range(n):\n    y = torch.cat([y, y], 1)\n  return y',
      'forward(x float32[-1,6] ~shape, n int64[]) -> (output float32[-1,?] ~shape)',
    ],
    [
      'a loop of known rounds',
      '  y = torch.linear(x, self.w)\n  for i in range(2):\n    y = torch.cat([y, y], 1)\n  return y',
      'forward(x float32[-1,6] ~shape, n int64[]) -> (output float32[-1,12] ~shape)',
    ],
    [
      'an early return',
      '  if torch.gt(n, 0):\n    return torch.linear(x, self.w)\n  else:\n    pass\n  return torch.linear(x, self.v)',
      'forward(x float32[-1,6] ~shape, n int64[]) -> (output float32[-1,?] ~shape)',
    ],
  ])('%s', (_, text, line) => expect(forward(body(text))).toBe(line))
})

describe('what must not be claimed', () => {
  it('a size that is demanded after something made it unknown is not free', () => {
    const code = 'def forward(self: __torch__.M,\n    x: Tensor) -> Tensor:\n  return torch.addmm(self.b, torch.slice(x, 1, 1), torch.t(self.w))'
    const line = forward({ code, attributes: { w: { tensor: [3, 6] }, b: { tensor: [3] } } })
    expect(line).toBe('forward(x float32[-1,?]) -> (output float32[-1,3])')
  })

  it('an attribute that calls change is not what was stored', () => {
    const code = 'def forward(self: __torch__.M,\n    x: Tensor) -> Tensor:\n  h = self.h\n  self.h = torch.zeros([7], dtype=6)\n  return h'
    expect(forward({ code, attributes: { h: { tensor: [2] } } })).toBe('forward(x ?[…]) -> (output ?[…])')
  })
})

describe('detection', () => {
  const found = (entries: Readonly<Record<string, Uint8Array | string>>) =>
    torchscript.match(inMemory({ 'a.zip': zipped(entries) })).map(({ format }) => format)
  const code = 'class M(Module):\n  x : int\n'
  const padding = 'x'.repeat(300)

  it.each<[string, Readonly<Record<string, Uint8Array | string>>, readonly string[]]>([
    ['code and constants', { 'a/constants.pkl': padding, 'a/code/__torch__.py': code }, ['torchscript']],
    ['without a top folder', { 'constants.pkl': padding, 'code/__torch__.py': code }, ['torchscript']],
    ['bytecode', { 'a/bytecode.pkl': padding, 'a/data.pkl': '' }, ['torchscript-lite']],
    ['2019', { 'a/model.json': padding, 'a/code/a.py': code, 'a/version': '1' }, ['torchscript-2019']],
    ['tensors alone', { 'a/data.pkl': padding, 'a/version': '3' }, []],
    ['a Keras archive', { 'config.json': padding, 'metadata.json': '{}' }, []],
  ])('%s', (_, entries, formats) => expect(found(entries)).toEqual(formats))

  it('knows a cut archive by the code that is left', () => {
    expect(refusalOf(torchscript, { 'model.pt': stored('mnist.pt').slice(0, -800) })).toBe('truncated')
  })

  it('refuses parameters without a method', () => {
    const file = zipped({
      'm/data.pkl': pickled({ object: '__torch__.M', state: {} }),
      'm/code/__torch__.py': code,
      'm/constants.pkl': pickled({ tuple: [] }),
    })
    expect(refusalOf(torchscript, { 'model.pt': file })).toBe('not-inferable')
  })
})

describe('files of 2019', () => {
  const model = (code: string) =>
    zipped({
      'm/model.json': JSON.stringify({
        protoVersion: '3',
        mainModule: {
          torchscriptArena: { key: 'code/m.py' },
          name: 'm',
          parameters: [{ name: 'w', tensorId: '1' }],
          submodules: [{ name: 's', parameters: [{ name: 'b' }] }],
        },
        tensors: [
          { dims: ['3'], dataType: 'FLOAT' },
          { dims: ['3', '7'], dataType: 'FLOAT' },
        ],
      }),
      'm/code/m.py': code,
      'm/version': '1\n',
    })

  it('has its methods as functions', () => {
    const file = model(
      'op_version_set = 0\ndef forward(self,\n    x: Tensor) -> Tensor:\n  _0 = torch.addmm(self.s.b, x, torch.t(self.w), beta=1, alpha=1)\n  return _0\n',
    )
    expect(linesIn(file)).toEqual(['forward(x float32[-1,7]) -> (output float32[-1,3])'])
  })
})

describe('lite files without code', () => {
  it('keep names and types of arguments', () => {
    const pair = (key: string, value: string | null) => ({ tuple: [key, value] })
    const argument = (name: string, type: string) => ({ tuple: [pair('name', name), pair('type', type), pair('default_value', null)] })
    const schema = {
      tuple: [
        { tuple: ['arguments', { tuple: [argument('self', '__torch__.M'), argument('x', 'Tensor'), argument('n', 'Optional[int]')] }] },
        { tuple: ['returns', { tuple: [argument('', 'Tuple[Tensor, int]')] }] },
      ],
    }
    const file = zipped({
      'm/bytecode.pkl': pickled({ tuple: [4, { tuple: ['__torch__.M.forward', { tuple: [] }, schema] }] }),
      'm/data.pkl': pickled({ object: '__torch__.M', state: {} }),
    })
    expect(linesIn(file)).toEqual(['forward(x ?[…], n int64[]) -> (output_0 ?[…], output_1 int64[])'])
  })
})

describe('lists of tensors', () => {
  const code = (body: string) => `def forward(self: __torch__.M,\n    images: List[Tensor]) -> List[Tensor]:\n${body}`

  it('are taken to have items: what a loop checks of each is demanded, by convention', () => {
    const checks =
      '  made = annotate(List[Tensor], [])\n  for i in range(torch.len(images)):\n    image = images[i]\n    if torch.ne(torch.dim(image), 3):\n      ops.prim.RaiseException("no")\n    else:\n      pass\n    _0 = torch.append(made, torch.conv1d(image, self.w))\n  return made'
    const file = archiveOf({ code: code(checks), attributes: { w: { tensor: [2, 4, 3] } } })
    const [images] = inferFrom(torchscript, { m: file }).signatures[0]?.inputs ?? []
    expect(images && 'sequence' in images ? images.sequence : undefined).toMatchObject({
      type: 'float32',
      shape: [-1, 4, -1],
      assumed: ['type', 'shape'],
    })
  })
})
