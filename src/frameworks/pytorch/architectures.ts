import type { DType } from '../../contract/types.ts'
import type { Guess } from './guess.ts'
import type { StateDict } from './state-dict.ts'

type Architecture = (weights: StateDict) => Guess | undefined

/** The first weight whose name ends like this, whatever stands before it (`model.`, `module.`, `backbone.`). */
function ending(weights: StateDict, pattern: RegExp): { readonly shape: readonly number[]; readonly type: DType | null } | undefined {
  for (const [key, weight] of weights) if (pattern.test(key)) return weight
  return undefined
}

/** Side of the square of patches: positions without the class token (and a distillation token) make one. */
function side(positions: number): number | undefined {
  return [positions, positions - 1, positions - 2].map(Math.sqrt).find((root) => root > 1 && Number.isInteger(root))
}

/** Vision transformers have a table of positions: with the patch size that fixes the image. Names: timm (`patch_embed.proj`) and torchvision (`conv_proj`). */
const visionTransformer: Architecture = (weights) => {
  const patch = ending(weights, /(?:^|\.)(?:patch_embed\.proj|conv_proj|patch_embeddings\.projection)\.weight$/)
  const positions = ending(weights, /(?:^|\.)(?:pos_embed|pos_embedding|position_embeddings)$/)
  if (patch?.shape.length !== 4 || positions?.shape.length !== 3) return undefined
  const [, channels = 3, height = 0, width = 0] = patch.shape
  const count = side(positions.shape[1] ?? 0)
  if (count === undefined) return undefined
  const head = ending(weights, /(?:^|\.)(?:head|heads\.head|classifier)\.weight$/)
  const [features] = patch.shape
  return {
    inputs: [{ name: 'input', type: patch.type, shape: [-1, channels, count * height, count * width] }],
    outputs: [{ name: 'output', type: patch.type, shape: head === undefined ? [-1, features ?? null] : [-1, head.shape[0] ?? null] }],
  }
}

/** BERT and its relatives. Names: transformers/models/{bert,roberta,distilbert,electra}. */
const encoder: Architecture = (weights) => {
  const words = ending(weights, /(?:^|\.)embeddings\.word_embeddings\.weight$/)
  if (words?.shape.length !== 2) return undefined
  const [vocabulary, width] = words.shape
  const head = ending(weights, /(?:^|\.)(?:classifier(?:\.out_proj)?|qa_outputs)\.weight$/)
  const words2 = ending(weights, /(?:^|\.)(?:cls\.predictions\.(?:decoder|transform\.dense)|lm_head\.(?:decoder|dense)|vocab_projector)\.weight$/)
  const shape = head !== undefined ? [-1, head.shape[0] ?? null] : [-1, -1, words2 !== undefined ? (vocabulary ?? null) : (width ?? null)]
  return { inputs: [{ name: 'input_ids', type: 'int64', shape: [-1, -1] }], outputs: [{ name: 'output', type: words.type, shape }] }
}

/** GPT-2 and LLaMA: the next token at each place. */
const decoder: Architecture = (weights) => {
  const words = ending(weights, /(?:^|\.)(?:wte|embed_tokens|tok_embeddings)\.weight$/)
  if (words?.shape.length !== 2) return undefined
  const head = ending(weights, /(?:^|\.)(?:lm_head|output)\.weight$/)
  return {
    inputs: [{ name: 'input_ids', type: 'int64', shape: [-1, -1] }],
    outputs: [{ name: 'output', type: words.type, shape: [-1, -1, head?.shape[0] ?? words.shape[0] ?? null] }],
  }
}

/** Detectors give boxes, classes and scores in forms of their own: only the image is usual. Names: ultralytics (`model.N.dfl`, `anchors`), torchvision. */
const detector: Architecture = (weights) => {
  const isDetector = ending(
    weights,
    /(?:^|\.)(?:roi_heads\.|rpn\.head\.|dfl\.conv\.weight$|anchor_grid$|anchors$|yolo_layers|bbox_pred|regression_head\.|loc\.\d+\.)/,
  )
  const first = isDetector === undefined ? undefined : [...weights.values()].find(({ shape }) => shape.length === 4)
  if (first === undefined) return undefined
  return {
    inputs: [{ name: 'input', type: first.type, shape: [-1, first.shape[1] ?? null, -1, -1] }],
    outputs: [{ name: 'output', type: first.type, shape: null }],
  }
}

/** Architectures whose contract is more than what their first layer takes and their last one gives. */
export const ARCHITECTURES: readonly Architecture[] = [visionTransformer, encoder, decoder, detector]
