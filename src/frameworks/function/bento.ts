import type { DType, Shape, Value } from '../../contract/types.ts'
import type { Expression } from '../../formats/python/syntax.ts'
import { annotationOf, dtypeOf, type Typed } from './annotations.ts'
import { constantOf } from './constants.ts'
import type { Project, Scope } from './project.ts'

/**
 * What `input=` or `output=` of BentoML 1.0's `svc.api` says: one value under the name '', or, for Multipart, one per part.
 * Source: bentoml/_internal/io_descriptors.
 */
export function bentoDescriptor(
  decorator: Expression & { kind: 'call' },
  side: 'input' | 'output',
  scope: Scope,
  project: Project,
): ReadonlyMap<string, Typed> | undefined {
  const descriptor = decorator.keywords.find(({ name }) => name === side)?.value ?? decorator.args[side === 'input' ? 0 : 1]
  if (descriptor?.kind !== 'call') return undefined
  const meaning = project.meaning(descriptor.callee, scope)
  if (meaning?.kind !== 'external') return undefined
  const name = /^bentoml\.io\.(\w+)(?:\.from_sample)?$/.exec(meaning.path)?.[1]
  if (name === 'Multipart')
    return new Map(
      descriptor.keywords.flatMap(({ name: part, value }) => {
        const typed = part === null || value.kind !== 'call' ? undefined : oneDescriptor(value, scope, project)
        return part === null || typed === undefined ? [] : [[part, typed] as const]
      }),
    )
  const typed = oneDescriptor(descriptor, scope, project)
  return typed === undefined ? undefined : new Map([['', typed]])
}

function oneDescriptor(call: Expression & { kind: 'call' }, scope: Scope, project: Project): Typed | undefined {
  const meaning = project.meaning(call.callee, scope)
  const name = meaning?.kind === 'external' ? /^bentoml\.io\.(\w+)$/.exec(meaning.path)?.[1] : undefined
  const keyword = (key: string): Expression | null => call.keywords.find((each) => each.name === key)?.value ?? null
  const value = (known: Value): Typed => ({ value: known, nullable: false })
  switch (name) {
    case 'Text':
      return value({ type: 'string', shape: [] })
    case 'File':
      return value({ type: 'bytes', shape: [] })
    case 'Image':
      return value({ image: { width: null, height: null, channels: null } })
    case 'JSON': {
      const model = keyword('pydantic_model')
      return model === null ? undefined : annotationOf(model, scope, project)
    }
    case 'NumpyNdarray': {
      const type: DType | null = dtypeOf(keyword('dtype'), scope, project)
      const said = constantOf(keyword('shape'), scope, project)
      const shape: Shape = Array.isArray(said)
        ? said.map((dim) => (typeof dim === 'number' && Number.isSafeInteger(dim) && dim >= -1 ? dim : null))
        : null
      return value({ type, shape })
    }
    case 'PandasDataFrame': {
      const columns = constantOf(keyword('columns'), scope, project)
      if (!Array.isArray(columns) || !columns.every((column) => typeof column === 'string')) return undefined
      return value({ struct: columns.map((column) => ({ name: column, type: null, shape: [-1] })) })
    }
    default:
      return undefined
  }
}
