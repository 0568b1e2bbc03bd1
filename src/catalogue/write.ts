import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { UserError } from '../errors.ts'
import type { Ports } from '../ports.ts'
import { parseRepository } from '../registry/reference.ts'
import type { Numbering } from '../registry/types.ts'
import { collect } from './collect.ts'
import { sitePages } from './pages.ts'
import type { Catalogue } from './types.ts'

export interface Site {
  /** Repositories, one each. */
  readonly images: readonly string[]
  /** Directory that the pages are written into; made where it is not there. */
  readonly out: string
  readonly numbering: Numbering
}

/**
 * Reads collections and writes a static site about them: files that a browser opens as they are, and that any web server can hold.
 * @throws UserError `input-invalid` for a name that is none, no image at all, or a directory that is a file; a collection that cannot be read is told in the site
 */
export async function writeSite({ images, out, numbering }: Site, { repository, log }: Pick<Ports, 'repository' | 'log'>): Promise<Catalogue> {
  if (images.length === 0)
    throw new UserError('input-invalid', 'No image is named.', 'Name the repositories of the models: ghcr.io/owner/repository/churn')
  for (const image of images) parseRepository(image)
  if (statSync(out, { throwIfNoEntry: false })?.isFile()) throw new UserError('input-invalid', `${out} is a file.`, 'Name a directory for the pages.')
  const catalogue = await collect(images, repository, numbering, log.info)
  mkdirSync(out, { recursive: true })
  for (const { path, html } of sitePages(catalogue)) writeFileSync(join(out, path), html)
  return catalogue
}
