import { byCodeUnits } from '../contract/canonical.ts'
import { completeness } from '../contract/completeness.ts'
import type { AssumedFact, Classes, Contract, Dim, DType, Field, FrameworkId, MapValue, Profile, Shape, Value } from '../contract/types.ts'
import type { Finding, Warning } from '../frameworks/framework.ts'
import { type FieldSources, sourcesOf } from './evidence.ts'

/** What `infer --json` is made of; an inferred model of src/infer.ts is one. */
export interface Inferred {
  readonly contract: Contract
  readonly warnings: readonly Warning[]
  readonly findings: readonly Finding[]
  readonly name?: string
  readonly because?: string
  readonly declaredIn?: string
}

/** A field of the answer: the canonical form, `source` per fact (`dim` is the weakest dimension), and where it is written. */
interface ValueAnswer {
  readonly name?: string
  readonly type?: DType | null
  readonly shape?: Shape
  readonly sequence?: ValueAnswer
  readonly map?: { readonly key: DType | null; readonly value: ValueAnswer }
  readonly struct?: readonly ValueAnswer[]
  readonly image?: { readonly width: Dim; readonly height: Dim; readonly channels: Dim }
  readonly profile?: Profile
  readonly optional?: boolean
  readonly sparse?: boolean
  readonly ragged?: boolean
  readonly aliases?: readonly string[]
  readonly assumed?: readonly AssumedFact[]
  readonly source?: FieldSources
  readonly where?: string
  readonly classes?: Classes
}

/** Facts of one field that rest on a convention. */
interface AssumedAnswer {
  readonly path: readonly string[]
  readonly facts: readonly AssumedFact[]
}

export interface ContractAnswer {
  readonly contract: 1
  readonly framework: FrameworkId
  readonly signatures: readonly {
    readonly name: string
    readonly positional?: boolean
    readonly inputs: readonly ValueAnswer[]
    readonly outputs: readonly ValueAnswer[]
  }[]
  /** `ratio` 0…1 of the facts are known; `missing` names the others. */
  readonly completeness: ReturnType<typeof completeness>
  readonly warnings: readonly Warning[]
  readonly findings: readonly Finding[]
  readonly assumed: readonly AssumedAnswer[]
  readonly name?: string
  readonly because?: string
  readonly declaredIn?: string
}

/** The answer of `infer --json`, one line: the canonical contract at the top level, with evidence beside it. Names are raw, JSON escapes them. */
export function contractJson(inferred: Inferred): string {
  return JSON.stringify(contractAnswer(inferred))
}

/** The same as data. Signatures are sorted by name as in the canonical form; everything else keeps its order. */
export function contractAnswer({ contract, warnings, findings, name, because, declaredIn }: Inferred): ContractAnswer {
  const signatures = [...contract.signatures].sort((a, b) => byCodeUnits(a.name, b.name))
  return {
    contract: 1,
    framework: contract.framework,
    signatures: signatures.map((signature) => ({
      name: signature.name,
      ...(signature.positional && { positional: true }),
      inputs: signature.inputs.map(fieldAnswer),
      outputs: signature.outputs.map(fieldAnswer),
    })),
    completeness: completeness(contract),
    warnings,
    findings,
    assumed: signatures.flatMap((signature) => [
      ...assumedIn(signature.inputs, [signature.name, 'inputs']),
      ...assumedIn(signature.outputs, [signature.name, 'outputs']),
    ]),
    ...(name !== undefined && { name }),
    ...(because !== undefined && { because }),
    ...(declaredIn !== undefined && { declaredIn }),
  }
}

const fieldAnswer = (field: Field): ValueAnswer => ({ name: field.name, ...valueAnswer(field) })

function valueAnswer(value: Value): ValueAnswer {
  const source = sourcesOf(value)
  return {
    ...shapeAnswer(value),
    ...(value.profile !== undefined && { profile: value.profile }),
    ...(value.optional && { optional: true }),
    ...(value.sparse && { sparse: true }),
    ...(value.ragged && { ragged: true }),
    ...(value.aliases !== undefined && value.aliases.length > 0 && { aliases: value.aliases }),
    ...(value.assumed !== undefined && value.assumed.length > 0 && { assumed: value.assumed }),
    ...(source !== null && { source }),
    ...(value.evidence !== undefined && { where: value.evidence.where }),
    ...(value.evidence?.classes !== undefined && { classes: value.evidence.classes }),
  }
}

function shapeAnswer(value: Value): ValueAnswer {
  if ('sequence' in value) return { sequence: valueAnswer(value.sequence) }
  if ('map' in value) return mapAnswer(value)
  if ('struct' in value) return { struct: value.struct.map(fieldAnswer) }
  if ('image' in value) return { image: value.image }
  return { type: value.type, shape: value.shape }
}

const mapAnswer = ({ map }: MapValue): ValueAnswer => ({ map: { key: map.key, value: valueAnswer(map.value) } })

function assumedIn(fields: readonly Field[], path: readonly string[]): AssumedAnswer[] {
  return fields.flatMap((field) => {
    const here = [...path, field.name]
    const own = field.assumed !== undefined && field.assumed.length > 0 ? [{ path: here, facts: field.assumed }] : []
    return [...own, ...('struct' in field ? assumedIn(field.struct, here) : [])]
  })
}
