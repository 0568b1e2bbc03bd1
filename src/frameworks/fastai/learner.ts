import { itemOf, itemsOf, type PyValue, recordOf } from '../../formats/pickle/values.ts'
import { type Module, moduleOf } from '../pytorch/modules.ts'
import { attributeOf, attributesOf, classNameOf, listOf, shortNameOf, transformsOf } from './attributes.ts'
import { pipelineSize, type Size, storedSize } from './images.ts'
import { type Table, tableOf } from './tabular.ts'

/** What an exported learner reads and how. */
export interface Learner {
  readonly model: Module | null
  readonly kind: 'table' | 'image' | 'text' | 'other'
  readonly table?: Table
  readonly size?: Size
  /** Tensors that go into the model, of images and others. */
  readonly inputs: number
  /** Number of classes, where the target is one. */
  readonly classes?: number
}

/** A learner in what `Learner.export` wrote; undefined for any other object. */
export function learnerOf(root: PyValue): Learner | undefined {
  return newLearner(root) ?? oldLearner(root)
}

/** v2: the Learner itself. Source: fastai/learner.py, fastai/data/core.py. */
function newLearner(root: PyValue): Learner | undefined {
  const type = classNameOf(root)
  const attributes = attributesOf(root)
  const dls = itemOf(attributes, 'dls') ?? itemOf(attributes, 'dbunch')
  const model = moduleOf(itemOf(attributes, 'model'))
  // a subclass of one's own still has a learner's attributes
  if (dls === undefined || (!/^fastai2?\./.test(type) && model === null)) return undefined
  const [loader] = listOf(attributeOf(dls, 'loaders'))
  const dataset = attributeOf(loader, 'dataset')
  const table = tableOf(dataset, transformsOf(attributeOf(dataset, 'procs')))
  const types = tensorTypes(attributeOf(loader, '_types'))
  const items = transformsOf(attributeOf(loader, 'after_item'))
  const batch = transformsOf(attributeOf(loader, 'after_batch'))
  const given = attributeOf(loader, '_n_inp') ?? attributeOf(dataset, 'n_inp')
  const inputs = typeof given === 'number' && given > 0 && given < MAX_INPUTS ? given : 1
  const classes = classesOf(dataset)
  const base = { model, inputs, ...(classes !== undefined && { classes }) }
  if (table !== undefined) return { ...base, kind: 'table', table }
  const size = pipelineSize(items, batch)
  if (
    /^TensorImage/.test(types[0] ?? '') ||
    (types.length === 0 && [...items, ...batch].some((one) => /^(?:IntToFloatTensor|Resize)$/.test(shortNameOf(one))))
  )
    return { ...base, kind: 'image', ...(size && { size }) }
  const isText = /Text/.test(types[0] ?? '') || /^fastai2?\.text\./.test(type) || /^fastai2?\.text\./.test(classNameOf(loader))
  return { ...base, kind: isText ? 'text' : 'other' }
}

/** Tensors that one call gets. */
const MAX_INPUTS = 16

/** `{tuple: [TensorImage, TensorCategory]}`: what a batch held, by class. */
function tensorTypes(types: PyValue | undefined): readonly string[] {
  const [first] = recordOf(types, 'dict')?.pairs ?? []
  return (itemsOf(first?.[1]) ?? []).map((type) => recordOf(type, 'global')?.name ?? '')
}

/** `c` of the target's Categorize. */
function classesOf(dataset: PyValue | undefined): number | undefined {
  const lists = listOf(attributeOf(dataset, 'tls'))
  const target = lists.length > 1 ? transformsOf(attributeOf(lists.at(-1), 'tfms')) : []
  const categorize = target.find((one) => /^(?:Multi)?Categorize$/.test(shortNameOf(one)))
  const count = attributeOf(categorize, 'c')
  return typeof count === 'number' ? count : undefined
}

/** v1: a dict of the model, the state of its data and the arguments of the Learner. Source: fastai v1 fastai/basic_train.py, `Learner.export`. */
function oldLearner(root: PyValue): Learner | undefined {
  const dict = recordOf(root, 'dict')
  const data = recordOf(itemOf(dict, 'data'), 'dict')
  const type = recordOf(itemOf(data, 'x_cls'), 'global')
  if (type === null || !/^fastai\./.test(type.module) || itemOf(dict, 'model') === undefined) return undefined
  const base = { model: moduleOf(itemOf(dict, 'model')), inputs: 1 }
  if (/^(?:Tabular|Collab)/.test(type.name)) {
    const [processor] = listOf(itemOf(data, 'x_proc'))
    const table = tableOf(processor, listOf(attributeOf(processor, 'procs')))
    return table === undefined ? { ...base, kind: 'other' } : { ...base, kind: 'table', table }
  }
  if (/^fastai\.text\./.test(type.module)) return { ...base, kind: 'text' }
  const size = storedSize(data)
  return { ...base, kind: /^fastai\.vision\./.test(type.module) ? 'image' : 'other', ...(size && { size }) }
}
