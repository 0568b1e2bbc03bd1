import type { Source } from '../../contract/types.ts'
import { type Config, type Known, NOTHING } from './config.ts'
import { kindOf } from './inputs.ts'
import { holds, rowsOf, type Weights } from './weights.ts'

/** One output: the axes behind the batch. */
export interface Result {
  readonly name: string
  /** `null`: of unknown rank. */
  readonly axes: readonly Known[] | null
}

/** What the outputs are worked out from. */
interface Saved {
  readonly config: Config
  readonly weights: Weights
}

const ANY: Known = { size: -1, source: 'derived' }
const fixed = (size: number | undefined, source: Source = 'stored'): Known => (size === undefined ? NOTHING : { size, source })

/** A head of the library: how its class ends, and what forward() returns. Longer endings stand before those they end in. */
type Head = readonly [ending: string, results: (saved: Saved) => readonly Result[]]

/**
 * Heads by the end of their class name. Sources: the `ModelOutput` classes in transformers/modeling_outputs.py and the modeling_*.py that has its own.
 * Scores of languages and classes, positions, boxes; not the tuples of states beside them.
 */
const HEADS: readonly Head[] = [
  ['ForSequenceClassification', (saved) => [result('logits', labels(saved)), ...encoder(saved)]],
  ['ForTokenClassification', (saved) => [result('logits', ANY, labels(saved))]],
  ['ForQuestionAnswering', (saved) => [result('start_logits', ANY), result('end_logits', ANY), ...encoder(saved)]],
  ['ForMultipleChoice', () => [result('logits', ANY)]],
  ['ForNextSentencePrediction', () => [result('logits', fixed(2, 'derived'))]],
  ['ForPreTraining', pretraining],
  ['ForMaskedLM', (saved) => [result('logits', ANY, vocabulary(saved))]],
  ['ForCausalLM', (saved) => [result('logits', ANY, vocabulary(saved))]],
  ['LMHeadModel', (saved) => [result('logits', ANY, vocabulary(saved))]],
  ['ForConditionalGeneration', (saved) => [result('logits', ANY, vocabulary(saved)), ...encoder(saved)]],
  ['MTModel', (saved) => [result('logits', ANY, vocabulary(saved)), ...encoder(saved)]],
  ['EncoderDecoderModel', (saved) => [result('logits', ANY, vocabulary(saved)), ...encoder(saved)]],
  ['ForImageClassification', (saved) => [result('logits', labels(saved))]],
  ['ForVideoClassification', (saved) => [result('logits', labels(saved))]],
  ['ForAudioClassification', (saved) => [result('logits', labels(saved))]],
  ['ForAudioFrameClassification', (saved) => [result('logits', ANY, labels(saved))]],
  [
    'ForXVector',
    ({ config }) => [result('logits', fixed(config.size('xvector_output_dim'))), result('embeddings', fixed(config.size('xvector_output_dim')))],
  ],
  ['ForCTC', (saved) => [result('logits', ANY, vocabulary(saved))]],
  ['ForSemanticSegmentation', (saved) => [result('logits', labels(saved), ANY, ANY)]],
  ['ForDepthEstimation', () => [result('predicted_depth', ANY, ANY)]],
  ['ForObjectDetection', detection],
  ['TextModelWithProjection', ({ config }) => [result('text_embeds', fixed(config.size('projection_dim')))]],
  ['VisionModelWithProjection', ({ config }) => [result('image_embeds', fixed(config.size('projection_dim')))]],
  ['Model', base],
]

/** What the saved class returns; `null` where the class is none of the library's heads. */
export function resultsOf(saved: Saved): readonly Result[] | null {
  const { architecture } = saved.config
  return HEADS.find(([ending]) => architecture.endsWith(ending))?.[1](saved) ?? null
}

const result = (name: string, ...axes: readonly Known[]): Result => ({ name, axes })

/** Rows of the stored head agree with the configuration, or nothing is said: one of them is wrong, and loading would not tell which. */
function agreed(told: Known, stored: number | undefined): Known {
  if (stored === undefined || told.size === null) return told
  return stored === told.size ? { size: stored, source: 'stored' } : NOTHING
}

/** Arrays of heads that score classes. */
const CLASSIFIERS = [
  'classifier.out_proj.weight',
  'classification_head.out_proj.weight',
  'classifier.weight',
  'score.weight',
  'logits_proj.weight',
] as const

function labels({ config, weights }: Saved): Known {
  const { count, source } = config.labels
  return agreed({ size: count, source }, rowsOf(weights, ...CLASSIFIERS))
}

/** Scores per word of the vocabulary: of the decoder or the text part where the model has several. */
function vocabulary({ config, weights }: Saved): Known {
  const own = config.inner('decoder') ?? config.inner('text_config') ?? config
  return agreed(
    fixed(own.size('vocab_size') ?? config.size('vocab_size')),
    rowsOf(weights, 'lm_head.weight', 'embed_out.weight', 'output_projection.weight'),
  )
}

/** Width of the states that the model passes from layer to layer; families name it differently. */
function width(config: Config): Known {
  return fixed(config.size('hidden_size', 'd_model', 'n_embd', 'dim', 'hidden_dim'))
}

/** Models of two halves also give what the first one says. */
function encoder({ config }: Saved): readonly Result[] {
  const { kind, known } = kindOf(config)
  if (!known || config.architecture.endsWith('EncoderDecoderModel') || !['encoder-decoder', 'spectrogram'].includes(kind)) return []
  // Whisper reads one length of sound, and its encoder halves it
  const positions = config.modelType === 'whisper' ? fixed(config.size('max_source_positions')) : ANY
  return [result('encoder_last_hidden_state', positions, width(config))]
}

/** Two heads of BERT's kind, each with a name of its own; ELECTRA's tells real tokens from replaced ones. */
function pretraining(saved: Saved): readonly Result[] {
  switch (saved.config.modelType) {
    case 'bert':
    case 'big-bird':
    case 'ernie':
    case 'fnet':
    case 'megatron-bert':
    case 'mobilebert':
    case 'nezha':
      return [result('prediction_logits', ANY, vocabulary(saved)), result('seq_relationship_logits', fixed(2, 'derived'))]
    case 'albert':
      return [result('prediction_logits', ANY, vocabulary(saved)), result('sop_logits', fixed(2, 'derived'))]
    case 'electra':
      return [result('logits', ANY)]
    default:
      return []
  }
}

/** Boxes and scores per query. Families differ in whether "nothing" is a class of its own. */
const DETECTORS: Readonly<Record<string, { readonly queries: string; readonly more: 0 | 1 }>> = {
  detr: { queries: 'num_queries', more: 1 },
  'table-transformer': { queries: 'num_queries', more: 1 },
  yolos: { queries: 'num_detection_tokens', more: 1 },
  'conditional-detr': { queries: 'num_queries', more: 0 },
  'deformable-detr': { queries: 'num_queries', more: 0 },
  'rt-detr': { queries: 'num_queries', more: 0 },
}

function detection({ config }: Saved): readonly Result[] {
  const family = Object.hasOwn(DETECTORS, config.modelType) ? DETECTORS[config.modelType] : undefined
  const queries = family === undefined ? NOTHING : fixed(config.size(family.queries))
  const { count, source } = config.labels
  const classes = family === undefined ? NOTHING : fixed(count + family.more, source)
  return [result('logits', queries, classes), result('pred_boxes', queries, fixed(4, 'derived'))]
}

/** A model without a head: the states of its last layer. */
function base(saved: Saved): readonly Result[] {
  const { config } = saved
  const { kind, known } = kindOf(config)
  if (kind === 'dual') return pairs(saved)
  if (!known) return []
  if (kind === 'text' || kind === 'audio') return [result('last_hidden_state', ANY, width(config)), ...pooled(saved)]
  if (kind === 'encoder-decoder' || kind === 'spectrogram') return [result('last_hidden_state', ANY, width(config)), ...encoder(saved)]
  if (kind === 'image' && PATCHED.has(config.modelType)) return [result('last_hidden_state', patches(config), width(config)), ...pooled(saved)]
  return [{ name: 'last_hidden_state', axes: null }]
}

/** One vector for all: of models that were saved with its layer. */
function pooled({ config, weights }: Saved): readonly Result[] {
  return holds(weights, 'pooler.dense.weight') === true ? [result('pooler_output', width(config))] : []
}

/** Pictures as patches in a row behind one class token. */
const PATCHED: ReadonlySet<string> = new Set(['vit', 'vit-msn', 'deit', 'clip-vision-model'])

function patches(config: Config): Known {
  const size = config.pair('image_size')
  const patch = config.pair('patch_size')
  if (size === undefined || patch === undefined) return NOTHING
  // DeiT puts a second token in front, for distillation
  const tokens = config.modelType === 'deit' ? 2 : 1
  return fixed(Math.floor(size[0] / patch[0]) * Math.floor(size[1] / patch[1]) + tokens, 'derived')
}

/** CLIP and its relatives: every text against every picture. */
function pairs({ config }: Saved): readonly Result[] {
  const projected = config.modelType === 'siglip' ? width(config.inner('vision_config') ?? config) : fixed(config.size('projection_dim'))
  if (!['clip', 'chinese-clip', 'siglip'].includes(config.modelType)) return []
  return [result('logits_per_image', ANY), result('logits_per_text', ANY), result('text_embeds', projected), result('image_embeds', projected)]
}
