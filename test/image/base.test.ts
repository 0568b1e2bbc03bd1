import { describe, expect, it } from 'vitest'
import { fullReference, resolveBase } from '../../src/image/base.ts'
import { imageConfig } from '../../src/image/config.ts'
import { digestOf } from '../../src/image/manifest.ts'
import type { Digest, Repository } from '../../src/registry/port.ts'

const D = `sha256:${'d'.repeat(64)}`

describe('names of runtimes in full', () => {
  // distribution/reference normalize_test.go has the same rules.
  it.each([
    ['python', 'docker.io/library/python', 'latest'],
    ['python:3.12', 'docker.io/library/python', '3.12'],
    ['owner/runtime', 'docker.io/owner/runtime', 'latest'],
    ['ghcr.io/o/r:1', 'ghcr.io/o/r', '1'],
    ['localhost/r', 'localhost/r', 'latest'],
    ['localhost:5000/r', 'localhost:5000/r', 'latest'],
    ['[::1]:5000/r:2', '[::1]:5000/r', '2'],
    [`r/x:1@${D}`, 'docker.io/r/x', D],
    [`ghcr.io/o/r@${D}`, 'ghcr.io/o/r', D],
  ])('%s', (reference, repository, version) => {
    expect(fullReference(reference)).toMatchObject({ repository, version })
  })
  it.each(['', 'UPPER/case', 'a b', '--flag', 'x@sha256:12', 'http://x/y', 'a/../b', 'oci:./folder'])('refuses %j', (reference) => {
    expect(() => fullReference(reference)).toThrow(expect.objectContaining({ code: 'input-invalid' }))
  })
})

describe('finding a runtime', () => {
  const config = Buffer.from('{"os":"linux"}')
  const layer = { mediaType: 'application/vnd.docker.image.rootfs.diff.tar.gzip', digest: D, size: 5 }
  const image = { schemaVersion: 2, config: { mediaType: 'x', digest: digestOf(config), size: config.length }, layers: [layer] }
  const entry = (architecture: string, digest: Digest, variant?: string) => ({
    mediaType: 'x',
    digest,
    size: 1,
    platform: { os: 'linux', architecture, ...(variant ? { variant } : {}) },
  })

  function repository(objects: Readonly<Record<string, unknown>>): Repository {
    const never = async (): Promise<never> => {
      throw new Error('not asked for here')
    }
    return {
      name: 'r',
      list: never,
      head: never,
      putManifest: never,
      deleteTags: never,
      hasBlob: never,
      putBlob: never,
      get: async (reference) => {
        if (!(reference in objects)) return null
        const bytes = Buffer.from(JSON.stringify(objects[reference]))
        return { bytes, digest: digestOf(bytes), mediaType: 'x' }
      },
      getBlob: async (digest) => (digest === digestOf(config) ? config : null),
    }
  }
  const amd64 = { os: 'linux', architecture: 'amd64' }
  const a: Digest = `sha256:${'a'.repeat(64)}`
  const b: Digest = `sha256:${'b'.repeat(64)}`

  it('pins it and names its layers as OCI does', async () => {
    const base = await resolveBase('r/x:1', amd64, async () => repository({ '1': image }))
    expect(base).toMatchObject({
      name: 'docker.io/r/x:1',
      pinned: `docker.io/r/x@${base.digest}`,
      layers: [{ mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip', digest: D }],
    })
  })
  it.each([
    { has: [entry('arm64', a), entry('amd64', b)], platform: amd64 },
    { has: [entry('amd64', a, 'v3'), entry('amd64', b)], platform: amd64 },
    { has: [entry('arm64', a, 'v9'), entry('arm64', b, 'v8')], platform: { os: 'linux', architecture: 'arm64' } },
    { has: [{ mediaType: 'x', digest: a, size: 1, platform: { os: 'unknown', architecture: 'unknown' } }, entry('amd64', b)], platform: amd64 },
  ])('takes the image of the platform out of an index: $has', async ({ has, platform }) => {
    const base = await resolveBase('r/x:1', platform, async () => repository({ '1': { manifests: has }, [a]: { ...image, layers: [] }, [b]: image }))
    expect(base.layers).toHaveLength(1)
  })
  it.each([
    { what: 'it is not there', objects: {}, code: 'input-invalid' },
    { what: 'it has no such platform', objects: { '1': { manifests: [entry('s390x', a)] } }, code: 'input-invalid' },
    {
      what: 'the index goes round in circles',
      objects: { '1': { manifests: [entry('amd64', a)] }, [a]: { manifests: [entry('amd64', a)] } },
      code: 'input-invalid',
    },
    {
      what: 'a layer lies elsewhere',
      objects: { '1': { ...image, layers: [{ ...layer, mediaType: 'application/vnd.docker.image.rootfs.foreign.diff.tar.gzip' }] } },
      code: 'registry-broken-answer',
    },
    { what: 'the manifest is none', objects: { '1': [] }, code: 'registry-broken-answer' },
    { what: 'a descriptor is none', objects: { '1': { ...image, config: { digest: 'sha256:short' } } }, code: 'registry-broken-answer' },
    { what: 'the config is missing', objects: { '1': { ...image, config: { ...image.config, digest: a } } }, code: 'registry-broken-answer' },
  ])('is an error when $what', async ({ objects, code }) => {
    await expect(resolveBase('r/x:1', amd64, async () => repository(objects))).rejects.toMatchObject({ code })
  })
})

it('refuses a runtime with ONBUILD triggers, which only some builders would run', () => {
  const parts = { platform: { os: 'linux', architecture: 'amd64' }, labels: {}, layers: [], base: { config: { OnBuild: ['RUN x'] } } }
  expect(() => imageConfig(parts)).toThrow(expect.objectContaining({ code: 'builder-unsuitable' }))
})
