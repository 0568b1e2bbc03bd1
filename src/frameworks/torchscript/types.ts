import { dottedPath, type Expression } from './syntax.ts'

/** Types as TorchScript writes them. Source: torch/csrc/jit/frontend/script_type_parser.cpp. */
export type Type =
  | { readonly kind: 'tensor' | 'int' | 'float' | 'complex' | 'bool' | 'string' | 'none' | 'unknown' }
  | { readonly kind: 'optional' | 'list'; readonly of: Type }
  | { readonly kind: 'dict'; readonly key: Type; readonly value: Type }
  | { readonly kind: 'tuple'; readonly items: readonly Type[] }
  | { readonly kind: 'class'; readonly name: string }

const PLAIN: Readonly<Record<string, Type>> = {
  Tensor: { kind: 'tensor' },
  'torch.Tensor': { kind: 'tensor' },
  int: { kind: 'int' },
  float: { kind: 'float' },
  complex: { kind: 'complex' },
  bool: { kind: 'bool' },
  str: { kind: 'string' },
  NoneType: { kind: 'none' },
}

export const UNKNOWN_TYPE: Type = { kind: 'unknown' }

/** The type an annotation names; what the contract language has no word for (Device, Any, Future …) is unknown. */
export function typeOf(annotation: Expression | null): Type {
  if (annotation === null) return UNKNOWN_TYPE
  if (annotation.kind === 'none') return { kind: 'none' }
  if (annotation.kind === 'subscript') return composite(dottedPath(annotation.of) ?? '', annotation.index)
  const name = dottedPath(annotation)
  if (name === undefined) return UNKNOWN_TYPE
  if (Object.hasOwn(PLAIN, name)) return PLAIN[name] ?? UNKNOWN_TYPE
  return name.startsWith('__torch__.') ? { kind: 'class', name } : UNKNOWN_TYPE
}

function composite(name: string, index: Expression): Type {
  const parts = (index.kind === 'tuple' ? index.items : [index]).map(typeOf)
  const [first = UNKNOWN_TYPE, second = UNKNOWN_TYPE] = parts
  switch (name.replace(/^typing\./, '')) {
    case 'Optional':
      return { kind: 'optional', of: first }
    case 'List':
      return { kind: 'list', of: first }
    case 'Final':
      return first
    case 'Dict':
      return { kind: 'dict', key: first, value: second }
    case 'Tuple':
      return { kind: 'tuple', items: parts }
    case 'Union': {
      const others = parts.filter(({ kind }) => kind !== 'none')
      const [only] = others
      return only !== undefined && others.length === 1 && parts.length === 2 ? { kind: 'optional', of: only } : UNKNOWN_TYPE
    }
    default:
      return UNKNOWN_TYPE
  }
}
