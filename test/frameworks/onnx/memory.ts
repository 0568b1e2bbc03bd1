import type { ByteSource } from '../../../src/formats/bytes.ts'
import { decodeText } from '../../../src/model/files.ts'
import type { ModelFiles } from '../../../src/model/types.ts'
import { bytesSource } from '../../../src/model/window-source.ts'

/** Files that exist only in memory: thousands of mutated models without touching a disk. */
export function inMemory(contents: Readonly<Record<string, Uint8Array | ByteSource>>): ModelFiles {
  const sources = new Map(
    Object.entries(contents).map(([path, content]) => [path, content instanceof Uint8Array ? bytesSource(path, content) : content] as const),
  )
  const files = [...sources].map(([path, { size }]) => ({ path, size, executable: false })).sort((a, b) => (a.path < b.path ? -1 : 1))
  const open = (path: string): ByteSource => {
    const source = sources.get(path)
    if (source === undefined) throw new Error(`${path} is not there`)
    return source
  }
  return {
    label: 'memory',
    files,
    find: (path) => files.find((file) => file.path === path),
    open,
    text: (path, limit) => decodeText(open(path), limit),
    close: () => undefined,
  }
}
