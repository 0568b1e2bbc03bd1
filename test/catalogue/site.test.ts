import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeSite } from '../../src/catalogue/write.ts'
import type { Contract, Field } from '../../src/contract/types.ts'
import { folderRepository } from '../../src/registry/folder.ts'
import { orasRepository } from '../../src/registry/oras.ts'
import { type Registry, startRegistry, temporaryDirectory, tool } from '../components.ts'
import { type BrowserPage, openBrowser } from './chromium.ts'
import { NUMBERING, publishContracts } from './collections.ts'

const X: Field = { name: 'x', type: 'float32', shape: [-1, 4] }
const contract = (inputs: readonly Field[], outputs: readonly Field[] = [{ name: 'score', type: 'float64', shape: [-1] }]): Contract => ({
  contract: 1,
  framework: { name: 'onnx', version: 'opset 17', format: 'onnx' },
  signatures: [{ name: 'predict', inputs, outputs }],
})
const HOSTILE = `</script><script>document.title='owned'</script><img src=x onerror="document.title='owned'">\`"'&\u202e{{}}`

let browser: BrowserPage
let site = ''
beforeAll(async () => {
  const folder = await temporaryDirectory('collections')
  site = join(folder, 'site')
  const images = ['churn', 'fraud', 'hostile'].map((name) => `oci:${join(folder, name)}`)
  const [churn = '', fraud = '', hostile = ''] = images
  const wide: Field = { name: 'amount', type: 'float64', shape: [-1] }
  await publishContracts(folderRepository(churn), [
    contract([X]),
    contract([X]),
    contract([X, { ...wide, optional: true }]),
    contract([{ ...X, type: 'int64' }]),
  ])
  await publishContracts(folderRepository(fraud), [contract([wide])], {
    source: 'https://github.com/acme/models',
    revision: '0123456789abcdef0123456789abcdef01234567',
  })
  await publishContracts(folderRepository(hostile), [contract([{ ...X, name: HOSTILE }]), contract([{ ...X, name: `${HOSTILE}2` }])], {
    source: `javascript:${HOSTILE}`,
    revision: HOSTILE,
  })
  const log = { group: async <T>(_: string, work: () => Promise<T>) => await work(), info: () => undefined, notice: () => undefined }
  await writeSite(
    { images: [...images, `oci:${join(folder, 'none')}`], out: site, numbering: NUMBERING },
    { repository: async (name) => folderRepository(name), log },
  )
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
})

const open = async (page: string): Promise<void> => await browser.open(pathToFileURL(join(site, page)).href)
const text = async (selector: string): Promise<string> => await browser.ask(`document.querySelector(${JSON.stringify(selector)}).innerText`)

describe('the first page', () => {
  it('lists every model with its latest version and what it takes and gives', async () => {
    await open('index.html')
    const cards = await browser.ask<readonly string[]>(`[...document.querySelectorAll('.cards li')].map((card) => card.innerText)`)
    expect(cards.map((card) => card.split('\n')[0])).toEqual(['churn', 'fraud', 'hostile'])
    expect(cards[0]).toMatch(/2\.0\.0 .*4 versions · onnx\s+x → score/s)
  })

  it('says which collection cannot be read, and why', async () => {
    expect(await text('main')).toContain('none: it has no version yet')
  })

  it.each([
    ['a name of a field', 'amount', ['fraud']],
    ['a type', 'int64', ['churn']],
    ['several words, all of which must be found', 'float64 int64', ['churn']],
    ['nothing', 'nowhere', []],
  ])('is searched by keyboard for %s', async (_what, words, found) => {
    await open('index.html')
    // the link that skips to the content comes first
    await browser.press('Tab', 'Tab', words)
    const shown = await browser.ask<readonly string[]>(`[...document.querySelectorAll('.cards li:not([hidden]) h2')].map((title) => title.innerText)`)
    expect(shown).toEqual(found)
    expect(await text('#count')).toBe(`${found.length} of 3 models`)
  })
})

describe("a model's page", () => {
  it('shows the latest contract, what it changed, and who published it', async () => {
    await open('churn.html')
    expect(await text('#contract')).toContain('int64 [-1, 4]')
    expect(await text('#changes')).toMatch(/Breaks callers\. 1\.1\.0 → 2\.0\.0/)
    await open('fraud.html')
    expect(await browser.ask(`document.querySelector('table td a').href`)).toBe(
      'https://github.com/acme/models/commit/0123456789abcdef0123456789abcdef01234567',
    )
  })

  it('shows the contract of any version', async () => {
    await open('churn.html')
    await browser.ask(
      `(() => { const select = document.getElementById('version'); select.value = '1.1.0'; select.dispatchEvent(new Event('change')) })()`,
    )
    expect(await text('#contract')).toMatch(/amount\s+float64 \[-1\]/)
  })

  it('compares any two versions, chosen by keyboard', async () => {
    await open('churn.html')
    await browser.ask(`document.getElementById('from').focus()`)
    await browser.press('ArrowDown', 'ArrowDown')
    expect(await text('#changes')).toMatch(/Breaks callers\. 1\.0\.0 → 2\.0\.0/)
    await browser.ask(`document.getElementById('to').focus()`)
    await browser.press('ArrowDown')
    expect(await text('#changes')).toMatch(/Compatible: the contract grew\. 1\.0\.0 → 1\.1\.0/)
    await browser.press('ArrowDown')
    expect(await text('#changes')).toMatch(/The same contract\. 1\.0\.0 → 1\.0\.1/)
  })

  it('draws every version, and lists them newest first', async () => {
    await open('churn.html')
    expect(await browser.ask(`document.querySelectorAll('svg.history title').length`)).toBe(4)
    const versions = await browser.ask(`[...document.querySelectorAll('#main table:last-of-type tbody th')].map((cell) => cell.innerText).slice(-4)`)
    expect(versions).toEqual(['2.0.0', '1.1.0', '1.0.1', '1.0.0'])
  })
})

describe('every page', () => {
  let pages: readonly string[] = []
  beforeAll(async () => {
    pages = await readdir(site)
  })

  it('has links that lead somewhere', async () => {
    for (const page of pages) {
      await open(page)
      const links = await browser.ask<readonly string[]>(`[...document.links].map((link) => link.getAttribute('href'))`)
      for (const link of links.filter((href) => !/^https?:|^#/.test(href))) expect(pages, page).toContain(link)
      const anchors = links.filter((href) => href.startsWith('#'))
      expect(await browser.ask(`${JSON.stringify(anchors)}.every((anchor) => document.querySelector(anchor) !== null)`)).toBe(true)
    }
  })

  it('asks nobody, complains of nothing, and runs no text of a model', async () => {
    for (const page of pages) {
      await open(page)
      await browser.ask(
        `for (const select of document.querySelectorAll('select')) { select.selectedIndex = select.options.length - 1; select.dispatchEvent(new Event('change')) }`,
      )
      expect(browser.problems(), page).toEqual([])
      expect(
        browser.requests().filter((url) => !url.startsWith('file:')),
        page,
      ).toEqual([])
      expect(await browser.ask('document.title')).not.toContain('owned')
      expect(await browser.ask(`document.querySelectorAll('img, iframe, [onerror]').length`)).toBe(0)
      expect(await browser.ask(`[...document.links].filter((link) => link.protocol === 'javascript:').length`)).toBe(0)
    }
  })

  it.each(['light', 'dark'] as const)('is for everybody: no serious finding of axe in %s colours, at two widths', async (scheme) => {
    const axe = await readFile(join(import.meta.dirname, '../../node_modules/axe-core/axe.min.js'), 'utf8')
    for (const [width, height] of [
      [1280, 900],
      [390, 844],
    ] as const) {
      await browser.size(width, height, scheme)
      for (const page of pages) {
        await open(page)
        await browser.ask(`${axe}; 0`)
        const found = await browser.ask(
          `axe.run().then(({ violations }) => violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html.slice(0, 120)).join(' | ')))`,
        )
        expect(found, `${page} ${width}`).toEqual([])
        expect(await browser.ask('document.documentElement.scrollWidth <= window.innerWidth'), `${page} ${width}: no sideways scrolling`).toBe(true)
      }
    }
  })
})

describe('from a registry', () => {
  let registry: Registry
  beforeAll(async () => {
    registry = await startRegistry('v3')
  })
  afterAll(async () => {
    await registry.stop()
  })

  it('the same is read', async () => {
    const image = `${registry.host}/acme/churn`
    const repository = orasRepository(image, { oras: tool('oras') })
    await publishContracts(repository, [contract([X]), contract([{ ...X, type: 'int64' }])])
    const out = join(await temporaryDirectory('site'), 'site')
    const log = { group: async <T>(_: string, work: () => Promise<T>) => await work(), info: () => undefined, notice: () => undefined }
    const { models, unreadable } = await writeSite({ images: [image], out, numbering: NUMBERING }, { repository: async () => repository, log })
    expect([models.map(({ name, versions }) => [name, versions.map(({ version }) => version)]), unreadable]).toEqual([
      [['churn', ['1.0.0', '2.0.0']]],
      [],
    ])
  })
})
