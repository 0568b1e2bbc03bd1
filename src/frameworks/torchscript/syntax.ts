/**
 * The Python that TorchScript archives hold: written by one printer (torch/csrc/jit/serialization/python_print.cpp), so a small exact grammar
 * is all there is: definitions, assignments, if/for/while/with, calls. A parser of its own is smaller and faster here than one for all of Python.
 */

export type Expression =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'attribute'; readonly of: Expression; readonly name: string }
  | { readonly kind: 'call'; readonly of: Expression; readonly args: readonly Expression[]; readonly keywords: readonly Keyword[] }
  | { readonly kind: 'subscript'; readonly of: Expression; readonly index: Expression }
  | { readonly kind: 'list' | 'tuple'; readonly items: readonly Expression[] }
  | { readonly kind: 'dict'; readonly pairs: readonly (readonly [Expression, Expression])[] }
  | { readonly kind: 'int' | 'float'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'none' }
  | { readonly kind: 'choice'; readonly test: Expression; readonly yes: Expression; readonly no: Expression }

export interface Keyword {
  readonly name: string
  readonly value: Expression
}

export type Statement =
  | { readonly kind: 'assign'; readonly targets: readonly Expression[]; readonly value: Expression | null; readonly annotation: Expression | null }
  | { readonly kind: 'expression'; readonly value: Expression }
  | { readonly kind: 'if'; readonly test: Expression; readonly yes: readonly Statement[]; readonly no: readonly Statement[] }
  | { readonly kind: 'for'; readonly variables: readonly Expression[]; readonly over: Expression; readonly body: readonly Statement[] }
  | { readonly kind: 'while'; readonly test: Expression; readonly body: readonly Statement[] }
  | { readonly kind: 'with'; readonly body: readonly Statement[] }
  | { readonly kind: 'return'; readonly value: Expression | null }
  | { readonly kind: 'raise' }
  | { readonly kind: 'assert'; readonly test: Expression }
  | { readonly kind: 'pass' }
  | { readonly kind: 'function'; readonly definition: FunctionDefinition }
  | { readonly kind: 'class'; readonly definition: ClassDefinition }

export interface Parameter {
  readonly name: string
  /** `self` has none in files of 2019. */
  readonly type: Expression | null
  readonly defaultValue: Expression | null
}

export interface FunctionDefinition {
  readonly name: string
  readonly parameters: readonly Parameter[]
  readonly returns: Expression | null
  readonly body: readonly Statement[]
}

export interface ClassDefinition {
  readonly name: string
  /** `Module`, `NamedTuple`, `Enum`, …; undefined for plain classes. */
  readonly base: string | undefined
  readonly fields: readonly Parameter[]
  readonly methods: readonly FunctionDefinition[]
}

/** `torch.nn.relu` of nested attributes, or undefined where the root is no plain name. */
export function dottedPath(expression: Expression): string | undefined {
  const parts: string[] = []
  for (let at = expression; ; at = at.of) {
    if (at.kind === 'name') return [at.name, ...parts.reverse()].join('.')
    if (at.kind !== 'attribute') return undefined
    parts.push(at.name)
  }
}
