import type { Rule } from '../call.ts'
import { textAt } from '../json.ts'
import type { Layer } from '../topology.ts'
import { ARRANGING } from './arranging.ts'
import { COMPUTING } from './computing.ts'
import { MATRICES } from './matrices.ts'

/** Rules by neutral name: lower case without underscores, as both worlds spell it then (`ReduceMax`, `reduce_max`, `expand_dims`, `ExpandDims`). */
const RULES: ReadonlyMap<string, Rule> = new Map(Object.entries({ ...COMPUTING, ...MATRICES, ...ARRANGING }))

const neutral = (name: string): string => name.replaceAll('_', '').toLowerCase()

/**
 * Operations in the graph of layers: of Keras 3 (`keras.src.ops…`), and of TensorFlow wrapped by Keras 2
 * (`TFOpLambda` with `function: "math.reduce_max"`, `SlicingOpLambda`, `TensorFlowOpLayer` with the op's NodeDef).
 */
export function ruleOfOperation({ className, config, entry }: Layer): Rule | undefined {
  switch (className) {
    case 'TFOpLambda':
    case 'SlicingOpLambda': {
      const path = textAt(config, 'function') ?? ''
      return RULES.get(`tf:${neutral(path.slice(path.lastIndexOf('.') + 1))}`) ?? RULES.get(neutral(path.slice(path.lastIndexOf('.') + 1)))
    }
    case 'TensorFlowOpLayer':
      return RULES.get('tensorflowoplayer')
    default: {
      const module = textAt(entry, 'module') ?? ''
      return /^keras\b.*\bops\b/.test(module) ? RULES.get(neutral(className)) : undefined
    }
  }
}
