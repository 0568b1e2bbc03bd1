import { canonicalJson, contractDigest } from '../../src/contract/canonical.ts'
import { diff } from '../../src/contract/diff.ts'
import { levelOf } from '../../src/contract/level.ts'
import type { Contract } from '../../src/contract/types.ts'
import { LABEL } from '../../src/image/types.ts'
import { withAnnotations } from '../../src/registry/manifest.ts'
import type { Manifest, Repository } from '../../src/registry/port.ts'
import { publish } from '../../src/registry/publish.ts'
import { freeze, SEMVER, uploadOf } from '../registry/uploading.ts'

export const NUMBERING = SEMVER

/** Publishes one version after the other, each numbered by what it changes, as an upload does; the images have no layers. */
export async function publishContracts(
  repository: Repository,
  contracts: readonly Contract[],
  { source = '', revision = '' }: { readonly source?: string; readonly revision?: string } = {},
): Promise<void> {
  for (const [index, contract] of contracts.entries()) {
    const content = await freeze(repository, `files ${index}`, canonicalJson(contract))
    const annotations = {
      'org.opencontainers.image.created': `2026-01-${String((index % 28) + 1).padStart(2, '0')}T03:04:05Z`,
      ...(source && { 'org.opencontainers.image.source': source }),
      ...(revision && { 'org.opencontainers.image.revision': revision }),
      [LABEL.contractDigest]: contractDigest(contract),
    }
    const compare = (baseline: Parameters<ReturnType<typeof uploadOf>['compare']>[0]) => {
      const changes = baseline.state === 'compared' ? diff(baseline.published.contract, contract) : []
      return { level: levelOf(changes, { contentChanged: true }), changes }
    }
    const numbering = { ...SEMVER, allowBreaking: true }
    await publish(uploadOf(repository, content, `${index}.1.${repository.name}`, { annotations, compare, numbering }))
  }
}

/** The same without asking for numbers, for benchmarks: versions 1.0.0, 1.0.1, … that nobody else writes. */
export async function layContracts(repository: Repository, contracts: readonly Contract[]): Promise<void> {
  let parent: { readonly version: string; readonly digest: string } | null = null
  for (const [index, contract] of contracts.entries()) {
    const version = `1.0.${index}`
    const content = await freeze(repository, `files ${index}`, canonicalJson(contract))
    const manifest: Manifest = withAnnotations(content, {
      'org.opencontainers.image.created': '2026-01-02T03:04:05Z',
      'org.opencontainers.image.version': version,
      [LABEL.upload]: `${index}.1.${repository.name}`,
      [LABEL.change]: parent === null ? 'first version' : 'weights',
      ...(parent !== null && { [LABEL.parent]: `${parent.version}@${parent.digest}` }),
    })
    await repository.putManifest(version, manifest)
    parent = { version, digest: manifest.digest }
  }
}
