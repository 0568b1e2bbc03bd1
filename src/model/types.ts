import type { ByteSource } from '../formats/bytes.ts'

/** A Git LFS pointer: the real file's sha256 and size, in a text file of ~130 bytes. Spec: git-lfs/docs/spec.md. */
export interface LfsPointer {
  /** 64 hex digits. */
  readonly sha256: string
  /** Bytes of the real file. */
  readonly size: number
}

/** One file of the payload. */
export interface ModelFile {
  /** POSIX path relative to the model directory, no `..`, never absolute. */
  readonly path: string
  /** Bytes on disk. */
  readonly size: number
  /** Some execute bit is set: mode 0755 in the image, else 0644. */
  readonly executable: boolean
  /** Set when the file is an un-pulled Git LFS pointer. */
  readonly pointer?: LfsPointer
}

/** The files of one model, as frameworks see them: a sorted list and windows into it, nothing else of the file system. */
export interface ModelFiles {
  /** Name for messages: the directory as the user wrote it. */
  readonly label: string
  /** Sorted by path in code unit order. */
  readonly files: readonly ModelFile[]
  /** A file by its exact path. */
  find(path: string): ModelFile | undefined
  /** Opens a window source; at most one descriptor per file, closed by `close()`. Throws UserError `lfs-pointer` or `empty-file` for those. */
  open(path: string): ByteSource
  /** Whole small text file, at most `limit` bytes (UserError `corrupt` beyond), UTF-8. */
  text(path: string, limit: number): string
  close(): void
}
