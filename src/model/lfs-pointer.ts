import type { LfsPointer } from './types.ts'

/** "Pointer files must be less than 1024 bytes in size" (git-lfs/docs/spec.md). */
export const MAX_POINTER_BYTES = 1024

/** The hosts git-lfs itself accepts in the version line, older ones included (git-lfs/lfs/pointer.go, v1Aliases). */
const VERSIONS = new Set(['https://git-lfs.github.com/spec/v1', 'https://hawser.github.com/spec/v1', 'http://git-media.io/v/2'])

/**
 * Reads a Git LFS pointer: `version`, `ext-…` lines, `oid sha256:…`, `size …`, one `key value` per line and nothing else.
 * `undefined` for anything else: a wrong guess would call a real file a pointer. As git-lfs does, CRLF and a missing last newline are forgiven.
 */
export function parseLfsPointer(text: string): LfsPointer | undefined {
  if (text.length > MAX_POINTER_BYTES || !text.startsWith('version ')) return undefined
  const lines = text.replace(/\r?\n$/, '').split(/\r?\n/)
  const [version = '', ...rest] = lines
  if (!VERSIONS.has(version.slice('version '.length))) return undefined
  const oid = /^oid sha256:([0-9a-f]{64})$/.exec(rest.at(-2) ?? '')?.[1]
  const size = /^size (\d{1,15})$/.exec(rest.at(-1) ?? '')?.[1]
  if (oid === undefined || size === undefined) return undefined
  if (!rest.slice(0, -2).every((line) => /^ext-\d-[A-Za-z0-9_-]+ sha256:[0-9a-f]{64}$/.test(line))) return undefined
  return { sha256: oid, size: Number(size) }
}
