import {
  concat,
  expand,
  gather,
  gatherNd,
  insertAxis,
  pad,
  pieces,
  ravel,
  reshape,
  split,
  squeeze,
  tile,
  transpose,
  unify,
  unsqueeze,
} from '../../shapes/arrange.ts'
import { einsum, matmul, matrixProduct, swapLast } from '../../shapes/matmul.ts'
import { argReduce, reduce, topK } from '../../shapes/reduce.ts'
import { broadcast, elements, join, open, type Shape, shapeAt } from '../../shapes/shape.ts'
import { type Size, subtract } from '../../shapes/size.ts'
import { ARITHMETIC, MAX_VALUES, range, rangeLength, type Values, zip } from '../../shapes/values.ts'
import {
  boolAttribute,
  constantInts,
  constantShape,
  intAttribute,
  intsAttribute,
  shapeAttribute,
  typeAttribute,
  typesAttribute,
  wordAttribute,
} from './graph.ts'
import { stridedSlice } from './strided-slice.ts'
import { type Call, type OpRule, placeholderTensor, type Tensor, UNKNOWN } from './tensor.ts'
import { WINDOW_OPS } from './window-ops.ts'

/**
 * Ops of TensorFlow graphs: types as their OpDef says, shapes through the rules of `shapes/`.
 * Source: tensorflow/core/ops/{array,math,nn,control_flow,random,state,image}_ops.cc. Attributes left out have the OpDef's default.
 */

const FLOAT = 1
const INT32 = 3
const INT64 = 9
const BOOL = 10

/** Outputs of one op: wide splits stay in the hundreds. */
const MAX_OUTPUTS = 1_024

const input = (call: Call, i: number): Tensor => call.inputs[i] ?? UNKNOWN
const typed = (call: Call, name = 'T', absent = 0): number => typeAttribute(call.node, name) || absent
const known = (values: Values | undefined): number[] | null => {
  const numbers = values?.filter((value) => typeof value === 'number')
  return values === undefined || numbers?.length !== values.length ? null : (numbers ?? null)
}
const one = (values: Values | undefined): number | null => known(values)?.[0] ?? null
const rankOfVector = (shape: Shape): Shape => (shape?.length === 1 && typeof shape[0] === 'number' && shape[0] <= 254 ? open(shape[0]) : null)
/** A shape given as a tensor: by its elements, or at least its rank. */
const shapeFrom = (tensor: Tensor): Shape => tensor.values ?? rankOfVector(tensor.shape)
const tensor = (type: number, shape: Shape, values?: Values | null): Tensor =>
  values === undefined || values === null || values.length > MAX_VALUES ? { type, shape } : { type, shape, values }

/** Same shape as an input, type by an attribute. */
const like =
  (attribute = 'T', from = 0): OpRule =>
  (call) => [tensor(typed(call, attribute), input(call, from).shape)]
/** The very input: values as well. */
const pass: OpRule = (call) => [tensor(typed(call), input(call, 0).shape, input(call, 0).values)]
const fixedType =
  (type: number): OpRule =>
  (call) => [tensor(type, input(call, 0).shape)]

const broadcasting =
  (combine?: (a: Size, b: Size) => Size): OpRule =>
  (call) => {
    const [a, b] = [input(call, 0), input(call, 1)]
    // flat elements pair up only in vectors and scalars: [4, 1] + [4] is [4, 4]
    const vectors = (a.shape?.length ?? 2) <= 1 && (b.shape?.length ?? 2) <= 1
    const values = combine !== undefined && vectors && a.values !== undefined && b.values !== undefined ? zip(a.values, b.values, combine) : null
    return [tensor(typed(call), broadcast(a.shape, b.shape), values)]
  }
const comparing =
  (combine?: (a: Size, b: Size) => Size): OpRule =>
  (call) => [{ ...(broadcasting(combine)(call)[0] ?? UNKNOWN), type: BOOL }]

const reducing =
  (combine?: (a: Size, b: Size) => Size): OpRule =>
  (call) => {
    const [data, axes] = [input(call, 0), input(call, 1)]
    const shape = reduce(data.shape, axes.values ?? null, boolAttribute(call.node, 'keep_dims') ? 'keep' : 'drop')
    const whole = combine !== undefined && data.values !== undefined && data.values.length > 0 && shape !== null && shape.length === 0
    return [tensor(typed(call), shape, whole ? [data.values.reduce((a, b) => combine(a, b))] : null)]
  }
const reducingBooleans: OpRule = (call) => [{ ...(reducing()(call)[0] ?? UNKNOWN), type: BOOL }]

const argument: OpRule = (call) => {
  const axis = one(input(call, 1).values)
  const shape = input(call, 0).shape
  return [
    tensor(typed(call, 'output_type', INT64), axis === null ? (shape === null ? null : open(shape.length - 1)) : argReduce(shape, axis, 'drop')),
  ]
}

const random =
  (attribute: string): OpRule =>
  (call) => [tensor(typed(call, attribute), shapeFrom(input(call, 0)))]

const many = (count: number | undefined, make: (i: number) => Tensor): Tensor[] =>
  Array.from({ length: Math.min(MAX_OUTPUTS, Math.max(1, count ?? 1)) }, (_, i) => make(i))

const splitting = (call: Call, data: Tensor, axis: number | null, sizes: readonly Size[] | null): Tensor[] => {
  const count = intAttribute(call.node, 'num_split') ?? 1
  const rank = data.shape
  const size = axis === null || rank === null ? null : (rank.at(axis) ?? null)
  const parts = axis === null ? null : split(rank, axis, sizes ?? (count <= MAX_OUTPUTS ? pieces(size, count) : []))
  return many(count, (i) => tensor(typed(call), parts?.[i] ?? (rank === null ? null : open(rank.length))))
}

const matrices =
  (left: string, right: string, type: string): OpRule =>
  (call) => {
    const a = boolAttribute(call.node, left) ? swapLast(input(call, 0).shape) : input(call, 0).shape
    const b = boolAttribute(call.node, right) ? swapLast(input(call, 1).shape) : input(call, 1).shape
    return [tensor(typed(call, type), left.startsWith('transpose') ? matrixProduct(a, b) : matmul(a, b))]
  }

const gathering =
  (axis: number | null): OpRule =>
  (call) => {
    const at = axis ?? one(input(call, 2).values)
    const [data, indices] = [input(call, 0), input(call, 1)]
    const batch = intAttribute(call.node, 'batch_dims') ?? 0
    const picked = at === 0 && indices.shape !== null && indices.shape.length <= 1 ? known(indices.values) : null
    const values = picked !== null && data.values !== undefined && data.shape?.length === 1 ? picked.map((i) => data.values?.[i] ?? null) : null
    return [tensor(typed(call, 'Tparams'), at === null || batch !== 0 ? null : gather(data.shape, indices.shape, at), values)]
  }

/** Values and a position that says which branch came first. In a loop (an input that waits for this very op) nothing is certain. */
const merging: OpRule = (call) => {
  const [a, b] = [input(call, 0), input(call, 1)]
  const acyclic = call.inputs.length === 2 && a !== UNKNOWN && b !== UNKNOWN
  return [tensor(typed(call), acyclic ? join(a.shape, b.shape) : null), tensor(INT32, [])]
}

const listed =
  (attribute: string): OpRule =>
  (call) => {
    const types = typesAttribute(call.node, attribute)
    return types.length === 0 ? [UNKNOWN] : many(types.length, (i) => tensor(types[i] ?? 0, null))
  }

const constant: OpRule = ({ node }) => {
  const shape = shapeAt(constantShape(node), node.name)
  return [tensor(typeAttribute(node, 'dtype'), shape, constantInts(node))]
}

const stored: OpRule = ({ node }) => [tensor(typeAttribute(node, 'dtype'), shapeAt(shapeAttribute(node, 'shape'), node.name))]

type Rows = readonly (readonly [string, OpRule])[]
const rows = (names: string, rule: OpRule): Rows => names.split(' ').map((name) => [name, rule] as const)

export const OPS: ReadonlyMap<string, OpRule> = new Map<string, OpRule>([
  ...WINDOW_OPS,
  // element by element
  ...rows('Identity StopGradient PreventGradient CheckNumerics Snapshot RefIdentity DeepCopy', pass),
  ...rows('Relu Relu6 LeakyRelu Elu Selu Sigmoid Tanh Softmax LogSoftmax Softplus Softsign Abs Neg Exp Expm1 Log Log1p Sqrt Rsqrt Square', like()),
  ...rows(
    'Reciprocal Inv Floor Ceil Round Rint Sign Sin Cos Tan Asin Acos Atan Sinh Cosh Asinh Acosh Atanh Erf Erfc Erfinv Lgamma Digamma Ndtri',
    like(),
  ),
  ...rows('BiasAdd BiasAddV1 Cumsum Cumprod ReverseV2 Reverse ReverseSequence ZerosLike OnesLike LRN L2Normalize InvertPermutation Invert', like()),
  ...rows('MatrixBandPart ScatterNdUpdate TensorScatterUpdate TensorScatterAdd ClipByValue Roll Enter RefEnter', like()),
  ...rows('IsNan IsInf IsFinite LogicalNot', fixedType(BOOL)),
  ...rows('FakeQuantWithMinMaxArgs FakeQuantWithMinMaxVars FakeQuantWithMinMaxVarsPerChannel', fixedType(FLOAT)),
  ['Cast', (call) => [tensor(typed(call, 'DstT'), input(call, 0).shape, input(call, 0).values)]],
  ...rows('Add AddV2', broadcasting(ARITHMETIC.add)),
  ['Sub', broadcasting(ARITHMETIC.subtract)],
  ['Mul', broadcasting(ARITHMETIC.multiply)],
  ...rows('FloorDiv TruncateDiv', broadcasting(ARITHMETIC.divide)),
  ['Maximum', broadcasting(ARITHMETIC.maximum)],
  ['Minimum', broadcasting(ARITHMETIC.minimum)],
  ...rows('FloorMod Mod', broadcasting(ARITHMETIC.modulo)),
  ...rows(
    'Div RealDiv TruncateMod Pow SquaredDifference DivNoNan MulNoNan Xdivy Xlogy Xlog1py Atan2 BitwiseAnd BitwiseOr BitwiseXor LeftShift RightShift',
    broadcasting(),
  ),
  ...rows('LogicalAnd LogicalOr NotEqual LessEqual GreaterEqual ApproximateEqual', comparing()),
  ['Equal', comparing(ARITHMETIC.equal)],
  ['Less', comparing(ARITHMETIC.less)],
  ['Greater', comparing((a, b) => ARITHMETIC.less(b, a))],
  [
    'AddN',
    (call) => [
      tensor(
        typed(call),
        call.inputs.reduce<Shape>((shape, next) => unify(shape, next.shape), null),
      ),
    ],
  ],
  ['Select', like('T', 1)],
  ['SelectV2', (call) => [tensor(typed(call), broadcast(input(call, 0).shape, input(call, 1).shape, input(call, 2).shape))]],

  // sources
  ['Const', constant],
  ...rows('Placeholder PlaceholderV2 PlaceholderWithDefault', ({ node, producer }) => [
    placeholderTensor(node, typeAttribute(node, 'dtype'), producer),
  ]),
  ...rows('Variable VariableV2', stored),
  ['VarHandleOp', stored],
  ['ReadVariableOp', like('dtype')],
  ...rows('RandomUniform RandomStandardNormal TruncatedNormal', random('dtype')),
  ['RandomUniformInt', random('Tout')],
  ['Fill', (call) => [tensor(typed(call), shapeFrom(input(call, 0)))]],
  [
    'Range',
    (call) => {
      const [start, limit, step] = [0, 1, 2].map((i) => input(call, i).values?.[0] ?? null)
      return [
        tensor(
          typed(call, 'Tidx', INT32),
          [rangeLength(start ?? null, limit ?? null, step ?? null)],
          range(start ?? null, limit ?? null, step ?? null),
        ),
      ]
    },
  ],

  // shapes as values
  ['Shape', (call) => [tensor(typed(call, 'out_type', INT32), [input(call, 0).shape?.length ?? null], input(call, 0).shape)]],
  [
    'ShapeN',
    (call) => many(call.inputs.length, (i) => tensor(typed(call, 'out_type', INT32), [input(call, i).shape?.length ?? null], input(call, i).shape)),
  ],
  ['Rank', (call) => [tensor(INT32, [], input(call, 0).shape === null ? null : [input(call, 0).shape?.length ?? null])]],
  ['Size', (call) => [tensor(typed(call, 'out_type', INT32), [], [elements(input(call, 0).shape)])]],

  // arranging
  ['Reshape', (call) => [tensor(typed(call), reshape(input(call, 0).shape, shapeFrom(input(call, 1)), 'empty'), input(call, 0).values)]],
  [
    'ExpandDims',
    (call) => {
      const axis = one(input(call, 1).values)
      const shape = input(call, 0).shape
      const result = axis === null ? (shape === null ? null : open(shape.length + 1)) : unsqueeze(shape, [axis])
      return [tensor(typed(call), result, input(call, 0).values)]
    },
  ],
  [
    'Squeeze',
    (call) => {
      const axes = intsAttribute(call.node, 'squeeze_dims')
      return [tensor(typed(call), squeeze(input(call, 0).shape, axes.length === 0 ? 'ones' : axes), input(call, 0).values)]
    },
  ],
  [
    'Transpose',
    (call) => {
      const order = known(input(call, 1).values)
      const shape = input(call, 0).shape
      return [tensor(typed(call), order === null ? (shape === null ? null : open(shape.length)) : transpose(shape, order))]
    },
  ],
  [
    'Pack',
    (call) => {
      const shape = call.inputs.reduce<Shape>((all, next) => unify(all, next.shape), null)
      const elementsOf = call.inputs.map((next) => (next.values?.length === 1 && next.shape?.length === 0 ? (next.values[0] ?? null) : null))
      const stacked = insertAxis(shape, intAttribute(call.node, 'axis') ?? 0, call.inputs.length)
      return [tensor(typed(call), stacked, shape !== null && shape.length === 0 ? elementsOf : null)]
    },
  ],
  [
    'Unpack',
    (call) => {
      const axis = intAttribute(call.node, 'axis') ?? 0
      const { shape, values } = input(call, 0)
      const rest = shape === null ? null : reduce(shape, [axis], 'drop')
      return many(intAttribute(call.node, 'num'), (i) =>
        tensor(typed(call), rest, shape?.length === 1 && values !== undefined ? [values[i] ?? null] : null),
      )
    },
  ],
  ['ConcatV2', (call) => concatenated(call, call.inputs.slice(0, -1), call.inputs.at(-1) ?? UNKNOWN)],
  ['Concat', (call) => concatenated(call, call.inputs.slice(1), input(call, 0))],
  ['Split', (call) => splitting(call, input(call, 1), one(input(call, 0).values), null)],
  ['SplitV', (call) => splitting(call, input(call, 0), one(input(call, 2).values), sizesOrOpen(call))],
  ['StridedSlice', (call) => [{ ...stridedSlice(call.node, call.inputs), type: typed(call) }]],
  [
    'Slice',
    (call) => {
      const sizes = known(input(call, 2).values)
      const begins = known(input(call, 1).values)
      const shape = input(call, 0).shape
      const result = sizes?.map((size, i): Size => (size >= 0 ? size : subtract(shape?.[i] ?? null, begins?.[i] ?? null)))
      return [tensor(typed(call), result ?? (shape === null ? null : open(shape.length)))]
    },
  ],
  ['GatherV2', gathering(null)],
  ['Gather', gathering(0)],
  ['GatherNd', (call) => [tensor(typed(call, 'Tparams'), gatherNd(input(call, 0).shape, input(call, 1).shape, 0))]],
  ['Tile', (call) => [tensor(typed(call), tile(input(call, 0).shape, input(call, 1).values ?? []) ?? sameRank(input(call, 0).shape))]],
  ...rows('Pad PadV2 MirrorPad', (call) => [tensor(typed(call), padded(call))]),
  ['BroadcastTo', (call) => [tensor(typed(call), expand(input(call, 0).shape, shapeFrom(input(call, 1))))]],
  [
    'OneHot',
    (call) => {
      const axis = intAttribute(call.node, 'axis') ?? -1
      return [tensor(typed(call), insertAxis(input(call, 0).shape, axis, input(call, 1).values?.[0] ?? null))]
    },
  ],
  ['Where', (call) => [tensor(INT64, [null, input(call, 0).shape?.length ?? null])]],

  // products and reductions
  ['MatMul', matrices('transpose_a', 'transpose_b', 'T')],
  ...rows('BatchMatMul BatchMatMulV2', matrices('adj_x', 'adj_y', 'T')),
  ['BatchMatMulV3', matrices('adj_x', 'adj_y', 'Tout')],
  [
    'Einsum',
    (call) => [
      tensor(
        typed(call),
        einsum(
          wordAttribute(call.node, 'equation') ?? '',
          call.inputs.map(({ shape }) => shape),
        ),
      ),
    ],
  ],
  ...rows('Mean EuclideanNorm', reducing()),
  ['Sum', reducing(ARITHMETIC.add)],
  ['Prod', reducing(ARITHMETIC.multiply)],
  ['Max', reducing(ARITHMETIC.maximum)],
  ['Min', reducing(ARITHMETIC.minimum)],
  ...rows('All Any', reducingBooleans),
  ...rows('ArgMax ArgMin', argument),
  [
    'TopKV2',
    (call) => {
      const shape = topK(input(call, 0).shape, -1, input(call, 1).values?.[0] ?? null)
      return [tensor(typed(call), shape), tensor(typed(call, 'index_type', INT32), shape)]
    },
  ],
  ['Bincount', (call) => [tensor(typed(call), [input(call, 1).values?.[0] ?? null])]],
  [
    'DenseBincount',
    (call) => {
      const [bins, rank] = [input(call, 1).values?.[0] ?? null, input(call, 0).shape?.length]
      return [tensor(typed(call), rank === 1 ? [bins] : rank === 2 ? [input(call, 0).shape?.[0] ?? null, bins] : null)]
    },
  ],
  ['L2Loss', (call) => [tensor(typed(call), [])]],
  ...rows('Unique', (call) => [tensor(typed(call), [null]), tensor(typed(call, 'out_idx', INT32), ravel(input(call, 0).shape))]),

  // control flow and functions
  ...rows('Switch RefSwitch', (call) => many(2, () => tensor(typed(call), input(call, 0).shape))),
  ...rows('Merge RefMerge', merging),
  ...rows('Exit NextIteration', like()),
  ['LoopCond', () => [tensor(BOOL, [])]],
  ...rows('StatefulPartitionedCall PartitionedCall If StatelessIf', listed('Tout')),
  ...rows('While StatelessWhile', listed('T')),
  ['IdentityN', (call) => many(typesAttribute(call.node, 'T').length, (i) => tensor(typesAttribute(call.node, 'T')[i] ?? 0, input(call, i).shape))],
  ...rows('TensorArrayReadV3 TensorArrayGatherV3', (call) => [tensor(typed(call, 'dtype'), null)]),
])

const sameRank = (shape: Shape): Shape => (shape === null ? null : open(shape.length))

function concatenated(call: Call, parts: readonly Tensor[], axis: Tensor): Tensor[] {
  const at = one(axis.values)
  const shape =
    at === null
      ? sameRank(parts.find((part) => part.shape !== null)?.shape ?? null)
      : concat(
          parts.map((part) => part.shape),
          at,
        )
  const values = parts.every((part) => part.values !== undefined && part.shape?.length === 1) ? parts.flatMap((part) => part.values ?? []) : null
  return [tensor(typed(call), shape, values)]
}

/** Sizes of SplitV; -1 stands for the rest and stays open. */
function sizesOrOpen(call: Call): readonly Size[] | null {
  const sizes = known(input(call, 1).values)
  return (
    sizes?.map((size) => (size < 0 ? null : size)) ??
    Array.from({ length: Math.min(MAX_OUTPUTS, intAttribute(call.node, 'num_split') ?? 1) }, () => null)
  )
}

/** Paddings are a [rank, 2] matrix, read as its elements row by row. */
function padded(call: Call): Shape {
  const shape = input(call, 0).shape
  const amounts = input(call, 1).values
  if (shape === null || amounts === undefined || amounts.length !== 2 * shape.length) return sameRank(shape)
  return pad(
    shape,
    shape.map((_, i) => amounts[2 * i] ?? null),
    shape.map((_, i) => amounts[2 * i + 1] ?? null),
  )
}
