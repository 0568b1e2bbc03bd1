import { misfit, RunStop, type Sizes, type Tensor, type Value } from './values.ts'

/** Arguments of a call as the function's own names say them. */
export interface Arguments {
  readonly positional: readonly Value[]
  readonly named: ReadonlyMap<string, Value>
}

/**
 * Functions of `torch`, `torch.nn.functional` and methods of tensors by name; the tensor is the first argument either way.
 * Source: pytorch.org/docs/stable/torch.html, …/nn.functional.html, …/tensors.html.
 */
export type TorchFunction = (args: Arguments) => Value

export const at = ({ positional, named }: Arguments, index: number, name: string): Value | undefined => positional[index] ?? named.get(name)

/** The number an argument is; undefined where it is not given, null where it is not known. */
export function numberAt(args: Arguments, index: number, name: string): number | null | undefined {
  const value = at(args, index, name)
  if (value === undefined || value.kind === 'none') return undefined
  return value.kind === 'number' ? value.value : value.kind === 'bool' ? Number(value.value) : null
}

export const flag = (args: Arguments, index: number, name: string): boolean => {
  const value = at(args, index, name)
  return value?.kind === 'bool' ? value.value : value?.kind === 'number' && value.value !== 0
}

export function tensorOf(args: Arguments, index = 0, name = 'input'): Tensor {
  const value = at(args, index, name)
  if (value?.kind !== 'tensor') throw new RunStop('unknown', 'a function gets no tensor')
  return value
}

/** `view(2, -1)` and `view((2, -1))`; null where a size is not known. */
export function sizesFrom(values: readonly Value[]): readonly (number | null)[] {
  const [first] = values
  const flat = first?.kind === 'sequence' && values.length === 1 ? first.items : values
  return flat.map((value) => (value.kind === 'number' ? value.value : null))
}

export function axisIn(shape: NonNullable<Sizes>, axis: number): number {
  const positive = axis < 0 ? axis + shape.length : axis
  if (positive < 0 || positive >= shape.length) throw misfit(`there is no axis ${axis}`)
  return positive
}
