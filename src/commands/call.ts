import { parseArgs } from 'node:util'
import { nearest } from '../contract/nearest.ts'
import { UserError } from '../errors.ts'
import { defaultOf, type Inputs, readInputs } from '../inputs.ts'
import { INPUTS, type InputName } from '../metadata.ts'

/** One call of the command line: operands, and every input of action.yml as a flag of the same name. */
export interface Call {
  /** DIR, REPOSITORY, OLD and NEW, as they were written. */
  readonly operands: readonly string[]
  /** Inputs with operands as the paths. */
  readonly inputs: (...paths: readonly string[]) => Inputs
  readonly json: boolean
  /** `check --against`: a contract to compare with instead of the published one. */
  readonly against: string
  /** `schema --size`: for sizes that the contract leaves open. */
  readonly size: string
  /** `catalogue --out`: directory for its pages. */
  readonly out: string
}

/** Inputs that are switches: `--dry-run` alone means true. */
const SWITCHES: readonly InputName[] = INPUTS.filter((input) => input.default === 'true' || input.default === 'false')
  .map((input) => input.name)
  // a revision may stand in its place
  .filter((name) => name !== 'only-changed')

/** Flags of the terminal alone. */
const OWN = {
  json: { type: 'boolean' },
  help: { type: 'boolean' },
  against: { type: 'string' },
  size: { type: 'string' },
  out: { type: 'string' },
} as const

/**
 * Everything after the command's name.
 * @throws UserError `input-invalid` for an unknown flag (with the nearest one) or a flag without its value.
 */
export function parseCall(argv: readonly string[]): Call {
  const flags = INPUTS.filter((input) => input.name !== 'path')
  const options = { ...OWN, ...Object.fromEntries(flags.map((input) => [input.name, { type: 'string' as const }])) }
  const known = [...Object.keys(OWN), ...flags.map((input) => input.name)]
  const parsed = parseArgs({ args: withSwitchValues(argv), options, allowPositionals: true, strict: false })
  for (const [flag, value] of Object.entries(parsed.values)) {
    if (!known.includes(flag)) throw unknownFlag(flag, known)
    if (value === true && !(flag in OWN && OWN[flag as keyof typeof OWN].type === 'boolean')) {
      throw new UserError('input-invalid', `The flag --${flag} needs a value.`, `Write --${flag} VALUE`)
    }
  }
  const text = (name: InputName): string => {
    const value: unknown = Object.hasOwn(parsed.values, name) ? Reflect.get(parsed.values, name) : undefined
    return typeof value === 'string' ? value : defaultOf(name)
  }
  return {
    operands: parsed.positionals,
    inputs: (...paths) => readInputs(text, paths),
    json: parsed.values['json'] === true,
    against: typeof parsed.values['against'] === 'string' ? parsed.values['against'] : '',
    size: typeof parsed.values['size'] === 'string' ? parsed.values['size'] : '',
    out: typeof parsed.values['out'] === 'string' ? parsed.values['out'] : '',
  }
}

/** Exactly `count` operands. @throws UserError `input-invalid` with the usage line. */
export function requireOperands(call: Call, usage: string, least: number, most: number): void {
  if (call.operands.length >= least && call.operands.length <= most) return
  const found = call.operands.length === 0 ? 'nothing' : call.operands.map((operand) => JSON.stringify(operand)).join(' ')
  throw new UserError(
    'input-invalid',
    `This command takes ${least === most ? least : `at least ${least}`} operand${least === 1 ? '' : 's'}, and got ${found}.`,
    `Usage: ${usage}`,
  )
}

/** `--dry-run` → `--dry-run=true`; a following true or false is its value. */
function withSwitchValues(argv: readonly string[]): string[] {
  return argv.map((argument, index) => {
    const isSwitch = SWITCHES.some((name) => argument === `--${name}`)
    return isSwitch && !['true', 'false'].includes(argv[index + 1] ?? '') ? `${argument}=true` : argument
  })
}

function unknownFlag(flag: string, known: readonly string[]): UserError {
  const guess = nearest(flag, known)
  return new UserError(
    'input-invalid',
    `There is no flag --${flag}.`,
    guess ? `Write --${guess}` : `Flags: ${known.map((name) => `--${name}`).join(' ')}`,
  )
}
