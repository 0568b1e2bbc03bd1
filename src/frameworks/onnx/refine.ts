import { type Dim, type Evidence, kindOf, type Source, type TensorValue, type Value } from '../../contract/types.ts'
import { contractShape, type Shape } from '../../shapes/shape.ts'
import { dimOf, isDifferent, type Size } from '../../shapes/size.ts'
import type { Warning } from '../framework.ts'
import type { Known } from './known.ts'

/** A declared value with what the graph proves filled in, and what it contradicts. */
export interface Refined {
  readonly value: Value
  readonly warnings: readonly Warning[]
}

/**
 * Declared facts stay. Unknown ones are filled from the walk (`derived`); a symbol that is provably one number becomes it.
 * What the graph provably contradicts is unknown, with a warning: the runtime gives something else than the file declares.
 */
export function refine(declared: Value, found: Known | undefined, name: string): Refined {
  if (found === undefined || declared.optional || declared.sparse) return { value: declared, warnings: [] }
  if (found.composite !== undefined) return { value: refineComposite(declared, found.composite), warnings: [] }
  return 'shape' in declared ? refineTensor(declared, found, name) : { value: declared, warnings: [] }
}

/** Open sizes of an input from what its operators demand. Contradicting demands (a broken model) leave them open. */
export function demanded(declared: Value, demands: readonly Shape[]): Value {
  if (!('shape' in declared) || declared.shape === null || declared.optional || declared.sparse) return declared
  const shape = declared.shape.map((dim, axis): Dim => {
    const sizes = new Set(
      demands.flatMap((demand) => (typeof demand?.[axis] === 'number' && demand.length === declared.shape?.length ? [demand[axis]] : [])),
    )
    const [size] = sizes
    return dim === null && sizes.size === 1 && size !== undefined ? dimOf(size) : dim
  })
  return fill(declared, { type: null, shape })
}

/** Nothing declared: all of it. The same kinds nested: only what is open inside. */
function refineComposite(declared: Value, found: Value): Value {
  const where = declared.evidence?.where ?? ''
  if ('sequence' in declared && 'sequence' in found) return { ...declared, sequence: refineComposite(declared.sequence, found.sequence) }
  if ('map' in declared && 'map' in found) {
    return { ...declared, map: { key: declared.map.key ?? found.map.key, value: refineComposite(declared.map.value, found.map.value) } }
  }
  if (!('shape' in declared)) return declared
  if (kindOf(found) !== 'tensor') return declared.type === null && declared.shape === null ? derivedValue(found, where) : declared
  return 'shape' in found ? fill(declared, { type: found.type, shape: found.shape }) : declared
}

function derivedValue(value: Value, where: string): Value {
  const evidence = (of: Value): Evidence => ({
    name: 'stored',
    type: 'derived',
    rank: 'derived',
    dims: 'shape' in of ? (of.shape ?? []).map(() => 'derived') : [],
    where,
  })
  if ('sequence' in value) return { sequence: derivedValue(value.sequence, where), evidence: evidence(value) }
  if ('map' in value) return { map: { key: value.map.key, value: derivedValue(value.map.value, where) }, evidence: evidence(value) }
  return { ...value, evidence: evidence(value) }
}

/** Open facts of a tensor from derived ones. */
function fill(declared: TensorValue, found: Pick<TensorValue, 'type' | 'shape'>): TensorValue {
  const before = declared.evidence
  const shape = declared.shape === null ? found.shape : declared.shape.map((dim, axis) => filledDim(dim, found.shape?.[axis] ?? null))
  const type = declared.type ?? found.type
  if (before === undefined) return { ...declared, type, shape }
  const source = (known: boolean, was: unknown): Source => (!known ? 'unknown' : was === null ? 'derived' : 'stored')
  const evidence: Evidence = {
    ...before,
    type: source(type !== null, declared.type),
    rank: source(shape !== null, declared.shape),
    dims: (shape ?? []).map((dim, axis) => source(dim !== null, dim === declared.shape?.[axis] ? dim : null)),
  }
  return { ...declared, type, shape, evidence }
}

const filledDim = (declared: Dim, found: Dim): Dim =>
  declared === null || (typeof declared === 'string' && typeof found === 'number') ? found : declared

function refineTensor(declared: TensorValue, found: Known, name: string): Refined {
  const derived = { type: found.type, shape: contractShape(found.shape) }
  if (declared.shape === null || found.shape === null) return { value: fill(declared, derived), warnings: [] }
  if (declared.shape.length !== found.shape.length) {
    const message = `output ${name} is declared with ${declared.shape.length} axes, but its operators give ${found.shape.length}: the rank is taken as unknown`
    return { value: fill({ ...declared, shape: null }, { type: found.type, shape: null }), warnings: [contradiction(message, declared)] }
  }
  const warnings: Warning[] = []
  const shape = declared.shape.map((dim, axis): Dim => {
    const size: Size = found.shape?.[axis] ?? null
    if (typeof dim !== 'number') return dim
    if (isDifferent(dim, size)) {
      const message = `output ${name} declares ${dim} for axis ${axis}, but its operators give ${String(dimOf(size))}: the size is taken as unknown`
      warnings.push(contradiction(message, declared))
      return null
    }
    const symbol = dimOf(size)
    if (typeof symbol === 'string') {
      const message = `output ${name} declares ${dim} for axis ${axis}, but its operators give ${symbol}, which callers choose: expect other sizes`
      warnings.push({ code: 'onnx-output-shape-doubtful', message, ...place(declared) })
    }
    return dim
  })
  const contradicted = {
    ...derived,
    shape: derived.shape?.map((dim, axis) => (declared.shape?.[axis] !== null && shape[axis] === null ? null : dim)) ?? null,
  }
  return { value: fill({ ...declared, shape }, contradicted), warnings }
}

const contradiction = (message: string, declared: Value): Warning => ({ code: 'onnx-output-shape-contradicted', message, ...place(declared) })

const place = (value: Value): { where?: string } => (value.evidence === undefined ? {} : { where: value.evidence.where })
