import { stat } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import gte from 'semver/functions/gte.js'
import parse from 'semver/functions/parse.js'
import { UserError } from '../errors.ts'
import { installOras } from './oras-install.ts'
import type { Asset } from './oras-release.ts'
import { ORAS_RELEASE, orasAsset } from './oras-release.ts'
import type { Run } from './run.ts'

/** `repo tags --format json` and the other JSON output that the registry code reads exist since this version. */
export const ORAS_MINIMUM = '1.3.0'

/** An oras that can be used, and where it comes from. */
export interface Oras {
  /** Absolute path, or as given in `oras-path`. */
  readonly path: string
  readonly version: string
  readonly source: 'oras-path' | 'PATH' | 'download'
}

/** Everything the search looks at. */
export interface OrasSearch {
  /** Input `oras-path`; '' = not given. */
  readonly orasPath: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** As Node names it: `linux-x64`. */
  readonly platform: string
  readonly run: Run
  readonly log: (line: string) => void
  /** Default: the pinned release of this platform. */
  readonly asset?: Asset | null
}

/**
 * Finds oras: `oras-path`, which must be good if it is given; else on PATH; else the pinned release, downloaded once, its checksum verified
 * before it is unpacked. A too old oras on PATH is passed over, and said.
 * @throws UserError `oras-missing` with every reason · `disk-full`
 */
export async function findOras(search: OrasSearch): Promise<Oras> {
  if (search.orasPath !== '') {
    const asked = await askVersion(search.run, search.orasPath)
    if ('reason' in asked) throw missing(`the oras of \`oras-path\` cannot be used: ${search.orasPath} ${asked.reason}`)
    return { path: search.orasPath, version: asked.version, source: 'oras-path' }
  }
  let passedOver = 'there is no oras on PATH'
  const onPath = await findOnPath(search)
  if (onPath !== null) {
    const asked = await askVersion(search.run, onPath)
    if ('version' in asked) return { path: onPath, version: asked.version, source: 'PATH' }
    passedOver = `the oras on PATH cannot be used: ${onPath} ${asked.reason}`
    search.log(`${passedOver}; the pinned oras ${ORAS_RELEASE} is taken instead`)
  }
  const asset = search.asset === undefined ? orasAsset(search.platform) : search.asset
  if (asset === null) throw missing(`${passedOver}, and for ${search.platform} no verified download of oras is known`)
  const path = await installOras(asset, search).catch((error: unknown) => {
    if (error instanceof UserError && error.code !== 'oras-missing') throw error
    throw missing(`${passedOver}, and the download of oras ${ORAS_RELEASE} failed: ${error instanceof Error ? error.message : String(error)}`, error)
  })
  const asked = await askVersion(search.run, path)
  if ('reason' in asked) throw missing(`the downloaded oras cannot be used: ${path} ${asked.reason}`)
  return { path, version: asked.version, source: 'download' }
}

/** `Version:    1.3.3+unknown` on the first line of `oras version`; builds of a package manager add to the number. */
async function askVersion(run: Run, path: string): Promise<{ readonly version: string } | { readonly reason: string }> {
  // 30 s: a first start on a cold network disk; it never takes a second otherwise
  const ran = await run(path, ['version'], { timeoutMs: 30_000 })
  if (ran.failure === 'not-found') return { reason: 'cannot be started' }
  if (ran.code !== 0) return { reason: `fails on \`oras version\` (exit code ${ran.code})` }
  const word = /^Version:\s*v?(\S+)/m.exec(ran.stdout)?.[1]
  const version = parse(word)
  if (version === null) return { reason: 'does not tell a version that can be compared' }
  if (!gte(version, ORAS_MINIMUM)) return { reason: `is version ${version.version}, ${ORAS_MINIMUM} or newer is needed` }
  return { version: version.version }
}

async function findOnPath(search: OrasSearch): Promise<string | null> {
  const names = search.platform.startsWith('win32') ? ['oras.exe'] : ['oras']
  const folders = (search.env['PATH'] ?? search.env['Path'] ?? '').split(delimiter).filter((folder) => folder !== '')
  for (const folder of folders) {
    for (const name of names) {
      const path = join(folder, name)
      const found = await stat(path).catch(() => null)
      // a file that may not be executed is no program: the search goes on, as a shell's does
      if (found?.isFile() === true && (search.platform.startsWith('win32') || (found.mode & 0o111) !== 0)) return path
    }
  }
  return null
}

function missing(message: string, cause?: unknown): UserError {
  return new UserError(
    'oras-missing',
    message,
    `add a step \`uses: oras-project/setup-oras@v1\` before this action, or set \`oras-path\` to an oras ${ORAS_MINIMUM} or newer; in a terminal install oras (https://oras.land/docs/installation)`,
    undefined,
    cause === undefined ? undefined : { cause },
  )
}
