import { printBytes } from '../log.ts'
import { forHtml } from '../report/escape.ts'
import { sentenceHtml } from './contract-view.ts'
import type { CatalogueModel, CatalogueVersion } from './types.ts'

/** What an upload found when it compared itself with the version before it; src/registry/release-manifest.ts writes it. */
type Level = 'first' | 'breaking' | 'compatible' | 'weights' | 'unknown'

export function levelOfVersion({ change }: CatalogueVersion): Level {
  if (change.startsWith('first')) return 'first'
  if (change.startsWith('breaking')) return 'breaking'
  if (change.startsWith('compatible')) return 'compatible'
  return /^(weights|learned|unchanged)/.test(change) ? 'weights' : 'unknown'
}

/** Levels are told by form as well as by colour. */
const FORMS: Readonly<Record<Level, (x: number) => string>> = {
  first: (x) => `<circle cx="${x}" cy="30" r="8" class="first"/>`,
  breaking: (x) => `<path d="M${x} 18 L${x + 11} 38 L${x - 11} 38 Z" class="breaking"/>`,
  compatible: (x) => `<rect x="${x - 7}" y="23" width="14" height="14" class="compatible"/>`,
  weights: (x) => `<circle cx="${x}" cy="30" r="4" class="weights"/>`,
  unknown: (x) => `<circle cx="${x}" cy="30" r="4" class="unknown"/>`,
}

const LEGEND = '● first · ▲ breaking · ■ compatible · • new weights'
/** A label beside each of few versions, a mark beside each of many. */
const STEP = { few: 56, many: 28 } as const
const FEW = 12
const MARGIN = 28

/** Versions from left to right, oldest first; the newest is on the right, where a narrow window shows it first. */
export function historyPicture({ name, versions }: CatalogueModel): string {
  const step = versions.length <= FEW ? STEP.few : STEP.many
  const width = 2 * MARGIN + Math.max(1, versions.length - 1) * step
  const marks = versions.map((version, index) => {
    const x = MARGIN + index * step
    const title = `${version.version}${version.date === '' ? '' : `, ${version.date.slice(0, 10)}`}${version.change === '' ? '' : `: ${version.change}`}`
    return `<g><title>${forHtml(title, 300)}</title>${FORMS[levelOfVersion(version)](x)}${labelled(versions, index) ? `<text x="${x}" y="58" text-anchor="middle">${forHtml(version.version, 12)}</text>` : ''}</g>`
  })
  const label = `${versions.length} versions of ${name}, from ${versions[0]?.version ?? ''} to ${versions.at(-1)?.version ?? ''}. The table below lists them.`
  return `<div class="scroll" tabindex="0" role="region" aria-label="History"><svg class="history" width="${width}" height="66" role="img" aria-label="${forHtml(label, 300)}"><path class="line" d="M${MARGIN} 30 H${width - MARGIN}"/>${marks.join('')}</svg></div><p class="note" aria-hidden="true">${LEGEND}</p>`
}

/** Numbers that fit: the ends, and what callers notice. */
function labelled(versions: readonly CatalogueVersion[], index: number): boolean {
  if (versions.length <= FEW || index === versions.length - 1) return true
  const level = levelOfVersion(versions[index] ?? NOTHING)
  const near = versions.length - 1 - index
  return (level === 'first' || level === 'breaking') && near > 2 && index % 2 === 0
}

const NOTHING: CatalogueVersion = {
  version: '',
  tag: '',
  digest: '',
  date: '',
  change: '',
  source: '',
  revision: '',
  size: 0,
  contract: -1,
  problems: [],
}

/** The table of versions, newest first. */
export function versionsTable({ image, versions }: CatalogueModel): string {
  const rows = versions.toReversed().map((version) => {
    const problems = version.problems.map((problem) => `<div class="breaking">⚠ ${forHtml(problem, 300)}</div>`).join('')
    const cells = [
      `<th scope="row" id="${anchorOf(version)}">${forHtml(version.version)}</th>`,
      `<td class="short">${version.date === '' ? '' : `<time datetime="${forHtml(version.date)}">${forHtml(version.date.slice(0, 10))}</time>`}</td>`,
      `<td><span class="${levelOfVersion(version)}">${sentenceHtml(version.change || 'published by another tool')}</span>${problems}</td>`,
      `<td class="short">${commitOf(version)}</td>`,
      `<td class="short">${version.size === 0 ? '' : printBytes(version.size)}</td>`,
      `<td class="short"><code title="${forHtml(version.digest)}">${forHtml(version.digest.slice(7, 19))}</code></td>`,
    ]
    return `<tr>${cells.join('')}</tr>`
  })
  const head = ['Version', 'Date', 'Change', 'Published from', 'Size', 'Digest'].map((text) => `<th scope="col">${text}</th>`).join('')
  return `<div class="scroll" tabindex="0" role="region" aria-label="Versions"><table><caption>Versions of <code>${forHtml(image, 300)}</code></caption><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`
}

const anchorOf = ({ version }: CatalogueVersion): string => `v${version.replace(/[^0-9A-Za-z.-]/g, '_')}`

/** A link only where it is one: addresses come from annotations that anybody may have written. */
function commitOf({ source, revision }: CatalogueVersion): string {
  const short = forHtml(revision.slice(0, 12))
  if (!/^https?:\/\/[\w.-]+(:\d+)?(\/[\w.~%-]+)*$/.test(source)) return `<code>${short}</code>`
  const link = /^[0-9a-f]{7,64}$/.test(revision) ? `${source}/commit/${revision}` : source
  return `<a href="${forHtml(link, 600)}">${revision === '' ? forHtml(source, 60) : `<code>${short}</code>`}</a>`
}
