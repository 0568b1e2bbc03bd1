import type { DType } from '../../../contract/types.ts'
import { textOf } from '../../../formats/json.ts'
import { type Column, type Flow, type Known, sameShape, sameType } from '../flow.ts'
import type { Stage } from './stage.ts'

/** Characters of a statement. */
const MAX_STATEMENT = 100_000

type Token = { readonly kind: 'word' | 'quoted' | 'text' | 'number' | 'sign'; readonly text: string }

/** Types that CAST names. Source: Spark SQL reference, "Data Types". */
const TYPES: ReadonlyMap<string, DType> = new Map<string, DType>([
  ...['double', 'float64'].map((word) => [word, 'float64'] as const),
  ...['float', 'real'].map((word) => [word, 'float32'] as const),
  ...['int', 'integer'].map((word) => [word, 'int32'] as const),
  ...['bigint', 'long'].map((word) => [word, 'int64'] as const),
  ...['smallint', 'short'].map((word) => [word, 'int16'] as const),
  ...['tinyint', 'byte'].map((word) => [word, 'int8'] as const),
  ...['boolean'].map((word) => [word, 'bool'] as const),
  ...['string'].map((word) => [word, 'string'] as const),
  ...['binary'].map((word) => [word, 'bytes'] as const),
  ...['date'].map((word) => [word, 'date'] as const),
  ...['timestamp'].map((word) => [word, 'timestamp'] as const),
])

/** Functions of scalars whose type does not depend on their arguments. */
const FUNCTIONS: ReadonlyMap<string, DType | null> = new Map<string, DType | null>([
  ...'upper lower ucase lcase trim ltrim rtrim concat concat_ws substring substr replace regexp_replace lpad rpad initcap translate'
    .split(' ')
    .map((word) => [word, 'string'] as const),
  ...'exp ln log log10 log2 sqrt pow power sin cos tan rand'.split(' ').map((word) => [word, 'float64'] as const),
  ...'length year month day dayofmonth hour minute second'.split(' ').map((word) => [word, 'int32'] as const),
  ...'isnull isnotnull'.split(' ').map((word) => [word, 'bool'] as const),
  ...'if coalesce nvl ifnull abs round floor ceil greatest least cast nullif'.split(' ').map((word) => [word, null] as const),
])

const KEYWORDS = new Set(
  'select from where and or not case when then else end is null in like rlike between true false as distinct div all on asc desc group by having order limit with exists interval'.split(
    ' ',
  ),
)

/**
 * `SELECT … FROM __THIS__ …`: what a statement reads and makes. Statements that are more than a select list over the table leave everything after them in doubt.
 * Source: SQLTransformer.transform.
 */
export const sqlTransformer: Stage = (saved, flow) => {
  const statement = textOf(saved.param('statement')) ?? ''
  const tokens = statement.length > MAX_STATEMENT ? null : tokenize(statement)
  const body = tokens === null ? null : clauses(tokens)
  if (body === null) return flow.doubt()
  const star = body.items.some((item) => isSign(item, '*') || (item.length === 3 && isWord(item[0], '__this__') && isSign(item.slice(2), '*')))
  const made: (readonly [string, Column])[] = []
  const before = new Map(flow.current())
  const read = (name: string): Column => flow.read([...before.keys()].find((key) => key.toLowerCase() === name.toLowerCase()) ?? name)
  for (const name of namesIn(body.rest)) read(name)
  for (const item of body.items) {
    if (item.at(-1)?.text === '*' && item.length !== 2 && (item.length === 1 || item.length === 3)) continue
    const { expression, alias } = named(item)
    const plain = columnName(expression)
    if (plain !== null) {
      made.push(alias === null ? [plain, before.get(plain) ?? read(plain)] : [alias, renamed(flow, read(plain), alias)])
      continue
    }
    const columns = namesIn(expression).map(read)
    const operand = operandOf(expression)
    if (operand !== null) for (const column of columns) flow.assume(column, operand)
    const name = alias ?? fieldName(expression)
    const result = flow.write(name ?? expression.map(({ text }) => text).join(' '), resultOf(expression))
    if (name === null) flow.anonymous(Object.assign(result, { nameAssumed: true }))
    made.push([result.name, result])
  }
  if (!star) flow.clear()
  for (const [name, column] of made) flow.keep(column, name)
}

/** A column under another name: a copy that nobody has read yet. */
function renamed(flow: Flow, from: Column, name: string): Column {
  const to = flow.write(name)
  Object.assign(to, { categories: from.categories, mayHoldCategories: from.mayHoldCategories })
  flow.relate(sameShape(from, to))
  flow.relate(sameType(from, to))
  return to
}

/** A field of a struct is called like the field. */
function fieldName(expression: readonly Token[]): string | null {
  const path = expression.every(({ kind, text }, i) => (i % 2 === 0 ? kind === 'word' || kind === 'quoted' : text === '.'))
  return path && expression.length % 2 === 1 ? (expression.at(-1)?.text ?? null) : null
}

function tokenize(statement: string): readonly Token[] | null {
  const pattern =
    /\s+|--[^\n]*|`((?:[^`]|``)*)`|'((?:[^'\\]|\\.|'')*)'|"((?:[^"\\]|\\.)*)"|(\d+(?:\.\d*)?(?:[eE][+-]?\d+)?[a-zA-Z]*|\.\d+)|([A-Za-z_][\w$]*)|(<=>|<>|!=|==|<=|>=|\|\||[-+*/%()<>=,.;!&|^~?:[\]])/y
  const tokens: Token[] = []
  while (pattern.lastIndex < statement.length) {
    const found = pattern.exec(statement)
    if (found === null) return null
    const [, quoted, single, double, number, word, sign] = found
    if (quoted !== undefined) tokens.push({ kind: 'quoted', text: quoted.replaceAll('``', '`') })
    else if (single !== undefined || double !== undefined) tokens.push({ kind: 'text', text: single ?? double ?? '' })
    else if (number !== undefined) tokens.push({ kind: 'number', text: number })
    else if (word !== undefined) tokens.push({ kind: 'word', text: word })
    else if (sign !== undefined && sign !== ';') tokens.push({ kind: 'sign', text: sign })
  }
  return tokens
}

const isWord = (token: Token | undefined, word: string): boolean => token?.kind === 'word' && token.text.toLowerCase() === word
const isSign = (tokens: readonly Token[], sign: string): boolean => tokens.length === 1 && tokens[0]?.kind === 'sign' && tokens[0].text === sign

/** The select list, split at its commas, and what stands behind the table. `null`: joins, subqueries, several statements. */
function clauses(tokens: readonly Token[]): { readonly items: readonly (readonly Token[])[]; readonly rest: readonly Token[] } | null {
  if (!isWord(tokens[0], 'select') || tokens.slice(1).some((token) => isWord(token, 'select') || isWord(token, 'join') || isWord(token, 'union')))
    return null
  const from = tokens.findIndex((token) => isWord(token, 'from'))
  if (from < 0 || !isWord(tokens[from + 1], '__this__')) return null
  // another name of the table would read as a column
  const after = tokens[from + 2]
  if (after?.kind === 'quoted' || isWord(after, 'as') || (after?.kind === 'word' && !KEYWORDS.has(after.text.toLowerCase()))) return null
  const items: Token[][] = [[]]
  let depth = 0
  for (const token of tokens.slice(isWord(tokens[1], 'distinct') || isWord(tokens[1], 'all') ? 2 : 1, from)) {
    if (token.text === '(' && token.kind === 'sign') depth++
    if (token.text === ')' && token.kind === 'sign') depth--
    if (depth === 0 && token.kind === 'sign' && token.text === ',') items.push([])
    else items.at(-1)?.push(token)
  }
  return items.some((item) => item.length === 0) ? null : { items, rest: tokens.slice(from + 2) }
}

/** `expression AS name`, `expression name`, or an expression alone. */
function named(item: readonly Token[]): { readonly expression: readonly Token[]; readonly alias: string | null } {
  const [last, before] = [item.at(-1), item.at(-2)]
  const isName = last?.kind === 'quoted' || (last?.kind === 'word' && !KEYWORDS.has(last.text.toLowerCase()))
  if (last === undefined || before === undefined || !isName) return { expression: item, alias: null }
  if (isWord(before, 'as')) return { expression: item.slice(0, -2), alias: last.text }
  const ends = before.kind !== 'sign' ? !KEYWORDS.has(before.text.toLowerCase()) || isWord(before, 'end') : before.text === ')'
  return ends ? { expression: item.slice(0, -1), alias: last.text } : { expression: item, alias: null }
}

/** A column alone: `x`, `` `x y` ``, `__THIS__.x`. */
function columnName(expression: readonly Token[]): string | null {
  const tokens = expression.length === 3 && isWord(expression[0], '__this__') && expression[1]?.text === '.' ? expression.slice(2) : expression
  const [only] = tokens
  return tokens.length === 1 && only !== undefined && (only.kind === 'quoted' || (only.kind === 'word' && !KEYWORDS.has(only.text.toLowerCase())))
    ? only.text
    : null
}

/** Columns that an expression reads: words that are no keyword, no function and no type. */
function namesIn(tokens: readonly Token[]): readonly string[] {
  const names: string[] = []
  for (const [i, { kind, text }] of tokens.entries()) {
    const after = tokens[i + 1]
    const isFunction = after?.kind === 'sign' && after.text === '('
    const isType = isWord(tokens[i - 1], 'as')
    const isPart = tokens[i - 1]?.text === '.' && !isWord(tokens[i - 2], '__this__')
    const skip = isType || isPart || isWord(tokens[i], '__this__')
    if (kind === 'quoted' ? !skip : kind === 'word' && !skip && !isFunction && !KEYWORDS.has(text.toLowerCase())) names.push(text)
  }
  return [...new Set(names)]
}

/** What can be said of a result without knowing its columns. */
function resultOf(expression: readonly Token[]): Known {
  const [first, second] = expression
  const calls = expression.flatMap((token, i) => (token.kind === 'word' && expression[i + 1]?.text === '(' ? [token.text.toLowerCase()] : []))
  // a dot reads a field of a struct, which may be anything
  const scalar =
    !expression.some(({ kind, text }) => kind === 'sign' && text === '.') && calls.every((name) => FUNCTIONS.has(name) || KEYWORDS.has(name))
  const whole = second?.text === '(' && closes(expression, 1) === expression.length - 1
  const shape = scalar ? { shape: [] } : {}
  if (whole && first !== undefined && isWord(first, 'cast')) {
    const type = TYPES.get(expression.at(-2)?.text.toLowerCase() ?? '')
    return type === undefined || !isWord(expression.at(-3), 'as') ? {} : { type, shape: [] }
  }
  if (whole && first?.kind === 'word') return { ...shape, type: FUNCTIONS.get(first.text.toLowerCase()) ?? null }
  if (expression.length === 1 && first?.kind === 'text') return { type: 'string', shape: [] }
  return shape
}

/** What columns in an expression are by convention: `upper(x)` takes text, `x * 2` a number. */
function operandOf(expression: readonly Token[]): Known | null {
  const result = resultOf(expression)
  if (result.shape == null) return null
  const calls = expression.flatMap((token, i) => (token.kind === 'word' && expression[i + 1]?.text === '(' ? [token.text.toLowerCase()] : []))
  if (calls.some((name) => FUNCTIONS.get(name) === 'string')) return calls.length === 1 ? { type: 'string', shape: [] } : { shape: [] }
  const arithmetic = expression.some(({ kind, text }) => kind === 'sign' && '+-*/%'.includes(text))
  return { shape: [], ...(arithmetic && !expression.some(({ kind }) => kind === 'text') && { type: 'float64' }) }
}

/** Where the bracket at this place closes. */
function closes(tokens: readonly Token[], at: number): number {
  let depth = 0
  for (let i = at; i < tokens.length; i++) {
    if (tokens[i]?.kind !== 'sign') continue
    if (tokens[i]?.text === '(') depth++
    if (tokens[i]?.text === ')' && --depth === 0) return i
  }
  return -1
}
