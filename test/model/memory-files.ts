import { decodeText, emptyError, pointerError } from '../../src/model/files.ts'
import { MAX_POINTER_BYTES, parseLfsPointer } from '../../src/model/lfs-pointer.ts'
import type { ModelFile, ModelFiles } from '../../src/model/types.ts'
import { bytesSource } from '../../src/model/window-source.ts'

/** Model files that exist only in memory: path → bytes or text. For tests of readers. */
export function memoryFiles(contents: Readonly<Record<string, Uint8Array | string>>, label = 'memory'): ModelFiles {
  const bytes = new Map(
    Object.entries(contents).map(([path, content]) => [path, typeof content === 'string' ? new TextEncoder().encode(content) : content]),
  )
  const files: ModelFile[] = [...bytes.keys()].sort().map((path) => {
    const content = bytes.get(path) ?? new Uint8Array()
    const pointer = content.length <= MAX_POINTER_BYTES ? parseLfsPointer(Buffer.from(content).toString('latin1')) : undefined
    const file = { path, size: content.length, executable: false }
    return pointer === undefined ? file : { ...file, pointer }
  })
  const find = (path: string) => files.find((file) => file.path === path)
  const open = (path: string) => {
    const file = find(path)
    if (file === undefined) throw new Error(`${path} is not among the model's files`)
    if (file.pointer !== undefined) throw pointerError(path, file.pointer)
    if (file.size === 0) throw emptyError(path)
    return bytesSource(path, bytes.get(path) ?? new Uint8Array())
  }
  return { label, files, find, open, text: (path, limit) => decodeText(open(path), limit), close: () => undefined }
}
