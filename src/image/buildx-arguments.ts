import type { Compression, Plan } from './types.ts'

export interface BuildxCall {
  readonly builder: string
  /** Repository, without tag: a tagged name cannot be pushed by digest. */
  readonly repository: string
  /** Where `FROM model` comes from: `oci-layout:///tmp/x@sha256:…` or `docker-image://repository@sha256:…`. */
  readonly model: string
  readonly compression: Compression
  readonly platform: Plan['platform']
  /** Directory that holds only the Dockerfile. */
  readonly context: string
  readonly metadataFile: string
}

/** Name of the stage that every image starts from. */
export const MODEL_STAGE = 'model'

/**
 * `docker` arguments of one build that ends in the registry, by digest, and nowhere else. A plain image manifest: provenance and SBOM would make
 * it an index with untagged children, which cleanups of registries delete. Sources: docker/buildx docs/reference/buildx_build.md, BuildKit docs/build-repro.md.
 */
export function buildxArguments(call: BuildxCall): readonly string[] {
  const output = {
    type: 'image',
    name: call.repository,
    push: 'true',
    'push-by-digest': 'true',
    'name-canonical': 'true',
    'oci-mediatypes': 'true',
    compression: call.compression === 'none' ? 'uncompressed' : call.compression,
    store: 'false',
  }
  return [
    'buildx',
    'build',
    '--builder',
    call.builder,
    '--progress=plain',
    '--provenance=false',
    '--sbom=false',
    `--platform=${call.platform.os}/${call.platform.architecture}`,
    `--metadata-file=${call.metadataFile}`,
    `--build-context=${MODEL_STAGE}=${call.model}`,
    `--output=${Object.entries(output)
      .map(([key, value]) => `${key}=${value}`)
      .join(',')}`,
    '--',
    call.context,
  ]
}

/** Environment of the build: stamps of configs and histories are the epoch's, whenever it runs. */
export const BUILDX_ENVIRONMENT = { SOURCE_DATE_EPOCH: '0', BUILDX_NO_DEFAULT_ATTESTATIONS: '1', BUILDKIT_COLORS: '', NO_COLOR: '1' } as const

/**
 * The Dockerfile: the finished model image, and the install command as one JSON array, so that no character of it means anything
 * to the Dockerfile parser. It runs where the files are.
 */
export function dockerfile(installCommand: string | undefined): string {
  const run = installCommand === undefined ? '' : `RUN ${JSON.stringify(['/bin/sh', '-c', `cd /model/files && ${installCommand}`])}\n`
  return `FROM ${MODEL_STAGE}\n${run}`
}
