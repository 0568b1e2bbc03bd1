import type { Dim, DType, Field, Profile, Shape, Signature, Value } from '../contract/types.ts'
import type { Span, Tree, TreeEntry, TreeMap, TreeScalar } from '../formats/yaml-tree.ts'
import { checkKeys, described, invalid, type Source, unknownWord } from './definition-error.ts'
import { isUnknown, PROFILE_WORDS, profileOfWord, SIGNATURE_KEYS, TYPE_WORDS, typeOfWord, VALUE_KEYS } from './definition-words.ts'
import type { Places } from './places.ts'

/** numpy allows 64 dimensions, everything else fewer. */
const MAX_RANK = 64
/** Names become keys of reports and labels; the longest real column name in the corpus has a few hundred characters. */
const MAX_NAME = 4096
/** Words that people write for an open dimension out of habit; as symbols they would mean "all of the same size". */
const NOT_A_SYMBOL = new Set(['none', 'nan', 'any', 'unknown', 'dynamic', 'undefined', '*', '-', ':', '...'])
/** The four ways to say what a field carries beside `type` and `shape`. */
const COMPOSITES = ['sequence', 'map', 'struct', 'image'] as const

interface Reading {
  readonly source: Source
  readonly places: Places
}

/**
 * The part behind `contract:`: a mapping of signatures, one signature with `name`, `inputs`, `outputs` (both historic forms),
 * or a list of the latter. Docs: docs/definition.md. Throws UserError `definition-invalid`.
 */
export function readSignatures(reading: Reading, tree: Tree, keySpan: Span): readonly Signature[] {
  const { source } = reading
  if (tree.kind === 'list') {
    const signatures = tree.items.map((item) => namedSignature(reading, item, keySpan))
    refuseTwins(source, signatures, tree.items)
    return signatures
  }
  if (tree.kind === 'scalar') {
    const remedy = /\.(?:prototxt|protobin)$/.test(tree.text)
      ? 'leave contract out: contract.prototxt and contract.protobin beside this file are found by themselves'
      : 'write `contract: { predict: { inputs: { x: { type: float64, shape: [-1, 4] } }, outputs: { y: { type: float64, shape: [-1] } } } }`, or leave contract out'
    throw invalid(source, tree.span, `contract must hold signatures, not ${described(tree)}`, { remedy, key: 'contract' })
  }
  if (isSingleForm(tree)) return [namedSignature(reading, tree, keySpan)]
  const signatures = tree.entries
    .filter(({ key }) => key.text !== 'metadata')
    .map(({ key, value }) => readSignature(reading, nameOf(source, key, 'signature'), key.span, value, SIGNATURE_KEYS))
  if (signatures.length === 0)
    throw invalid(source, tree.span, 'contract holds no signature', {
      remedy: 'name one: `predict: { inputs: …, outputs: … }`, or leave contract out',
      key: 'contract',
    })
  return signatures
}

/** One signature whose name is a key beside its inputs; a signature that is itself called `inputs` is no field list. */
function isSingleForm(tree: TreeMap): boolean {
  const inputs = entry(tree, 'inputs') ?? entry(tree, 'outputs')
  if (inputs !== undefined) return !(inputs.value.kind === 'map' && looksLikeSignature(inputs.value))
  return entry(tree, 'name')?.value.kind === 'scalar'
}

function looksLikeSignature(tree: TreeMap): boolean {
  const inside = entry(tree, 'inputs')?.value
  const other = entry(tree, 'outputs')?.value
  return (
    inside?.kind === 'map' &&
    other?.kind === 'map' &&
    tree.entries.every(({ key }) => SIGNATURE_KEYS.includes(key.text)) &&
    ![inside, other].some(looksLikeValue)
  )
}

function looksLikeValue(tree: TreeMap): boolean {
  return (
    tree.entries.length > 0 &&
    tree.entries.every(
      ({ key, value }) => VALUE_KEYS.includes(key.text) && (value.kind !== 'map' || (COMPOSITES as readonly string[]).includes(key.text)),
    )
  )
}

function namedSignature(reading: Reading, tree: Tree, keySpan: Span): Signature {
  const { source } = reading
  if (tree.kind !== 'map')
    throw invalid(source, tree.span, `a signature must be a mapping, not ${described(tree)}`, {
      remedy: 'write `{ name: predict, inputs: …, outputs: … }`',
    })
  const name = entry(tree, 'name')
  // Hydrosphere's command line took a contract without a name for `predict`
  if (name === undefined) return readSignature(reading, 'predict', keySpan, tree, ['name', ...SIGNATURE_KEYS])
  if (name.value.kind !== 'scalar')
    throw invalid(source, name.value.span, `a signature's name must be a word, not ${described(name.value)}`, {
      remedy: 'write `name: predict`',
      key: 'name',
    })
  return readSignature(reading, nameOf(source, name.value, 'signature'), name.value.span, tree, ['name', ...SIGNATURE_KEYS])
}

function readSignature(reading: Reading, name: string, span: Span, tree: Tree, keys: readonly string[]): Signature {
  const { source, places } = reading
  places.note([name], span)
  if (tree.kind !== 'map')
    throw invalid(source, tree.span, `the signature ${name} must hold inputs and outputs, not ${described(tree)}`, {
      remedy: `write \`${name}: { inputs: …, outputs: … }\``,
      key: name,
    })
  checkKeys(source, tree.entries, keys, `the signature ${name}`)
  const side = (which: 'inputs' | 'outputs'): readonly Field[] => {
    const found = entry(tree, which)
    if (found === undefined)
      throw invalid(source, span, `the signature ${name} has no ${which}`, {
        remedy: `add \`${which}:\` with its fields; \`${which}: {}\` says that there are none`,
        key: name,
      })
    places.note([name, which], found.key.span)
    return readFields(reading, [name, which], found.value)
  }
  const positional = readFlag(reading, tree, 'positional', [name])
  return { name, inputs: side('inputs'), outputs: side('outputs'), ...(positional && { positional }) }
}

/** Fields as a mapping of names, or as a list of mappings with `name` (for names that occur twice). */
function readFields(reading: Reading, path: readonly string[], tree: Tree): readonly Field[] {
  const { source, places } = reading
  if (tree.kind === 'map') {
    return tree.entries.map(({ key, value }) => {
      const name = nameOf(source, key, 'field')
      places.note([...path, name], key.span)
      return { name, ...readValue(reading, [...path, name], value, VALUE_KEYS) }
    })
  }
  if (tree.kind === 'list') {
    return tree.items.map((item) => {
      const name = item.kind === 'map' ? entry(item, 'name')?.value : undefined
      if (name?.kind !== 'scalar')
        throw invalid(source, item.span, 'a field in a list needs a name', {
          remedy: 'write `- { name: x, type: float64, shape: [-1, 4] }`',
          key: path.join('.'),
        })
      places.note([...path, name.text], name.span)
      return { name: nameOf(source, name, 'field'), ...readValue(reading, [...path, name.text], item, ['name', ...VALUE_KEYS]) }
    })
  }
  throw invalid(source, tree.span, `${path.join('.')} must hold fields, not ${described(tree)}`, {
    remedy: 'write `x: { type: float64, shape: [-1, 4] }` under it, or `{}` if there are none',
    key: path.join('.'),
  })
}

function readValue(reading: Reading, path: readonly string[], tree: Tree, keys: readonly string[]): Value {
  const { source, places } = reading
  const where = path.join('.')
  if (tree.kind !== 'map') {
    throw invalid(source, tree.span, `${where} must be a mapping, not ${described(tree)}`, {
      ...(tree.kind === 'scalar' && tree.text !== ''
        ? { instead: `{ type: ${tree.text}, shape: "?" }` }
        : { remedy: `write \`{ type: float64, shape: [-1, 4] }\`, with "?" for what is not known` }),
      key: where,
    })
  }
  checkKeys(source, tree.entries, keys, where)
  for (const { key, value } of tree.entries) places.note([...path, key.text], value.span)
  const modifiers = readModifiers(reading, path, tree)
  const kinds = COMPOSITES.map((kind) => entry(tree, kind)).filter((found) => found !== undefined)
  const [kind, second] = kinds
  const tensorPart = entry(tree, 'type') ?? entry(tree, 'shape')
  const clash = second ?? (kind === undefined ? undefined : tensorPart)
  if (kind !== undefined && clash !== undefined) {
    throw invalid(source, clash.key.span, `${where} cannot have both ${kind.key.text} and ${clash.key.text}`, {
      remedy: `a value is one of: type with shape, ${COMPOSITES.join(', ')}`,
      key: where,
    })
  }
  if (kind === undefined) return { type: readType(reading, entry(tree, 'type')), shape: readShape(reading, entry(tree, 'shape'), path), ...modifiers }
  return { ...readComposite(reading, path, kind), ...modifiers }
}

function readComposite(reading: Reading, path: readonly string[], { key, value }: TreeEntry): Value {
  const { source } = reading
  const inside = [...path, key.text]
  if (key.text === 'sequence') return { sequence: readValue(reading, inside, value, VALUE_KEYS) }
  if (key.text === 'struct') return { struct: readFields(reading, inside, value) }
  const parts = key.text === 'map' ? ['key', 'value'] : ['width', 'height', 'channels']
  if (value.kind !== 'map') {
    const example = key.text === 'map' ? '{ key: string, value: { type: float32, shape: [] } }' : '{ width: 224, height: 224, channels: 3 }'
    throw invalid(source, value.span, `${inside.join('.')} must be a mapping, not ${described(value)}`, {
      remedy: `write \`${key.text}: ${example}\``,
      key: inside.join('.'),
    })
  }
  checkKeys(source, value.entries, parts, inside.join('.'))
  const part = (name: string): TreeEntry => {
    const found = entry(value, name)
    if (found === undefined)
      throw invalid(source, key.span, `${inside.join('.')} has no ${name}`, {
        remedy: `add \`${name}:\`, with "?" if it is not known`,
        key: inside.join('.'),
      })
    reading.places.note([...inside, name], found.value.span)
    return found
  }
  if (key.text === 'map')
    return { map: { key: readType(reading, part('key')), value: readValue(reading, [...inside, 'value'], part('value').value, VALUE_KEYS) } }
  return {
    image: {
      width: readDim(reading, part('width').value),
      height: readDim(reading, part('height').value),
      channels: readDim(reading, part('channels').value),
    },
  }
}

function readType({ source }: Reading, found: TreeEntry | undefined): DType | null {
  if (found === undefined) return null
  const { value } = found
  if (value.kind !== 'scalar' || value.text === '')
    throw invalid(source, value.span, `a type must be a word, not ${described(value)}`, {
      remedy: 'write for example `type: float64`, or `type: "?"` if it is not known',
      key: 'type',
    })
  if (isUnknown(value.text)) return null
  const type = typeOfWord(value.text)
  if (type === undefined) throw unknownWord(source, value.span, 'type', value.text, TYPE_WORDS, 'type')
  return type
}

function readShape(reading: Reading, found: TreeEntry | undefined, path: readonly string[]): Shape {
  if (found === undefined) return null
  const { source, places } = reading
  const { value } = found
  if (value.kind === 'list') {
    if (value.items.length > MAX_RANK)
      throw invalid(source, value.span, `a shape of ${value.items.length} dimensions`, { remedy: `tensors have at most ${MAX_RANK}`, key: 'shape' })
    for (const [index, item] of value.items.entries()) places.note([...path, 'shape', String(index)], item.span)
    return value.items.map((item) => readDim(reading, item))
  }
  if (value.kind === 'scalar') {
    if (value.text === 'scalar') return []
    if (value.text !== '' && isUnknown(value.text)) return null
    if (/^-?\d+$/.test(value.text))
      throw invalid(source, value.span, `a shape is a list of sizes, not ${described(value)}`, { instead: `[${value.text}]`, key: 'shape' })
    if (value.text !== '') throw unknownWord(source, value.span, 'shape', value.text, ['scalar', '[]', '[-1]', '[-1, 4]', '"?"'], 'shape')
  }
  throw invalid(source, value.span, `a shape is a list of sizes, not ${described(value)}`, {
    remedy: 'write for example `shape: [-1, 4]`, `shape: scalar`, or `shape: "?"` if it is not known',
    key: 'shape',
  })
}

function readDim({ source }: Reading, tree: Tree): Dim {
  const remedy = 'a size is a number, -1 (any), a name such as batch (equal names are equal sizes), or "?" (not known)'
  if (tree.kind !== 'scalar' || tree.text === '')
    throw invalid(source, tree.span, `a size must be a number or a word, not ${described(tree)}`, { remedy, key: 'shape' })
  const { text } = tree
  if (isUnknown(text)) return null
  if (/^(?:-1|0|[1-9]\d*)$/.test(text)) {
    const size = Number(text)
    if (!tree.plain) throw invalid(source, tree.span, `the size ${text} stands in quotes`, { instead: text, key: 'shape' })
    if (!Number.isSafeInteger(size)) throw invalid(source, tree.span, `the size ${text} is beyond 2^53`, { remedy, key: 'shape' })
    return size
  }
  if (/^[-+.\d]/.test(text)) throw invalid(source, tree.span, `${described(tree)} is no size`, { remedy, key: 'shape' })
  if (NOT_A_SYMBOL.has(text.toLowerCase()))
    throw invalid(source, tree.span, `${described(tree)} is no size`, {
      instead: '-1',
      remedy: `if every size is accepted (\`"?"\` if you don't know)`,
      key: 'shape',
    })
  if (text.length > MAX_NAME) throw invalid(source, tree.span, 'the name of a size is too long', { remedy, key: 'shape' })
  return text
}

interface Modifiers {
  profile?: Profile
  optional?: boolean
  sparse?: boolean
  ragged?: boolean
  aliases?: readonly string[]
}

function readModifiers(reading: Reading, path: readonly string[], tree: TreeMap): Modifiers {
  const { source } = reading
  const modifiers: Modifiers = {}
  const profile = entry(tree, 'profile')?.value
  if (profile !== undefined) {
    const known = profile.kind === 'scalar' ? profileOfWord(profile.text) : undefined
    if (profile.kind !== 'scalar')
      throw invalid(source, profile.span, `a profile must be a word, not ${described(profile)}`, {
        remedy: `use one of ${PROFILE_WORDS.join(', ')}`,
        key: 'profile',
      })
    if (known === undefined) throw unknownWord(source, profile.span, 'profile', profile.text, PROFILE_WORDS, 'profile')
    modifiers.profile = known
  }
  for (const flag of ['optional', 'sparse', 'ragged'] as const) if (readFlag(reading, tree, flag, path)) modifiers[flag] = true
  const aliases = entry(tree, 'aliases')?.value
  if (aliases !== undefined) {
    if (aliases.kind !== 'list')
      throw invalid(source, aliases.span, `aliases must be a list of names, not ${described(aliases)}`, {
        remedy: 'write `aliases: [other_name]`',
        key: 'aliases',
      })
    modifiers.aliases = aliases.items.map((item) => {
      if (item.kind !== 'scalar')
        throw invalid(source, item.span, `an alias must be a name, not ${described(item)}`, {
          remedy: 'write `aliases: [other_name]`',
          key: 'aliases',
        })
      return nameOf(source, item, 'alias')
    })
  }
  return modifiers
}

function readFlag({ source, places }: Reading, tree: TreeMap, flag: string, path: readonly string[]): boolean {
  const value = entry(tree, flag)?.value
  if (value === undefined) return false
  places.note([...path, flag], value.span)
  const text = value.kind === 'scalar' && value.plain ? value.text.toLowerCase() : ''
  if (text === 'true') return true
  if (text === 'false') return false
  const meant = ['yes', 'on', '1'].includes(text) ? 'true' : ['no', 'off', '0'].includes(text) ? 'false' : undefined
  throw invalid(
    source,
    value.span,
    `${flag} must be true or false, not ${described(value)}`,
    meant === undefined ? { remedy: `write \`${flag}: true\`, or leave it out`, key: flag } : { instead: meant, key: flag },
  )
}

function nameOf(source: Source, { text, span }: TreeScalar, what: string): string {
  if (text === '') throw invalid(source, span, `a ${what} has an empty name`, { remedy: 'give it a name; quote names with special characters' })
  if (text.length > MAX_NAME)
    throw invalid(source, span, `the name of a ${what} has ${text.length} characters`, { remedy: `at most ${MAX_NAME} are possible` })
  return text
}

function refuseTwins(source: Source, signatures: readonly Signature[], trees: readonly Tree[]): void {
  for (const [index, { name }] of signatures.entries()) {
    const span = trees[index]?.span
    if (span !== undefined && signatures.findIndex((other) => other.name === name) < index)
      throw invalid(source, span, `there are two signatures ${name}`, { remedy: 'give them different names' })
  }
}

/** A key of a mapping with its value. */
export function entry(tree: TreeMap, key: string): TreeEntry | undefined {
  return tree.entries.find((candidate) => candidate.key.text === key)
}
