import { readFileSync } from 'node:fs'
import { parse } from 'yaml'

interface Metadata {
  readonly inputs: Record<string, { readonly description: string; readonly default: string }>
  readonly outputs: Record<string, { readonly description: string }>
}

function readMetadata(): Metadata {
  return parse(readFileSync(new URL('../../action.yml', import.meta.url), 'utf8')) as Metadata
}

/** src/metadata.ts: what the command line must know of action.yml, which is not beside the bundle. */
export function metadataModule(): string {
  const { inputs } = readMetadata()
  const rows = Object.entries(inputs).map(
    ([name, input]) =>
      `  { name: ${quote(name)}, default: ${quote(name === 'github-token' ? '' : input.default)}, description: ${quote(input.description)} },`,
  )
  return `// Generated from action.yml by \`npm run docs\`: change it there.
export const INPUTS = [
${rows.join('\n')}
] as const

export type InputName = (typeof INPUTS)[number]['name']
`
}

/** Table of the inputs for the README. */
export function inputsTable(): string {
  const rows = Object.entries(readMetadata().inputs).map(
    ([name, input]) => `| \`${name}\` | ${input.default === '' ? '' : `\`${input.default}\``} | ${input.description} |`,
  )
  return ['| input | default | |', '|---|---|---|', ...rows].join('\n')
}

/** Table of the outputs for the README. */
export function outputsTable(): string {
  const rows = Object.entries(readMetadata().outputs).map(([name, output]) => `| \`${name}\` | ${output.description} |`)
  return ['| output | |', '|---|---|', ...rows].join('\n')
}

function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}
