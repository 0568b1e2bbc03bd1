/** The release of oras that is downloaded where a machine has none. */
export const ORAS_RELEASE = '1.3.2'

/** One archive of the release. */
export interface Asset {
  readonly url: string
  /** Hex. */
  readonly sha256: string
  /** Program in the archive. */
  readonly program: 'oras' | 'oras.exe'
}

/** Node's `platform-arch` → oras' `os_arch` and the archive's checksum, from oras-project/setup-oras `src/lib/data/releases.json`. */
const ASSETS: ReadonlyMap<string, readonly [name: string, sha256: string]> = new Map([
  ['linux-x64', ['linux_amd64.tar.gz', '9229ccc6d17bb282039ad4a69abb16dcb887a5bce567c075d731d9b3c7ad8eaf']],
  ['linux-arm64', ['linux_arm64.tar.gz', '8db4a223bd6034deff198e791ea7cb3af0840df25b7e9f370e2f1f3fd20d389b']],
  ['darwin-x64', ['darwin_amd64.tar.gz', '2621f6b252b222f6fbf4e114d2fcaa0cec6b632624ffaf73143f66e4e0994f86']],
  ['darwin-arm64', ['darwin_arm64.tar.gz', '7929f792cf272268412375ecad6f0fb3c20f164368d5b57966e67ad6d36eca53']],
  ['win32-x64', ['windows_amd64.zip', 'c896f26245f11e6385d52010bb0a65a4e500e1f3244680a6556ed05462fa1c0d']],
])

/** The archive for a platform as Node names it (`linux-x64`); null where no checksum is known: nothing unverified is ever run. */
export function orasAsset(platform: string): Asset | null {
  const asset = ASSETS.get(platform)
  if (asset === undefined) return null
  const [name, sha256] = asset
  const url = `https://github.com/oras-project/oras/releases/download/v${ORAS_RELEASE}/oras_${ORAS_RELEASE}_${name}`
  return { url, sha256, program: platform.startsWith('win32') ? 'oras.exe' : 'oras' }
}
