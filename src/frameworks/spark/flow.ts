import type { DType } from '../../contract/types.ts'

/** Sizes of one row's value: `[]` a scalar, `[n]` a vector, `[-1]` a list; `null` inside: unknown size. */
export type RowShape = readonly (number | null)[]

/** What is known of one version of a column; overwriting a column makes a new one. Facts are only ever added. */
export interface Column {
  readonly name: string
  /** Made by a stage; otherwise callers must give it. */
  readonly produced: boolean
  /** The metadata or file that first speaks of it. */
  readonly where: string
  type: DType | null
  /** Rests on a convention: Spark casts any number. */
  typeAssumed: boolean
  shape: RowShape | null
  shapeAssumed: boolean
  nameAssumed: boolean
  /** Categories of an index column, as its ML attributes say. */
  categories: number | null
  /** What its indices or texts stand for. */
  labels: readonly string[] | null
  /** A vector that may hold index columns: an interaction widens it. */
  mayHoldCategories: boolean
  readonly uses: Use[]
  /** Another stage skips its producer where its input is missing. */
  skippable: boolean
  /** Predictions are results even where a later stage reads them. */
  result: boolean
}

export type Use = 'data' | 'label'

/** Facts about a column that a stage knows. */
export interface Known {
  readonly type?: DType | null
  readonly shape?: RowShape | null
}

/** The columns of a table on their way through the stages. */
export interface Flow {
  /** The column as the stage sees it; one that nobody made comes from the caller. */
  read(name: string, use?: Use): Column
  /** What this column must be. */
  know(column: Column, known: Known): void
  /** What it is by convention, where nothing else is known in the end. */
  assume(column: Column, known: Known): void
  write(name: string, known?: Known): Column
  /** The column under another name, or kept by a projection. */
  keep(column: Column, name: string): void
  drop(name: string): void
  /** Everything but what is kept afterwards. */
  clear(): void
  /** Columns that the table has now, by name. */
  current(): ReadonlyMap<string, Column>
  /** A rule between columns: true when it learned something. It is run again until no rule learns. */
  relate(rule: () => boolean): void
  /** Stages from here on read names that an unknown stage may have made. */
  doubt(): void
  /** A result of an expression whose name Spark makes up. */
  anonymous(column: Column): void
  /** Where messages and evidence point to. */
  at(where: string): void
}

export interface FlowState extends Flow {
  readonly columns: readonly Column[]
  settle(): void
}

/** Columns of one pipeline: wide tables have thousands. */
const MAX_COLUMNS = 200_000
/** Rounds of the rules: facts travel along the longest chain of stages, in the worst case one stage a round. */
const MAX_ROUNDS = 100

export function createFlow(): FlowState {
  const columns: Column[] = []
  const table = new Map<string, Column>()
  const rules: (() => boolean)[] = []
  const conventions: (() => void)[] = []
  const unnamed: Column[] = []
  let doubtful = false
  let where = ''

  const make = (name: string, produced: boolean): Column => {
    const column: Column = {
      name,
      produced,
      where,
      type: null,
      typeAssumed: false,
      shape: null,
      shapeAssumed: false,
      nameAssumed: false,
      categories: null,
      labels: null,
      mayHoldCategories: false,
      uses: [],
      skippable: false,
      result: false,
    }
    if (columns.length < MAX_COLUMNS) columns.push(column)
    return column
  }
  const outside = (name: string): Column => {
    // names that Spark makes up for expressions hold the expression
    const expression = /[()=<>+*/]/.test(name) ? unnamed.shift() : undefined
    if (expression !== undefined) return expression
    const column = make(name, false)
    column.nameAssumed = doubtful
    return column
  }
  return {
    columns,
    read(name, use = 'data') {
      const column = table.get(name) ?? (use === 'label' ? undefined : outside(name))
      // a label that is not there is not asked for
      if (column === undefined) return make(name, true)
      table.set(name, column)
      column.uses.push(use)
      return column
    },
    know: (column, known) => void learn(column, known),
    assume(column, known) {
      conventions.push(() => {
        if (column.type === null && known.type != null) Object.assign(column, { type: known.type, typeAssumed: true })
        if (column.shape === null && known.shape != null) Object.assign(column, { shape: known.shape, shapeAssumed: true })
      })
    },
    write(name, known = {}) {
      const column = make(name, true)
      learn(column, known)
      table.set(name, column)
      return column
    },
    keep: (column, name) => void table.set(name, column),
    drop: (name) => void table.delete(name),
    clear: () => table.clear(),
    current: () => table,
    relate: (rule) => void rules.push(rule),
    doubt() {
      doubtful = true
    },
    anonymous: (column) => void unnamed.push(column),
    at(place) {
      where = place
    },
    settle() {
      run(rules)
      // conventions one by one: what one of them says may settle others by the rules
      for (const apply of conventions) apply()
      run(rules)
    },
  }
}

function run(rules: readonly (() => boolean)[]): void {
  for (let round = 0; round < MAX_ROUNDS; round++) {
    let learned = false
    for (const rule of rules) learned = rule() || learned
    if (!learned) return
  }
}

/** Adds facts; what is known already stays. True: something was new. */
export function learn(column: Column, { type, shape }: Known): boolean {
  let learned = false
  if (type != null && column.type === null) {
    column.type = type
    learned = true
  }
  if (shape == null) return learned
  if (column.shape === null) {
    column.shape = shape
    return true
  }
  if (column.shape.length !== shape.length) return learned
  const merged = column.shape.map((size, i) => size ?? shape[i] ?? null)
  if (merged.some((size, i) => size !== column.shape?.[i])) {
    column.shape = merged
    learned = true
  }
  return learned
}

/** Both columns have the same shape. */
export const sameShape = (a: Column, b: Column) => (): boolean => {
  const there = !a.shapeAssumed && learn(b, { shape: a.shape })
  const back = !b.shapeAssumed && learn(a, { shape: b.shape })
  return there || back
}

/** Both columns have the same type; what is assumed of one is assumed of the other. */
export const sameType = (a: Column, b: Column) => (): boolean => {
  if ((a.type === null) === (b.type === null)) return false
  const [from, to] = a.type !== null ? [a, b] : [b, a]
  Object.assign(to, { type: from.type, typeAssumed: from.typeAssumed })
  return true
}
