import { type Dim, evidenceOf, type Field } from '../../contract/types.ts'
import type { ByteSource } from '../../formats/bytes.ts'
import { bytesAt, corruptAt, numbers, openRoot, scalar, type Table, table, tables, text, texts } from '../../formats/flatbuffer.ts'
import type { Inference } from '../framework.ts'
import { argumentPaths, leavesOf, nameLeaves, type Path } from './names.ts'
import { DTYPES, EXPORTED, TREE, VALUE } from './schema.ts'

/** Arrays passed in or out: parameters of a whole model as arguments count into the thousands. */
const MAX_VALUES = 100_000
const MAX_RANK = 256

/** Platforms of jax.export. */
const PLATFORMS = new Set(['cpu', 'cuda', 'rocm', 'tpu', 'gpu', 'METAL', 'metal', 'neuron', 'xpu'])

/**
 * There is no identifier, so the parts must fit: platforms by name, an MLIR module by its first bytes, a tree of arguments.
 * Throws UserError for content that is no FlatBuffer at all.
 */
export function isExported(source: ByteSource): boolean {
  const root = openRoot(source)
  const platforms = texts(root, EXPORTED.platforms)
  const module = bytesAt(root, EXPORTED.module)
  if (platforms.length === 0 || platforms.length > 16 || !platforms.every((name) => PLATFORMS.has(name))) return false
  if (module === undefined || module.length < 4 || table(root, EXPORTED.inTree, 'in_tree') === undefined) return false
  return startsMlir(source.read(module.start, 4))
}

/** `ML\xefR`, MLIR bytecode. Source: mlir/docs/BytecodeFormat.md. */
export const startsMlir = (head: Uint8Array): boolean => head[0] === 0x4d && head[1] === 0x4c && head[2] === 0xef && head[3] === 0x52

/** A function that `jax.export` serialized: its flat list of arrays, named by the tree of its arguments. */
export function readExported(source: ByteSource): Inference {
  const root = openRoot(source)
  const unique = tables(root, EXPORTED.uniqueValues, 'unique_avals')
  const inValues = valuesOf(root, unique, EXPORTED.inIndices, EXPORTED.inValues, 'in_avals')
  const outValues = valuesOf(root, unique, EXPORTED.outIndices, EXPORTED.outValues, 'out_avals')
  const inTree = table(root, EXPORTED.inTree, 'in_tree')
  const outTree = table(root, EXPORTED.outTree, 'out_tree')
  const inputs = named(inTree && argumentPaths(leavesOf(inTree), tables(inTree, TREE.children, 'children')), inValues, 'input', source.name)
  const outputs = named(outTree && leavesOf(outTree), outValues, 'output', source.name)
  const version = text(root, EXPORTED.jaxVersion) ?? `calling convention ${scalar(root, EXPORTED.callingConvention, 'uint16')}`
  const positional = inputs.every(({ evidence }) => evidence?.name === 'derived')
  return {
    framework: { name: 'jax', version, format: 'jax-export' },
    signatures: [{ name: 'predict', inputs, outputs, ...(positional && inputs.length > 0 && { positional }) }],
    warnings: [],
    findings: [],
  }
}

function valuesOf(root: Table, unique: readonly Table[], indexSlot: number, slot: number, name: string): readonly Table[] {
  const indices = numbers(root, indexSlot, 'uint32') ?? []
  const values = indices.length > 0 ? indices.map((index) => valueAt(root, unique, index)) : tables(root, slot, name)
  if (values.length > MAX_VALUES) throw corruptAt(root, `has ${values.length} arrays in ${name}`)
  return values
}

function valueAt(root: Table, unique: readonly Table[], index: number): Table {
  const value = unique[index]
  if (value === undefined) throw corruptAt(root, `names array ${index}, of ${unique.length}`)
  return value
}

/** Leaves without a name of their own are called by their position: `input_0`, `output_1`. */
function named(paths: readonly Path[] | undefined, values: readonly Table[], word: 'input' | 'output', file: string): readonly Field[] {
  const known = paths !== undefined && paths.length === values.length ? paths : values.map((_, i): Path => [i])
  const names = nameLeaves(known, word)
  return values.map((value, i): Field => {
    const { name, isStored } = names[i] ?? { name: `${word}_${i}`, isStored: false }
    const type = DTYPES.get(scalar(value, VALUE.type, 'int8')) ?? null
    const sizes = texts(value, VALUE.shape)
    if (sizes.length > MAX_RANK) throw corruptAt(value, `has ${sizes.length} axes`)
    const tensor = { type, shape: sizes.map(sizeOf) }
    const evidence = evidenceOf(tensor, 'stored', `${file}: ${value.path}`)
    return { name, ...tensor, evidence: isStored ? evidence : { ...evidence, name: 'derived' } }
  })
}

/** A number, a symbol, or an expression of symbols (`2*b + 1`), which a contract cannot tell: unknown. */
function sizeOf(text: string): Dim {
  const trimmed = text.trim()
  if (/^\d{1,15}$/.test(trimmed)) return Number(trimmed)
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(trimmed) ? trimmed : null
}
