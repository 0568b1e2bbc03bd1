import { createHash, randomUUID } from 'node:crypto'
import { access, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { UserError } from '../errors.ts'
import { withLock } from './folder-lock.ts'
import { digestOf, mediaTypeOf, record, strings } from './manifest.ts'
import type { Digest, Manifest, Repository } from './port.ts'
import { isDigest, isTag, parseRepository } from './reference.ts'

/** OCI image-layout: annotation of a descriptor in index.json that names it. */
const REF_NAME = 'org.opencontainers.image.ref.name'
const LAYOUT = '{"imageLayoutVersion":"1.0.0"}'
/** 100,000 versions with their descriptors; an index beyond that is not ours. Bytes. */
const MAX_INDEX = 64 * 1024 * 1024
const MAX_MANIFEST = 4 * 1024 * 1024

/** One row of index.json; `tag` null: kept by its digest alone. Unknown keys of other tools are kept in `rest`. */
interface Row {
  readonly digest: Digest
  readonly mediaType: string
  readonly size: number
  readonly tag: string | null
  readonly annotations: Readonly<Record<string, string>>
  readonly rest: Readonly<Record<string, unknown>>
}

/**
 * A repository in an OCI image layout folder (image-spec image-layout.md), as oras, skopeo and crane read it. Blobs are written beside their place,
 * verified and renamed; index.json is replaced as a whole under a lock, so that processes side by side lose nothing.
 * Throws UserError `repository-invalid`, `registry-broken-answer`, `disk-full`, `permission-missing`, `upload-interrupted`.
 */
export function folderRepository(name: string): Repository {
  const parsed = parseRepository(name)
  if (parsed.kind !== 'folder') throw new Error(`${name} is no folder`)
  const root = parsed.folder
  const blobPath = (digest: Digest): string => join(root, 'blobs', 'sha256', digest.slice('sha256:'.length))

  async function rows(): Promise<readonly Row[] | null> {
    const text = await bounded(join(root, 'index.json'), MAX_INDEX)
    if (text !== null) return parseIndex(text, root)
    return null
  }

  async function change(next: (rows: readonly Row[]) => readonly Row[]): Promise<void> {
    await prepare(root)
    await withLock(join(root, '.mlambda'), async (held) => {
      const before = (await rows()) ?? []
      const bytes = new TextEncoder().encode(renderIndex(next(before)))
      const index = join(root, 'index.json')
      const temporary = `${index}.${randomUUID()}`
      await write(temporary, [bytes])
      if (!(await held())) {
        await rm(temporary, { force: true })
        throw new UserError(
          'upload-interrupted',
          `Another process took over the folder ${root} while this one was suspended.`,
          'Run the upload again.',
        )
      }
      await rename(temporary, index)
      await sync(root)
    })
  }

  async function find(reference: string): Promise<Digest | null> {
    const all = (await rows()) ?? []
    if (isDigest(reference)) return all.some(({ digest }) => digest === reference) || (await isManifest(reference)) ? reference : null
    return all.find(({ tag }) => tag === reference)?.digest ?? null
  }

  /** Manifests that other tools keep as children of an index have no row of their own. */
  async function isManifest(digest: Digest): Promise<boolean> {
    const bytes = await bounded(blobPath(digest), MAX_MANIFEST).catch(() => null)
    return bytes !== null && mediaTypeOf(bytes) !== null
  }

  async function get(reference: string): Promise<Manifest | null> {
    const digest = await find(reference)
    if (digest === null) return null
    const bytes = await bounded(blobPath(digest), MAX_MANIFEST)
    const mediaType = bytes === null ? null : mediaTypeOf(bytes)
    if (bytes === null || mediaType === null || digestOf(bytes) !== digest)
      throw broken(root, `the manifest ${digest} of ${reference} is missing or damaged`)
    return { bytes, digest, mediaType }
  }

  async function putBytes(digest: Digest, size: number, chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<void> {
    await prepare(root)
    const temporary = join(root, '.mlambda', `blob.${randomUUID()}`)
    try {
      const written = await write(temporary, chunks)
      if (written.digest !== digest || written.size !== size)
        throw new UserError(
          'upload-interrupted',
          `A file changed during the upload: ${size} bytes of ${digest} were announced, ${written.size} of ${written.digest} came.`,
          'Let nothing write to the model directory during the upload, and run again.',
        )
      await rename(temporary, blobPath(digest))
      await sync(join(root, 'blobs', 'sha256'))
    } finally {
      await rm(temporary, { force: true })
    }
  }

  async function hasBlob(digest: Digest, size: number): Promise<boolean> {
    const found = await stat(blobPath(digest)).catch(() => null)
    return found?.size === size
  }

  return guarded(root, {
    name,

    async list() {
      const all = await rows()
      return all === null ? null : all.flatMap(({ tag }) => (tag === null ? [] : [tag]))
    },

    head: find,

    get,

    async putManifest(reference, { bytes, mediaType }) {
      const digest = digestOf(bytes)
      if (isDigest(reference) ? reference !== digest : !isTag(reference)) throw new Error(`not a reference of this manifest: ${reference}`)
      await putBytes(digest, bytes.length, [bytes])
      const tag = isDigest(reference) ? null : reference
      await change((all) => {
        if (tag === null)
          return all.some((row) => row.digest === digest) ? all : [...all, { digest, mediaType, size: bytes.length, tag, annotations: {}, rest: {} }]
        // the row without a tag only keeps a manifest that nothing names; a moved tag keeps what it named, as a registry does
        const moved = all.map((row) => (row.tag === tag ? { ...row, tag: null } : row))
        return [
          ...untaggedOnce(moved.filter((row) => row.digest !== digest || row.tag !== null)),
          { digest, mediaType, size: bytes.length, tag, annotations: {}, rest: {} },
        ]
      })
    },

    async deleteTags(tags) {
      const gone = new Set(tags)
      await change((all) => untaggedOnce(all.map((row) => (row.tag !== null && gone.has(row.tag) ? { ...row, tag: null } : row))))
      return true
    },

    hasBlob,

    async getBlob(digest, limit) {
      const bytes = await bounded(blobPath(digest), limit)
      if (bytes !== null && digestOf(bytes) !== digest) throw broken(root, `the blob ${digest} is damaged`)
      return bytes
    },

    async putBlob(blob) {
      if (await hasBlob(blob.digest, blob.size)) return
      await putBytes(blob.digest, blob.size, blob.open())
    },
  })
}

/** Rows without a tag stay only where no other row keeps the same manifest. */
function untaggedOnce(rows: readonly Row[]): readonly Row[] {
  const kept = new Set(rows.flatMap((row) => (row.tag === null ? [] : [row.digest])))
  return rows.filter((row) => {
    if (row.tag !== null) return true
    if (kept.has(row.digest)) return false
    kept.add(row.digest)
    return true
  })
}

function parseIndex(bytes: Uint8Array, root: string): readonly Row[] {
  let json: unknown
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    throw broken(root, 'index.json is no JSON', error)
  }
  const manifests = record(json)['manifests']
  if (!Array.isArray(manifests)) throw broken(root, 'index.json has no list `manifests`')
  return manifests.map((entry) => {
    const { digest, mediaType, size, annotations, ...rest } = record(entry)
    if (!isDigest(digest) || typeof mediaType !== 'string' || typeof size !== 'number')
      throw broken(root, 'index.json holds a row without digest, mediaType or size')
    const { [REF_NAME]: tag, ...others } = strings(annotations)
    return { digest, mediaType, size, tag: tag ?? null, annotations: others, rest }
  })
}

function renderIndex(rows: readonly Row[]): string {
  const manifests = rows.map(({ digest, mediaType, size, tag, annotations, rest }) => {
    const all = tag === null ? annotations : { ...annotations, [REF_NAME]: tag }
    return { mediaType, digest, size, ...(Object.keys(all).length === 0 ? {} : { annotations: all }), ...rest }
  })
  return JSON.stringify({ schemaVersion: 2, mediaType: 'application/vnd.oci.image.index.v1+json', manifests }, null, 1)
}

/** Makes the folder a layout. A folder that is something else is refused: a typing mistake must not fill a source tree with blobs. */
async function prepare(root: string): Promise<void> {
  await mkdir(root, { recursive: true })
  const marker = join(root, 'oci-layout')
  const exists = await access(marker).then(
    () => true,
    () => false,
  )
  if (exists) {
    await mkdir(join(root, 'blobs', 'sha256'), { recursive: true })
    await mkdir(join(root, '.mlambda'), { recursive: true })
    return
  }
  const foreign = (await readdir(root)).find(
    (entry) => !['blobs', '.mlambda', 'index.json', 'oci-layout'].includes(entry) && !entry.startsWith('oci-layout.'),
  )
  if (foreign !== undefined)
    throw new UserError(
      'repository-invalid',
      `The folder ${root} holds \`${foreign}\` and no \`oci-layout\`: it is no image layout.`,
      'Choose an empty or new folder: `image: oci:./registry/churn`.',
    )
  const temporary = `${marker}.${randomUUID()}`
  await write(temporary, [new TextEncoder().encode(LAYOUT)])
  await rename(temporary, marker)
  await prepare(root)
}

/** Writes a new file through to the disk. */
async function write(
  path: string,
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<{ readonly digest: Digest; readonly size: number }> {
  const hash = createHash('sha256')
  let size = 0
  const file = await open(path, 'wx')
  try {
    for await (const chunk of chunks) {
      hash.update(chunk)
      size += chunk.length
      for (let offset = 0; offset < chunk.length; ) offset += (await file.write(chunk, offset)).bytesWritten
    }
    await file.sync()
  } finally {
    await file.close()
  }
  return { digest: `sha256:${hash.digest('hex')}`, size }
}

/** A rename survives a power cut only when its directory is synced; Windows has no such call. */
async function sync(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null)
  await handle?.sync().catch(() => undefined)
  await handle?.close()
}

async function bounded(path: string, limit: number): Promise<Uint8Array | null> {
  try {
    const { size } = await stat(path)
    if (size > limit)
      throw new UserError(
        'registry-broken-answer',
        `${path} has ${size} bytes, more than the ${limit} that are read.`,
        'Check that the folder is an image layout of this tool.',
      )
    return await readFile(path)
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return null
    throw error
  }
}

function broken(root: string, what: string, cause?: unknown): UserError {
  return new UserError(
    'registry-broken-answer',
    `The image layout in ${root} is damaged: ${what}.`,
    'Restore the folder from a copy, or choose a new one.',
    undefined,
    { cause },
  )
}

const SYSTEM_ERRORS: Readonly<Record<string, (root: string, error: Error) => UserError>> = {
  ENOSPC: (root, cause) =>
    new UserError(
      'disk-full',
      `The disk is full while writing to ${root}.`,
      'Free space, or choose a folder on another disk.',
      { file: root },
      { cause },
    ),
  EDQUOT: (root, cause) =>
    new UserError(
      'disk-full',
      `The disk quota is used up while writing to ${root}.`,
      'Free space, or choose a folder on another disk.',
      { file: root },
      { cause },
    ),
  EACCES: (root, cause) =>
    new UserError(
      'permission-missing',
      `The folder ${root} can't be used: ${cause.message}.`,
      'Give this account the right to read and write it.',
      { file: root },
      { cause },
    ),
  EPERM: (root, cause) =>
    new UserError(
      'permission-missing',
      `The folder ${root} can't be used: ${cause.message}.`,
      'Give this account the right to read and write it.',
      { file: root },
      { cause },
    ),
  EROFS: (root, cause) =>
    new UserError(
      'permission-missing',
      `The folder ${root} is on a read-only file system.`,
      'Choose a folder that can be written.',
      { file: root },
      { cause },
    ),
  ENOTDIR: (root, cause) =>
    new UserError(
      'repository-invalid',
      `${root} is no folder.`,
      'Choose an empty or new folder: `image: oci:./registry/churn`.',
      { file: root },
      { cause },
    ),
  EEXIST: (root, cause) =>
    new UserError(
      'repository-invalid',
      `${root} is no folder.`,
      'Choose an empty or new folder: `image: oci:./registry/churn`.',
      { file: root },
      { cause },
    ),
}

/** Errors of the file system that a user can fix become UserErrors, for every method alike. */
function guarded(root: string, repository: Repository): Repository {
  const guard =
    <A extends readonly unknown[], R>(method: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      try {
        return await method(...args)
      } catch (error) {
        const known = error instanceof Error && !(error instanceof UserError) ? SYSTEM_ERRORS[codeOf(error) ?? ''] : undefined
        if (known !== undefined && error instanceof Error) throw known(root, error)
        throw error
      }
    }
  return {
    name: repository.name,
    list: guard(repository.list),
    head: guard(repository.head),
    get: guard(repository.get),
    putManifest: guard(repository.putManifest),
    deleteTags: guard(repository.deleteTags),
    hasBlob: guard(repository.hasBlob),
    getBlob: guard(repository.getBlob),
    putBlob: guard(repository.putBlob),
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
