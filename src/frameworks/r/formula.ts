import type { DType } from '../../contract/types.ts'
import { attributeOf, namesOf, numberOf, type RPairs, type RValue, textsOf } from '../../formats/rds/values.ts'
import { type Column, classColumn, columnOf, UNKNOWN } from './described.ts'

/**
 * The columns that a model's terms ask of new data: `terms` keeps the expressions of the formula (`variables`, or `predvars` with what fitting
 * made of them) and the class of each (`dataClasses`). Columns inside of expressions are known as far as the functions around them say.
 * Source: R, stats:::terms.object and stats::.MFclass.
 */
export interface TermColumns {
  readonly columns: readonly Column[]
  /** `data$column` in the formula: R then takes the training data, whatever it is given. */
  readonly foreign: readonly string[]
}

/** Undefined where there are no terms. */
export function columnsOfTerms(terms: RValue | undefined): TermColumns | undefined {
  const variables = expressionsOf(attributeOf(terms, 'variables'))
  if (variables === undefined) return undefined
  const fitted = expressionsOf(attributeOf(terms, 'predvars'))
  const expressions = fitted?.length === variables.length ? fitted : variables
  const classes = attributeOf(terms, 'dataClasses')
  const words = textsOf(classes) ?? []
  const names = namesOf(classes)
  const response = numberOf(attributeOf(terms, 'response')) ?? 0
  const found: Found = { columns: new Map(), foreign: new Set() }
  expressions.forEach((expression, i) => {
    if (i === response - 1) return
    const variable = variables[i]
    const named = variable?.kind === 'symbol' ? names.indexOf(variable.name) : -1
    visit(expression, classColumn(words[named >= 0 ? named : i]), found, 0)
  })
  return { columns: [...found.columns.values()], foreign: [...found.foreign] }
}

/** The arguments of the call `list(…)`. */
function expressionsOf(call: RValue | undefined): readonly RValue[] | undefined {
  return call?.kind === 'call' ? call.entries.slice(1).map(({ value }) => value) : undefined
}

interface Found {
  readonly columns: Map<string, Column>
  readonly foreign: Set<string>
}

/** What is known of a value by the place it stands in. */
type Known = Omit<Column, 'name'>

const numeric: Known = { type: 'float64', source: 'derived', dims: [] }
const maybe = (type: DType): Known => ({ type, source: 'assumed', dims: [] })

/** Functions of numbers: what stands in them is a number. */
const NUMERIC = new Set(
  (
    '+ - * / ^ %% %/% log log2 log10 log1p exp expm1 sqrt abs sin cos tan asin acos atan sinh cosh tanh floor ceiling round signif trunc ' +
    'poly bs ns scale pspline rcs te ti t2 lo pmin pmax asinh logit fp'
  ).split(' '),
)
/** Functions that give back what they take. */
const TRANSPARENT = new Set(['I', '(', 'offset'])
/** Only the first argument is data, the others are settings. */
const FIRST_ONLY = new Set('log round signif bs ns scale cut factor as.factor ordered relevel rcs pspline'.split(' '))
const COMPARISONS = new Set(['==', '!=', '<', '>', '<=', '>=', '%in%'])
const LOGIC = new Set(['&', '|', '!', '&&', '||', 'xor'])
/** Names that are R's own. */
const CONSTANTS = new Set(['T', 'F', 'pi', 'letters', 'LETTERS', 'month.abb', 'month.name'])

const MAX_DEPTH = 200
/** Columns of one model: the widest tables have 100,000. */
const MAX_COLUMNS = 500_000

function visit(expression: RValue, known: Known, found: Found, depth: number): void {
  if (depth > MAX_DEPTH || found.columns.size > MAX_COLUMNS) return
  if (expression.kind === 'symbol') {
    if (expression.name !== '' && !CONSTANTS.has(expression.name)) add(found, columnOf(expression.name, known))
    return
  }
  if (expression.kind !== 'call') return
  const name = functionOf(expression)
  const [, ...args] = expression.entries
  if (name === '$' || name === '[[' || name === '@') {
    found.foreign.add(args.map(({ value }) => (value.kind === 'symbol' ? value.name : '…')).join('$'))
    return
  }
  if (name === 'function' || name === '::' || name === '~') return
  const data = args.filter(({ tag }) => tag === null).map(({ value }) => value)
  const inner = TRANSPARENT.has(name) ? known : insideOf(name, data)
  for (const argument of FIRST_ONLY.has(name) ? data.slice(0, 1) : data) visit(argument, inner, found, depth + 1)
}

function insideOf(name: string, data: readonly RValue[]): Known {
  if (NUMERIC.has(name)) return numeric
  if (name === 'cut') return maybe('float64')
  if (LOGIC.has(name)) return maybe('bool')
  if (!COMPARISONS.has(name)) return UNKNOWN
  const constant = data.find(({ kind }) => kind === 'numbers' || kind === 'strings')
  if (constant?.kind === 'strings') return maybe('string')
  return constant?.kind === 'numbers' && constant.type !== 'logical' ? numeric : UNKNOWN
}

/** The name of the function, without its package. */
function functionOf({ entries }: RPairs): string {
  const head = entries[0]?.value
  if (head?.kind === 'symbol') return head.name
  const last = head?.kind === 'call' ? head.entries.at(-1)?.value : undefined
  return last?.kind === 'symbol' ? last.name : ''
}

const STRENGTH = ['unknown', 'assumed', 'derived', 'stored', 'declared'] as const

/** A column may stand in several terms: what is known best counts. */
function add({ columns }: Found, column: Column): void {
  const before = columns.get(column.name)
  if (before === undefined || STRENGTH.indexOf(column.source) > STRENGTH.indexOf(before.source)) columns.set(column.name, column)
}
