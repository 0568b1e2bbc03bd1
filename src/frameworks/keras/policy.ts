import type { DType } from '../../contract/types.ts'
import { get, isObject, type Json, objectAt, textAt } from './json.ts'
import { dtypeOf } from './tensor.ts'

/**
 * The element type a layer computes in, out of its `dtype`: a word, a policy object of Keras 2 (`Policy`, `PolicyV1`) or 3
 * (`DTypePolicy`, `QuantizedDTypePolicy`, `DTypePolicyMap`). Nothing said: float32, the default of every Keras.
 * Source: keras/src/dtype_policies/dtype_policy.py, tf_keras/src/mixed_precision/policy.py.
 */
export function computeType(dtype: Json | undefined): DType | null {
  if (dtype === undefined || dtype === null) return 'float32'
  if (typeof dtype === 'string') return fromName(dtype)
  if (!isObject(dtype)) return null
  const config = objectAt(dtype, 'config')
  const name = textAt(config, 'name') ?? textAt(config, 'source_name')
  const mode = textAt(config, 'mode')
  if (textAt(dtype, 'class_name') === 'DTypePolicyMap') return computeType(get(config, 'default_policy'))
  if (name === undefined) return textAt(dtype, 'class_name') === 'DTypePolicy' || mode !== undefined ? 'float32' : null
  return fromName(name)
}

/** The element type of a layer's weights: mixed policies keep them in float32. Source: keras/src/dtype_policies/dtype_policy.py, variable_dtype. */
export function variableType(dtype: Json | undefined): DType | null {
  const name = typeof dtype === 'string' ? dtype : isObject(dtype) ? textAt(objectAt(dtype, 'config'), 'name') : undefined
  return name?.includes('mixed_') === true ? 'float32' : computeType(dtype)
}

/** `float32`, `mixed_float16` computes in float16, `int8_from_mixed_bfloat16` like what stands behind `from`. */
function fromName(name: string): DType | null {
  const source = name.includes('_from_') ? name.slice(name.lastIndexOf('_from_') + 6) : name
  const word = source.startsWith('mixed_') ? source.slice(6) : source
  // Keras 2 wrote `infer`, `_infer`, `float32_vars` for layers that take the type of their input
  return dtypeOf(word === 'infer' || word === '_infer' || word === 'floatx' ? 'float32' : word.replace(/_with_.*$|_vars$/, ''))
}
