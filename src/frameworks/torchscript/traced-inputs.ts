import { itemOf, itemsOf, recordOf } from '../../formats/pickle/values.ts'
import type { Archive } from './archive.ts'
import { storedValues } from './stored.ts'
import type { Value } from './values.ts'

/** The pickle that torch ≥ 2.5 puts beside traced modules. Source: torch/csrc/jit/serialization/export_module.cpp. */
const FILE = 'traced_inputs.pkl'

/**
 * Example arguments that a method was traced with, by position, or undefined. Type and number of axes belong to the trace:
 * other ones would have made other code. Sizes are those of one example.
 */
export function tracedInputs(archive: Archive, method: string): readonly Value[] | undefined {
  const root = archive.pickle(FILE)
  const tagged = recordOf(root, 'object')?.args[0] ?? root
  const list = itemOf(recordOf(tagged, 'dict'), method)
  const items = itemsOf(recordOf(list, 'object')?.args[0] ?? list)
  if (items === null) return undefined
  const values = storedValues(archive, 'traced_inputs')
  return items.map((item) => values.value(item))
}
