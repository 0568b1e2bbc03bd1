import { createHash } from 'node:crypto'
import { canonicalJson } from '../contract/canonical.ts'
import type { Contract } from '../contract/types.ts'
import { UserError } from '../errors.ts'
import { bundle, bundleAtMost } from './bundles.ts'
import type { Payload } from './content.ts'
import { filesList } from './files-list.ts'
import { imageLabels, type Labelled } from './labels.ts'
import { layerSize } from './layers.ts'
import type { Content, ContentFile, Entry, LayerPlan, Plan } from './types.ts'

export interface PlanParts extends Labelled {
  readonly payload: Payload
  readonly content: Content
  readonly contract: Contract
  /** The contract as Hydrosphere ModelSignature: encodeSignature of src/model/signature-proto.ts. */
  readonly signature: Uint8Array
  readonly platform: Plan['platform']
  /** Views of the files for other servers (layouts/views.ts): they go where the contract goes. */
  readonly views?: readonly Entry[]
}

/** Where things are in the image. */
export const FILES_PREFIX = 'model/files/'
export const CONTRACT_JSON = 'model/contract.json'
export const CONTRACT_PROTOBIN = 'model/contract.protobin'
export const FILES_JSON = 'model/files.json'

/** A file above this gets a layer of its own: re-sending it costs more than asking the registry for one more blob. */
const LARGE = 16 * 1024 * 1024
/** Files up to this (configs, vocabularies, code) are bundled apart from medium ones: editing one re-sends kilobytes. */
const SMALL = 256 * 1024
/** Least size at which a bundle is worth splitting. */
const SMALL_BUNDLE = 1024 * 1024
const MEDIUM_BUNDLE = 32 * 1024 * 1024
const LARGE_BUNDLE = 64 * 1024 * 1024

/** Docker's overlay2 refuses images of more than 125 layers (moby daemon/graphdriver/overlay2 maxDepth 128); a runtime brings its own. */
const MAX_LAYERS = { scratch: 120, runtime: 80 } as const

/**
 * What goes where, as data: no byte of the model is read. The same content, contract and base give the same plan on every machine and day.
 * Layers: large files one each, medium and small ones bundled so that a change moves one bundle, and last what we know about the model.
 * Throws UserError `unsafe` (paths that cannot be unpacked).
 */
export function planImage(parts: PlanParts): Plan {
  const { content, contract, payload } = parts
  for (const { path } of content.files) requirePath(path)
  const groups = groupFiles(content.files, mostLayers(parts.base !== undefined))
  const json = Buffer.from(`${canonicalJson(contract)}\n`)
  const about = [
    ownEntry(CONTRACT_JSON, json),
    ownEntry(CONTRACT_PROTOBIN, parts.signature),
    ownEntry(FILES_JSON, filesList(content, groups)),
    ...(parts.views ?? []),
  ]
  const layers = [
    ...groups.map((group) =>
      layer(
        titleOf(group),
        group.map((file) => entryOf(file, payload)),
      ),
    ),
    layer('contract and file list', about),
  ]
  return {
    layers,
    labels: imageLabels(parts),
    platform: parts.platform,
    ...(parts.base === undefined ? {} : { base: parts.base }),
    ...(parts.installCommand === undefined ? {} : { installCommand: parts.installCommand }),
  }
}

/** Name of a layer by what is in it: the same files at the same places with the same modes are the same tar. 64 hex digits. */
export function layerKey(entries: readonly Pick<Entry, 'path' | 'size' | 'mode' | 'sha256'>[]): string {
  const lines = entries.map(({ path, size, mode, sha256 }) => JSON.stringify([path, size, mode, sha256])).sort()
  return createHash('sha256').update(lines.join('\n')).digest('hex')
}

/** The entry of a payload file, without where its bytes are. */
export function imageEntry(file: Pick<ContentFile, 'path' | 'size' | 'sha256' | 'executable'>): Omit<Entry, 'from'> {
  return { path: FILES_PREFIX + file.path, size: file.size, mode: file.executable ? 0o755 : 0o644, sha256: file.sha256 }
}

/** Files that are a layer each, whatever is in them: what can be sent before all is known. Their layers hold nothing but the entry of `imageEntry`. */
export function filesAlone<F extends { readonly size: number }>(files: readonly F[], { onRuntime }: { readonly onRuntime: boolean }): readonly F[] {
  const large = files.filter(isLarge)
  return large.length <= sharesOf(mostLayers(onRuntime)).largeMost ? large : []
}

function isLarge({ size }: { readonly size: number }): boolean {
  return size > LARGE
}

/** Layers for files: one more tells about the model. */
function mostLayers(onRuntime: boolean): number {
  return (onRuntime ? MAX_LAYERS.runtime : MAX_LAYERS.scratch) - 1
}

/** Shares of the layers: a tenth for small bundles, a third for medium ones, the rest for large files. */
function sharesOf(most: number): { readonly smallMost: number; readonly mediumMost: number; readonly largeMost: number } {
  const smallMost = Math.floor(most / 10)
  const mediumMost = Math.floor(most / 3)
  return { smallMost, mediumMost, largeMost: most - smallMost - mediumMost }
}

function groupFiles(files: readonly ContentFile[], most: number): readonly (readonly ContentFile[])[] {
  const { smallMost, mediumMost, largeMost } = sharesOf(most)
  const large = files.filter(isLarge)
  const medium = files.filter((file) => file.size > SMALL && file.size <= LARGE)
  const small = files.filter((file) => file.size <= SMALL)
  return [
    ...(large.length <= largeMost ? bundle(large, 1) : bundleAtMost(large, LARGE_BUNDLE, largeMost)),
    ...bundleAtMost(medium, MEDIUM_BUNDLE, mediumMost),
    ...bundleAtMost(small, SMALL_BUNDLE, smallMost),
  ]
}

function layer(title: string, entries: readonly Entry[]): LayerPlan {
  return { title, entries, size: layerSize(entries) }
}

/** Longest title: it is printed, and ends in the image's history. */
const TITLE = 200

function titleOf(group: readonly ContentFile[]): string {
  const [only] = group
  if (group.length > 1 || !only) return `${group.length} files`
  const path = FILES_PREFIX + only.path
  return oneLine(path.length > TITLE ? `…${path.slice(-TITLE)}` : path)
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '?')
}

function entryOf(file: ContentFile, payload: Payload): Entry {
  if (file.pointer) return { ...imageEntry(file), from: { pointer: file.pointer } }
  return { ...imageEntry(file), from: { file: payload.onDisk(file.path), ...(file.stamp === undefined ? {} : { stamp: file.stamp }) } }
}

function ownEntry(path: string, bytes: Uint8Array): Entry {
  return { path, size: bytes.length, mode: 0o644, from: { bytes }, sha256: createHash('sha256').update(bytes).digest('hex') }
}

/** Linux limits.h: NAME_MAX and PATH_MAX, less what the image puts in front. */
const NAME_MAX = 255
const PATH_MAX = 4000

/** What a container runtime could not unpack, or would unpack elsewhere, is refused here once more, whoever listed the files. */
function requirePath(path: string): void {
  const names = path.split('/')
  const bad = names.some((name) => name === '' || name === '.' || name === '..' || name.includes('\0') || Buffer.byteLength(name) > NAME_MAX)
  if (!bad && Buffer.byteLength(path) <= PATH_MAX) return
  throw new UserError('unsafe', `${JSON.stringify(path)} cannot be a path in an image`, 'rename the file or leave it out of the payload', {
    file: path,
  })
}
