import { diff } from '../contract/diff.ts'
import { levelOf } from '../contract/level.ts'
import { printDim, printValue } from '../contract/render.ts'
import type { Contract, Field, Signature, Value } from '../contract/types.ts'
import { forHtml } from '../report/escape.ts'
import { plural } from '../report/wording.ts'

/**
 * Contracts and what changed between two of them as HTML. Used when the site is written and again in the page itself, for any two versions: one renderer.
 * Every name is hostile and passes `forHtml`.
 */

/** Fields of one table; a contract of 10,000 columns is no table anybody reads, and all of it is in the image. */
const MAX_ROWS = 500

/** A sentence that quotes names in backticks. Whatever stands between two of them is escaped before. */
export function sentenceHtml(text: string): string {
  return forHtml(text, 600).replace(/`([^`]*)`/g, '<code>$1</code>')
}

/** The signature that callers use first: `predict`, or the one that is there. */
export function mainSignature({ signatures }: Contract): Signature | undefined {
  return signatures.find(({ name }) => name === 'predict') ?? signatures[0]
}

/** The tables of a contract, one per signature. */
export function contractHtml(contract: Contract): string {
  return contract.signatures.map(signatureHtml).join('')
}

function signatureHtml({ name, inputs, outputs, positional }: Signature): string {
  const caption = `<caption><code>${forHtml(name)}</code>${positional === true ? ' <span class="note">arguments by position</span>' : ''}</caption>`
  const head = '<thead><tr><th scope="col">Direction</th><th scope="col">Name</th><th scope="col">Value</th><th scope="col">Notes</th></tr></thead>'
  const rows = [...inputs.map((field) => rowOf('input', field)), ...outputs.map((field) => rowOf('output', field))]
  const more = rows.length > MAX_ROWS ? `<tr><td colspan="4">… and ${rows.length - MAX_ROWS} more fields, in the image's contract</td></tr>` : ''
  return `<table>${caption}${head}<tbody>${rows.slice(0, MAX_ROWS).join('')}${more}</tbody></table>`
}

function rowOf(side: 'input' | 'output', field: Field): string {
  return `<tr><td>${side}</td><th scope="row"><code>${forHtml(field.name)}</code></th><td><code>${forHtml(printValue(field), 300)}</code></td><td>${notesOf(field).join(' · ')}</td></tr>`
}

function notesOf(field: Value): readonly string[] {
  const notes: string[] = []
  if (field.profile !== undefined && field.profile !== 'none') notes.push(field.profile)
  for (const alias of field.aliases ?? []) notes.push(`also <code>${forHtml(alias)}</code>`)
  if (field.assumed !== undefined && field.assumed.length > 0) notes.push(`${field.assumed.join(', ')} assumed, no promise`)
  return notes
}

/** What callers of `old` meet in `next`, as one sentence and a table. */
export function changesHtml(old: Contract, next: Contract, labels: readonly [string, string]): string {
  const changes = diff(old, next)
  const level = levelOf(changes, { contentChanged: true })
  const [from, to] = labels.map((label) => forHtml(label))
  const verdict = `<p class="verdict ${level}"><strong>${SENTENCES[level]}</strong> ${from} → ${to}</p>`
  if (changes.length === 0) return verdict
  const rows = changes.slice(0, MAX_ROWS).map((change) => {
    const cells = [change.was, change.is].map((text) => `<td><code>${forHtml(text, 300)}</code></td>`).join('')
    return `<tr><td class="${change.level}">${change.level}</td><td>${sentenceHtml(change.message)}</td><td><code>${forHtml(change.where, 300)}</code></td>${cells}</tr>`
  })
  const head = ['Level', 'What happens to callers', 'Where', from, to].map((text) => `<th scope="col">${text}</th>`).join('')
  return `${verdict}<table><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table>`
}

const SENTENCES: Readonly<Record<ReturnType<typeof levelOf>, string>> = {
  breaking: 'Breaks callers.',
  compatible: 'Compatible: the contract grew.',
  weights: 'The same contract.',
  learned: 'The same contract, and more of it is known.',
  unchanged: 'The same contract.',
}

const BOX = { width: 260, height: 34, gap: 10, top: 8 } as const
/** Boxes on one side of the picture. */
const MAX_BOXES = 12

/** Inputs → model → outputs of one signature. The table beside it tells the same in words. */
export function contractPicture(contract: Contract, model: string): string {
  const signature = mainSignature(contract)
  if (signature === undefined) return ''
  const inputs = boxesOf(signature.inputs)
  const outputs = boxesOf(signature.outputs)
  const rows = Math.max(inputs.length, outputs.length, 1)
  const height = rows * (BOX.height + BOX.gap) + 2 * BOX.top
  const middle = height / 2
  const columnOf = (boxes: readonly string[], x: number): string => {
    const start = middle - (boxes.length * (BOX.height + BOX.gap) - BOX.gap) / 2
    return boxes.map((text, index) => box(x, start + index * (BOX.height + BOX.gap), text)).join('')
  }
  const lines = (boxes: readonly string[], from: number, to: number): string => {
    const start = middle - (boxes.length * (BOX.height + BOX.gap) - BOX.gap) / 2 + BOX.height / 2
    return boxes.map((_, index) => `<path d="M${from} ${start + index * (BOX.height + BOX.gap)} L${to} ${middle}"/>`).join('')
  }
  const label = `${signature.name} of ${model}: ${plural(signature.inputs.length, 'input')}, ${plural(signature.outputs.length, 'output')}`
  return `<div class="scroll" tabindex="0" role="region" aria-label="Picture of the contract"><svg class="picture" viewBox="0 0 900 ${height}" role="img" aria-label="${forHtml(label, 300)}"><g class="lines">${lines(inputs, BOX.width + 10, 350)}${lines(outputs, 640, 550)}</g>${columnOf(inputs, 10)}<g class="model"><rect x="350" y="${middle - 24}" width="200" height="48" rx="24"/><text x="450" y="${middle + 5}" text-anchor="middle">${forHtml(model, 22)}</text></g>${columnOf(outputs, 630)}</svg></div>`
}

function boxesOf(fields: readonly Field[]): readonly string[] {
  const shown = fields.length > MAX_BOXES ? fields.slice(0, MAX_BOXES - 1) : fields
  const texts = shown.map((field) => `${forHtml(field.name, 16)} <tspan class="type">${forHtml(shortValue(field), 18)}</tspan>`)
  return fields.length > MAX_BOXES ? [...texts, `and ${fields.length - shown.length} more`] : texts
}

function shortValue(field: Field): string {
  return 'type' in field && field.shape !== null ? `${field.type ?? '?'}[${field.shape.map(printDim).join(',')}]` : printValue(field)
}

function box(x: number, y: number, text: string): string {
  return `<g class="field"><rect x="${x}" y="${y}" width="${BOX.width}" height="${BOX.height}" rx="6"/><text x="${x + 12}" y="${y + 22}">${text}</text></g>`
}
