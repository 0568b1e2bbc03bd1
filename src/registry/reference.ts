import { UserError } from '../errors.ts'
import type { Digest } from './port.ts'

/** A repository as users write it, split into what the two kinds of repository need. */
export type RepositoryName =
  | { readonly kind: 'remote'; readonly name: string; readonly host: string; readonly path: string }
  | { readonly kind: 'folder'; readonly name: string; readonly folder: string }

/** `IMAGE:TAG` or `IMAGE@DIGEST`. */
export interface Reference {
  readonly repository: RepositoryName
  /** A tag or a digest; `null` where the reference is only a repository. */
  readonly reference: string | null
}

/** distribution-spec 1.1, "Pulling manifests": a tag is at most 128 characters and starts with no `.` or `-`. */
const TAG = /^[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}$/
/** distribution-spec 1.1: `<name>`; one path component. */
const COMPONENT = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/
const HOST = /^(?:localhost|(?=[a-zA-Z0-9.-]*[.:])[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?|\[[0-9a-fA-F:.]+\]|[a-zA-Z0-9-]+(?=:))(?::\d{1,5})?$/
/** Registries and clients agree on 255 characters for host and path together. */
const MAX_NAME = 255
const FOLDER_PREFIX = 'oci:'

export function isTag(text: string): boolean {
  return TAG.test(text)
}

export function isDigest(text: unknown): text is Digest {
  return typeof text === 'string' && /^sha256:[0-9a-f]{64}$/.test(text)
}

/** Parses a repository (`ghcr.io/owner/churn`, `[::1]:5000/x`, `oci:./folder`); a tag or a digest in it is refused. Throws UserError `repository-invalid`. */
export function parseRepository(text: string): RepositoryName {
  if (text.startsWith(FOLDER_PREFIX)) return folder(text)
  const { rest, reference } = split(text)
  if (reference !== null)
    throw invalid(text, `it ends in \`${reference}\`, but an image to upload to has no tag and no digest: the version is chosen by the upload`, rest)
  return remote(text, rest)
}

/** Parses `IMAGE`, `IMAGE:TAG` or `IMAGE@DIGEST`. In a folder reference the tag follows the last colon: `oci:./folder:1.0.0`. Throws UserError `repository-invalid`. */
export function parseReference(text: string): Reference {
  if (text.startsWith(FOLDER_PREFIX)) {
    const inside = text.slice(FOLDER_PREFIX.length)
    const at = /^(.*?)(?:@(sha256:[0-9a-f]{64})|:([a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}))$/s.exec(inside)
    const path = at?.[1] ?? inside
    // `C:dir` without a tag: a drive letter is no folder with a tag
    if (at === null || path === '' || /^[a-zA-Z]$/.test(path)) return { repository: folder(text), reference: null }
    return { repository: folder(FOLDER_PREFIX + path), reference: at[2] ?? at[3] ?? null }
  }
  const { rest, reference } = split(text)
  if (reference !== null && !isTag(reference) && !isDigest(reference))
    throw invalid(text, `\`${reference}\` is neither a tag nor a sha256 digest`, `${rest}:1.0.0`)
  return { repository: remote(text, rest), reference }
}

/** True for hosts on this machine, the only ones spoken to without TLS. */
export function isLoopback(host: string): boolean {
  const name = host.startsWith('[') ? host.slice(0, host.indexOf(']') + 1) : host.replace(/:\d+$/, '')
  return name === 'localhost' || name === '[::1]' || /^127\.(?:\d{1,3}\.){2}\d{1,3}$/.test(name)
}

/** Cuts `@digest` or `:tag` off; a colon before the last `/` is a port. */
function split(text: string): { readonly rest: string; readonly reference: string | null } {
  const at = text.indexOf('@')
  if (at >= 0) return { rest: text.slice(0, at).replace(/(\/[^/:]*):[^/]*$/, '$1'), reference: text.slice(at + 1) }
  const colon = text.lastIndexOf(':')
  if (colon > text.lastIndexOf('/') && text.includes('/')) return { rest: text.slice(0, colon), reference: text.slice(colon + 1) }
  return { rest: text, reference: null }
}

function folder(text: string): RepositoryName {
  const path = text.slice(FOLDER_PREFIX.length)
  if (path === '' || path.includes('\0')) throw invalid(text, 'a folder follows `oci:`', 'oci:./registry/churn')
  return { kind: 'folder', name: text, folder: path }
}

function remote(text: string, name: string): RepositoryName {
  const scheme = /^[a-zA-Z][a-zA-Z0-9+.-]*:\/\//.exec(name)
  if (scheme !== null) throw invalid(text, `an image name has no \`${scheme[0]}\``, lower(name.slice(scheme[0].length)))
  const slash = name.indexOf('/')
  const host = slash < 0 ? '' : name.slice(0, slash)
  if (!HOST.test(host))
    throw invalid(text, 'it does not begin with a registry such as `ghcr.io/`', `ghcr.io/${lower(slash < 0 ? `owner/${name}` : name)}`)
  const path = name.slice(slash + 1)
  if (name.length > MAX_NAME) throw invalid(text, `it is longer than ${MAX_NAME} characters`, `${host}/owner/churn`)
  if (/[A-Z]/.test(path)) throw invalid(text, 'image names are lowercase', `${host}/${lower(path)}`)
  const wrong = path.split('/').find((component) => !COMPONENT.test(component))
  if (wrong !== undefined)
    throw invalid(
      text,
      `\`${wrong}\` is no part of an image name: lowercase letters and digits, with single \`.\`, \`_\` or dashes between them`,
      `${host}/${lower(path)}`,
    )
  return { kind: 'remote', name, host, path }
}

/** The nearest valid path: lowercase, what is not allowed becomes a dash. */
function lower(path: string): string {
  const parts = path
    .toLowerCase()
    .split('/')
    .map((part) =>
      part
        .replace(/[^a-z0-9._-]+/g, '-')
        .replace(/[._-]{2,}/g, '-')
        .replace(/^[._-]+|[._-]+$/g, ''),
    )
  return parts.filter((part) => part !== '').join('/')
}

function invalid(text: string, why: string, corrected: string): UserError {
  return new UserError('repository-invalid', `\`${text}\` is not an image to upload to: ${why}.`, `Write \`image: ${corrected}\`.`)
}
