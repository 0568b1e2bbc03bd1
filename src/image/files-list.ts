import type { Content, ContentFile } from './types.ts'

/**
 * `/model/files.json`: every file of the payload with its identity and its layer, so that the next upload knows what is already there.
 * `layer` counts the model's layers from 0, in the order of the image (layers of a runtime come before and are not counted).
 */
export function filesList(content: Content, groups: readonly (readonly ContentFile[])[]): Uint8Array {
  const layerOf = new Map(groups.flatMap((group, index) => group.map(({ path }) => [path, index] as const)))
  const lines = [...content.files]
    .sort((a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)))
    .map(({ path, size, sha256, executable }) =>
      JSON.stringify({ path, size, sha256, ...(executable ? { executable } : {}), layer: layerOf.get(path) }),
    )
  return Buffer.from(`{"content":"${content.digest}","files":[\n${lines.join(',\n')}\n]}\n`)
}

export interface ListedFile extends ContentFile {
  readonly layer: number
}

/** Reads `files.json` back; `null` for anything that is not exactly such a list. */
export function parseFilesList(bytes: Uint8Array): { readonly content: string; readonly files: readonly ListedFile[] } | null {
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return null
  }
  if (typeof value !== 'object' || value === null || !('content' in value) || !('files' in value)) return null
  const { content, files } = value
  if (typeof content !== 'string' || !Array.isArray(files)) return null
  const parsed = files.map(parseFile)
  return parsed.every((file) => file !== null) ? { content, files: parsed } : null
}

function parseFile(value: unknown): ListedFile | null {
  if (typeof value !== 'object' || value === null || !('path' in value) || !('size' in value) || !('sha256' in value) || !('layer' in value))
    return null
  const { path, size, sha256, layer } = value
  const executable = 'executable' in value && value.executable === true
  if (typeof path !== 'string' || typeof sha256 !== 'string' || !/^[0-9a-f]{64}$/.test(sha256)) return null
  if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0 || typeof layer !== 'number' || !Number.isSafeInteger(layer)) return null
  return { path, size, sha256, executable, layer }
}
