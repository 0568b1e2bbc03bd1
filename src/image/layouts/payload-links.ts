import { posix } from 'node:path'
import type { ViewEntry } from './types.ts'

const FILES = 'model/files'

/** A path of the payload in the image; '' = all of it. */
export function payloadPath(path: string): string {
  return path === '' ? FILES : `${FILES}/${path}`
}

/** The directory of a path, '' at the top. */
export function directoryOf(path: string): string {
  const directory = posix.dirname(path)
  return directory === '.' ? '' : directory
}

/** Links to everything that lies beside a file, the file itself among it: readers look for weights and vocabularies there. */
export function linksBeside(path: string, files: readonly string[], root: string, except: readonly string[]): readonly ViewEntry[] {
  const directory = directoryOf(path)
  const prefix = directory === '' ? '' : `${directory}/`
  const names = files.filter((file) => file.startsWith(prefix)).map((file) => file.slice(prefix.length).split('/')[0] ?? '')
  return [...new Set(names)]
    .filter((name) => !except.includes(name))
    .map((name) => ({ path: `${root}/${name}`, to: payloadPath(`${prefix}${name}`) }))
}
