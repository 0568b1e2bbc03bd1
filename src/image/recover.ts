import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PublishedLayers } from './published-layers.ts'
import type { Compression, Entry, Plan } from './types.ts'

/**
 * A plan whose un-pulled Git LFS files can be packed. Most need nothing: their layer is published as it is. One that shares a bundle with a file
 * that changed is cut out of its published layer into `folder`. What is not published stays a pointer, and fails when its bytes are asked for.
 */
export async function recoverPointers(plan: Plan, published: PublishedLayers, compression: Compression, folder: string): Promise<Plan> {
  if (!plan.layers.some(({ entries }) => entries.some(isPointer))) return plan
  await mkdir(folder, { recursive: true })
  const layers = []
  for (const layer of plan.layers) {
    if (!layer.entries.some(isPointer) || published.find(layer, compression) !== null) {
      layers.push(layer)
      continue
    }
    const entries: Entry[] = []
    for (const entry of layer.entries) entries.push(isPointer(entry) ? await recovered(entry, published, folder) : entry)
    layers.push({ ...layer, entries })
  }
  return { ...plan, layers }
}

function isPointer({ from }: Entry): boolean {
  return 'pointer' in from
}

async function recovered(entry: Entry, published: PublishedLayers, folder: string): Promise<Entry> {
  const bytes = await published.fetch(entry.sha256)
  if (bytes === null) return entry
  // a sha256 is a file name like any other
  const file = join(folder, entry.sha256)
  await writeFile(file, bytes)
  return { ...entry, from: { file } }
}
