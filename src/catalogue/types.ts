import type { Contract } from '../contract/types.ts'

/** One version of a model, as a page shows it. Text from the registry is raw: renderers escape. */
export interface CatalogueVersion {
  readonly version: string
  readonly tag: string
  /** '' where the registry lists a tag and holds nothing for it. */
  readonly digest: string
  /** RFC 3339, or ''. */
  readonly date: string
  /** What the upload found, on one line: `breaking, accepted by …: …`; '' for images of other tools. */
  readonly change: string
  /** Address of the repository it was published from, or ''. */
  readonly source: string
  /** Commit, or ''. */
  readonly revision: string
  /** Bytes. */
  readonly size: number
  /** Index into `contracts`, -1 where the image holds none. */
  readonly contract: number
  /** What is wrong with it; empty: nothing. */
  readonly problems: readonly string[]
}

/** One collection. */
export interface CatalogueModel {
  /** Last component of the repository's name. */
  readonly name: string
  /** The repository, as it was asked for. */
  readonly image: string
  /** Its page: a file name made of plain letters. */
  readonly page: string
  /** Oldest first. */
  readonly versions: readonly CatalogueVersion[]
  /** Each once: most versions of a model promise what the one before did. */
  readonly contracts: readonly Contract[]
}

/** A collection that could not be read, and why. */
export interface Unreadable {
  readonly image: string
  readonly reason: string
}

export interface Catalogue {
  readonly models: readonly CatalogueModel[]
  readonly unreadable: readonly Unreadable[]
}
