import type { Dim, TensorValue } from '../../contract/types.ts'
import { UserError } from '../../errors.ts'
import { at, type Json, listOf, parseJson, textOf } from '../../formats/json.ts'
import type { ModelFiles } from '../../model/types.ts'

/** Bytes of a signature.json: a handful of names and shapes. */
const MAX_BYTES = 1024 * 1024
const MAX_RANK = 32

/** Shapes by name, as `signature.json` of Multi Model Server declares them; 0 is the batch. */
export interface DeclaredShapes {
  readonly file: string
  readonly inputs: ReadonlyMap<string, readonly Dim[]>
  readonly outputs: ReadonlyMap<string, readonly Dim[]>
}

/** The signature beside a symbol, if there is one. Source: awslabs/multi-model-server 0.4, docs/export_from_mxnet.md. */
export function declaredShapes(files: ModelFiles, symbol: string): DeclaredShapes | undefined {
  const file = `${symbol.slice(0, symbol.lastIndexOf('/') + 1)}signature.json`
  if (files.find(file) === undefined) return undefined
  const root = parseJson(files.text(file, MAX_BYTES), file)
  return { file, inputs: shapesOf(at(root, 'inputs')), outputs: shapesOf(at(root, 'outputs')) }
}

function shapesOf(list: Json | undefined): ReadonlyMap<string, readonly Dim[]> {
  return new Map(
    listOf(list).flatMap((item) => {
      const [name, dims] = [textOf(at(item, 'data_name')), listOf(at(item, 'data_shape'))]
      if (name === undefined || dims.length === 0 || dims.length > MAX_RANK) return []
      return [[name, dims.map((dim): Dim => (typeof dim === 'number' && Number.isSafeInteger(dim) && dim > 0 ? dim : -1))] as const]
    }),
  )
}

/**
 * Declared sizes fill what the network leaves open.
 * @throws UserError `contract-conflict` where the network's sizes are others
 */
export function withDeclared(value: TensorValue, dims: readonly Dim[] | undefined, what: string, file: string): TensorValue {
  const evidence = value.evidence
  if (dims === undefined || evidence === undefined) return value
  const certain = value.assumed?.includes('shape') !== true
  const { shape } = value
  if (shape !== null && certain) {
    const differs =
      shape.length !== dims.length ||
      shape.some((dim, i) => typeof dim === 'number' && dim >= 0 && typeof dims[i] === 'number' && dims[i] !== dim && (i > 0 || dims[i] !== -1))
    if (differs) throw conflict(what, file, dims, shape)
  }
  const keeps = (i: number): boolean => certain && typeof shape?.[i] === 'number' && shape[i] !== -1
  const { assumed, ...rest } = value
  const left = assumed?.filter((fact) => fact !== 'shape') ?? []
  return {
    ...rest,
    ...(left.length > 0 && { assumed: left }),
    shape: dims.map((dim, i) => (keeps(i) ? (shape?.[i] ?? dim) : dim)),
    evidence: {
      ...evidence,
      rank: certain && shape !== null ? evidence.rank : 'declared',
      dims: dims.map((_, i) => (keeps(i) ? (evidence.dims[i] ?? 'declared') : 'declared')),
    },
  }
}

const conflict = (what: string, file: string, dims: readonly Dim[], shape: readonly Dim[]): UserError =>
  new UserError(
    'contract-conflict',
    `${file} declares ${JSON.stringify(dims)} for ${what}, but the network's weights give ${JSON.stringify(shape)}`,
    `correct ${file}, or export the network that it describes`,
    { file },
  )
