import { canonicalJson, contractDigest } from '../contract/canonical.ts'
import type { Contract, FrameworkId } from '../contract/types.ts'
import { type Base, type Content, LABEL } from './types.ts'

/** What labels are made of. Only facts that are the same for the same model: version, revision and dates are annotations of the manifest. */
export interface Labelled {
  /** Name of the model. */
  readonly name: string
  readonly contract: Contract
  readonly content: Content
  /** 0…1 */
  readonly completeness: number
  /** Runtime image, resolved; none = scratch. */
  readonly base?: Base
  readonly installCommand?: string
  /** `kserve,mlserver`; '' or absent where only the files are in it. */
  readonly layout?: string
}

export const TITLE_LABEL = 'org.opencontainers.image.title'
export const BASE_NAME_LABEL = 'org.opencontainers.image.base.name'
export const BASE_DIGEST_LABEL = 'org.opencontainers.image.base.digest'

/**
 * Registries and clients read configs up to 4 MiB (oras-go MaxMetadataBytes, Docker's pull); JSON inside JSON doubles its quotes.
 * A contract beyond this (tens of thousands of columns) is in the image as contract.json only, its digest still a label.
 */
const MAX_CONTRACT_LABEL = 3 * 1024 * 1024

/** Labels of the image config. Text from model files is kept to one printable line; the contract is JSON, which escapes by itself. */
export function imageLabels(parts: Labelled): Readonly<Record<string, string>> {
  const contract = canonicalJson(parts.contract)
  return {
    [TITLE_LABEL]: printable(parts.name),
    ...(Buffer.byteLength(JSON.stringify(contract)) <= MAX_CONTRACT_LABEL ? { [LABEL.contract]: contract } : {}),
    [LABEL.contractDigest]: contractDigest(parts.contract),
    [LABEL.content]: parts.content.digest,
    [LABEL.framework]: frameworkText(parts.contract.framework),
    // rounded down: 99.9 % known is not complete
    [LABEL.completeness]: `${Math.floor(100 * parts.completeness)}%`,
    ...(parts.base === undefined ? {} : { [BASE_NAME_LABEL]: parts.base.name, [BASE_DIGEST_LABEL]: parts.base.digest }),
    ...(parts.layout ? { [LABEL.layout]: parts.layout } : {}),
    [LABEL.reproducible]: parts.installCommand === undefined ? 'true' : 'false',
    // exactly as it ran: another command is another image
    ...(parts.installCommand === undefined ? {} : { [LABEL.installCommand]: parts.installCommand }),
  }
}

/** `sklearn 1.5.2 joblib`: name, then version and format where known. */
function frameworkText({ name, version, format }: FrameworkId): string {
  return printable([name, version, format].filter((part) => part !== undefined && part !== '').join(' '))
}

/** Longest label value that is no JSON, in characters. */
const LONGEST = 256

function printable(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, ' ')
  const characters = [...line]
  return characters.length > LONGEST ? `${characters.slice(0, LONGEST - 1).join('')}…` : line
}
