import type { DType, Profile } from '../../contract/types.ts'

/**
 * `dataType` of PMML. `integer` has no width in the specification; its evaluators return 32 bits.
 * Times of day and counts since a date have no word in a contract.
 * Source: dmg.org/pmml/v4-4/DataDictionary.html
 */
const DATA_TYPES: ReadonlyMap<string, DType> = new Map([
  ['string', 'string'],
  ['integer', 'int32'],
  ['float', 'float32'],
  ['double', 'float64'],
  ['boolean', 'bool'],
  ['date', 'date'],
  ['dateTime', 'timestamp'],
])

export const dtypeOf = (word: string | undefined): DType | null => DATA_TYPES.get(word ?? '') ?? null

/** `optype` of a field. */
export const profileOf = (optype: string | undefined): Profile | undefined =>
  optype === 'categorical' || optype === 'ordinal' || optype === 'continuous' ? optype : undefined

/** What a result is where its output field doesn't say. Source: dmg.org/pmml/v4-4/Output.html, "RESULT-FEATURE" and "RULE-FEATURE". */
const FEATURES: ReadonlyMap<string, DType> = new Map([
  ['probability', 'float64'],
  ['confidence', 'float64'],
  ['residual', 'float64'],
  ['standardError', 'float64'],
  ['standardDeviation', 'float64'],
  ['affinity', 'float64'],
  ['clusterAffinity', 'float64'],
  ['entityAffinity', 'float64'],
  ['support', 'float64'],
  ['lift', 'float64'],
  ['leverage', 'float64'],
  ['clusterId', 'string'],
  ['entityId', 'string'],
  ['ruleId', 'string'],
  ['reasonCode', 'string'],
  ['predictedDisplayValue', 'string'],
])

export const dtypeOfFeature = (feature: string): DType | null => FEATURES.get(feature) ?? null

/** What a model without a target field predicts. */
export function dtypeOfFunction(functionName: string): DType | null {
  if (functionName === 'regression') return 'float64'
  return functionName === 'classification' || functionName === 'clustering' ? 'string' : null
}
