import type { Report } from './types.ts'

/** What stands in the registry after the run, if anything does. Raw text. */
export interface Standing {
  readonly version: string
  readonly tag: string
  readonly digest: string
  /** `ghcr.io/owner/churn:2.4.1` */
  readonly image: string
  /** `ghcr.io/owner/churn@sha256:…`, for deployments and attestations. */
  readonly ref: string
}

/** The version that callers can use now: just published, or found unchanged. */
export function standingOf(report: Report): Standing | null {
  const { outcome, image } = report
  if (outcome.kind === 'published') return standing(image, outcome.release.version, outcome.release.tag, outcome.release.digest)
  if (outcome.kind !== 'unchanged') return null
  const published = report.baseline?.state === 'compared' ? report.baseline.published : undefined
  const tag = published?.version === outcome.version ? published.tag : outcome.version
  return standing(image, outcome.version, tag, outcome.digest)
}

function standing(image: string, version: string, tag: string, digest: string): Standing {
  return { version, tag, digest, image: `${image}:${tag}`, ref: `${image}@${digest}` }
}

/**
 * Commands that use the image without this tool; one line each, raw.
 * A folder (`oci:PATH`) is an OCI image layout: skopeo and oras read it, docker and crane don't.
 */
export function usageCommands(report: Report): readonly string[] {
  const published = standingOf(report)
  if (published === null) return []
  if (report.image.startsWith('oci:')) {
    const layout = report.image.slice('oci:'.length)
    return [
      `skopeo copy oci:${layout}:${published.tag} docker-daemon:${nameOf(layout)}:${published.tag}`,
      `oras copy --from-oci-layout ${layout}:${published.tag} REGISTRY/${nameOf(layout)}:${published.tag}`,
    ]
  }
  return [`docker pull ${published.image}`, `crane export ${published.image} - | tar -xf - model`]
}

const nameOf = (path: string): string =>
  path
    .split('/')
    .filter((part) => part !== '')
    .at(-1) ?? 'model'
