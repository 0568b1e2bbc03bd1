import type { RowLevel } from './change.ts'

/** What a change is about. Inputs are contravariant (the new model must take what callers may send), outputs covariant. */
export type Side = 'model' | 'signature' | 'input' | 'output'

/** One row of the table of changes; docs/contract.md is generated from it. */
export interface Rule {
  readonly name: string
  /** The change, for the table. */
  readonly change: string
  /** Level on each side; a side that is absent cannot have the change. */
  readonly levels: Partial<Readonly<Record<Side, RowLevel>>>
  /** What it means for callers, one sentence. */
  readonly meaning: string
  /** The key of a definition file that says the fact, for the line to point at: `type`, `shape`, … */
  readonly key?: string
}

/**
 * Every kind of change there is. The id of a row of a diff is the name here, with the side before it where the change is about a field:
 * `input-type-changed`. Ids are anchors of docs/contract.md and part of the published `changes` output: they are never renamed.
 */
export const RULES = [
  {
    name: 'signature-removed',
    change: 'signature removed',
    levels: { signature: 'breaking' },
    meaning: 'Calls of this signature fail.',
  },
  {
    name: 'signature-added',
    change: 'signature added',
    levels: { signature: 'compatible' },
    meaning: 'There is something more to call; existing calls are not touched.',
  },
  {
    name: 'calling-convention-changed',
    change: 'arguments by position → by name, or back',
    levels: { signature: 'breaking' },
    meaning: 'Callers must pass arguments in another way.',
  },
  {
    name: 'order-changed',
    change: 'order of fields changed, in a positional signature',
    levels: { input: 'breaking', output: 'breaking' },
    meaning: 'Callers go by position, so values land in the wrong place. In signatures whose fields are named, order means nothing.',
  },
  {
    name: 'became-tuple',
    change: 'one output became several, in a positional signature',
    levels: { output: 'breaking' },
    meaning: 'Callers get a tuple where they got the value itself.',
  },
  {
    name: 'removed',
    change: 'field removed',
    levels: { input: 'breaking', output: 'breaking' },
    meaning: 'Callers that send (input) or read (output) the field fail.',
  },
  {
    name: 'renamed',
    change: 'one field removed and one of equal type and shape added: a likely rename',
    levels: { input: 'breaking', output: 'breaking' },
    meaning: 'Callers must use the new name. Formats that know aliases accept both names: that is no change.',
  },
  {
    name: 'name-dropped',
    change: 'a name or alias is not accepted any more',
    levels: { input: 'breaking', output: 'breaking' },
    meaning: 'Callers that use this name must use another one; further names are no change.',
  },
  {
    name: 'required-added',
    change: 'required field added',
    levels: { input: 'breaking' },
    meaning: 'Callers that do not send the new input fail.',
  },
  {
    name: 'optional-added',
    change: 'optional field added',
    levels: { input: 'compatible' },
    meaning: 'Callers may send one input more.',
  },
  {
    name: 'added',
    change: 'field added',
    levels: { output: 'compatible' },
    meaning: 'Callers may read one output more.',
  },
  {
    name: 'became-optional',
    change: 'required → optional',
    levels: { input: 'compatible', output: 'breaking' },
    meaning: 'Callers may leave the input out; callers that rely on the output may not get it.',
    key: 'optional',
  },
  {
    name: 'became-required',
    change: 'optional → required',
    levels: { input: 'breaking', output: 'compatible' },
    meaning: 'Callers that leave the input out fail; the output is always there.',
    key: 'optional',
  },
  {
    name: 'kind-changed',
    change: 'tensor, sequence, map, struct or image became another of these',
    levels: { input: 'breaking', output: 'breaking' },
    meaning: 'Callers must send or read another kind of value.',
    key: 'type',
  },
  {
    name: 'type-changed',
    change: 'type changed (also of the keys of a map)',
    levels: { input: 'breaking', output: 'breaking' },
    meaning: 'Callers must send or read another element type; no type is converted silently.',
    key: 'type',
  },
  {
    name: 'encoding-changed',
    change: 'sparse or ragged became dense, or back',
    levels: { input: 'breaking', output: 'breaking' },
    meaning: 'Callers must encode or decode the tensor in another way.',
    key: 'type',
  },
  {
    name: 'rank-changed',
    change: 'rank changed',
    levels: { input: 'breaking', output: 'breaking' },
    meaning: 'Callers must send or read another number of dimensions.',
    key: 'shape',
  },
  {
    name: 'dim-widened',
    change: 'dimension fixed → any',
    levels: { input: 'compatible', output: 'breaking' },
    meaning: 'Callers may send other sizes; callers that rely on the size of the output get other sizes.',
    key: 'shape',
  },
  {
    name: 'dim-narrowed',
    change: 'dimension any → fixed',
    levels: { input: 'breaking', output: 'compatible' },
    meaning: 'Callers that send another size fail; the output has one of the sizes that were promised.',
    key: 'shape',
  },
  {
    name: 'dim-changed',
    change: 'dimension n → m',
    levels: { input: 'breaking', output: 'breaking' },
    meaning: 'Callers must send or read another size.',
    key: 'shape',
  },
  {
    name: 'dim-follows-input',
    change: 'dimension fixed → symbol of an input that was promised with this very size',
    levels: { output: 'compatible' },
    meaning: 'The size follows the input now: callers that send what they sent get what they got.',
    key: 'shape',
  },
  {
    name: 'dims-tied',
    change: 'two dimensions became equal (one symbol)',
    levels: { input: 'breaking', output: 'compatible' },
    meaning: 'Callers that send different sizes fail; sizes of outputs are equal to others, which is one promise more.',
    key: 'shape',
  },
  {
    name: 'dims-independent',
    change: 'two dimensions became independent (no common symbol)',
    levels: { input: 'compatible', output: 'breaking' },
    meaning: 'Callers may send different sizes; callers that rely on equal sizes of the output may get different ones.',
    key: 'shape',
  },
  {
    name: 'type-lost',
    change: 'type known → unknown or assumed',
    levels: { input: 'lost', output: 'lost' },
    meaning: 'Nothing says any more that the promise holds: a warning, breaking only with `strict`.',
    key: 'type',
  },
  {
    name: 'type-learned',
    change: 'type unknown or assumed → known',
    levels: { input: 'learned', output: 'learned' },
    meaning: 'More is known of the same model; no change of the model.',
    key: 'type',
  },
  {
    name: 'rank-lost',
    change: 'rank known → unknown or assumed',
    levels: { input: 'lost', output: 'lost' },
    meaning: 'Nothing says any more that the promise holds: a warning, breaking only with `strict`.',
    key: 'shape',
  },
  {
    name: 'rank-learned',
    change: 'rank unknown or assumed → known',
    levels: { input: 'learned', output: 'learned' },
    meaning: 'More is known of the same model; no change of the model.',
    key: 'shape',
  },
  {
    name: 'dim-lost',
    change: 'dimension known → unknown or assumed',
    levels: { input: 'lost', output: 'lost' },
    meaning: 'Nothing says any more that the promise holds: a warning, breaking only with `strict`.',
    key: 'shape',
  },
  {
    name: 'dim-learned',
    change: 'dimension unknown or assumed → known',
    levels: { input: 'learned', output: 'learned' },
    meaning: 'More is known of the same model; no change of the model.',
    key: 'shape',
  },
  {
    name: 'name-lost',
    change: 'name known → unknown or assumed',
    levels: { input: 'lost', output: 'lost' },
    meaning: 'Nothing says any more that the promise holds: a warning, breaking only with `strict`.',
  },
  {
    name: 'name-learned',
    change: 'name unknown or assumed → known',
    levels: { input: 'learned', output: 'learned' },
    meaning: 'More is known of the same model; no change of the model.',
  },
  {
    name: 'profile-learned',
    change: 'profile none → x',
    levels: { input: 'learned', output: 'learned' },
    meaning: 'The author says what the field means; no change of the model.',
    key: 'profile',
  },
  {
    name: 'profile-changed',
    change: 'profile x → y',
    levels: { input: 'compatible', output: 'compatible' },
    meaning: 'The field is said to mean something else: nothing fails, but read it.',
    key: 'profile',
  },
  {
    name: 'runtime-changed',
    change: 'framework or format changed',
    levels: { model: 'compatible' },
    meaning: 'Another runtime must serve the model; callers are not touched. The version of a framework is no part of the contract.',
  },
] as const satisfies readonly Rule[]

export type RuleName = (typeof RULES)[number]['name']

/** Id of a row of a diff and anchor of docs/contract.md. */
export function ruleId(name: RuleName, side: Side): string {
  return side === 'input' || side === 'output' ? `${side}-${name}` : name
}

const BY_NAME: ReadonlyMap<string, Rule> = new Map(RULES.map((rule) => [rule.name, rule]))

/** The level of a change on one side. Throws (a bug) for a side that cannot have it. */
export function levelOn(name: RuleName, side: Side): RowLevel {
  const level = BY_NAME.get(name)?.levels[side]
  if (level === undefined) throw new Error(`no rule ${name} on the side ${side}`)
  return level
}

const KEY_BY_ID: ReadonlyMap<string, string | undefined> = new Map(
  RULES.flatMap((rule: Rule) =>
    (['model', 'signature', 'input', 'output'] as const).map((side) => [ruleId(rule.name as RuleName, side), rule.key] as const),
  ),
)

/** The key of a definition file that says the fact a row is about, `undefined` where the row is about a whole field or signature. */
export function keyOf(id: string): string | undefined {
  return KEY_BY_ID.get(id)
}
