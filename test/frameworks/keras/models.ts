import { readFileSync } from 'node:fs'
import type { Inference } from '../../../src/frameworks/framework.ts'
import { keras } from '../../../src/frameworks/keras/index.ts'
import { memoryFiles } from '../../model/memory-files.ts'

const FOLDER = new URL('../../models/keras/', import.meta.url)

export const fileBytes = (name: string): Uint8Array => Uint8Array.from(readFileSync(new URL(name, FOLDER)))

/** What the framework makes of these files: its first match, or nothing. */
export function inferFiles(files: Readonly<Record<string, Uint8Array | string>>): Inference | undefined {
  const opened = memoryFiles(files)
  const [match] = keras.match(opened)
  return match && keras.infer(opened, match)
}

export const inferStored = (name: string): Inference | undefined => inferFiles({ [name]: fileBytes(name) })

/** A model given as JSON, as `to_json()` writes it. */
export const inferJson = (model: unknown): Inference | undefined => inferFiles({ 'model.json': JSON.stringify(model) })
