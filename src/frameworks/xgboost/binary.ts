import { UserError } from '../../errors.ts'
import type { ByteSource } from '../../formats/bytes.ts'
import { type Booster, MAX_FEATURES } from './booster.ts'

/**
 * The binary format of XGBoost before 3.1: structures of C++ as they lie in memory, little-endian, names of features never kept.
 * Source: dmlc/xgboost 0.90 and 1.7, src/learner.cc (LearnerModelParamLegacy), src/gbm/gbtree_model.h, src/tree/tree_model.cc.
 */

/** `binf`, since 1.0 and from Python before; other writers left it out. */
const MAGIC = 'binf'
/** base_score f32, num_feature u32, num_class i32, contain_extra_attrs i32, contain_eval_metrics i32, major, minor, num_target u32, …, reserved. */
const LEARNER_BYTES = 136
/** num_trees i32, …, size_leaf_vector, reserved[32]. */
const TREES_BYTES = 160
/** num_feature, num_output_group, reserved[32]. */
const LINEAR_BYTES = 136
/** num_roots, num_nodes, num_deleted, max_depth, num_feature, size_leaf_vector, reserved[31]. */
const TREE_BYTES = 148
/** A node has 20 bytes and 16 of statistics. */
const NODE_BYTES = 36
/** Trees that are stepped through: a thousand rounds of a hundred classes. */
const MAX_TREES = 1_000_000
/** `multi:softprob`; custom ones may be longer. */
const MAX_NAME = 128

const NAME = /^[\w:.-]+$/
const BOOSTERS = ['gbtree', 'gblinear', 'dart']

interface Place {
  readonly source: ByteSource
  at: number
}

/** Begins like one: a plausible head, and behind it the names of objective and booster. */
export function isBinaryModel(source: ByteSource): boolean {
  try {
    readHead({ source, at: 0 })
    return true
  } catch (error) {
    if (error instanceof UserError) return false
    throw error
  }
}

/** @throws UserError `truncated`, `corrupt` */
export function readBinary(source: ByteSource, start = 0): Booster {
  const place = { source, at: start }
  const head = readHead(place)
  stepOverModel(place, head.booster)
  if (head.hasAttributes) stepOverTexts(place, 2)
  if (head.hasMetrics) stepOverTexts(place, 1)
  return {
    ...(head.version !== undefined && { version: head.version }),
    names: null,
    types: null,
    categories: null,
    width: head.features === 0 ? null : head.features,
    groups: Math.max(head.classes, head.targets, 1),
    objective: head.objective,
  }
}

function readHead(place: Place) {
  const { source } = place
  if (startsWith(source, place.at, MAGIC)) place.at += MAGIC.length
  const view = take(place, LEARNER_BYTES)
  const features = view.getUint32(4, true)
  const classes = view.getInt32(8, true)
  const [major, minor, targets] = [view.getUint32(20, true), view.getUint32(24, true), view.getUint32(28, true)]
  if (!Number.isFinite(view.getFloat32(0, true)) || features > MAX_FEATURES || classes < 0 || classes > MAX_FEATURES || targets > MAX_FEATURES)
    throw damaged(source, 'has no head of a model')
  const objective = name(place)
  const booster = name(place)
  if (!BOOSTERS.includes(booster)) throw damaged(source, 'names no kind of booster')
  return {
    features,
    classes,
    targets,
    objective,
    booster,
    hasAttributes: view.getInt32(12, true) !== 0,
    hasMetrics: view.getInt32(16, true) !== 0,
    version: major > 0 ? `${major}.${minor}` : undefined,
  }
}

/** Over the trees or weights, so that a file that is cut off is told. */
function stepOverModel(place: Place, booster: string): void {
  const { source } = place
  if (booster === 'gblinear') {
    take(place, LINEAR_BYTES)
    over(place, 4 * length(place))
    return
  }
  const parameters = take(place, TREES_BYTES)
  const trees = parameters.getInt32(0, true)
  if (trees < 0 || trees > MAX_TREES) throw damaged(source, `claims to have ${trees} trees`)
  for (let i = 0; i < trees; i++) {
    const tree = take(place, TREE_BYTES)
    const nodes = tree.getInt32(4, true)
    if (nodes < 0) throw damaged(source, `claims that tree ${i} has ${nodes} nodes`)
    over(place, nodes * NODE_BYTES)
    // before 1.0 a leaf could hold several values; later versions write 1 here and no vector
    if (tree.getInt32(20, true) > 1) over(place, 4 * length(place))
  }
  over(place, 4 * trees)
  // a buffer of predictions, in files of 2014
  const buffered = Number(parameters.getBigInt64(16, true))
  if (buffered > 0 && buffered <= MAX_FEATURES) over(place, 8 * buffered * Math.max(1, parameters.getInt32(24, true)))
  if (booster === 'dart' && trees > 0) over(place, 4 * length(place))
}

/** A vector of texts, or of pairs of them. */
function stepOverTexts(place: Place, each: number): void {
  const count = length(place) * each
  for (let i = 0; i < count; i++) over(place, length(place))
}

function name(place: Place): string {
  const size = length(place)
  if (size === 0 || size > MAX_NAME) throw damaged(place.source, 'has no name of an objective where it belongs')
  const view = take(place, size)
  const text = String.fromCharCode(...new Uint8Array(view.buffer, view.byteOffset, size))
  if (!NAME.test(text)) throw damaged(place.source, 'has no name of an objective where it belongs')
  return text
}

/** u64; what does not fit into the file is cut off. */
function length(place: Place): number {
  const size = Number(take(place, 8).getBigUint64(0, true))
  if (size > place.source.size) throw cutOff(place.source)
  return size
}

function take(place: Place, size: number): DataView {
  // copied: the view dies with the next read
  const bytes = place.source.read(place.at, size).slice()
  place.at += size
  return new DataView(bytes.buffer, bytes.byteOffset, size)
}

function over(place: Place, size: number): void {
  place.at += size
  if (place.at > place.source.size) throw cutOff(place.source)
}

export const startsWith = (source: ByteSource, at: number, text: string): boolean =>
  source.size >= at + text.length && Buffer.from(source.read(at, text.length)).toString('latin1') === text

const damaged = ({ name: file }: ByteSource, what: string): UserError =>
  new UserError('corrupt', `${file} ${what}`, 'Save the model again with booster.save_model("model.ubj").', { file })

const cutOff = ({ name: file }: ByteSource): UserError =>
  new UserError('truncated', `${file} ends within its model`, 'The file is cut off: copy or save it again, and compare its size with the original.', {
    file,
  })
