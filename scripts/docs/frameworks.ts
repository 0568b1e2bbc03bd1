import { existsSync, readFileSync } from 'node:fs'

interface Row {
  readonly family: string
  readonly title: string
  readonly formats: string
  readonly page: string
}

interface Measured {
  readonly models: number
  readonly facts: number
  readonly right: number
  readonly wrong: number
}

function read<T>(path: string): T {
  return JSON.parse(readFileSync(new URL(`../../docs/${path}`, import.meta.url), 'utf8')) as T
}

/** `maintained` ≥ 95 % of the facts, `partly` ≥ 50 %, else `manual`: declare the contract. */
function standing(ratio: number): string {
  if (ratio >= 0.95) return 'maintained'
  return ratio >= 0.5 ? 'partly' : 'manual'
}

function table(linkBase: string): string {
  const measured = read<Record<string, Measured>>('measured.json')
  const rows = read<readonly Row[]>('frameworks.json').map(({ family, title, formats, page }) => {
    const result = measured[family]
    if (!result) throw new Error(`docs/measured.json has no ${family}: run node scripts/measure.mjs CORPUS`)
    // no oracle says more of these than what they are
    if (result.facts === 0) return `| [${title}](${linkBase}${page}) | ${formats} | partly | recognised in ${result.models} models | 0 |`
    const ratio = result.right / result.facts
    const percent = `${Math.floor(1000 * ratio) / 10} % of ${result.facts} facts in ${result.models} models`
    return `| [${title}](${linkBase}${page}) | ${formats} | ${standing(ratio)} | ${percent} | ${result.wrong} |`
  })
  return [
    '| framework | formats | inference | known from the files | wrong |',
    '|---|---|---|---|---|',
    ...rows,
    '| any other | any files with a declared contract | manual | as declared | |',
  ].join('\n')
}

/** The table of the README: measured on real models whose contracts are known from elsewhere. */
export function frameworksTable(): string {
  return table('docs/')
}

/** The same table inside docs/. */
export function frameworkPages(): string {
  for (const { page } of read<readonly Row[]>('frameworks.json')) {
    if (!existsSync(new URL(`../../docs/${page}`, import.meta.url))) throw new Error(`docs/${page} is missing`)
  }
  return table('')
}
