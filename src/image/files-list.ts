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
