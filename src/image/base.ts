import { createReadStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { UserError } from '../errors.ts'
import type { Manifest, Repository } from '../registry/port.ts'
import { isDigest, isLoopback } from '../registry/reference.ts'
import type { Run } from '../tools/run.ts'
import { diskError } from './disk.ts'
import { LAYER_TYPE } from './layers.ts'
import type { Descriptor } from './manifest.ts'
import { manifestParts, parseDescriptor } from './manifest-parts.ts'
import { parseObject } from './parse-object.ts'
import type { Base } from './types.ts'

type Platform = { readonly os: string; readonly architecture: string }

/** Configs and manifests above this are refused by registries and clients alike (distribution-spec: 4 MiB for manifests). */
const MAX_METADATA = 4 * 1024 * 1024
/** Index → image is one step; an index of indexes is nobody's runtime. */
const MAX_INDEX_DEPTH = 2

/** Layer types a runtime may have, and what they are called in an OCI manifest: the blobs are the same. */
const LAYER_TYPES: ReadonlyMap<string, string> = new Map([
  [LAYER_TYPE.none, LAYER_TYPE.none],
  [LAYER_TYPE.gzip, LAYER_TYPE.gzip],
  ['application/vnd.oci.image.layer.v1.tar+zstd', 'application/vnd.oci.image.layer.v1.tar+zstd'],
  ['application/vnd.docker.image.rootfs.diff.tar', LAYER_TYPE.none],
  ['application/vnd.docker.image.rootfs.diff.tar.gzip', LAYER_TYPE.gzip],
  ['application/vnd.docker.image.rootfs.diff.tar.zstd', 'application/vnd.oci.image.layer.v1.tar+zstd'],
])

/**
 * Finds the runtime image of a platform and pins it: one or two manifests and the config are read, no layer.
 * `open` gives a repository by its full name. Throws UserError `input-invalid` when the image isn't there or has no such platform.
 */
export async function resolveBase(reference: string, platform: Platform, open: (name: string) => Promise<Repository>): Promise<Base> {
  const { repository: name, version, full } = fullReference(reference)
  const repository = await open(name)
  const manifest = await imageOf(repository, version, platform, reference, 0)
  const parts = manifestParts(manifest)
  const layers = parts.layers.map((descriptor) => {
    const mediaType = LAYER_TYPES.get(descriptor.mediaType)
    if (mediaType === undefined) throw broken(reference, `a layer is of type ${descriptor.mediaType}`)
    return { ...descriptor, mediaType }
  })
  const bytes = await repository.getBlob(parts.config, MAX_METADATA)
  if (bytes === null) throw broken(reference, `its config ${parts.config} is missing`)
  return { name: full, pinned: `${name}@${manifest.digest}`, digest: manifest.digest, layers, config: parseObject(bytes, `config of ${reference}`) }
}

/** Host with optional port, then path components (distribution/reference regexp.go). */
const IMAGE_NAME = /^([A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*|\[[0-9a-fA-F:]+\])(:[0-9]+)?(\/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)+$/

/** Docker's short names in full: `python:3.12` is `docker.io/library/python:3.12` (distribution/reference normalize.go). */
export function fullReference(reference: string): { readonly repository: string; readonly version: string; readonly full: string } {
  const [name = '', digest] = reference.split('@', 2)
  const tagged = /^(.*[^/]):([A-Za-z0-9_][A-Za-z0-9._-]{0,127})$/.exec(name)
  // a colon before a slash is a port, and no tag is matched across one
  const repository = tagged?.[1] ?? name
  const tag = tagged?.[2]
  const [first = '', ...rest] = repository.split('/')
  const hasHost = rest.length > 0 && (first === 'localhost' || /[.:]/.test(first))
  const full = hasHost ? repository : `docker.io/${rest.length === 0 ? 'library/' : ''}${repository}`
  const valid = IMAGE_NAME.test(full) && (digest === undefined || isDigest(digest))
  if (!valid)
    throw new UserError(
      'input-invalid',
      `runtime ${JSON.stringify(reference)} is not the name of an image`,
      'write it like `registry.example/runtimes/python:3.12`',
    )
  return {
    repository: full,
    version: digest ?? tag ?? 'latest',
    full: tag === undefined && digest !== undefined ? `${full}@${digest}` : `${full}:${tag ?? 'latest'}`,
  }
}

/**
 * Brings the runtime's layers into the repository of the model, where they are not there already; `oras cp` mounts them within one registry.
 * Returns the bytes that had to move at most. Throws UserError `registry-unreachable` when copying fails.
 */
export async function copyBase(base: Base, target: Repository, ports: { readonly run: Run; readonly oras: string }): Promise<number> {
  const missing: Descriptor[] = []
  for (const layer of base.layers) if (!(await target.hasBlob(layer.digest, layer.size))) missing.push(layer)
  if (missing.length === 0) return 0
  if (target.name.startsWith('oci:')) await fetchInto(base, missing, target, ports)
  else {
    const plain = [...(onThisMachine(base.pinned) ? ['--from-plain-http'] : []), ...(onThisMachine(target.name) ? ['--to-plain-http'] : [])]
    const ran = await ports.run(ports.oras, ['cp', '--no-tty', ...plain, '--', base.pinned, target.name])
    if (ran.code !== 0) throw notCopied(base, target, ran.stderr)
  }
  return missing.reduce((sum, layer) => sum + layer.size, 0)
}

/** A folder is written by its own port (which locks it): each blob goes through a temporary file. */
async function fetchInto(
  base: Base,
  layers: readonly Descriptor[],
  target: Repository,
  ports: { readonly run: Run; readonly oras: string },
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'mlambda-base-'))
  try {
    const name = base.pinned.slice(0, base.pinned.lastIndexOf('@'))
    for (const layer of layers) {
      const file = join(folder, 'layer')
      const plain = onThisMachine(name) ? ['--plain-http'] : []
      const ran = await ports.run(ports.oras, ['blob', 'fetch', '--no-tty', ...plain, '--output', file, '--', `${name}@${layer.digest}`])
      if (ran.code !== 0) throw notCopied(base, target, ran.stderr)
      if ((await stat(file)).size !== layer.size) throw broken(base.name, `layer ${layer.digest} has another size than its manifest says`)
      await target.putBlob({ ...layer, open: () => createReadStream(file) })
    }
  } catch (error) {
    throw diskError(error) ?? error
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Registries on this machine are spoken to without TLS. */
export function onThisMachine(repository: string): boolean {
  return isLoopback(repository.split('/', 1)[0] ?? '')
}

async function imageOf(repository: Repository, version: string, platform: Platform, reference: string, depth: number): Promise<Manifest> {
  const manifest = await repository.get(version)
  if (manifest === null)
    throw new UserError('input-invalid', `the runtime ${reference} does not exist`, 'check its name and tag, and that the login may read it')
  const body = parseObject(manifest.bytes, `manifest of ${reference}`)
  if (!Array.isArray(body['manifests'])) return manifest
  const images: unknown[] = body['manifests']
  const match = images
    .map((image) => ({ image, platform: parsePlatform(image) }))
    .filter(({ platform: has }) => has?.os === platform.os && has.architecture === platform.architecture)
  // arm64 comes as v8 or without a variant; amd64/v3 needs newer processors than `linux/amd64` asks for
  const chosen = match.find((one) => one.platform?.variant === undefined) ?? match.find((one) => one.platform?.variant === 'v8') ?? match[0]
  if (!chosen || depth >= MAX_INDEX_DEPTH) {
    throw new UserError(
      'input-invalid',
      `the runtime ${reference} has no image for ${platform.os}/${platform.architecture}`,
      'choose another `platform` or another runtime',
    )
  }
  return imageOf(repository, parseDescriptor(chosen.image).digest, platform, reference, depth + 1)
}

function parsePlatform(image: unknown): { os: unknown; architecture: unknown; variant: unknown } | undefined {
  if (typeof image !== 'object' || image === null || !('platform' in image)) return undefined
  const { platform } = image
  if (typeof platform !== 'object' || platform === null || !('os' in platform) || !('architecture' in platform)) return undefined
  return {
    os: platform.os,
    architecture: platform.architecture,
    variant: 'variant' in platform && platform.variant !== '' ? platform.variant : undefined,
  }
}

function broken(reference: string, what: string): UserError {
  return new UserError(
    'registry-broken-answer',
    `the runtime ${reference} cannot be used: ${what}`,
    'push the runtime again as a plain OCI or Docker image, or choose another',
  )
}

function notCopied(base: Base, target: Repository, stderr: string): UserError {
  return new UserError(
    'registry-unreachable',
    `the layers of the runtime ${base.name} could not be copied to ${target.name}: ${stderr.trim().split('\n').at(-1) ?? ''}`,
    'check that the login may read the runtime and write the repository',
  )
}
