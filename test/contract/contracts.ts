import type { Contract, Field, Shape, Signature, Value } from '../../src/contract/types.ts'

/** A contract of one signature, in few words. */
export function contractOf(inputs: readonly Field[], outputs: readonly Field[] = [], more: Partial<Signature> = {}): Contract {
  return { contract: 1, framework: { name: 'onnx' }, signatures: [{ name: 'predict', inputs, outputs, ...more }] }
}

export function float(name: string, shape: Shape = [-1, 4], more: object = {}): Field {
  return { name, type: 'float32', shape, ...more }
}

export function int(name: string, shape: Shape = [-1, 4], more: object = {}): Field {
  return { name, type: 'int64', shape, ...more }
}

export function field(name: string, value: Value): Field {
  return { name, ...value }
}
