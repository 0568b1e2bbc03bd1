import { createHash } from 'node:crypto'
import type { Contract, Field, FrameworkId, Signature, Value } from './types.ts'

/**
 * The one spelling of a contract (docs/contract.md, "Canonical JSON"): no whitespace, fixed key order, signatures by name in code unit order,
 * everything else as declared, evidence left out, optional keys only where they say something. Equal contracts give equal text.
 */
export function canonicalJson(contract: Contract): string {
  return JSON.stringify(canonicalContract(contract, canonicalFramework(contract.framework)))
}

/** `sha256:` and 64 hex digits of the canonical JSON without `framework.version`: a retrained model of a newer scikit-learn keeps its contract. */
export function contractDigest(contract: Contract): string {
  const { version: _, ...framework } = canonicalFramework(contract.framework)
  const json = JSON.stringify(canonicalContract(contract, framework))
  return `sha256:${createHash('sha256').update(json, 'utf8').digest('hex')}`
}

/** Canonical JSON of one value without its name: two values are the same promise exactly if these texts are equal (symbols by their names). */
export function valueJson(value: Value): string {
  return JSON.stringify(canonicalValue(value))
}

/** Code unit order, as JavaScript compares: independent of any locale. */
export function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function canonicalContract(contract: Contract, framework: FrameworkId): unknown {
  const signatures = [...contract.signatures].sort((a, b) => byCodeUnits(a.name, b.name))
  return { contract: contract.contract, framework, signatures: signatures.map(canonicalSignature) }
}

function canonicalFramework({ name, version, format }: FrameworkId): FrameworkId {
  return { name, ...(version !== undefined && { version }), ...(format !== undefined && { format }) }
}

function canonicalSignature({ name, inputs, outputs, positional }: Signature): unknown {
  return { name, inputs: inputs.map(canonicalField), outputs: outputs.map(canonicalField), ...(positional && { positional }) }
}

function canonicalField(field: Field): object {
  return { name: field.name, ...canonicalValue(field) }
}

function canonicalValue(value: Value): object {
  const { profile, optional, sparse, ragged, aliases, assumed } = value
  return {
    ...canonicalKind(value),
    ...(profile !== undefined && { profile }),
    ...(optional && { optional }),
    ...(sparse && { sparse }),
    ...(ragged && { ragged }),
    ...(aliases !== undefined && aliases.length > 0 && { aliases }),
    ...(assumed !== undefined && assumed.length > 0 && { assumed }),
  }
}

function canonicalKind(value: Value): object {
  if ('sequence' in value) return { sequence: canonicalValue(value.sequence) }
  if ('map' in value) return { map: { key: value.map.key, value: canonicalValue(value.map.value) } }
  if ('struct' in value) return { struct: value.struct.map(canonicalField) }
  if ('image' in value) {
    const { width, height, channels } = value.image
    return { image: { width, height, channels } }
  }
  return { type: value.type, shape: value.shape }
}
