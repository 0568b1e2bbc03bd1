import { CONVOLUTION_3D, flagOf, flattened, LAYERS, type Rule, settingOf, tensorAt } from './layers.ts'
import { leavesOf, type Module } from './modules.ts'
import { type Axis, misfit, RunStop, require, reshaped, type Tensor, tensor, type Value } from './values.ts'

/** Applies a sub-module. */
export type Apply = (module: Module, args: readonly Value[]) => Value

/** What a module of a known library does with its sub-modules. */
export type Forward = (module: Module, args: readonly Value[], apply: Apply) => Value

/** The rule of this class; undefined where it is not known. Layers of `torch.nn` by their last name, everything else by its full one. */
export function forwardOf(type: string): Forward | undefined {
  const layer = /^torch\.nn\.modules\.\w+\.(\w+)$/.exec(type)?.[1]
  if (layer !== undefined && Object.hasOwn(LAYERS, layer)) {
    const rule = LAYERS[layer]
    if (rule !== undefined) return leaf(rule)
  }
  return ROWS.find(([pattern]) => pattern.test(type))?.[1]
}

const leaf =
  (rule: Rule): Forward =>
  (module, args) =>
    rule(module, args)

/** Every child after the other. Source: torch/nn/modules/container.py. */
export const inOrder: Forward = (module, args, apply) => {
  let value = args[0] ?? NOTHING
  for (const child of module.children.values()) value = apply(child, [value])
  return value
}

const NOTHING: Value = { kind: 'none' }

/** Children by name, in this order; `name?` may be missing, `@…` is a function. What is added around (shortcuts, gates) has the same sizes. */
function chain(...steps: readonly string[]): Forward {
  return (module, args, apply) => {
    let value = args[0] ?? NOTHING
    for (const step of steps) value = follow(step, module, value, apply)
    return value
  }
}

function follow(step: string, module: Module, value: Value, apply: Apply): Value {
  if (step === '@flatten') return flattened(tensorAt([value], 0, 'flatten'), 1, -1)
  if (step === '@average') return averaged(tensorAt([value], 0, 'mean'))
  const child = module.children.get(step.replace('?', ''))
  if (child !== undefined) return apply(child, [value])
  if (step.endsWith('?')) return value
  throw new RunStop('unknown', `${module.type} has no ${step}`)
}

/** The mean over height and width, kept as axes of 1. */
function averaged(value: Tensor): Tensor {
  if (value.shape === null) return value
  return reshaped(value, [...value.shape.slice(0, 2), ...value.shape.slice(2).map(() => 1)])
}

/** Several branches over the same tensor, their channels side by side. */
function branches(...names: readonly string[]): Forward {
  return (module, args, apply) => {
    const parts = names.map((name) => tensorAt([follow(name, module, args[0] ?? NOTHING, apply)], 0, name))
    return joined(parts, 1)
  }
}

/** Concatenation along one axis: the other sizes must be equal. */
export function joined(parts: readonly Tensor[], axis: number): Tensor {
  const [first] = parts
  if (first === undefined) throw new RunStop('unknown', 'nothing is joined')
  if (parts.some(({ shape }) => shape === null)) return tensor(first.type, null)
  const rank = first.shape?.length ?? 0
  const at = axis < 0 ? axis + rank : axis
  if (at < 0 || at >= rank || parts.some(({ shape }) => shape?.length !== rank)) throw misfit('tensors of different ranks are joined')
  const shape = (first.shape ?? []).map((size, i) => {
    const sizes = parts.map((part) => part.shape?.[i] ?? null)
    if (i === at) return sizes.reduce<number | null>((total, one) => (total === null || one === null ? null : total + one), 0)
    const known = sizes.filter((one) => one !== null)
    if (new Set(known).size > 1) throw misfit('tensors of different sizes are joined')
    return known[0] ?? size
  })
  return { ...tensor(first.type, shape) }
}

/** Each layer sees all channels before it and adds its own. Source: torchvision/models/densenet.py. */
const denseBlock: Forward = (module, args, apply) => {
  let all = tensorAt(args, 0, 'DenseBlock')
  for (const layer of module.children.values()) all = joined([all, tensorAt([apply(layer, [all])], 0, 'DenseLayer')], 1)
  return all
}

/** Needs `[batch, sequence, d_model]` (or sequence first) and gives the same. Source: torch/nn/modules/transformer.py. */
const transformerLayer: Forward = (module, args) => {
  const attention = module.children.get('self_attn')
  const width = attention === undefined ? undefined : settingOf(attention, 'embed_dim')
  if (attention === undefined || width === undefined) throw new RunStop('unknown', 'a transformer layer without attention')
  const type = module.children.get('linear1')?.weights.get('weight')?.type ?? null
  const batchFirst = attention.attributes.pairs.some(([key, value]) => key === 'batch_first' && value === true)
  const axes: readonly Axis[] = batchFirst ? ['batch', 'free', width] : ['free', 'batch', width]
  const input = require(tensorAt(args, 0, module.type), { type, axes }, module.type)
  if (input.shape !== null && input.shape.at(-1) !== null && input.shape.at(-1) !== width) throw misfit(`${module.type} needs ${width}`)
  return input
}

/** (target, memory) or (source, target): what comes out is as long as the target. */
const transformerPair =
  (target: 0 | 1): Forward =>
  (module, args) => {
    const layer = leavesOf(module).find(({ type }) => /NonDynamicallyQuantizableLinear$/.test(type))
    const width = layer === undefined ? undefined : settingOf(layer, 'in_features')
    if (width === undefined || args.length < 2) throw new RunStop('unknown', `${module.type} without sizes`)
    const axes: readonly Axis[] = holdsFlag(module, 'batch_first') ? ['batch', 'free', width] : ['free', 'batch', width]
    const type = layer?.weights.get('weight')?.type ?? null
    const both = [0, 1].map((at) => require(tensorAt(args, at, module.type), { type, axes }, module.type))
    return both[target] ?? NOTHING
  }

/** Of the module itself, or of the attention in it. */
function holdsFlag(module: Module, name: string): boolean {
  return flagOf(module, name) || [...module.children.values()].some((child) => holdsFlag(child, name))
}

/** Inputs of library classes that take more than one. */
const SEVERAL: readonly (readonly [RegExp, number])[] = [
  [/^torch\.nn\.modules\.activation\.MultiheadAttention$/, 3],
  [/^torch\.nn\.modules\.transformer\.(?:Transformer|TransformerDecoder|TransformerDecoderLayer)$/, 2],
  [/^torch\.nn\.modules\.linear\.Bilinear$/, 2],
]

/** How many tensors a class of a library must be given. */
export const inputCount = (type: string): number => SEVERAL.find(([pattern]) => pattern.test(type))?.[1] ?? 1

const transformerStack: Forward = (module, args, apply) => {
  const layers = module.children.get('layers')
  let value = args[0] ?? NOTHING
  for (const layer of layers?.children.values() ?? []) value = apply(layer, [value])
  const norm = module.children.get('norm')
  return norm === undefined ? value : apply(norm, [value])
}

/** Patches of a fixed number, a class token, an encoder of the same width, the head over the token. Source: torchvision/models/vision_transformer.py. */
const visionTransformer: Forward = (module, args, apply) => {
  const size = settingOf(module, 'image_size')
  const projection = module.children.get('conv_proj')
  const heads = module.children.get('heads')
  if (size === undefined || projection === undefined || heads === undefined) throw new RunStop('unknown', 'a vision transformer without sizes')
  const type = projection.weights.get('weight')?.type ?? null
  const input = require(tensorAt(args, 0, module.type), { type, axes: ['batch', 3, size, size] }, module.type)
  const patches = tensorAt([apply(projection, [input])], 0, 'conv_proj')
  return apply(heads, [tensor(type, patches.shape === null ? null : patches.shape.slice(0, 2))])
}

/** Half of the channels goes through a branch, or all through two (`stride` > 1); the halves are joined. Source: torchvision/models/shufflenetv2.py. */
const shuffleUnit: Forward = (module, args, apply) => {
  const input = tensorAt(args, 0, 'ShuffleNet')
  const second = module.children.get('branch2')
  if (second === undefined || input.shape === null) throw new RunStop('unknown', 'a unit of ShuffleNet without sizes')
  if ((settingOf(module, 'stride') ?? 1) > 1) return branches('branch1', 'branch2')(module, [input], apply)
  const channels = input.shape[1] ?? null
  const half = channels === null ? null : channels / 2
  const part = reshaped(input, [input.shape[0] ?? null, half, ...input.shape.slice(2)])
  return joined([part, tensorAt([apply(second, [part])], 0, 'branch2')], 1)
}

/** Scores at each pixel, as large as the image; in a dictionary. Source: torchvision/models/segmentation/_utils.py. */
const segmentation: Forward = (module, args, apply) => {
  const input = tensorAt(args, 0, 'segmentation')
  const backbone = module.children.get('backbone')
  const entries = new Map<string, Value>()
  for (const [name, key] of [
    ['classifier', 'out'],
    ['aux_classifier', 'aux'],
  ] as const) {
    const head = module.children.get(name)
    const last = head === undefined ? undefined : leavesOf(head).findLast(({ type }) => type.endsWith('.Conv2d'))
    const classes = last === undefined ? undefined : settingOf(last, 'out_channels')
    if (head === undefined || classes === undefined) continue
    // the first convolution of the backbone tells what goes in
    const first = backbone === undefined ? undefined : leavesOf(backbone)[0]
    if (first !== undefined && input.shape === null) apply(first, [input])
    const sides = input.shape?.slice(2) ?? [null, null]
    entries.set(key, tensor(last?.weights.get('weight')?.type ?? null, [input.shape?.[0] ?? null, classes, ...sides]))
  }
  if (entries.size === 0) throw new RunStop('unknown', 'a segmentation network without a classifier')
  return { kind: 'mapping', entries }
}

/** Channels last inside, channels first outside: the shortcut keeps the sizes. */
const unchanged: Forward = (_module, args) => tensorAt(args, 0, 'block')

/** torchvision's model is its features, a mean, and a head. */
const VISION = /^torchvision\.models\./
const of = (names: string): RegExp => new RegExp(`${VISION.source}(?:quantization\\.)?${names}$`)

/** Library classes → what they do. Sources: pytorch/vision torchvision/models/*.py, fastai/fastai fastai/layers.py (v2), fastai/layers.py (v1). */
const ROWS: readonly (readonly [RegExp, Forward])[] = [
  [/^torch\.nn\.modules\.container\.Sequential$/, inOrder],
  [/^torch\.nn\.modules\.transformer\.TransformerEncoderLayer$/, transformerLayer],
  [/^torch\.nn\.modules\.transformer\.TransformerEncoder$/, transformerStack],
  [/^torch\.nn\.modules\.transformer\.TransformerDecoder(?:Layer)?$/, transformerPair(0)],
  [/^torch\.nn\.modules\.transformer\.Transformer$/, transformerPair(1)],
  [/^torchvision\.ops\.misc\.(?:ConvNormActivation|Conv[23]dNormActivation|MLP)$/, inOrder],
  [/^torchvision\.ops\.misc\.(?:SqueezeExcitation|FrozenBatchNorm2d)$/, unchanged],
  [/^torchvision\.ops\.stochastic_depth\.StochasticDepth$/, unchanged],
  [of('mobilenet(?:v2|v3)?\\.(?:ConvBNReLU|ConvBNActivation)'), inOrder],
  [of('mobilenetv3\\.SqueezeExcitation'), unchanged],
  [of('resnet\\.ResNet'), chain('conv1', 'bn1', 'relu', 'maxpool', 'layer1', 'layer2', 'layer3', 'layer4', 'avgpool', '@flatten', 'fc')],
  [of('resnet\\.BasicBlock'), chain('conv1', 'bn1', 'conv2', 'bn2')],
  [of('resnet\\.Bottleneck'), chain('conv1', 'bn1', 'conv2', 'bn2', 'conv3', 'bn3')],
  [of('(?:vgg\\.VGG|alexnet\\.AlexNet)'), chain('features', 'avgpool?', '@flatten', 'classifier')],
  [of('densenet\\.DenseNet'), chain('features', '@average', '@flatten', 'classifier')],
  [of('densenet\\._DenseBlock'), denseBlock],
  [of('densenet\\._DenseLayer'), chain('norm1', 'relu1', 'conv1', 'norm2', 'relu2', 'conv2')],
  [of('densenet\\._Transition'), inOrder],
  [of('mobilenet(?:v2)?\\.MobileNetV2'), chain('features', '@average', '@flatten', 'classifier')],
  [of('mobilenet(?:v2)?\\.InvertedResidual'), chain('conv')],
  [of('mobilenetv3\\.MobileNetV3'), chain('features', 'avgpool', '@flatten', 'classifier')],
  [of('mobilenetv3\\.InvertedResidual'), chain('block')],
  [of('mnasnet\\.MNASNet'), chain('layers', '@average', '@flatten', 'classifier')],
  [of('mnasnet\\._InvertedResidual'), chain('layers')],
  [of('efficientnet\\.EfficientNet'), chain('features', 'avgpool', '@flatten', 'classifier')],
  [of('efficientnet\\.(?:MBConv|FusedMBConv)'), chain('block')],
  [of('squeezenet\\.SqueezeNet'), chain('features', 'classifier', '@flatten')],
  [
    of('squeezenet\\.Fire'),
    (module, args, apply) => branches('expand1x1', 'expand3x3')(module, [follow('squeeze', module, args[0] ?? NOTHING, apply)], apply),
  ],
  [of('regnet\\.RegNet'), chain('stem', 'trunk_output', 'avgpool', '@flatten', 'fc')],
  [of('regnet\\.(?:SimpleStemIN|AnyStage|BottleneckTransform)'), inOrder],
  [of('regnet\\.ResBottleneckBlock'), chain('f')],
  [of('convnext\\.ConvNeXt'), chain('features', 'avgpool', 'classifier')],
  [of('convnext\\.CNBlock'), unchanged],
  [of('convnext\\.LayerNorm2d'), unchanged],
  [of('vision_transformer\\.VisionTransformer'), visionTransformer],
  [of('video\\.resnet\\.VideoResNet'), chain('stem', 'layer1', 'layer2', 'layer3', 'layer4', 'avgpool', '@flatten', 'fc')],
  [of('video\\.resnet\\.(?:BasicStem|R2Plus1dStem|Conv2Plus1D)'), inOrder],
  // subclasses of the layer itself
  [of('video\\.resnet\\.Conv3D(?:Simple|NoTemporal)'), leaf(CONVOLUTION_3D)],
  [of('video\\.resnet\\.BasicBlock'), chain('conv1', 'conv2')],
  [of('video\\.resnet\\.Bottleneck'), chain('conv1', 'conv2', 'conv3')],
  [of('shufflenetv2\\.ShuffleNetV2'), chain('conv1', 'maxpool', 'stage2', 'stage3', 'stage4', 'conv5', '@average', '@flatten', 'fc')],
  [of('shufflenetv2\\.InvertedResidual'), shuffleUnit],
  [
    of('googlenet\\.GoogLeNet'),
    chain(
      ...['conv1', 'maxpool1', 'conv2', 'conv3', 'maxpool2', 'inception3a', 'inception3b', 'maxpool3'],
      ...['inception4a', 'inception4b', 'inception4c', 'inception4d', 'inception4e', 'maxpool4', 'inception5a', 'inception5b'],
      ...['avgpool', '@flatten', 'dropout', 'fc'],
    ),
  ],
  [of('googlenet\\.Inception'), branches('branch1', 'branch2', 'branch3', 'branch4')],
  [of('(?:googlenet|inception)\\.BasicConv2d'), chain('conv', 'bn')],
  [of('segmentation\\.(?:deeplabv3\\.DeepLabV3|fcn\\.FCN|lraspp\\.LRASPP)'), segmentation],
  [/^fastai\.layers\.(?:LinBnDrop|ConvLayer|SequentialEx|_?[Ll]in)$/, inOrder],
  [/^fastai\.(?:layers|torch_core)\.(?:Flatten|FlattenedLoss|View)$/, (_module, args) => flattened(tensorAt(args, 0, 'Flatten'), 1, -1)],
  [/^fastai\.layers\.AdaptiveConcatPool[12]d$/, branches('mp', 'ap')],
  [/^fastai\.layers\.(?:SigmoidRange|Identity)$/, unchanged],
]
