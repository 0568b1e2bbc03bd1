import type { DType } from '../../contract/types.ts'
import { itemOf, itemsOf } from '../../formats/pickle/values.ts'
import { flagOf, settingOf } from './layers.ts'
import { leavesOf, type Module } from './modules.ts'
import type { StateDict } from './state-dict.ts'

/** A layer with weights, as far as they tell: what goes in and what comes out. */
export interface Part {
  readonly name: string
  readonly kind: 'linear' | 'conv' | 'transposed' | 'embedding' | 'recurrent' | 'attention'
  readonly type: DType | null
  /** Features or channels; for an embedding the number of entries. */
  readonly takes: number
  /** Features, channels, width. Of both directions. */
  readonly gives: number
  /** Axes that a convolution slides along. */
  readonly axes: number
  /** A sequence comes with its batch first. */
  readonly batchFirst: boolean
}

/** Heads that are used in training only, positions and segments that stand beside the tokens. */
const BESIDE =
  /(?:^|\.)(?:aux\w*|AuxLogits|position_embeddings|token_type_embeddings|pos_embed\w*|wpe|relative_attention_bias|num_batches_tracked)(?:\.|$)/

/** Layers of a state_dict in its order. Names of weights: torch/nn/modules/{linear,conv,rnn,sparse,activation}.py. */
export function partsOfWeights(weights: StateDict): readonly Part[] {
  const parts: Part[] = []
  for (const [key, { type, shape }] of weights) {
    if (BESIDE.test(key)) continue
    const dot = key.lastIndexOf('.')
    const [name, last] = [key.slice(0, Math.max(dot, 0)), key.slice(dot + 1)]
    const base = { name, type, axes: 0, batchFirst: true }
    const [rows = 0, columns = 0] = shape
    if (last === 'weight_ih_l0' && shape.length === 2) {
      const hidden = weights.get(`${name}.weight_hh_l0`)?.shape[1] ?? 0
      const directions = weights.has(`${name}.weight_ih_l0_reverse`) ? 2 : 1
      parts.push({ ...base, kind: 'recurrent', takes: columns, gives: hidden * directions })
    } else if (last === 'in_proj_weight' && shape.length === 2) parts.push({ ...base, kind: 'attention', takes: columns, gives: columns })
    else if (last !== 'weight' && last !== 'weight_v') continue
    else if (shape.length === 2) {
      const kind = isEmbedding(name, rows, columns, weights) ? 'embedding' : 'linear'
      parts.push(kind === 'embedding' ? { ...base, kind, takes: rows, gives: columns } : { ...base, kind, takes: columns, gives: rows })
    } else if (shape.length >= 3 && shape.length <= 5) {
      const isTransposed = /(?:^|[._])(?:up|deconv|convt|tconv|transpose|upconv)\w*/i.test(name) && weights.get(`${name}.bias`)?.shape[0] !== rows
      const axes = shape.length - 2
      if (isTransposed) parts.push({ ...base, kind: 'transposed', takes: rows, gives: columns, axes })
      else parts.push({ ...base, kind: 'conv', takes: columns, gives: rows, axes })
    }
  }
  return parts
}

/** A table of rows has no bias; its name mostly says what it is, and it has more rows than columns. */
function isEmbedding(name: string, rows: number, columns: number, weights: StateDict): boolean {
  if (weights.has(`${name}.bias`)) return false
  return /(?:^|[._])(?:\w*emb\w*|wte|word\w*|tok\w*|encoder\.weight)$/i.test(name) && !/patch/i.test(name) && rows >= columns / 64
}

/** Layers of a module tree in order of registration, by the settings that the layers of torch.nn and their subclasses keep. */
export function partsOfModule(module: Module): readonly Part[] {
  return leavesOf(module).flatMap((leaf): readonly Part[] => {
    const type = [...leaf.weights.values()].find((weight) => weight !== null)?.type ?? null
    const number = (name: string): number => settingOf(leaf, name) ?? 0
    const base = { name: leaf.type, type, axes: 0, batchFirst: flagOf(leaf, 'batch_first') }
    if (number('in_features') > 0) return [{ ...base, kind: 'linear', takes: number('in_features'), gives: number('out_features') }]
    const axes = itemsOf(itemOf(leaf.attributes, 'kernel_size'))?.length ?? 0
    if (number('in_channels') > 0 && axes > 0) {
      return [
        { ...base, kind: flagOf(leaf, 'transposed') ? 'transposed' : 'conv', takes: number('in_channels'), gives: number('out_channels'), axes },
      ]
    }
    if (number('num_embeddings') > 0) return [{ ...base, kind: 'embedding', takes: number('num_embeddings'), gives: number('embedding_dim') }]
    if (number('input_size') > 0 && number('hidden_size') > 0) {
      const directions = flagOf(leaf, 'bidirectional') ? 2 : 1
      return [{ ...base, kind: 'recurrent', takes: number('input_size'), gives: number('hidden_size') * directions }]
    }
    return []
  })
}

/** Data flows from the first layer to the last; some people register theirs the other way round. */
export function inFlowOrder(parts: readonly Part[]): readonly Part[] {
  const fits = (all: readonly Part[]): number =>
    all.filter((part, i) => i > 0 && all[i - 1]?.gives === part.takes && part.kind !== 'embedding').length
  const reversed = [...parts].reverse()
  return fits(reversed) > fits(parts) ? reversed : parts
}
