import { LABEL } from '../image/types.ts'
import { runOf } from './claim-tags.ts'
import { readManifest, sameContent, withAnnotations } from './manifest.ts'
import type { Digest, Manifest } from './port.ts'
import { isTag } from './reference.ts'
import type { Baseline, Comparison, Upload } from './types.ts'

const VERSION = 'org.opencontainers.image.version'
/** Annotations are read as one line in a table. Characters. */
const MAX_CHANGE = 300

/** What only this version says about the content: the number, where it stands in the chain, and whose upload it is. */
export interface Identity {
  readonly version: string
  readonly tag: string
  readonly parent: { readonly version: string; readonly digest: Digest } | null
  readonly baseline: Baseline
  readonly comparison: Comparison
}

/** The manifest of one version: the content's config and layers with annotations that no other upload has, so that its digest proves whose it is. */
export function releaseManifest(upload: Upload, { version, tag, parent, baseline, comparison }: Identity): Manifest {
  return withAnnotations(upload.content, {
    ...upload.annotations,
    [VERSION]: version,
    [LABEL.tag]: tag,
    [LABEL.upload]: upload.nonce,
    [LABEL.change]: changeLine(baseline, comparison, upload.accepted),
    ...(parent === null ? {} : { [LABEL.parent]: `${parent.version}@${parent.digest}` }),
  })
}

/**
 * What the upload changes, on one line: level and the first change of that level (`breaking: …`), `first version`, or `not compared: …` with the
 * reason. A breaking change also says who accepted it, as far as that is known.
 */
export function changeLine(baseline: Baseline, comparison: Comparison, accepted?: string): string {
  return sentence(baseline, comparison, accepted).replace(/\s+/g, ' ').slice(0, MAX_CHANGE)
}

function sentence(baseline: Baseline, { level, changes }: Comparison, accepted: string | undefined): string {
  if (baseline.state === 'first') return 'first version'
  if (baseline.state === 'unavailable') return `not compared: ${baseline.reason}`
  const first = changes.find((change) => change.level === level) ?? changes[0]
  const acceptance = level === 'breaking' && accepted !== undefined ? `, accepted by ${accepted}` : ''
  return first === undefined ? `${level}${acceptance}` : `${level}${acceptance}: ${first.message}`
}

/** The parent that a manifest names: `2.4.1@sha256:…`. */
export function parentOf(annotations: Readonly<Record<string, string>>): { readonly version: string; readonly digest: string } | null {
  const parts = /^(.+)@(sha256:[0-9a-f]{64})$/.exec(annotations[LABEL.parent] ?? '')
  return parts?.[1] === undefined || parts[2] === undefined ? null : { version: parts[1], digest: parts[2] }
}

/** The version a release manifest was made for, and its tag; `null` for other manifests. */
export function releaseOf(manifest: Manifest): { readonly version: string; readonly tag: string } | null {
  const content = readManifest(manifest)
  if (content.kind !== 'image') return null
  const { [VERSION]: version, [LABEL.tag]: tag } = content.annotations
  return version !== undefined && tag !== undefined && isTag(tag) && tag.endsWith(version) ? { version, tag } : null
}

/** Written by an earlier attempt of this upload's run, for the same content: this upload's own, as far as anybody outside can tell. */
export function isEarlierAttempt(upload: Upload, manifest: Manifest): boolean {
  const content = readManifest(manifest)
  const mine = runOf(upload.nonce)
  const theirs = content.kind === 'image' ? runOf(content.annotations[LABEL.upload] ?? '') : null
  return mine !== null && theirs !== null && theirs.run === mine.run && theirs.attempt < mine.attempt && sameContent(manifest, upload.content)
}
