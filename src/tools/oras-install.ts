import { createHash, timingSafeEqual } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { chmod, mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { UserError } from '../errors.ts'
import type { Asset } from './oras-release.ts'
import { ORAS_RELEASE } from './oras-release.ts'
import type { Run } from './run.ts'

/** What an installation needs to know of its machine. */
export interface Machine {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly platform: string
  readonly run: Run
  readonly log: (line: string) => void
}

/**
 * Path of the pinned oras, downloaded if it is not in the cache yet. Nothing of an archive is unpacked before its sha256 is the known one;
 * the program appears in the cache in one step, so that runs side by side and killed runs leave a whole program or none.
 * @throws Error with one sentence (the caller knows the remedy) · UserError `disk-full`
 */
export async function installOras(asset: Asset, machine: Machine): Promise<string> {
  const cache = join(cacheRoot(machine), 'mlambda-oras', ORAS_RELEASE, asset.sha256.slice(0, 16))
  const program = join(cache, asset.program)
  if (await isFile(program)) return program
  try {
    await mkdir(join(cache, '..'), { recursive: true })
    const stage = await mkdtemp(join(cache, '..', '.installing-'))
    try {
      const archive = join(stage, asset.url.endsWith('.zip') ? 'archive.zip' : 'archive.tar.gz')
      machine.log(`downloading oras ${ORAS_RELEASE} from ${asset.url}`)
      await download(asset.url, archive, machine.env)
      await verify(archive, asset)
      const unpacked = join(stage, 'unpacked')
      await mkdir(unpacked)
      await unpack(archive, unpacked, asset, machine)
      await chmod(join(unpacked, asset.program), 0o755)
      await rename(unpacked, cache).catch(async (error: unknown) => {
        // another run was faster: its program has passed the same check
        if (!(await isFile(program))) throw error
      })
    } finally {
      await rm(stage, { recursive: true, force: true })
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') {
      throw new UserError(
        'disk-full',
        `no space left for oras in ${cache}`,
        'free about 60 MB, or install oras yourself and set `oras-path`',
        undefined,
        {
          cause: error,
        },
      )
    }
    throw error
  }
  return program
}

/** The runner's tool cache, which self-hosted runners keep between jobs; in a terminal the user's cache folder. */
function cacheRoot({ env, platform }: Machine): string {
  const given = env['RUNNER_TOOL_CACHE'] || env['XDG_CACHE_HOME']
  if (given) return given
  const home = env['HOME'] || env['USERPROFILE'] || homedir()
  if (platform.startsWith('win32')) return env['LOCALAPPDATA'] || join(home, 'AppData', 'Local')
  return platform.startsWith('darwin') ? join(home, 'Library', 'Caches') : join(home, '.cache')
}

/** On a runner through tool-cache, with its retries; it logs in the runner's own language, which a terminal must not see on its output. Both honour HTTPS_PROXY. */
async function download(url: string, file: string, env: Machine['env']): Promise<void> {
  if (env['GITHUB_ACTIONS'] === 'true') {
    const { downloadTool } = await import('@actions/tool-cache')
    await downloadTool(url, file)
    return
  }
  const { HttpClient } = await import('@actions/http-client')
  const client = new HttpClient('mlambda/upload-action', [], { allowRetries: true, maxRetries: 3, socketTimeout: 30_000 })
  try {
    const response = await client.get(url)
    const status = response.message.statusCode
    if (status !== 200) {
      response.message.resume()
      throw new Error(`${url} answers ${status}`)
    }
    await pipeline(response.message, createWriteStream(file))
  } finally {
    client.dispose()
  }
}

async function verify(archive: string, asset: Asset): Promise<void> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(archive), hash)
  const found = hash.digest()
  if (!timingSafeEqual(found, Buffer.from(asset.sha256, 'hex'))) {
    throw new Error(`${asset.url} has the sha256 ${found.toString('hex')}, expected ${asset.sha256}; nothing of it was used`)
  }
}

async function unpack(archive: string, directory: string, asset: Asset, machine: Machine): Promise<void> {
  // Windows has a tar of its own that reads zip; the tar of Git for Windows, which may come first on PATH, does not
  const tar = machine.platform.startsWith('win32') ? join(machine.env['SystemRoot'] || 'C:\\Windows', 'System32', 'tar.exe') : 'tar'
  const ran = await machine.run(tar, ['-x', '-f', archive, '-C', directory, asset.program])
  if (ran.code !== 0) throw new Error(`${tar} cannot unpack ${asset.url}: ${ran.stderr.trim()}`)
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isFile() === true
}
