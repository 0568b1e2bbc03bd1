import { type DType, evidenceOf, type Field, type Source, type TensorValue } from '../../contract/types.ts'
import type { Model, OutputField, PmmlDocument, Segment } from './document.ts'
import { dtypeOf, dtypeOfFeature, dtypeOfFunction, profileOf } from './words.ts'

interface Interface {
  readonly inputs: readonly Field[]
  readonly outputs: readonly Field[]
}

/** A type and how it is known. */
interface Typed {
  readonly type: DType | null
  readonly source: Source
}

const UNKNOWN: Typed = { type: null, source: 'unknown' }

/**
 * The fields of a model, one value per row each: active fields of its mining schema in, target and output fields out.
 * Source: dmg.org/pmml/v4-4/MiningSchema.html, Output.html and MultipleModels.html.
 */
export function interfaceOf(document: PmmlDocument, model: Model, file: string): Interface {
  const outputs = outputFields(model)
  const context: Context = { document, model, file }
  const residuals = residualTargets(model, outputs)
  const inputs = model.miningFields
    .filter(({ name, usageType }) => usageType === 'active' || residuals.has(name))
    .map(({ name, optype, hasReplacement }) => {
      const field = column(context, name, dataType(document, name), `MiningField ${name}`, optype ?? document.dataFields.get(name)?.optype)
      return hasReplacement ? { ...field, optional: true } : field
    })
  const targets = targetsOf(model).map((name) =>
    column(context, name, dataType(document, name), `MiningField ${name}`, document.dataFields.get(name)?.optype),
  )
  const results = outputs.map(({ field, from, isOptional }) => {
    const result = column(context, field.name, outputType(context, from, field), `OutputField ${field.name}`, field.optype)
    return isOptional ? { ...result, optional: true } : result
  })
  const all = unique([...targets, ...results])
  return { inputs: unique(inputs), outputs: all.length > 0 ? all : [unnamedTarget(context)] }
}

interface Context {
  readonly document: PmmlDocument
  readonly model: Model
  readonly file: string
}

/** `predicted` is the word of versions before 4.2. */
const targetsOf = (model: Model): readonly string[] =>
  model.miningFields.filter(({ usageType }) => usageType === 'target' || usageType === 'predicted').map(({ name }) => name)

/** The difference to the true value needs the true value. */
function residualTargets(model: Model, outputs: readonly Output[]): ReadonlySet<string> {
  const [target] = targetsOf(model)
  return new Set(
    outputs.flatMap(({ field, from }) => {
      const name = field.feature === 'residual' && from === model ? (field.targetField ?? target) : undefined
      return name === undefined ? [] : [name]
    }),
  )
}

interface Output {
  readonly field: OutputField
  /** The model that has it: the one at the top or one of a segment. */
  readonly from: Model
  readonly isOptional: boolean
}

/** Output fields of a model are those of the segments that can answer, and its own. */
function outputFields(model: Model): readonly Output[] {
  const inner = answering(model).flatMap(({ model: one, always }): readonly Output[] =>
    one === undefined ? [] : outputFields(one).map((output) => ({ ...output, isOptional: output.isOptional || !always })),
  )
  return [...inner, ...model.outputs.map((field) => ({ field, from: model, isOptional: field.isStep }))]
}

/**
 * Segments whose results can be the answer. A choice answers with the first segment whose condition holds, a chain with the last that ran:
 * one that always runs keeps all behind it (choice) or before it (chain) from answering. A chain of several models answers with all.
 */
function answering({ method, segments }: Model): readonly Segment[] {
  if (/multiModelChain$/.test(method)) return segments
  const always = segments.map((segment) => segment.always)
  const candidates =
    method === 'selectFirst' ? segments.slice(0, always.indexOf(true) + 1 || undefined) : segments.slice(Math.max(0, always.lastIndexOf(true)))
  return candidates.length === 1 ? candidates : candidates.map((segment) => ({ ...segment, always: false }))
}

function outputType({ document, model }: Context, from: Model, field: OutputField): Typed {
  if (field.dataType !== undefined) return stored(dtypeOf(field.dataType))
  // a list per row has no type of its own
  if (field.isMultiValued) return UNKNOWN
  if (field.feature === 'predictedValue') {
    const target = field.targetField ?? (from === model ? targetsOf(model)[0] : undefined)
    const known = target === undefined ? UNKNOWN : dataType(document, target)
    if (known.type !== null) return known.source === 'stored' ? { ...known, source: 'derived' } : known
    return target === undefined && field.targetField === undefined ? assumed(dtypeOfFunction(from.functionName)) : UNKNOWN
  }
  const feature = field.feature === 'ruleValue' ? (field.ruleFeature ?? 'consequent') : field.feature
  return assumed(dtypeOfFeature(feature))
}

/** Documents before 3.0 have no types: numbers are continuous, words are not. */
function dataType({ dataFields }: PmmlDocument, name: string): Typed {
  const field = dataFields.get(name)
  if (field === undefined) return UNKNOWN
  if (field.dataType !== undefined) return stored(dtypeOf(field.dataType))
  return field.optype === 'continuous' ? assumed('float64') : UNKNOWN
}

const stored = (type: DType | null): Typed => ({ type, source: type === null ? 'unknown' : 'stored' })
const assumed = (type: DType | null): Typed => ({ type, source: type === null ? 'unknown' : 'assumed' })

function column({ file }: Context, name: string, { type, source }: Typed, key: string, optype: string | undefined): Field {
  const value: TensorValue = { type, shape: [-1] }
  const profile = profileOf(optype)
  return {
    name,
    ...value,
    ...(profile && { profile }),
    ...(source === 'assumed' && { assumed: ['type'] }),
    evidence: { ...evidenceOf(value, 'stored', `${file}: ${key}`), type: source },
  }
}

/** Evaluators return the prediction of a model without target and output fields under no name. */
function unnamedTarget({ model, file }: Context): Field {
  const value: TensorValue = { type: dtypeOfFunction(model.functionName), shape: [-1] }
  const evidence = evidenceOf(value, 'assumed', `${file}: ${model.element}`)
  return {
    name: 'predict',
    ...value,
    assumed: value.type === null ? ['name'] : ['name', 'type'],
    evidence: { ...evidence, rank: 'derived', dims: ['derived'] },
  }
}

/** Segments may give the same output; where they differ in type nothing is known of it. It is there if one of them always gives it. */
function unique(fields: readonly Field[]): readonly Field[] {
  const found = new Map<string, Field>()
  for (const field of fields) {
    const before = found.get(field.name)
    if (before === undefined) found.set(field.name, field)
    else found.set(field.name, joined(before, field))
  }
  return [...found.values()]
}

function joined(one: Field, other: Field): Field {
  const { optional: _, ...first } = one
  const field: Field = one.optional && other.optional ? one : first
  if (!('shape' in field) || !('shape' in other) || field.type === other.type) return field
  const { assumed: __, profile: ___, ...rest } = field
  const value: TensorValue = { type: null, shape: field.shape }
  return { ...rest, ...value, evidence: evidenceOf(value, 'stored', one.evidence?.where ?? '') }
}
