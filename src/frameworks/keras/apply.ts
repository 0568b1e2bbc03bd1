import type { Shape } from '../../shapes/shape.ts'
import { type Call, tensorsIn, type Value, type Walk } from './call.ts'
import { get, isObject, type Json, objectAt, sizesOf } from './json.ts'
import { ruleOfLayer } from './layers/index.ts'
import { ruleOfOperation } from './ops/index.ts'
import { computeType } from './policy.ts'
import { BATCH, shapeFrom, type Tensor } from './tensor.ts'
import { GRAPH_CLASSES, type Layer } from './topology.ts'

/** Applies one layer to looked-up arguments. `null`: nothing is known, not even how many outputs there are. */
export function applyLayer(
  layer: Layer,
  values: { args: readonly Value[]; kwargs: ReadonlyMap<string, Value> },
  walk: Walk,
  depth: number,
): readonly Tensor[] | null {
  walk.spend(1)
  const inputs = values.args.flatMap(tensorsIn)
  if (GRAPH_CLASSES.has(layer.className) || holdsGraph(layer)) {
    const given = inputs.length > 0 ? inputs : [...values.kwargs.values()].flatMap(tensorsIn)
    return walk.model(layer.entry, given, depth)
  }
  const rule = ruleOfLayer(layer) ?? ruleOfOperation(layer)
  if (rule === undefined) {
    unknownClass(layer, walk)
    return null
  }
  const call: Call = {
    className: layer.className,
    name: layer.name,
    config: layer.config,
    inputs: withBuildShape(layer, inputs),
    args: values.args,
    kwargs: values.kwargs,
    compute: computeType(get(layer.config, 'dtype')),
    walk,
    depth,
  }
  return tainted(rule(call), inputs)
}

/** What rests on an assumption is one. */
function tainted(outputs: readonly Tensor[] | null, inputs: readonly Tensor[]): readonly Tensor[] | null {
  if (outputs === null || !inputs.some(({ from }) => from?.shape === 'assumed')) return outputs
  return outputs.map((output) => ({ ...output, from: { type: output.from?.type ?? 'derived', shape: 'assumed' } }))
}

/** A subclass of a model that kept the config of one. */
const holdsGraph = ({ config }: Layer): boolean => Array.isArray(get(config, 'layers')) && get(config, 'output_layers') !== undefined

/** `build_config` tells the shape a layer was built for, where nothing before it could be followed. The batch in it is that of an example. */
function withBuildShape(layer: Layer, inputs: readonly Tensor[]): readonly Tensor[] {
  const [only] = inputs
  if (inputs.length !== 1 || only === undefined || only.shape !== null) return inputs
  const shape = buildShape(objectAt(layer.entry, 'build_config'), layer.name)
  return shape === null ? inputs : [{ ...only, shape }]
}

/** The input shape of a `build_config`, its batch open; null if there is none or several. */
export function buildShape(build: Json | undefined, site: string): Shape {
  const sizes = isObject(build) ? sizesOf(get(build, 'input_shape')) : sizesOf(build)
  return sizes === undefined || sizes.length === 0 ? null : [BATCH, ...(shapeFrom(sizes, site)?.slice(1) ?? [])]
}

function unknownClass(layer: Layer, walk: Walk): void {
  walk.warn({
    code: 'keras-custom-layer',
    message: `${layer.name} is of the class ${layer.className}, which Keras does not have: what it gives is known only where the file says so.`,
    where: walk.file,
  })
}
