import { type Environment, newEnvironment } from './environment.ts'
import { evaluate, setAttribute } from './interpret.ts'
import { addDemands, assume, bindLost, bindTest, type Demands, mergeBranches, noDemands, type State, spent } from './state.ts'
import type { Expression, Statement } from './syntax.ts'
import { negate, truthOf } from './truth.ts'
import { type BoolValue, boolOf, elementOf, intOf, joinValues, sameValue, type Test, UNKNOWN, type Value } from './values.ts'

const copyOf = ({ variables }: Environment): Environment => ({ variables: new Map(variables), returned: undefined })

/** Rounds of a loop that are walked one by one; beyond, what holds for every round is sought. */
const MAX_ROUNDS = 64
/** Walks of a loop until nothing changes; then what still changes is unknown. */
const MAX_WALKS = 5

/** Runs statements until a `return`, or until the code cannot go on. */
export function execute(state: State, environment: Environment, statements: readonly Statement[]): void {
  for (const [i, one] of statements.entries()) {
    if (state.dead || environment.returned !== undefined || spent(state)) return
    if (one.kind === 'if' && hasReturn([one]) && i + 1 < statements.length) {
      // what follows belongs to the branches that get there
      const rest = statements.slice(i + 1)
      branch(state, environment, { ...one, yes: [...one.yes, ...rest], no: [...one.no, ...rest] })
      return
    }
    executeOne(state, environment, one)
  }
}

const hasReturn = (statements: readonly Statement[]): boolean =>
  statements.some((one) => one.kind === 'return' || (one.kind === 'if' && (hasReturn(one.yes) || hasReturn(one.no))))

function executeOne(state: State, environment: Environment, statement: Statement): void {
  switch (statement.kind) {
    case 'assign':
      if (statement.value !== null) assign(state, environment, statement.targets, evaluate(state, environment, statement.value))
      return
    case 'expression':
      evaluate(state, environment, statement.value)
      return
    case 'if':
      branch(state, environment, statement)
      return
    case 'for':
      forLoop(state, environment, statement)
      return
    case 'while':
      whileLoop(state, environment, statement)
      return
    case 'with':
      execute(state, environment, statement.body)
      return
    case 'return':
      environment.returned = statement.value === null ? { kind: 'none' } : evaluate(state, environment, statement.value)
      return
    case 'raise':
      state.dead = true
      return
    case 'assert': {
      const test = truthOf(evaluate(state, environment, statement.test))
      if (test.value === false) state.dead = true
      else assume(state, test.test, true)
      return
    }
    default:
  }
}

function assign(state: State, environment: Environment, targets: readonly Expression[], value: Value): void {
  const [only] = targets
  if (targets.length === 1 && only !== undefined && only.kind !== 'tuple') {
    assignOne(state, environment, only, value)
    return
  }
  const flat = only?.kind === 'tuple' && targets.length === 1 ? only.items : targets
  const items = value.kind === 'tuple' ? value.items : value.kind === 'list' ? value.items : null
  // b, c, h, w = x.size(): any other number of axes is an error
  if (items !== null && items.length !== flat.length) state.dead = true
  const element = value.kind === 'list' ? (elementOf(value) ?? UNKNOWN) : UNKNOWN
  for (const [i, target] of flat.entries()) {
    assignOne(state, environment, target, items !== null && items.length === flat.length ? (items[i] ?? UNKNOWN) : element)
  }
}

function assignOne(state: State, environment: Environment, target: Expression, value: Value): void {
  if (target.kind === 'name') environment.variables.set(target.name, value)
  else if (target.kind === 'attribute') setAttribute(state, evaluate(state, environment, target.of), target.name, value)
  else if (target.kind === 'tuple') assign(state, environment, target.items, value)
}

// ------------------------------------------------------------------------------------------------------------ branches

interface Walked {
  readonly environment: Environment
  readonly demands: Demands
  readonly dead: boolean
}

/** Walks a part that may or may not be run, without touching what is certain. */
function apart(state: State, environment: Environment, body: readonly Statement[]): Walked {
  const { demands, block } = state
  const own = copyOf(environment)
  state.demands = noDemands()
  state.block = ++state.blocks
  execute(state, own, body)
  const walked = { environment: own, demands: state.demands, dead: state.dead }
  state.demands = demands
  state.block = block
  state.dead = false
  return walked
}

function branch(state: State, environment: Environment, { test, yes, no }: Extract<Statement, { kind: 'if' }>): void {
  const condition = truthOf(evaluate(state, environment, test))
  if (state.dead) return
  if (condition.value !== null) {
    const onRank = condition.onRank === true ? 1 : 0
    state.rankBranches += onRank
    execute(state, environment, condition.value ? yes : no)
    state.rankBranches -= onRank
    return
  }
  const taken = apart(state, environment, yes)
  const other = apart(state, environment, no)
  if (taken.dead && other.dead) {
    state.dead = true
    return
  }
  if (taken.dead || other.dead) {
    // a call that succeeds goes the other way
    const alive = taken.dead ? other : taken
    assume(state, condition.test, other.dead)
    addDemands(state.demands, alive.demands)
    adopt(environment, alive.environment)
    return
  }
  mergeBranches(state.demands, taken.demands, other.demands)
  const joined = newEnvironment()
  for (const [name, value] of taken.environment.variables) {
    const alternative = other.environment.variables.get(name)
    if (alternative === undefined) continue
    const one = either(condition, value, alternative)
    if (value !== alternative) bindLost(state, [value, alternative], one)
    joined.variables.set(name, one)
  }
  if (condition.test !== undefined) bindTest(state, condition.test)
  const [a, b] = [taken.environment.returned, other.environment.returned]
  if (a !== undefined || b !== undefined) joined.returned = joinValues(a ?? UNKNOWN, b ?? UNKNOWN)
  adopt(environment, joined)
}

function adopt(environment: Environment, from: Environment): void {
  environment.variables.clear()
  for (const [name, value] of from.variables) environment.variables.set(name, value)
  environment.returned = from.returned
}

/** `a and b` is written as `if a: c = b, else: c = False`: what both compare stays known. */
function either(condition: BoolValue, yes: Value, no: Value): Value {
  const joined = joinValues(yes, no)
  if (joined.kind !== 'bool' || joined.value !== null || yes.kind !== 'bool' || no.kind !== 'bool' || condition.test === undefined) return joined
  const { test } = condition
  if (no.value === false) return withTest('all', test, yes)
  if (yes.value === true) return withTest('any', test, no)
  if (yes.value === false) return withTest('all', negate(test), no)
  return no.value === true ? withTest('any', negate(test), yes) : joined
}

function withTest(kind: 'all' | 'any', test: Test, other: BoolValue): BoolValue {
  if (other.value !== null) return { kind: 'bool', value: null, test }
  return other.test === undefined ? boolOf(null) : { kind: 'bool', value: null, test: { kind, tests: [test, other.test] } }
}

// ------------------------------------------------------------------------------------------------------------ loops

function forLoop(state: State, environment: Environment, { variables, over, body }: Extract<Statement, { kind: 'for' }>): void {
  const range = rangeOf(state, environment, over)
  const items = range ?? evaluate(state, environment, over)
  if (state.dead) return
  const known = items.kind === 'list' || items.kind === 'tuple' ? items.items : null
  if (known !== null && known.length <= MAX_ROUNDS) {
    for (const item of known) {
      if (state.dead || environment.returned !== undefined) return
      assign(state, environment, variables, item)
      execute(state, environment, body)
    }
    return
  }
  const item = items.kind === 'list' ? (elementOf(items) ?? UNKNOWN) : UNKNOWN
  anyRounds(state, environment, (own) => assign(state, own, variables, item), body)
}

/** `range(n)` as a list of its numbers. */
function rangeOf(state: State, environment: Environment, over: Expression): Value | undefined {
  if (over.kind !== 'call' || over.of.kind !== 'name' || over.of.name !== 'range') return undefined
  const bounds = over.args.map((bound) => evaluate(state, environment, bound))
  const numbers = bounds.map((bound) => (bound.kind === 'int' && typeof bound.size === 'number' ? bound.size : null))
  const [start, end, step] = numbers.length === 1 ? [0, numbers[0] ?? null, 1] : [numbers[0] ?? null, numbers[1] ?? null, numbers[2] ?? 1]
  const unknownRounds: Value = { kind: 'list', items: null, element: intOf(null), block: state.block }
  if (start === null || end === null || step === 0) return unknownRounds
  const count = Math.max(0, Math.ceil((end - start) / step))
  if (count > MAX_ROUNDS) return unknownRounds
  return { kind: 'list', items: Array.from({ length: count }, (_, i) => intOf(start + i * step)), element: UNKNOWN, block: state.block }
}

function whileLoop(state: State, environment: Environment, { test, body }: Extract<Statement, { kind: 'while' }>): void {
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const condition = truthOf(evaluate(state, environment, test))
    if (state.dead || environment.returned !== undefined || condition.value === false) return
    if (condition.value === null) break
    execute(state, environment, body)
  }
  if (!state.dead) anyRounds(state, environment, (own) => evaluate(state, own, test), body)
}

/** A loop of which nobody knows how often it runs: what stays true however often it does. */
function anyRounds(state: State, environment: Environment, begin: (own: Environment) => void, body: readonly Statement[]): void {
  let demands = noDemands()
  for (let walk = 0; walk <= MAX_WALKS; walk++) {
    const own = copyOf(environment)
    begin(own)
    const round = apart(state, own, body)
    // a body that always raises is never run in a call that succeeds
    if (round.dead) break
    demands = round.demands
    let changed = false
    for (const [name, value] of environment.variables) {
      const after = round.environment.variables.get(name) ?? value
      const joined = walk >= MAX_WALKS - 1 && !sameValue(value, after) ? UNKNOWN : joinValues(value, after)
      if (sameValue(value, joined)) continue
      bindLost(state, [value, after], joined)
      environment.variables.set(name, joined)
      changed = true
    }
    if (!changed) break
  }
  mergeBranches(state.demands, demands, null)
}
