import type { Call } from './commands/call.ts'
import { parseCall, requireOperands } from './commands/call.ts'
import { errorJson, errorText, exitCodeOf } from './commands/failure.ts'
import { nearest } from './contract/nearest.ts'
import { UserError } from './errors.ts'
import { INPUTS } from './metadata.ts'

interface Command {
  readonly usage: string
  readonly summary: string
  /** Least and most operands. */
  readonly operands: readonly [number, number]
  /** Loaded when it is asked for: reading a contract must not wait for registry code. */
  readonly load: () => Promise<(call: Call) => Promise<number>>
}

const COMMANDS: Readonly<Record<string, Command>> = {
  infer: {
    usage: 'mlambda infer DIR… [--json]',
    summary: 'print the contract of models, read from their files alone',
    operands: [1, Number.POSITIVE_INFINITY],
    load: async () => (await import('./commands/infer.ts')).infer,
  },
  models: {
    usage: 'mlambda models DIR… [--only-changed REVISION] [--json]',
    summary: 'name the models in directories and patterns',
    operands: [1, Number.POSITIVE_INFINITY],
    load: async () => (await import('./commands/models.ts')).models,
  },
  overview: {
    usage: 'mlambda overview PATH… [--json]',
    summary: 'tell in one table what several jobs did: files that hold their output `models`',
    operands: [1, Number.POSITIVE_INFINITY],
    load: async () => (await import('./commands/overview.ts')).overview,
  },
  check: {
    usage: 'mlambda check DIR… [--image REPOSITORY | --against OTHER] [--json]',
    summary: 'say what a publish would change for callers; nothing is published',
    operands: [1, Number.POSITIVE_INFINITY],
    load: async () => (await import('./commands/check.ts')).check,
  },
  publish: {
    usage: 'mlambda publish DIR… --image REPOSITORY [--json]',
    summary: 'freeze models into images with the next version',
    operands: [1, Number.POSITIVE_INFINITY],
    load: async () => (await import('./commands/publish.ts')).publish,
  },
  versions: {
    usage: 'mlambda versions REPOSITORY [--json]',
    summary: 'show the versions of a collection, and whether their chain holds',
    operands: [1, 1],
    load: async () => (await import('./commands/versions.ts')).versions,
  },
  diff: {
    usage: 'mlambda diff OLD NEW [--json]',
    summary: 'compare two contracts, each a directory, a definition, a contract file or IMAGE:TAG',
    operands: [2, 2],
    load: async () => (await import('./commands/diff.ts')).diffCommand,
  },
  catalogue: {
    usage: 'mlambda catalogue IMAGE… [--out DIR] [--json]',
    summary: 'write a static site about collections: versions, contracts, what changed between any two',
    operands: [1, Number.POSITIVE_INFINITY],
    load: async () => (await import('./commands/catalogue.ts')).catalogue,
  },
  schema: {
    usage: 'mlambda schema DIR|IMAGE [--size N]',
    summary: 'print JSON Schemas of requests and responses, and an OpenAPI document (KServe v2), for callers',
    operands: [1, 1],
    load: async () => (await import('./commands/schema.ts')).schema,
  },
  init: {
    usage: 'mlambda init DIR',
    summary: 'print a serving.yaml with all that is known, and ? where nothing is',
    operands: [1, 1],
    load: async () => (await import('./commands/init.ts')).init,
  },
}

/**
 * Runs one command: the answer to stdout, everything else to stderr.
 * @returns the exit code: 0 ok · 1 the model, the verdict or the registry says no · 2 the call or the environment is at fault
 */
async function main(argv: readonly string[]): Promise<number> {
  const [name = '--help', ...rest] = argv
  try {
    if (['--help', '-h', 'help'].includes(name) || rest.includes('--help')) {
      process.stdout.write(help())
      return 0
    }
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
    if (!command) {
      const guess = nearest(name, Object.keys(COMMANDS))
      throw new UserError('input-invalid', `There is no command ${JSON.stringify(name)}.`, guess ? `Write mlambda ${guess}` : 'Run mlambda --help')
    }
    const call = parseCall(rest)
    requireOperands(call, command.usage, ...command.operands)
    const work = await command.load()
    return await work(call)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    if (argv.includes('--json')) process.stdout.write(`${errorJson(error)}\n`)
    else process.stderr.write(`${errorText(error)}\n`)
    return exitCodeOf(error)
  }
}

function help(): string {
  const commands = Object.values(COMMANDS).map((command) => `  ${command.usage}\n      ${command.summary}`)
  const flags = INPUTS.filter((input) => input.name !== 'path').map((input) => {
    const value = input.default === '' ? '' : ` (default ${input.default})`
    return `  --${input.name}${value}\n      ${input.description}`
  })
  return `mlambda: model contracts and versions, without a server

${commands.join('\n')}

Flags, the same as the action's inputs:
${flags.join('\n')}
`
}

process.exitCode = await main(process.argv.slice(2))
