import semver from 'semver'
import type { Repository } from './port.ts'
import { compareVersions, highestOf, parseVersion, type VersionTag, versionsOf } from './tags.ts'
import type { Numbering, Upload } from './types.ts'

/** Others may publish between a look and a write; each turn ends with a look. */
const MAX_TURNS = 5

/**
 * Moves `latest`, `1`, `1.2` to the highest version they cover, only forward, and returns the names that stand there now. Outside the guarantees:
 * a tag that moves can be seen at an older version for moments. Under the integer scheme `1` is a version itself, so only `latest` moves.
 */
export async function moveFloating(upload: Upload, version: string): Promise<readonly string[]> {
  const { repository, numbering, floating } = upload
  const moved: string[] = []
  for (const kind of new Set(floating)) {
    const name = floatingName(kind, version, numbering)
    if (name === null) continue
    await move(repository, name, numbering, (one) => floatingName(kind, one.version, numbering) === name, version)
    moved.push(name)
  }
  return moved
}

async function move(
  repository: Repository,
  name: string,
  numbering: Numbering,
  covers: (one: VersionTag) => boolean,
  version: string,
): Promise<void> {
  for (let turn = 0; turn < MAX_TURNS; turn++) {
    const listed = versionsOf((await repository.list()) ?? [], numbering).filter(covers)
    const target = highestOf(listed)
    // a list that doesn't show the version just published knows nothing of higher ones either
    if (target === null || compareVersions(target.version, version, numbering.scheme) < 0) return
    const manifest = await repository.get(target.tag)
    if (manifest === null) return
    const current = await repository.head(name)
    if (current === manifest.digest) return
    await repository.putManifest(name, manifest)
  }
}

/** `latest` has no prefix; `v1` and `v1.2` have the one of the versions. */
function floatingName(kind: Upload['floating'][number], version: string, { scheme, prefix }: Numbering): string | null {
  if (kind === 'latest') return 'latest'
  if (scheme === 'integer' || parseVersion(version, scheme) === null) return null
  return kind === 'major' ? `${prefix}${semver.major(version)}` : `${prefix}${semver.major(version)}.${semver.minor(version)}`
}
