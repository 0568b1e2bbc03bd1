import { dottedName } from '../formats/pickle/values.ts'
import { dangerOf } from './dangerous-imports.ts'
import type { Finding } from './framework.ts'
import { weightsOnlyRefusal } from './pickle-weights-only.ts'
import type { PickledFile, PickleEvent } from './pickles.ts'

/** Findings told of one file; more say nothing new. */
const MAX_FINDINGS = 50

/**
 * What loading a pickle would run. critical: an import whose only use is to run something · high: a call of something computed,
 * attributes set on an imported thing, names that no pickler writes, a pickle too large to be read to its end · medium: functions by value (cloudpickle, dill): they run when the model is used ·
 * low: PyTorch's restricted loader refuses the file.
 */
export function pickleFindings(pickle: Pick<PickledFile, 'events' | 'failure' | 'protocol'>, path: string): readonly Finding[] {
  const findings = new Map<string, Finding>()
  for (const event of pickle.events) {
    // bytes that are no pickle read as odd opcodes until they fail; imports before a failure are run all the same
    if (event.kind === 'odd' && pickle.failure !== undefined) continue
    // extension codes came with protocol 2, whose pickles say so first; without it they are noise, and Python stops at a code that nobody registered
    if (event.kind === 'odd' && event.what.startsWith('extension') && (pickle.protocol ?? 0) < 2) continue
    const found = findingOf(event)
    if (found !== null && !findings.has(found.message)) findings.set(found.message, { ...found, where: `${path}: byte ${event.offset}` })
  }
  // Python has no such limits: it would run what nothing here has looked at
  if (pickle.failure?.code === 'unsafe')
    findings.set('', { severity: 'high', message: `${pickle.failure.message}; what it runs from there on cannot be told`, where: path })
  const refusal = weightsOnlyRefusal(pickle)
  if (refusal !== null && pickle.failure === undefined)
    findings.set('weights', { severity: 'low', message: `torch.load(weights_only=True) refuses it: ${refusal}`, where: path })
  const order = { critical: 0, high: 1, medium: 2, low: 3 } as const
  return [...findings.values()].sort((a, b) => order[a.severity] - order[b.severity]).slice(0, MAX_FINDINGS)
}

/** dill's word for the names of the program that wrote the file, for functions by value; pickle itself knows no such name. Source: dill/_dill.py, `Unpickler.find_class`. */
const isMainOfDill = (module: string, name: string): boolean => name === '__main__' && /^(?:builtins|__builtin__)$/.test(module)

type Found = Pick<Finding, 'severity' | 'message'>

function findingOf(event: PickleEvent): Found | null {
  switch (event.kind) {
    case 'import': {
      const { module, name } = event.global
      const danger = isMainOfDill(module, name) ? null : dangerOf(module, name)
      if (danger !== null) return { severity: danger.severity, message: `imports ${module}.${name}, which ${danger.why}` }
      return BY_VALUE.test(`${module}.${name}`)
        ? { severity: 'medium', message: `holds code of its own (${module}.${name}), which runs when the model is used` }
        : null
    }
    case 'call':
      return computedCall(event.maker)
    case 'build':
      return { severity: 'high', message: `sets attributes of ${dottedName(event.target)}, which is no object of its own` }
    case 'odd':
      return /computed|extension/.test(event.what) ? { severity: 'high', message: `${event.what}: no pickler writes that` } : null
  }
}

/** cloudpickle's and dill's functions, classes and code. */
const BY_VALUE =
  /^(?:cloudpickle(?:\.cloudpickle(?:_fast)?)?|joblib\.externals\.cloudpickle(?:\.cloudpickle(?:_fast)?)?|dill(?:\._dill)?)\.(?:_make_\w*|_fill_function|_builtin_type|_create_(?!array$)\w+|_load_type|subimport|_function_setstate|_class_setstate)$/

/** Classes and types that are made in the pickle itself are instantiated; everything else that is called must be imported by name. */
function computedCall(maker: string): Found | null {
  if (BY_VALUE.test(maker) && !/_make_function$|_create_function$|_fill_function$|subimport$/.test(maker)) return null
  return { severity: 'high', message: `calls what ${maker || 'a computed value'} gives` }
}
