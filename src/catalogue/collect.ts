import { canonicalJson } from '../contract/canonical.ts'
import type { Contract } from '../contract/types.ts'
import { UserError } from '../errors.ts'
import { inTurns, readVersions, type Version } from '../registry/collection.ts'
import type { Repository } from '../registry/port.ts'
import { parseRepository } from '../registry/reference.ts'
import type { Numbering } from '../registry/types.ts'
import type { Catalogue, CatalogueModel, CatalogueVersion, Unreadable } from './types.ts'

/** Collections at a time; each asks for several versions at a time. */
const AT_ONCE = 2

/**
 * Reads collections from their registries alone: tag lists, manifests and configs, no layer. A collection that cannot be read is told on the first page
 * and leaves the others alone.
 */
export async function collect(
  images: readonly string[],
  open: (name: string) => Promise<Repository>,
  numbering: Numbering,
  tell: (line: string) => void,
): Promise<Catalogue> {
  const pages = pagesOf(images)
  const read = await inTurns([...images.entries()], AT_ONCE, async ([index, image]) => {
    const model = await readModel(image, pages[index] ?? '', open, numbering)
    tell('reason' in model ? `${image}: ${model.reason}` : `${image}: ${model.versions.length} versions`)
    return model
  })
  const models = read.filter((model): model is CatalogueModel => 'versions' in model)
  return {
    models: [...models].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)),
    unreadable: read.filter((model): model is Unreadable => 'reason' in model),
  }
}

async function readModel(
  image: string,
  page: string,
  open: (name: string) => Promise<Repository>,
  numbering: Numbering,
): Promise<CatalogueModel | Unreadable> {
  try {
    const versions = await readVersions(await open(image), numbering)
    if (versions.length === 0) return { image, reason: 'it has no version yet' }
    return { name: nameIn(image), image, page, ...rowsOf(versions) }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return { image, reason: error.message }
  }
}

function rowsOf(versions: readonly Version[]): Pick<CatalogueModel, 'versions' | 'contracts'> {
  const indices = new Map<string, number>()
  const contracts: Contract[] = []
  const indexOf = (contract: Contract | null): number => {
    if (contract === null) return -1
    const key = canonicalJson(contract)
    const known = indices.get(key)
    if (known !== undefined) return known
    indices.set(key, contracts.push(contract) - 1)
    return contracts.length - 1
  }
  const rows = versions.map(({ row, published }): CatalogueVersion => {
    const annotations = published?.annotations ?? {}
    return {
      version: row.version,
      tag: row.tag,
      digest: row.digest ?? '',
      date: row.date ?? '',
      change: row.change ?? '',
      source: annotations['org.opencontainers.image.source'] ?? '',
      revision: row.revision ?? '',
      size: published?.size ?? 0,
      contract: indexOf(published?.contract ?? null),
      problems: row.problems,
    }
  })
  return { versions: rows, contracts }
}

function nameIn(image: string): string {
  const parsed = parseRepository(image)
  const path = parsed.kind === 'folder' ? parsed.folder : parsed.name
  return (
    path
      .split('/')
      .filter((part) => part !== '' && part !== '.')
      .at(-1) ?? image
  )
}

/** File names that every server and file system takes; two collections of one name get a number. */
function pagesOf(images: readonly string[]): readonly string[] {
  const taken = new Set(['index'])
  return images.map((image) => {
    const plain =
      nameIn(image)
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-+|-+$/g, '')
        .slice(0, 100) || 'model'
    let page = plain
    for (let number = 2; taken.has(page); number++) page = `${plain}-${number}`
    taken.add(page)
    return `${page}.html`
  })
}
