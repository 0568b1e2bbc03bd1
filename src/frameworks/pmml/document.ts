import { UserError } from '../../errors.ts'
import type { ByteSource } from '../../formats/bytes.ts'
import { type Attributes, readXml } from '../../formats/xml.ts'

/** What a PMML document says about its interface. Spec: dmg.org/pmml, versions 2.0 to 4.4; the trees and weights are passed over. */

export interface DataField {
  readonly dataType: string | undefined
  readonly optype: string | undefined
}

export interface MiningField {
  readonly name: string
  /** `active` where the file says nothing. */
  readonly usageType: string
  readonly optype: string | undefined
  /** A missing value is replaced by one that the model brings along. */
  readonly hasReplacement: boolean
}

export interface OutputField {
  readonly name: string
  readonly dataType: string | undefined
  readonly optype: string | undefined
  /** `predictedValue` where the file says nothing. */
  readonly feature: string
  readonly ruleFeature: string | undefined
  readonly targetField: string | undefined
  readonly isMultiValued: boolean
  /** `isFinalResult="false"`: a step on the way; evaluators may keep it back. */
  readonly isStep: boolean
}

/** One branch of a chain or choice of models. */
export interface Segment {
  /** Its condition is `<True/>`. */
  always: boolean
  model: Model | undefined
}

export interface Model {
  readonly element: string
  readonly functionName: string
  readonly isScorable: boolean
  readonly miningFields: MiningField[]
  readonly outputs: OutputField[]
  /** Of models that are made of models; '' of others. */
  method: string
  /** Kept for the methods whose segments give outputs of their own (`PASSING_ON`). */
  readonly segments: Segment[]
}

export interface PmmlDocument {
  readonly version: string
  readonly dataFields: ReadonlyMap<string, DataField>
  /** Models at the top, in order: consumers take the first unless told a name. */
  readonly models: readonly Model[]
}

/** Methods that hand on the output fields of their segments; all others only combine predictions. */
const PASSING_ON = new Set(['modelChain', 'selectFirst', 'x-multiModelChain', 'multiModelChain'])

/** Fields of all kinds: wide tables have some 10,000 columns; text models as many terms. */
const MAX_FIELDS = 200_000
/** Segments kept of chains; real chains have dozens. */
const MAX_SEGMENTS = 100_000
const MAX_MODELS = 1_000

/** @throws UserError `truncated`, `corrupt` */
export function readDocument(source: ByteSource): PmmlDocument {
  const dataFields = new Map<string, DataField>()
  const models: Model[] = []
  /** Models around the place where we are, the outermost first, each with its depth. */
  const around: { readonly model: Model; readonly depth: number }[] = []
  let version = ''
  let kept = 0
  const count = (limit: number, what: string): void => {
    kept += 1
    if (kept > limit)
      throw new UserError('corrupt', `${source.name} has more than ${limit} ${what}`, 'Export the model again.', { file: source.name })
  }

  const openTop = (path: readonly string[], name: string, attributes: Attributes): void => {
    if (path.length === 1) version = attributes.get('version') ?? ''
    else if (path.length === 2 && isModel(name)) {
      if (models.length >= MAX_MODELS) count(0, 'models')
      models.push(begin(name, attributes, path.length))
    } else if (path.length === 3 && name === 'DataField' && localName(path[1]) === 'DataDictionary') {
      const field = attributes.get('name')
      count(MAX_FIELDS, 'fields')
      if (field !== undefined && !dataFields.has(field))
        dataFields.set(field, { dataType: attributes.get('dataType'), optype: attributes.get('optype') })
    }
  }

  const begin = (element: string, attributes: Attributes, depth: number): Model => {
    const model: Model = {
      element,
      functionName: attributes.get('functionName') ?? '',
      isScorable: attributes.get('isScorable') !== 'false',
      miningFields: [],
      outputs: [],
      method: '',
      segments: [],
    }
    around.push({ model, depth })
    return model
  }

  const openInside = (path: readonly string[], name: string, attributes: Attributes, model: Model, depth: number): void => {
    const below = path.length - depth
    if (below === 1) {
      if (name === 'Segmentation') model.method = attributes.get('multipleModelMethod') ?? ''
      return
    }
    const parent = localName(path[depth])
    if (parent === 'MiningSchema' && below === 2 && name === 'MiningField') {
      // what segments read is made by the models around them
      if (around.length > 1) return
      count(MAX_FIELDS, 'fields')
      const field = miningField(attributes)
      if (field !== undefined) model.miningFields.push(field)
    } else if (parent === 'Output' && below === 2 && name === 'OutputField') {
      count(MAX_FIELDS, 'fields')
      const field = outputField(attributes)
      if (field !== undefined) model.outputs.push(field)
    } else if (parent === 'Segmentation' && PASSING_ON.has(model.method)) {
      if (below === 2 && name === 'Segment') {
        count(MAX_SEGMENTS, 'segments')
        model.segments.push({ always: false, model: undefined })
      } else if (below === 3 && localName(path[depth + 1]) === 'Segment') openInSegment(path, name, attributes, model.segments.at(-1))
    }
  }

  const openInSegment = (path: readonly string[], name: string, attributes: Attributes, segment: Segment | undefined): void => {
    if (segment === undefined) return
    if (name === 'True') segment.always = true
    else if (isModel(name) && segment.model === undefined) segment.model = begin(name, attributes, path.length)
  }

  readXml(source, {
    open(path, attributes) {
      const inner = around.at(-1)
      // most elements are nodes of trees, deep inside
      if (inner !== undefined && path.length > inner.depth + 3) return
      const name = localName(path.at(-1))
      if (inner === undefined) openTop(path, name, attributes)
      else openInside(path, name, attributes, inner.model, inner.depth)
    },
    close(path) {
      if (around.at(-1)?.depth === path.length) around.pop()
    },
  })
  return { version, dataFields, models }
}

const isModel = (name: string): boolean => /Model$|^NeuralNetwork$|^Scorecard$/.test(name)

/** Names without the prefix of their namespace. */
export const localName = (name = ''): string => name.slice(name.indexOf(':') + 1)

function miningField(attributes: Attributes): MiningField | undefined {
  const name = attributes.get('name')
  if (name === undefined) return undefined
  const treatment = attributes.get('missingValueTreatment')
  return {
    name,
    usageType: attributes.get('usageType') ?? 'active',
    optype: attributes.get('optype'),
    hasReplacement: attributes.has('missingValueReplacement') && treatment !== 'returnInvalid',
  }
}

function outputField(attributes: Attributes): OutputField | undefined {
  const name = attributes.get('name')
  if (name === undefined) return undefined
  return {
    name,
    dataType: attributes.get('dataType'),
    optype: attributes.get('optype'),
    feature: attributes.get('feature') ?? 'predictedValue',
    ruleFeature: attributes.get('ruleFeature'),
    targetField: attributes.get('targetField'),
    isMultiValued: attributes.get('isMultiValued') === '1',
    isStep: attributes.get('isFinalResult') === 'false',
  }
}
