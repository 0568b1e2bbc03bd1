import { dottedName, itemOf, itemsOf, type PyDict, type PyValue, recordOf } from '../../formats/pickle/values.ts'
import { type Weight, weightOf } from './tensors.ts'

/** An `nn.Module` as its pickle tells it. Source: torch/nn/modules/module.py, `Module.__dict__`. */
export interface Module {
  /** `torch.nn.modules.linear.Linear` */
  readonly type: string
  readonly attributes: PyDict
  /** Sub-modules in order of registration. */
  readonly children: ReadonlyMap<string, Module>
  /** Parameters and buffers; null where registered as None. */
  readonly weights: ReadonlyMap<string, Weight | null>
  /** Python source of the class, where the old container keeps it. */
  readonly source?: string
}

/** Modules inside modules: networks nest a dozen. */
const MAX_DEPTH = 64
/** Modules of one network: the largest language models have some ten thousand. */
const MAX_MODULES = 200_000

/** The module that a pickle's record stands for, or null. A module that is used twice is the same object. */
export function moduleOf(value: PyValue | undefined): Module | null {
  return read(value, 0, { known: new Map(), count: 0 })
}

interface Reading {
  readonly known: Map<PyValue, Module | null>
  count: number
}

function read(value: PyValue | undefined, depth: number, reading: Reading): Module | null {
  const object = recordOf(value, 'object')
  if (object === null || depth > MAX_DEPTH) return null
  const known = reading.known.get(object)
  if (known !== undefined) return known
  // a module inside itself is none
  reading.known.set(object, null)
  reading.count += 1
  if (reading.count > MAX_MODULES) return null
  const attributes = recordOf(object.state, 'dict')
  const modules = recordOf(itemOf(attributes, '_modules'), 'dict')
  if (attributes === null || modules === null) return null
  const children = new Map<string, Module>()
  for (const [name, child] of modules.pairs) {
    const inner = read(child, depth + 1, reading)
    if (typeof name === 'string' && inner !== null) children.set(name, inner)
  }
  const { type, source } = classOf(object.callable)
  const weights = new Map<string, Weight | null>()
  for (const key of ['_parameters', '_buffers']) {
    for (const [name, weight] of recordOf(itemOf(attributes, key), 'dict')?.pairs ?? [])
      if (typeof name === 'string') weights.set(name, weightOf(weight))
  }
  const module: Module = { type, attributes, children, weights, ...(source !== undefined && { source }) }
  reading.known.set(object, module)
  return module
}

/** The old container wraps the class: `('module', class, file, source)`. Source: torch/serialization.py, `persistent_id` of `_legacy_save`. */
export function classOf(callable: PyValue): { readonly type: string; readonly source?: string } {
  const [kind, cls, , source] = itemsOf(recordOf(callable, 'persistent')?.id) ?? []
  if (kind !== 'module') return { type: dottedName(callable) }
  return { type: dottedName(cls), ...(typeof source === 'string' && { source }) }
}

/** The network itself: wrappers that spread it over devices only pass the call on. */
export function unwrapped(module: Module): Module {
  const inner = /(?:^|\.)(?:DataParallel|DistributedDataParallel|AveragedModel|OptimizedModule)$/.test(module.type)
    ? (module.children.get('module') ?? module.children.get('_orig_mod'))
    : undefined
  return inner ?? module
}

/** Modules without sub-modules, in order of registration; a shared one counts where it stands first. */
export function leavesOf(module: Module): readonly Module[] {
  const leaves: Module[] = []
  const seen = new Set<Module>()
  const walk = (one: Module): void => {
    if (seen.has(one)) return
    seen.add(one)
    if (one.children.size === 0) leaves.push(one)
    for (const child of one.children.values()) walk(child)
  }
  walk(module)
  return leaves
}

/** All weights by the names that `state_dict()` gives them; shared modules count each time, as there. */
export function weightsOfModule(module: Module): ReadonlyMap<string, Weight> {
  const weights = new Map<string, Weight>()
  const walk = (one: Module, prefix: string): void => {
    if (weights.size > MAX_MODULES) return
    for (const [name, weight] of one.weights) if (weight !== null) weights.set(prefix + name, weight)
    for (const [name, child] of one.children) walk(child, `${prefix}${name}.`)
  }
  walk(module, '')
  return weights
}
