import type { Contract } from '../contract/types.ts'
import type { LfsPointer } from '../model/types.ts'
import type { Blob, Digest, Manifest } from '../registry/port.ts'

/** How layers are stored. Weights hardly compress: `none` is fastest and the same bytes everywhere. */
export type Compression = 'none' | 'gzip' | 'zstd'

/** Long work as it goes on: the step in words, bytes done, bytes in all. Called often; the receiver thins it out. */
export type Progress = (step: string, done: number, total: number) => void

/** One file of the image and what it is made of; the bytes come from the model directory or are ours (contract.json). */
export interface Entry {
  /** Absolute path in the image without the leading slash: `model/files/weights.bin`. */
  readonly path: string
  readonly size: number
  readonly mode: 0o644 | 0o755 | 0o777
  /** A symbolic link, to this relative path: no content, mode 0777 as every link has it. */
  readonly link?: string
  /** Path on disk, bytes we made, or a file that is not here: an un-pulled LFS pointer, good only for a layer that is already published. */
  readonly from: { readonly file: string; readonly stamp?: string } | { readonly bytes: Uint8Array } | { readonly pointer: LfsPointer }
  /** 64 hex digits: sha256 of the file. */
  readonly sha256: string
}

/** One deterministic tar: directories before their content, names sorted, owner 0:0, mtime 0. */
export interface LayerPlan {
  /** For logs: `model/files/weights.bin` or `42 small files`. */
  readonly title: string
  readonly entries: readonly Entry[]
  /** Bytes of the finished tar, known before any byte is read. */
  readonly size: number
}

/** A runtime image, found in its registry: nothing of it has moved yet. */
export interface Base {
  /** In full, as a tag: `docker.io/library/python:3.12`. */
  readonly name: string
  /** The same image by digest: `docker.io/library/python@sha256:…`. */
  readonly pinned: string
  readonly digest: Digest
  readonly layers: readonly Pick<Blob, 'digest' | 'size' | 'mediaType'>[]
  /** Its image config as parsed JSON. */
  readonly config: { readonly [key: string]: unknown }
}

/** What goes into the image, as data: no I/O has happened, no digest is known. Same content + contract + base → same plan. */
export interface Plan {
  readonly layers: readonly LayerPlan[]
  readonly labels: Readonly<Record<string, string>>
  /** None = scratch. */
  readonly base?: Base
  readonly installCommand?: string
  /** `linux/amd64`. */
  readonly platform: { readonly os: string; readonly architecture: string }
}

export interface ContentFile {
  readonly path: string
  /** Bytes; of the real file where it is an LFS pointer. */
  readonly size: number
  /** 64 hex digits. */
  readonly sha256: string
  readonly executable: boolean
  /** What the file system said when it was read (inode, size, times): shows that a second read saw the same file. No part of the identity. */
  readonly stamp?: string
  readonly pointer?: LfsPointer
}

/** Identity of a payload: every file's path, size and sha256 in path order, and one digest over `sha256  path` lines. */
export interface Content {
  readonly digest: Digest
  readonly files: readonly ContentFile[]
  /** Bytes in all. */
  readonly size: number
}

/** The finished image before it has a version: pushed by digest, nothing visible in the tag list. */
export interface Frozen {
  readonly manifest: Manifest
  readonly layers: readonly Pick<Blob, 'digest' | 'size' | 'mediaType'>[]
  readonly configDigest: Digest
  /** Bytes that really went over the wire. */
  readonly sent: number
  readonly reproducible: boolean
  readonly builder: 'buildx' | 'embedded'
  /** Something people should know: another builder than asked for did the work, and why. */
  readonly notice?: string
}

/** Labels and annotations we write and read back; docs/image.md lists them. */
export const LABEL = {
  contract: 'dev.mlambda.contract',
  contractDigest: 'dev.mlambda.contract.digest',
  content: 'dev.mlambda.content',
  framework: 'dev.mlambda.framework',
  completeness: 'dev.mlambda.completeness',
  parent: 'dev.mlambda.parent',
  change: 'dev.mlambda.change',
  upload: 'dev.mlambda.upload',
  /** Layouts beside the files, in order: another one is another image. */
  layout: 'dev.mlambda.layout',
  /** How the version is spelled as a tag; an upload that helps another one to finish writes this. */
  tag: 'dev.mlambda.tag',
  reproducible: 'dev.mlambda.reproducible',
  installCommand: 'dev.mlambda.install-command',
} as const

export type { Contract }
