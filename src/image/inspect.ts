import { gunzipSync } from 'node:zlib'
import { canonicalJson, contractDigest } from '../contract/canonical.ts'
import { parseContract } from '../contract/parse.ts'
import { UserError } from '../errors.ts'
import type { Repository } from '../registry/port.ts'
import type { Published } from '../registry/types.ts'
import { contentDigest } from './content.ts'
import { parseFilesList } from './files-list.ts'
import { LAYER_TYPE } from './layers.ts'
import type { Descriptor } from './manifest.ts'
import { manifestParts } from './manifest-parts.ts'
import { CONTRACT_JSON, FILES_JSON } from './plan.ts'
import { findInTar } from './tar-find.ts'
import { LABEL } from './types.ts'

/** The layer with contract and file list: 200,000 files are about 40 MB (published-layers.ts). */
const MAX_ABOUT = 64 * 1024 * 1024
/** An install-command puts a layer of its own behind ours; nothing else comes after. */
const LAST_LAYERS = 3

/**
 * What of a published image is not as it says itself: sentences without the image's name, none if it still carries what its contract says. The manifest's
 * blobs must be there, and labels, annotations and the two documents inside (`contract.json`, `files.json`) must agree. No weights are read: a blob
 * that is there has the bytes of its digest, or the registry itself is broken. Throws what the repository throws.
 */
export async function inspectImage(
  repository: Repository,
  { digest, tag, version, labels, annotations, contract }: Published,
): Promise<readonly string[]> {
  const manifest = await repository.get(digest)
  if (manifest === null) return [`its manifest ${digest} is missing`]
  const { layers } = manifestParts(manifest)
  const missing: string[] = []
  // one after the other: each is a small question, and registries limit bursts
  for (const layer of layers)
    if (!(await repository.hasBlob(layer.digest, layer.size))) missing.push(`its layer ${layer.digest} (${layer.size} bytes) is missing`)
  const stated = annotations['org.opencontainers.image.version']
  const spelled = annotations[LABEL.tag]
  return [
    ...missing,
    ...(stated === undefined || stated === version ? [] : [`it says that it is version ${stated}: the tag was moved`]),
    ...(spelled === undefined || spelled === tag ? [] : [`it was published as ${spelled}: the tag ${tag} is somebody else's`]),
    ...disagreement('contract digest', labels[LABEL.contractDigest], annotations[LABEL.contractDigest]),
    ...disagreement('content digest', labels[LABEL.content], annotations[LABEL.content]),
    ...(contract === null || labels[LABEL.contractDigest] === undefined || contractDigest(contract) === labels[LABEL.contractDigest]
      ? []
      : [`the contract in the label ${LABEL.contract} is not the one whose digest it states`]),
    ...documentProblems(await readAbout(repository, layers), { labels, contract }),
  ]
}

function disagreement(what: string, label: string | undefined, annotation: string | undefined): readonly string[] {
  if (label === undefined || annotation === undefined || label === annotation) return []
  return [`its ${what} is ${label} in the config and ${annotation} in the manifest`]
}

/** The two documents of an image, `null` where it has none. */
interface About {
  readonly contract: Uint8Array
  readonly files: Uint8Array
}

async function readAbout(repository: Repository, layers: readonly Descriptor[]): Promise<About | null> {
  for (const { digest, size, mediaType } of layers.slice(-LAST_LAYERS).reverse()) {
    const packed = size > MAX_ABOUT ? null : await repository.getBlob(digest, MAX_ABOUT)
    const tar = packed === null ? null : unpacked(packed, mediaType)
    const contract = tar === null ? null : findInTar(tar, CONTRACT_JSON)
    const files = tar === null ? null : findInTar(tar, FILES_JSON)
    if (contract !== null && files !== null) return { contract, files }
  }
  return null
}

function unpacked(bytes: Uint8Array, mediaType: string): Uint8Array | null {
  if (mediaType !== LAYER_TYPE.gzip) return bytes
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_ABOUT })
  } catch {
    return null
  }
}

function documentProblems(about: About | null, { labels, contract }: Pick<Published, 'labels' | 'contract'>): readonly string[] {
  if (about === null) return [`${CONTRACT_JSON} and ${FILES_JSON} are not in it`]
  const inside = contractIn(about.contract)
  const list = parseFilesList(about.files)
  const content = list === null ? null : contentDigest(list.files)
  return [
    ...(inside === null ? [`${CONTRACT_JSON} is no contract`] : []),
    ...(inside !== null && contract !== null && canonicalJson(inside) !== canonicalJson(contract)
      ? [`${CONTRACT_JSON} is another contract than the label ${LABEL.contract}`]
      : []),
    ...(list === null ? [`${FILES_JSON} is no file list`] : []),
    ...(list !== null && (content !== list.content || (labels[LABEL.content] !== undefined && content !== labels[LABEL.content]))
      ? [`${FILES_JSON} lists other files than the content digest ${labels[LABEL.content] ?? list.content} stands for`]
      : []),
  ]
}

function contractIn(bytes: Uint8Array): ReturnType<typeof parseContract> | null {
  try {
    return parseContract(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)), CONTRACT_JSON)
  } catch (error) {
    if (error instanceof UserError || error instanceof SyntaxError || error instanceof TypeError) return null
    throw error
  }
}
