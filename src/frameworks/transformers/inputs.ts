import type { DType, Source } from '../../contract/types.ts'
import { type Json, own } from '../../formats/json-document.ts'
import type { ModelFiles } from '../../model/types.ts'
import { type Config, readObject } from './config.ts'

/** One argument of forward(), before it becomes a field. */
export interface Argument {
  readonly name: string
  readonly type: DType
  readonly shape: readonly (number | null)[] | null
  readonly source: Source
  readonly where: string
}

/** What a kind of model is given. Sources: the forward() of modeling_*.py and what the tokenizer or processor of the model returns. */
type Kind = 'text' | 'encoder-decoder' | 'image' | 'video' | 'audio' | 'spectrogram' | 'dual' | 'image-text'

/** Model types, one or more to a line. */
const words = (text: string): readonly string[] => text.trim().split(/\s+/)

/** Text encoders and decoders: token ids and a mask. */
const TEXT = words(`
  albert bert bert-generation big-bird biogpt bloom camembert canine codegen cohere cohere2 convbert ctrl data2vec-text dbrx deberta
  deberta-v2 deepseek-v2 deepseek-v3 diffllama distilbert electra ernie ernie-m esm exaone4 falcon falcon-h1 flaubert fnet funnel gemma
  gemma2 gemma3-text glm glm4 gpt2 gpt-bigcode gpt-neo gpt-neox gpt-neox-japanese gpt-oss gptj granite granitemoe helium ibert jamba jetmoe
  layoutlm llama longformer luke mamba mamba2 mega megatron-bert minimax ministral mistral mixtral mobilebert modernbert mpnet mpt mra
  nemotron nezha nystromformer olmo olmo2 olmoe openai-gpt opt persimmon phi phi3 phimoe qdqbert qwen2 qwen2-moe qwen3 qwen3-moe reformer
  rembert roberta roberta-prelayernorm roc-bert roformer rwkv smollm3 splinter squeezebert stablelm starcoder2 xglm xlm xlm-roberta
  xlm-roberta-xl xlnet xmod yoso zamba zamba2
`)
const ENCODER_DECODER = words(`
  bart bigbird-pegasus blenderbot blenderbot-small encoder-decoder fsmt led longt5 m2m-100 marian mbart mt5 mvp nllb-moe pegasus pegasus-x
  plbart prophetnet switch-transformers t5 t5gemma umt5 xlm-prophetnet
`)
const IMAGE = words(`
  beit bit clip-vision-model conditional-detr convnext convnextv2 cvt data2vec-vision deformable-detr deit depth-anything deta detr dinov2
  dinov2-with-registers dpt efficientnet focalnet glpn hiera imagegpt levit mask2former maskformer mobilenet-v1 mobilenet-v2 mobilevit
  mobilevitv2 poolformer pvt pvt-v2 regnet resnet rt-detr segformer siglip-vision-model swiftformer swin swin2sr swinv2 table-transformer
  upernet van vit vit-hybrid vit-mae vit-msn vitdet yolos
`)
const VIDEO = words(`
  timesformer videomae vivit
`)
const AUDIO = words(`
  data2vec-audio hubert sew sew-d unispeech unispeech-sat wav2vec2 wav2vec2-conformer wavlm
`)
const SPECTROGRAM = words(`
  audio-spectrogram-transformer whisper
`)
const DUAL = words(`
  chinese-clip clip clipseg groupvit siglip
`)

const kinds = (kind: Kind, types: readonly string[]): readonly (readonly [string, Kind])[] => types.map((type) => [type, kind])
const KINDS: ReadonlyMap<string, Kind> = new Map([
  ...kinds('text', [...TEXT, 'clip-text-model', 'siglip-text-model']),
  ...kinds('encoder-decoder', ENCODER_DECODER),
  ...kinds('image', IMAGE),
  ...kinds('video', VIDEO),
  ...kinds('audio', AUDIO),
  ...kinds('spectrogram', SPECTROGRAM),
  ...kinds('dual', DUAL),
  ...kinds('image-text', ['vision-encoder-decoder', 'trocr']),
])

/** Text models whose tokenizers tell sentences apart, where the embedding has more than one type. */
const WITH_TOKEN_TYPES: ReadonlySet<string> = new Set(
  words(`
    albert bert big-bird canine convbert electra ernie fnet funnel layoutlm megatron-bert mobilebert mra nezha nystromformer qdqbert rembert
    roc-bert roformer splinter squeezebert xlnet yoso
  `),
)
/** They read `type_vocab_size` = 2 where nothing is written (configuration_*.py); a written 1 or 0 means that there are no types. */
const DEFAULT_TOKEN_TYPES = 2

/** Models of pictures that take their own size alone: position embeddings are not stretched. Source: `image_size` checks in their PatchEmbeddings. */
const OWN_SIZE: ReadonlySet<string> = new Set(
  words(`
    chinese-clip clip clip-vision-model deit siglip siglip-vision-model vision-encoder-decoder vit vit-mae vit-msn videomae
  `),
)
/** Convolutions and windows that are padded: any size. */
const ANY_SIZE: ReadonlySet<string> = new Set(
  words(`
    bit convnext convnextv2 dinov2 efficientnet focalnet mobilenet-v1 mobilenet-v2 poolformer regnet resnet segformer beit swin van detr yolos
    table-transformer conditional-detr deformable-detr rt-detr
  `),
)

/** What the model is given, and whether its type is one that is known here: else all of it rests on words of the configuration. */
export function kindOf(config: Config): { readonly kind: Kind; readonly known: boolean } {
  const known = KINDS.get(config.modelType)
  if (known !== undefined && !config.custom) return { kind: known, known: true }
  if (known !== undefined) return { kind: known, known: false }
  const both = config.inner('vision_config') !== undefined && config.inner('text_config') !== undefined
  const kind = both ? 'dual' : config.flag('is_encoder_decoder') === true ? 'encoder-decoder' : config.pair('image_size') ? 'image' : 'text'
  return { kind, known: false }
}

/** The arguments of forward() that a caller gives. */
export function argumentsOf(config: Config, files: ModelFiles, folder: string): readonly Argument[] {
  const { kind, known } = kindOf(config)
  const source: Source = known ? 'derived' : 'assumed'
  const where = `${folder}config.json: model_type`
  const argument = (name: string, type: DType, shape: Argument['shape']): Argument => ({ name, type, shape, source, where })
  const ids = (name: string): Argument => argument(name, 'int64', config.architecture.endsWith('ForMultipleChoice') ? [-1, -1, -1] : [-1, -1])
  const pixels = (...before: readonly number[]): Argument => argument('pixel_values', 'float32', pictureOf(config, before))
  switch (kind) {
    case 'text':
      return textArguments(config, files, folder, argument, ids)
    case 'encoder-decoder':
      return [ids('input_ids'), ids('attention_mask'), ...(generates(config) ? [ids('decoder_input_ids')] : [])]
    case 'image':
      return [pixels()]
    case 'video':
      return [pixels(config.size('num_frames') ?? -1)]
    case 'audio':
      return [argument('input_values', 'float32', [-1, -1])]
    case 'spectrogram':
      return spectrogram(config, argument, ids)
    case 'dual':
      return [ids('input_ids'), pixels(), ...(config.modelType === 'siglip' ? [] : [ids('attention_mask')])]
    case 'image-text':
      return [pixels(), ids('decoder_input_ids')]
  }
}

type Make = (name: string, type: DType, shape: Argument['shape']) => Argument

function textArguments(config: Config, files: ModelFiles, folder: string, argument: Make, ids: (name: string) => Argument): readonly Argument[] {
  const boxes = config.modelType === 'layoutlm' ? [argument('bbox', 'int64', [-1, -1, 4])] : []
  const saved = tokenizerNames(files, folder)
  if (saved?.every((name) => TOKENIZER_NAMES.has(name))) {
    const where = `${folder}tokenizer_config.json: model_input_names`
    return [...saved.map((name) => ({ ...ids(name), source: 'stored' as const, where })), ...boxes]
  }
  const types = WITH_TOKEN_TYPES.has(config.modelType) && (config.size('type_vocab_size') ?? DEFAULT_TOKEN_TYPES) > 1
  return [ids('input_ids'), ...(types ? [ids('token_type_ids')] : []), ids('attention_mask'), ...boxes]
}

const TOKENIZER_NAMES: ReadonlySet<string> = new Set(['input_ids', 'token_type_ids', 'attention_mask', 'position_ids'])

/** `model_input_names` of the saved tokenizer: what it gives to the model. */
function tokenizerNames(files: ModelFiles, folder: string): readonly string[] | undefined {
  const path = `${folder}tokenizer_config.json`
  const file = files.find(path)
  if (file === undefined || file.size === 0 || file.pointer !== undefined) return undefined
  const names: Json | undefined = own(readObject(files, path), 'model_input_names')
  return Array.isArray(names) && names.length > 0 && names.every((name) => typeof name === 'string') ? names : undefined
}

/** [-1, …, channels, height, width]. */
function pictureOf(config: Config, before: readonly number[]): readonly (number | null)[] {
  const own = config.inner('vision_config') ?? config.inner('encoder') ?? config
  const channels = own.size('num_channels', 'in_channels') ?? (KINDS.has(config.modelType) ? 3 : null)
  const size = OWN_SIZE.has(config.modelType) ? own.pair('image_size') : undefined
  const open = ANY_SIZE.has(config.modelType) ? -1 : null
  return [-1, ...before, channels, ...(size ?? [open, open])]
}

/** Frames of features: what the processor cuts or fills to one length. */
function spectrogram(config: Config, argument: Make, ids: (name: string) => Argument): readonly Argument[] {
  const bins = config.size('num_mel_bins') ?? null
  if (config.modelType !== 'whisper') return [argument('input_values', 'float32', [-1, config.size('max_length') ?? null, bins])]
  // the encoder halves the frames (stride 2 of its second convolution)
  const positions = config.size('max_source_positions')
  const features = argument('input_features', 'float32', [-1, bins, positions === undefined ? null : 2 * positions])
  return [features, ...(generates(config) ? [ids('decoder_input_ids')] : [])]
}

/** The class takes what it has written so far. */
function generates({ architecture }: Config): boolean {
  return /For(ConditionalGeneration|CausalLM|SpeechSeq2Seq)$|MTModel$|EncoderDecoderModel$|WithLMHeadModel$/.test(architecture)
}
