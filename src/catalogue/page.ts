import type { Contract } from '../contract/types.ts'
import { changesHtml, contractHtml, contractPicture } from './contract-view.ts'

/**
 * What runs in the pages: the search of the first one, and the choice of versions on a model's. Written into src/catalogue/script.ts by `npm run docs`, with
 * everything it imports. It reads the page's own data, asks nobody, and every text it shows passes the same renderers as when the site was written.
 */

/** The part of the DOM that is used here. */
interface Element {
  value: string
  innerHTML: string
  textContent: string | null
  hidden: boolean
  readonly dataset: Readonly<Record<string, string | undefined>>
  addEventListener(event: string, listener: () => void): void
}
interface Page {
  getElementById(id: string): Element | null
  querySelectorAll(selector: string): Iterable<Element>
}

interface Data {
  readonly model: string
  readonly contracts: readonly Contract[]
  /** Version and index of its contract, newest first. */
  readonly versions: readonly (readonly [version: string, contract: number])[]
}

export function start(page: Page): void {
  const search = page.getElementById('search')
  if (search) startSearch(page, search)
  const data = page.getElementById('data')
  if (data?.textContent) startVersions(page, JSON.parse(data.textContent))
}

/** Every word has to be found in a card's text: names, types, frameworks. */
function startSearch(page: Page, search: Element): void {
  const cards = [...page.querySelectorAll('[data-text]')]
  const count = page.getElementById('count')
  const show = (): void => {
    const words = search.value
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== '')
    let shown = 0
    for (const card of cards) {
      card.hidden = !words.every((word) => card.dataset['text']?.includes(word))
      if (!card.hidden) shown++
    }
    if (count) count.textContent = `${shown} of ${cards.length} models`
  }
  search.addEventListener('input', show)
  show()
}

function startVersions(page: Page, { model, contracts, versions }: Data): void {
  const [shown, from, to] = ['version', 'from', 'to'].map((id) => page.getElementById(id))
  const contractOf = (version: string): Contract | undefined => contracts[versions.find(([name]) => name === version)?.[1] ?? -1]
  const fill = (id: string, html: string): void => {
    const place = page.getElementById(id)
    if (place) place.innerHTML = html
  }
  shown?.addEventListener('change', () => {
    const contract = contractOf(shown.value)
    fill('contract', contract ? `${contractPicture(contract, model)}${contractHtml(contract)}` : NO_CONTRACT)
  })
  const compare = (): void => {
    const [old, next] = [contractOf(from?.value ?? ''), contractOf(to?.value ?? '')]
    fill('changes', old && next ? changesHtml(old, next, [from?.value ?? '', to?.value ?? '']) : NO_CONTRACT)
  }
  from?.addEventListener('change', compare)
  to?.addEventListener('change', compare)
}

const NO_CONTRACT = '<p>This image holds no contract: another tool published it.</p>'
