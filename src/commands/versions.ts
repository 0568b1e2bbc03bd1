import { type CollectionRow, readCollection } from '../registry/collection.ts'
import { forLog } from '../report/escape.ts'
import { alignColumns } from '../report/terminal.ts'
import { numberingOf } from '../verdict.ts'
import type { Call } from './call.ts'
import { terminalPorts } from './ports.ts'
import { terminal } from './publish.ts'

/** `mlambda versions REPOSITORY`: the collection as a table, newest first. Exit code 1 when the chain of parents is broken. */
export async function versions(call: Call): Promise<number> {
  const inputs = call.inputs('.')
  const name = call.operands[0] ?? ''
  const ports = await terminalPorts(inputs)
  const collection = await readCollection(await ports.repository(name), numberingOf(inputs))
  process.stdout.write(call.json ? `${JSON.stringify(collection)}\n` : table(name, collection.rows))
  return collection.intact ? 0 : 1
}

/** Digits of a digest that tell versions of one collection apart. */
const SHORT = 12

function table(name: string, rows: readonly CollectionRow[]): string {
  if (rows.length === 0) return `${forLog(name)} has no version yet\n`
  const short = (digest: string | null): string => digest?.replace(/^sha256:/, '').slice(0, SHORT) ?? ''
  const cells = rows.map((row) => [
    row.version,
    row.date?.slice(0, 10) ?? '',
    forLog(row.change ?? 'published by another tool', 80),
    short(row.contractDigest),
    forLog(row.revision?.slice(0, SHORT) ?? ''),
    short(row.digest),
  ])
  const lines = alignColumns([['version', 'date', 'change', 'contract', 'revision', 'digest'], ...cells], terminal().width)
  const broken = rows.flatMap((row) => row.problems.map((problem) => `  ${row.version}: ${forLog(problem)}`))
  return `${[...lines, ...(broken.length > 0 ? ['', 'the chain is broken:', ...broken] : [])].join('\n')}\n`
}
