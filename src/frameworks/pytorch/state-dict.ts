import { type PyDict, type PyValue, recordOf } from '../../formats/pickle/values.ts'
import { type Module, moduleOf } from './modules.ts'
import { type Weight, weightOf } from './tensors.ts'

/** Tensors by their dotted names, in order of registration. */
export type StateDict = ReadonlyMap<string, Weight>

/** What the object of a file is. */
export type Content =
  | { readonly kind: 'module'; readonly module: Module }
  | { readonly kind: 'weights'; readonly weights: StateDict; readonly where: string }
  | { readonly kind: 'optimizer' | 'other' }

/** Keys under which training scripts put the model, most telling first; then any other key with weights under it. */
const MODEL_KEYS = [
  'state_dict',
  'model_state_dict',
  'model_state',
  'ema',
  'model_ema',
  'params_ema',
  'model',
  'net',
  'network',
  'module',
  'weights',
  'params',
]
/** What stands beside a model in a checkpoint and looks like one. */
const NO_MODEL = /optim|sched|scaler|loss|criterion|loops|callbacks|hparams|config|args|history|metrics|discriminator|^D$|ema_optim/i
/** Checkpoints in checkpoints: `{'model': {'state_dict': …}}`. */
const MAX_DEPTH = 4
/** Entries looked at of one dictionary. */
const MAX_ENTRIES = 1_000_000

/** The model in what `torch.save` was given: a module, its weights, or a checkpoint with either. */
export function contentOf(root: PyValue): Content {
  return search(root, 0, '') ?? { kind: isOptimizer(dictOf(root)) ? 'optimizer' : 'other' }
}

function search(value: PyValue | undefined, depth: number, where: string): Content | undefined {
  if (depth > MAX_DEPTH) return undefined
  const module = moduleOf(value)
  if (module !== null) return { kind: 'module', module }
  const dict = dictOf(value)
  if (dict === null || dict.pairs.length > MAX_ENTRIES || isOptimizer(dict)) return undefined
  const weights = weightsOf(dict)
  if (weights.size > 0 && weights.size * 2 >= dict.pairs.length) return { kind: 'weights', weights, where: where === '' ? 'the state_dict' : where }
  const named = dict.pairs.flatMap(([key, item]) => (typeof key === 'string' && !NO_MODEL.test(key) ? [[key, item] as const] : []))
  const rank = (key: string): number => (MODEL_KEYS.includes(key) ? MODEL_KEYS.indexOf(key) : MODEL_KEYS.length)
  for (const [key, item] of [...named].sort(([a], [b]) => rank(a) - rank(b))) {
    const found = search(item, depth + 1, where === '' ? key : `${where}.${key}`)
    if (found !== undefined) return found
  }
  return undefined
}

/** A dict, or an instance of one of its subclasses. */
function dictOf(value: PyValue | undefined): PyDict | null {
  const object = recordOf(value, 'object')
  return recordOf(value, 'dict') ?? (object !== null && object.pairs.length > 0 ? { kind: 'dict', pairs: object.pairs } : null)
}

/** `{'state': …, 'param_groups': […]}`. Source: torch/optim/optimizer.py, `state_dict`. */
function isOptimizer(dict: PyDict | null): boolean {
  const keys = dict?.pairs.map(([key]) => key) ?? []
  return keys.includes('param_groups') && keys.includes('state')
}

function weightsOf(dict: PyDict): StateDict {
  const weights = new Map<string, Weight>()
  for (const [key, value] of dict.pairs) {
    const weight = typeof key === 'string' ? weightOf(value) : null
    if (typeof key === 'string' && weight !== null) weights.set(key, weight)
  }
  return weights
}
