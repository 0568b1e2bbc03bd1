import type { Manifest, Repository } from '../registry/port.ts'
import type { Composed } from './compose.ts'

/** Pushes config and manifest by digest: no tag is written, nothing becomes visible; doing it twice changes nothing. Needs no Docker. */
export async function composeEmbedded(image: Composed, repository: Repository): Promise<Manifest> {
  if (!(await repository.hasBlob(image.config.digest, image.config.size))) await repository.putBlob(image.config)
  await repository.putManifest(image.manifest.digest, image.manifest)
  return image.manifest
}
