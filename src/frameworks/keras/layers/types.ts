import type { DType } from '../../../contract/types.ts'
import type { Shape } from '../../../shapes/shape.ts'
import type { Call, Rule } from '../call.ts'
import { isFloat, NOTHING, promote, type Tensor, tensor } from '../tensor.ts'

/** How many classes share a rule: name → rule. */
export type Rules = Readonly<Record<string, Rule>>

/** Floats arrive in the layer's compute type (autocast), everything else as it is. */
export const castType = (type: DType | null, call: Call): DType | null => (isFloat(type) ? call.compute : type)

/** Layers that only move elements keep integers and strings. */
export const keptType = (call: Call): DType | null => promote(call.inputs.map((input) => castType(input.type, call)))

export const firstInput = (call: Call): Tensor => call.inputs[0] ?? NOTHING

/** One output of the layer's compute type. */
export const computes =
  (shapeOf: (call: Call) => Shape): Rule =>
  (call) => [tensor(call.compute, shapeOf(call))]

/** One output of the input's type. */
export const keeps =
  (shapeOf: (call: Call) => Shape): Rule =>
  (call) => [tensor(keptType(call), shapeOf(call))]

/** The same rule under many names. */
export const named = (names: string, rule: Rule): Rules =>
  Object.fromEntries(
    names
      .split(/\s+/)
      .filter((name) => name !== '')
      .map((name) => [name, rule]),
  )
