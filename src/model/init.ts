import type { Contract, Dim, Field, Shape, Signature, Value } from '../contract/types.ts'

/** Where editors find the JSON Schema; the comment is understood by yaml-language-server (VS Code, JetBrains, Vim …). */
export const SCHEMA_URL = 'https://raw.githubusercontent.com/mlambda/upload-action/v1/docs/schema/serving.schema.json'

/** YAML: "the : indicator must be at most 1024 Unicode characters beyond the start" of a plain `key: value`. Escapes make names longer. */
const MAX_KEY = 900

/**
 * A serving.yaml that says exactly what the contract says, with `"?"` where nothing is known; reading it back gives the same signatures.
 * Facts that rest on a convention only are written with a comment that asks to check them: in the author's file they become promises.
 */
export function writeDefinition(contract: Contract, { name }: { readonly name: string }): string {
  const head = [`# yaml-language-server: $schema=${SCHEMA_URL}`, 'kind: Model', `name: ${scalar(name)}`]
  if (contract.signatures.length === 0) return lines(head)
  return lines([...head, 'contract:', ...indented(signatureLines(contract.signatures))])
}

/** The short form is one key per signature; names that mean something else there, or occur twice, need the list. */
function signatureLines(signatures: readonly Signature[]): readonly string[] {
  const names = signatures.map((signature) => signature.name)
  const asKeys = canBeKeys(names) && !names.some((name) => ['inputs', 'outputs', 'metadata'].includes(name))
  return signatures.flatMap((signature) => {
    const body = [
      ...(signature.positional ? ['positional: true'] : []),
      ...fieldsLines('inputs', signature.inputs),
      ...fieldsLines('outputs', signature.outputs),
    ]
    return asKeys ? [`${scalar(signature.name)}:`, ...indented(body)] : item([`name: ${scalar(signature.name)}`, ...body])
  })
}

function fieldsLines(key: string, fields: readonly Field[]): readonly string[] {
  if (fields.length === 0) return [`${key}: {}`]
  const asKeys = canBeKeys(fields.map((field) => field.name))
  return [
    `${key}:`,
    ...indented(
      fields.flatMap((field) => (asKeys ? valueLines(scalar(field.name), field) : item([`name: ${scalar(field.name)}`, ...entryLines(field)]))),
    ),
  ]
}

function canBeKeys(names: readonly string[]): boolean {
  return new Set(names).size === names.length && names.every((name) => scalar(name).length <= MAX_KEY)
}

/** `key: { type: …, shape: … }` on one line where nothing nests. */
function valueLines(key: string, value: Value): readonly string[] {
  const entries = entryLines(value)
  if ('sequence' in value || 'map' in value || 'struct' in value) return [`${key}:`, ...indented(entries)]
  return [`${key}: { ${entries.join(', ')} }${assumption(value)}`]
}

function entryLines(value: Value): readonly string[] {
  return [...kindLines(value), ...modifierLines(value)]
}

function kindLines(value: Value): readonly string[] {
  if ('sequence' in value) return valueLines('sequence', value.sequence)
  if ('map' in value) return ['map:', ...indented([`key: ${value.map.key ?? '"?"'}`, ...valueLines('value', value.map.value)])]
  if ('struct' in value) return fieldsLines('struct', value.struct)
  if ('image' in value) {
    const { width, height, channels } = value.image
    return [`image: { width: ${dim(width)}, height: ${dim(height)}, channels: ${dim(channels)} }`]
  }
  return [`type: ${value.type ?? '"?"'}`, `shape: ${shapeText(value.shape)}`]
}

function modifierLines({ profile, optional, sparse, ragged, aliases }: Value): readonly string[] {
  return [
    ...(profile === undefined ? [] : [`profile: ${profile}`]),
    ...(optional ? ['optional: true'] : []),
    ...(sparse ? ['sparse: true'] : []),
    ...(ragged ? ['ragged: true'] : []),
    ...(aliases === undefined || aliases.length === 0 ? [] : [`aliases: [${aliases.map(scalar).join(', ')}]`]),
  ]
}

function assumption({ assumed }: Value): string {
  return assumed === undefined || assumed.length === 0 ? '' : `  # check: ${assumed.join(' and ')} by convention, not stored in the model`
}

function shapeText(shape: Shape): string {
  if (shape === null) return '"?"'
  return shape.length === 0 ? 'scalar' : `[${shape.map(dim).join(', ')}]`
}

/** Symbols that would be read as something else (`"4"`, `None`) say nothing that can be kept: unknown. */
function dim(size: Dim): string {
  if (size === null || (typeof size === 'string' && !/^[\p{L}_][^\n]*$/u.test(size))) return '"?"'
  return typeof size === 'number' ? String(size) : NO_SYMBOLS.test(size) ? '"?"' : scalar(size)
}

const NO_SYMBOLS = /^(?:none|nan|any|unknown|dynamic|undefined|null)$/i

/** Words that YAML 1.1 or 1.2 readers take for something else than text. */
const RESERVED = /^(?:y|n|yes|no|on|off|true|false|null|scalar|nan|inf)$/i

/** A text as YAML: plain where that is safe in every context and for every reader, else in double quotes with everything invisible escaped. */
function scalar(text: string): string {
  if (/^[A-Za-z_][\w./-]*(?: [\w./-]+)*$/.test(text) && !RESERVED.test(text)) return text
  const escaped = JSON.stringify(text).replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0
    return code > 0xffff ? `\\U${code.toString(16).padStart(8, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`
  })
  return escaped
}

function item(body: readonly string[]): readonly string[] {
  return body.map((line, index) => (index === 0 ? `- ${line}` : `  ${line}`))
}

function indented(body: readonly string[]): readonly string[] {
  return body.map((line) => `  ${line}`)
}

function lines(body: readonly string[]): string {
  return `${body.join('\n')}\n`
}
