import { fileURLToPath } from 'node:url'
import type { Field } from '../../../src/contract/types.ts'
import { UserError } from '../../../src/errors.ts'
import type { Inference } from '../../../src/frameworks/framework.ts'
import { tensorflow } from '../../../src/frameworks/tensorflow/index.ts'
import { openModelFiles } from '../../../src/model/files.ts'
import type { ModelFiles } from '../../../src/model/types.ts'
import { bytesSource } from '../../../src/model/window-source.ts'

export const MODELS = fileURLToPath(new URL('../../models/tensorflow/', import.meta.url))

export const open = (name: string): ModelFiles => openModelFiles(MODELS + name)

/** The one model of a directory; fails if it is none or several. */
export function inferOne(files: ModelFiles): Inference {
  const matches = tensorflow.match(files)
  const [match] = matches
  if (match === undefined || matches.length > 1) throw new Error(`${matches.length} matches`)
  return tensorflow.infer(files, match)
}

/** One line per signature: `name(in: type[shape]…) → (out…)`; `~` before an assumed name, `?` for unknown. */
export const lines = (inference: Inference): string[] =>
  inference.signatures.map(({ name, inputs, outputs }) => `${name}(${inputs.map(field).join(', ')}) → (${outputs.map(field).join(', ')})`)

function field(one: Field): string {
  if ('struct' in one) return `${one.name}: {${one.struct.map(field).join(', ')}}`
  if (!('shape' in one)) throw new Error(`${one.name} is no tensor`)
  const shape = one.shape === null ? '[…]' : `[${one.shape.map((dim) => dim ?? '?').join(',')}]`
  const marks = ['optional', 'sparse', 'ragged'].filter((mark) => mark in one)
  return `${one.assumed?.includes('name') ? '~' : ''}${one.name}: ${[...marks, ''].join(' ')}${one.type ?? '?'}${shape}`
}

/** Files in memory. */
export function memory(content: Readonly<Record<string, Uint8Array>>): ModelFiles {
  const files = Object.entries(content)
    .map(([path, raw]) => ({ path, size: raw.length, executable: false }))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
  const bytes = (path: string): Uint8Array => {
    const raw = content[path]
    if (raw === undefined || raw.length === 0) throw new UserError('empty-file', `${path} is empty`, '')
    return raw
  }
  return {
    label: 'memory',
    files,
    find: (path) => files.find((file) => file.path === path),
    open: (path) => bytesSource(path, bytes(path)),
    text: (path) => new TextDecoder().decode(bytes(path)),
    close: () => {},
  }
}
