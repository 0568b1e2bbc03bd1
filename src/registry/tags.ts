import semver from 'semver'
import { UserError } from '../errors.ts'
import type { Numbering, Scheme } from './types.ts'

/** One version tag: the number without prefix, and how the tag spells it. */
export interface VersionTag {
  readonly version: string
  readonly tag: string
}

/** Room for the longest number and the claim tag around it in 128 characters. */
const MAX_PREFIX = 32
/** Claims of this tool begin with this; see claim-tags.ts. */
export const CLAIM_PREFIX = '_claim.'

/**
 * A version in canonical spelling, or null. Strict on purpose: `1.2`, `01.2.3`, `1.2.3-rc.1`, `1.2.3+x`, `20240501` under semver and numbers
 * above 2^53 are no versions. Neither is anything repaired: coercion would turn `sha-1234` into a version.
 */
export function parseVersion(text: string, scheme: Scheme): string | null {
  if (scheme === 'integer') return /^(?:0|[1-9]\d{0,15})$/.test(text) && Number.isSafeInteger(Number(text)) ? text : null
  if (!/^\d+\.\d+\.\d+$/.test(text)) return null
  return semver.parse(text)?.version ?? null
}

/** Negative, zero or positive as `a` is lower than, equal to or higher than `b`. */
export function compareVersions(a: string, b: string, scheme: Scheme): number {
  return scheme === 'integer' ? Number(a) - Number(b) : semver.compare(a, b)
}

export function tagOf(version: string, numbering: Numbering): string {
  return numbering.prefix + version
}

/**
 * The versions among the tags of a repository, lowest first, each once. The prefixed, the bare and the `v` spelling all count as taken;
 * where one number is spelled twice the spelling with the own prefix stands for it. Everything else in the list is ignored.
 */
export function versionsOf(tags: readonly string[], numbering: Numbering): readonly VersionTag[] {
  const prefixes = [...new Set([numbering.prefix, '', 'v'])]
  const found = new Map<string, VersionTag>()
  for (const prefix of prefixes) {
    for (const tag of tags) {
      if (!tag.startsWith(prefix)) continue
      const version = parseVersion(tag.slice(prefix.length), numbering.scheme)
      if (version !== null && !found.has(version)) found.set(version, { version, tag })
    }
  }
  return [...found.values()].sort((a, b) => compareVersions(a.version, b.version, numbering.scheme))
}

export function highestOf(versions: readonly VersionTag[]): VersionTag | null {
  return versions.at(-1) ?? null
}

/** Throws UserError `input-invalid` where prefix, initial or explicit version can't become tags that are read back as the same version. */
export function checkNumbering(numbering: Numbering): void {
  const { prefix, scheme, initial, explicit } = numbering
  if (
    prefix !== '' &&
    (!/^[a-zA-Z0-9_](?:[a-zA-Z0-9._-]*[a-zA-Z_-])?$/.test(prefix) ||
      /^\d$/.test(prefix) ||
      prefix.length > MAX_PREFIX ||
      prefix.startsWith(CLAIM_PREFIX))
  )
    throw new UserError(
      'input-invalid',
      `The tag prefix \`${prefix}\` can't stand before a version: at most ${MAX_PREFIX} letters, digits, \`.\`, \`_\`, \`-\`, and its last character is no digit and no dot.`,
      'Write `tag-prefix: v`, or leave it out.',
      { file: 'workflow', key: 'tag-prefix' },
    )
  for (const [input, value] of [
    ['initial-version', initial],
    ['version', explicit],
  ] as const) {
    if (value !== undefined && parseVersion(value, scheme) === null)
      throw new UserError(
        'input-invalid',
        `\`${input}: ${value}\` is no version of the scheme \`${scheme}\`.`,
        scheme === 'semver' ? `Write three numbers without prefix: \`${input}: 1.0.0\`.` : `Write one number without prefix: \`${input}: 1\`.`,
        { file: 'workflow', key: input },
      )
  }
}
