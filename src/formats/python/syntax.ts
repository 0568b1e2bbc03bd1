/**
 * The syntax tree of a Python module, as data: what the source says, nothing evaluated.
 * Node names follow CPython's Parser/Python.asdl; what this grammar cannot read is `unknown`, never a guess.
 */

interface Located {
  /** 1-based line of the node's first character. */
  readonly line: number
}

export interface Name extends Located {
  readonly kind: 'name'
  readonly id: string
}
export interface Attribute extends Located {
  readonly kind: 'attribute'
  readonly object: Expression
  readonly name: string
}
/** `object[index]`; `a[i, j]` has a tuple, `a[1:2]` a slice as its index. */
export interface Subscript extends Located {
  readonly kind: 'subscript'
  readonly object: Expression
  readonly index: Expression
}
/** `args` may hold `starred`; a keyword without a name is `**value`. */
export interface Call extends Located {
  readonly kind: 'call'
  readonly callee: Expression
  readonly args: readonly Expression[]
  readonly keywords: readonly Keyword[]
}
export interface Keyword {
  readonly name: string | null
  readonly value: Expression
}
export interface Text extends Located {
  readonly kind: 'string'
  readonly value: string
}
/** A bytes literal, one character per byte. */
export interface Bytes extends Located {
  readonly kind: 'bytes'
  readonly value: string
}
/** An f-string with something in it: texts and expressions in order. */
export interface Format extends Located {
  readonly kind: 'format'
  readonly parts: readonly (string | Expression)[]
}
export interface NumberLiteral extends Located {
  readonly kind: 'number'
  /** Rounded beyond 2^53. */
  readonly value: number
  readonly type: 'int' | 'float' | 'complex'
}
export interface Constant extends Located {
  readonly kind: 'constant'
  readonly value: true | false | null | '...'
}
export interface Elements extends Located {
  readonly kind: 'tuple' | 'list' | 'set'
  readonly elements: readonly Expression[]
}
/** An entry without a key is `**value`. */
export interface Dict extends Located {
  readonly kind: 'dict'
  readonly entries: readonly { readonly key: Expression | null; readonly value: Expression }[]
}
/** Arithmetic, comparison and logic: `op` as written (`+`, `<=`, `not in`, `and`). Comparison chains nest to the left. */
export interface Binary extends Located {
  readonly kind: 'binary'
  readonly op: string
  readonly left: Expression
  readonly right: Expression
}
export interface Unary extends Located {
  readonly kind: 'unary'
  readonly op: string
  readonly operand: Expression
}
export interface Conditional extends Located {
  readonly kind: 'conditional'
  readonly test: Expression
  readonly body: Expression
  readonly otherwise: Expression
}
export interface Lambda extends Located {
  readonly kind: 'lambda'
  readonly parameters: readonly Parameter[]
  readonly body: Expression
}
/** `element` is the key of a dict comprehension, whose `value` is set. */
export interface Comprehension extends Located {
  readonly kind: 'comprehension'
  readonly of: 'list' | 'set' | 'dict' | 'generator'
  readonly element: Expression
  readonly value: Expression | null
  /** `filtered`: an `if` follows, so that not every element counts. */
  readonly clauses: readonly { readonly target: Expression; readonly iterable: Expression; readonly filtered: boolean }[]
}
/** `await x`, `*x`, `yield x`, `yield from x`. */
export interface Wrapped extends Located {
  readonly kind: 'await' | 'starred' | 'yield' | 'yield-from'
  readonly value: Expression | null
}
export interface Named extends Located {
  readonly kind: 'named'
  readonly target: Expression
  readonly value: Expression
}
export interface Slice extends Located {
  readonly kind: 'slice'
  readonly lower: Expression | null
  readonly upper: Expression | null
  readonly step: Expression | null
}
export interface UnknownExpression extends Located {
  readonly kind: 'unknown'
}

export type Expression =
  | Name
  | Attribute
  | Subscript
  | Call
  | Text
  | Bytes
  | Format
  | NumberLiteral
  | Constant
  | Elements
  | Dict
  | Binary
  | Unary
  | Conditional
  | Lambda
  | Comprehension
  | Wrapped
  | Named
  | Slice
  | UnknownExpression

export interface Parameter {
  readonly name: string
  /** `positional-only` stands before `/`, `keyword-only` after `*`; `args` is `*name`, `kwargs` is `**name`. */
  readonly kind: 'positional-only' | 'positional' | 'args' | 'keyword-only' | 'kwargs'
  readonly annotation: Expression | null
  readonly default: Expression | null
  readonly line: number
}

export interface FunctionDef extends Located {
  readonly kind: 'function'
  readonly name: string
  readonly async: boolean
  readonly decorators: readonly Expression[]
  readonly parameters: readonly Parameter[]
  readonly returns: Expression | null
  readonly body: readonly Statement[]
  /** Something inside could not be parsed. */
  readonly damaged: boolean
}
export interface ClassDef extends Located {
  readonly kind: 'class'
  readonly name: string
  readonly decorators: readonly Expression[]
  readonly bases: readonly Expression[]
  readonly keywords: readonly Keyword[]
  readonly body: readonly Statement[]
}
/** `a = b = value` has two targets. */
export interface Assign extends Located {
  readonly kind: 'assign'
  readonly targets: readonly Expression[]
  readonly value: Expression
}
export interface Annotated extends Located {
  readonly kind: 'annotated'
  readonly target: Expression
  readonly annotation: Expression
  readonly value: Expression | null
}
/** `target += value`; `op` is `+`. */
export interface Augmented extends Located {
  readonly kind: 'augmented'
  readonly target: Expression
  readonly op: string
  readonly value: Expression
}
export interface Return extends Located {
  readonly kind: 'return'
  readonly value: Expression | null
}
export interface ExpressionStatement extends Located {
  readonly kind: 'expression'
  readonly value: Expression
}
/** `elif` is an `if` alone in `otherwise`. */
export interface If extends Located {
  readonly kind: 'if'
  readonly test: Expression
  readonly body: readonly Statement[]
  readonly otherwise: readonly Statement[]
}
export interface For extends Located {
  readonly kind: 'for'
  readonly target: Expression
  readonly iterable: Expression
  readonly body: readonly Statement[]
  readonly otherwise: readonly Statement[]
}
export interface While extends Located {
  readonly kind: 'while'
  readonly test: Expression
  readonly body: readonly Statement[]
  readonly otherwise: readonly Statement[]
}
export interface Try extends Located {
  readonly kind: 'try'
  readonly body: readonly Statement[]
  readonly handlers: readonly { readonly type: Expression | null; readonly name: string | null; readonly body: readonly Statement[] }[]
  readonly otherwise: readonly Statement[]
  readonly final: readonly Statement[]
}
export interface With extends Located {
  readonly kind: 'with'
  readonly items: readonly { readonly context: Expression; readonly target: Expression | null }[]
  readonly body: readonly Statement[]
}
export interface Match extends Located {
  readonly kind: 'match'
  readonly subject: Expression
  readonly cases: readonly (readonly Statement[])[]
}
export interface Raise extends Located {
  readonly kind: 'raise'
  readonly exception: Expression | null
}
/** `import a.b as c`: `{module: 'a.b', as: 'c'}`; without `as`, `import a.b` binds `a`. */
export interface Import extends Located {
  readonly kind: 'import'
  readonly names: readonly { readonly module: string; readonly as: string | null }[]
}
/** `from ..a import b as c`: level 2, module `a`. `*` is a name. */
export interface ImportFrom extends Located {
  readonly kind: 'import-from'
  readonly module: string
  readonly level: number
  readonly names: readonly { readonly name: string; readonly as: string | null }[]
}
/** `del`, `global`, `nonlocal`, `assert`: the operands. */
export interface Operands extends Located {
  readonly kind: 'delete' | 'scope' | 'assert'
  readonly operands: readonly Expression[]
}
export interface Bare extends Located {
  readonly kind: 'pass' | 'break' | 'continue' | 'unknown'
}

export type Statement =
  | FunctionDef
  | ClassDef
  | Assign
  | Annotated
  | Augmented
  | Return
  | ExpressionStatement
  | If
  | For
  | While
  | Try
  | With
  | Match
  | Raise
  | Import
  | ImportFrom
  | Operands
  | Bare

export interface Module {
  readonly body: readonly Statement[]
  /** Lines of places that the grammar could not read, at most 20; none in a module that Python would load. */
  readonly errors: readonly number[]
}
