import { createHash } from 'node:crypto'
import { printType } from '../contract/render.ts'
import type { Contract, Field } from '../contract/types.ts'
import { forHtml } from '../report/escape.ts'
import { plural } from '../report/wording.ts'
import { changesHtml, contractHtml, contractPicture, mainSignature } from './contract-view.ts'
import { historyPicture, versionsTable } from './history-view.ts'
import { SCRIPT } from './script.ts'
import { STYLE } from './style.ts'
import type { Catalogue, CatalogueModel, Unreadable } from './types.ts'

/** One file of the site. */
export interface SitePage {
  readonly path: string
  readonly html: string
}

/** The whole site: a first page that lists the models, and a page for each. Nothing in it asks a server. */
export function sitePages(catalogue: Catalogue): readonly SitePage[] {
  return [{ path: 'index.html', html: indexPage(catalogue) }, ...catalogue.models.map((model) => ({ path: model.page, html: modelPage(model) }))]
}

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`
/** Only this script and this style run, nothing is fetched, and no page may frame these. */
const POLICY = `default-src 'none'; script-src ${hashOf(SCRIPT)}; style-src ${hashOf(STYLE)}; base-uri 'none'; form-action 'none'`

function documentOf(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>${forHtml(title, 200)}</title>
<style>${STYLE}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
${body}
<script>${SCRIPT}</script>
</body>
</html>
`
}

function indexPage({ models, unreadable }: Catalogue): string {
  const versions = models.reduce((sum, model) => sum + model.versions.length, 0)
  const body = `<header><h1>Models</h1><p>${models.length} models, ${versions} versions, read from their registries.</p></header>
<main id="main">
<div class="search"><label for="search">Search names, types and frameworks</label><input id="search" type="search" autocomplete="off" spellcheck="false"><p id="count" role="status"></p></div>
<ul class="cards">${models.map(card).join('')}</ul>
${unreadable.length === 0 ? '' : `<h2>Not readable</h2><ul>${unreadable.map(missing).join('')}</ul>`}
</main>`
  return documentOf('Models', body)
}

function missing({ image, reason }: Unreadable): string {
  return `<li><code>${forHtml(image, 300)}</code>: ${forHtml(reason, 600)}</li>`
}

/** Fields named on a card. */
const MAX_NAMED = 6
/** Code units of a card's searchable text. */
const MAX_TEXT = 8000

function card(model: CatalogueModel): string {
  const latest = model.versions.at(-1)
  const contract = latestContract(model)
  const signature = contract && mainSignature(contract)
  const promise = signature === undefined ? 'no contract' : `${listed(signature.inputs)} → ${listed(signature.outputs)}`
  return `<li data-text="${forHtml(searchable(model, contract), MAX_TEXT)}"><h2><a href="${forHtml(model.page)}">${forHtml(model.name)}</a></h2><p class="latest"><strong>${forHtml(latest?.version ?? '')}</strong> ${forHtml(latest?.date.slice(0, 10) ?? '')} · ${plural(model.versions.length, 'version')}${contract === undefined ? '' : ` · ${forHtml(contract.framework.name)}`}</p><p>${promise}</p><p class="note"><code>${forHtml(model.image, 200)}</code></p></li>`
}

function listed(fields: readonly Field[]): string {
  const names = fields.slice(0, MAX_NAMED).map((field) => `<code>${forHtml(field.name, 30)}</code>`)
  return `${names.join(', ')}${fields.length > MAX_NAMED ? ` and ${fields.length - MAX_NAMED} more` : ''}`
}

function searchable({ name, image }: CatalogueModel, contract: Contract | undefined): string {
  const fields = (contract?.signatures ?? []).flatMap(({ name: called, inputs, outputs }) => [
    called,
    ...[...inputs, ...outputs].flatMap((field) => [field.name, printType(field)]),
  ])
  return [name, image, contract?.framework.name ?? '', contract?.framework.format ?? '', ...new Set(fields)]
    .join(' ')
    .toLowerCase()
    .slice(0, MAX_TEXT)
}

function latestContract({ versions, contracts }: CatalogueModel): Contract | undefined {
  return contracts[versions.at(-1)?.contract ?? -1]
}

function modelPage(model: CatalogueModel): string {
  const newest = model.versions.toReversed()
  const [latest, before] = newest
  const contract = latestContract(model)
  const previous = model.contracts[before?.contract ?? -1]
  const pickOld = before?.version ?? latest?.version ?? ''
  const changes = contract && previous ? changesHtml(previous, contract, [pickOld, latest?.version ?? '']) : '<p>There is nothing to compare yet.</p>'
  const data = { model: model.name, contracts: model.contracts, versions: newest.map(({ version, contract: index }) => [version, index]) }
  const body = `<header><p><a href="index.html">All models</a></p><h1>${forHtml(model.name)}</h1><p class="latest"><strong>${forHtml(latest?.version ?? '')}</strong> · <code>${forHtml(model.image, 300)}</code>${contract === undefined ? '' : ` · ${frameworkOf(contract)}`}</p></header>
<main id="main">
<section aria-labelledby="h-contract"><h2 id="h-contract">Contract</h2>${picker('version', 'Version', newest, latest?.version ?? '')}<div id="contract" aria-live="polite">${contract ? `${contractPicture(contract, model.name)}${contractHtml(contract)}` : '<p>This image holds no contract: another tool published it.</p>'}</div></section>
<section aria-labelledby="h-changes"><h2 id="h-changes">What changed</h2><p class="pickers">${picker('from', 'From', newest, pickOld)} ${picker('to', 'to', newest, latest?.version ?? '')}</p><div id="changes" class="scroll" tabindex="0" role="region" aria-label="Changes" aria-live="polite">${changes}</div></section>
<section aria-labelledby="h-history"><h2 id="h-history">History</h2>${historyPicture(model)}${versionsTable(model)}</section>
</main>
<script type="application/json" id="data">${jsonForHtml(data)}</script>`
  return documentOf(`${model.name} ${latest?.version ?? ''}`, body)
}

function frameworkOf({ framework }: Contract): string {
  return forHtml([framework.name, framework.version, framework.format === framework.name ? undefined : framework.format].filter(Boolean).join(' '))
}

function picker(id: string, label: string, versions: readonly { readonly version: string }[], chosen: string): string {
  const options = versions.map(({ version }) => `<option${version === chosen ? ' selected' : ''}>${forHtml(version)}</option>`).join('')
  return `<label for="${id}">${label}</label> <select id="${id}" autocomplete="off">${options}</select>`
}

/** Inside of a script element nothing is decoded, and `</script` or `<!--` would end or change it (WHATWG HTML 13.2.5.17). */
function jsonForHtml(data: unknown): string {
  return JSON.stringify(data).replace(/[<>&\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
