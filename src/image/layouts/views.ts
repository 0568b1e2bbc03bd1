import { createHash } from 'node:crypto'
import { posix } from 'node:path'
import { UserError } from '../../errors.ts'
import type { Entry } from '../types.ts'
import { mlflowView } from './mlflow.ts'
import { mlserverView } from './mlserver.ts'
import { tritonView } from './triton.ts'
import type { Layout, ViewEntry, Viewed } from './types.ts'

/** Where a layout's view is; `/models`, where KServe looks, is a link to one of them. */
export const VIEW_ROOT = { hydrosphere: 'model/files', triton: 'model/triton', mlserver: 'model/mlserver', mlflow: 'model/mlflow' } as const
/** KServe: modelcars, image volumes and the storage initializer all look here (docs/samples/storage/oci-image-volume). */
const KSERVE = 'models'

type OwnRoot = Exclude<keyof typeof VIEW_ROOT, 'hydrosphere'>

const VIEWS: Readonly<Record<OwnRoot, (viewed: Viewed, root: string) => readonly ViewEntry[]>> = {
  triton: tritonView,
  mlserver: mlserverView,
  mlflow: mlflowView,
}

/**
 * Views of the payload for these layouts: small generated files and relative symbolic links, never a second copy of a byte of the model. Only the
 * contract and the paths decide them, so that the same model gives the same bytes. `/models` (kserve) shows the first other layout that is named,
 * else the files themselves.
 * @throws UserError `input-invalid` where a server cannot serve such a model, with the reason
 */
export function viewEntries(viewed: Viewed, layouts: readonly Layout[]): readonly Entry[] {
  const rooted = layouts.filter((layout): layout is OwnRoot => layout in VIEWS)
  const entries = rooted.flatMap((layout) => VIEWS[layout](viewed, VIEW_ROOT[layout]))
  const kserve = layouts.includes('kserve') ? [{ path: KSERVE, to: VIEW_ROOT[rooted[0] ?? 'hydrosphere'] }] : []
  return [...entries, ...kserve].map(entryOf)
}

/** The layouts as a label: `kserve,mlserver`; '' where there is nothing beside what every image has. Order tells which one `/models` shows. */
export function layoutsLabel(layouts: readonly Layout[]): string {
  return [...new Set(layouts)].filter((layout) => layout !== 'hydrosphere').join(',')
}

function entryOf(view: ViewEntry): Entry {
  if ('text' in view) return entry(view.path, Buffer.from(view.text), 0o644)
  // relative: the view also works where the image is mounted below a directory, or seen through /proc/PID/root as KServe's modelcars are
  const link = posix.relative(posix.dirname(view.path), view.to)
  return { ...entry(view.path, NOTHING, 0o777), link }
}

const NOTHING = Buffer.alloc(0)

function entry(path: string, bytes: Uint8Array, mode: Entry['mode']): Entry {
  for (const name of path.split('/')) {
    if (Buffer.byteLength(name) > NAME_MAX) throw new UserError('unsafe', `${JSON.stringify(name)} is too long for a file name`, 'shorten it')
  }
  return { path, size: bytes.length, mode, from: { bytes }, sha256: createHash('sha256').update(bytes).digest('hex') }
}

/** Linux limits.h. */
const NAME_MAX = 255
