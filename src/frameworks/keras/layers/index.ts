import type { Rule } from '../call.ts'
import { textAt } from '../json.ts'
import type { Layer } from '../topology.ts'
import { CORE } from './core.ts'
import { IMAGES } from './images.ts'
import { MERGING } from './merging.ts'
import { PREPROCESSING } from './preprocessing.ts'
import { RECURRENT } from './recurrent.ts'
import { WINDOWS } from './windows.ts'

/** Every layer class of Keras 1 to 3 whose output follows from its config. */
const RULES: ReadonlyMap<string, Rule> = new Map(Object.entries({ ...CORE, ...WINDOWS, ...RECURRENT, ...MERGING, ...PREPROCESSING, ...IMAGES }))

/**
 * The rule of a layer of Keras itself; classes of other packages (`registered_name` `pkg>Cls`) have none, nor have operations of Keras 3,
 * which share names with layers (`Add`, `Concatenate`) and come from `keras.src.ops`.
 */
export function ruleOfLayer({ className, entry }: Layer): Rule | undefined {
  const module = textAt(entry, 'module')
  if (module === undefined) return RULES.get(className)
  if (/\bops\b/.test(module)) return undefined
  if (!/^(tf_)?keras\b|^tensorflow\b/.test(module) && textAt(entry, 'registered_name') !== undefined) return undefined
  return RULES.get(className)
}
