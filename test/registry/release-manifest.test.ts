import { describe, expect, it } from 'vitest'
import { annotationsOf, digestOf, readManifest, sameContent } from '../../src/registry/manifest.ts'
import type { Manifest } from '../../src/registry/port.ts'
import { changeLine, isEarlierAttempt, parentOf, releaseManifest, releaseOf } from '../../src/registry/release-manifest.ts'
import type { Baseline } from '../../src/registry/types.ts'
import { AGE_BREAKS, compared, comparison, DIM_LOST, OUTPUT_ADDED } from '../report/sample-reports.ts'
import { uploadOf } from './uploading.ts'

const MEDIA_TYPE = 'application/vnd.oci.image.manifest.v1+json'
const PARENT = { version: '1.4.1', digest: digestOf(new Uint8Array([1])) }
const FIRST: Baseline = { state: 'first' }
function manifestOf(name: string, annotations?: Readonly<Record<string, string>>): Manifest {
  const config = { mediaType: 'application/vnd.oci.image.config.v1+json', digest: digestOf(new TextEncoder().encode(name)), size: name.length }
  const bytes = new TextEncoder().encode(
    JSON.stringify({ schemaVersion: 2, mediaType: MEDIA_TYPE, config, layers: [], ...(annotations && { annotations }) }),
  )
  return { bytes, digest: digestOf(bytes), mediaType: MEDIA_TYPE }
}

const NOWHERE = {
  name: 'nowhere',
  list: async () => null,
  head: async () => null,
  get: async () => null,
  putManifest: async () => undefined,
  deleteTags: async () => false,
  hasBlob: async () => false,
  getBlob: async () => null,
  putBlob: async () => undefined,
}
const upload = (content: Manifest, nonce = '77.1.a', annotations = {}) => uploadOf(NOWHERE, content, nonce, { annotations })
const release = (content: Manifest, nonce?: string) =>
  releaseManifest(upload(content, nonce), {
    version: '1.5.0',
    tag: 'v1.5.0',
    parent: PARENT,
    baseline: compared(),
    comparison: { level: 'compatible', changes: [] },
  })

describe('the manifest of a version', () => {
  const content = manifestOf('churn', { 'org.example.own': 'kept' })

  it('says which version it is, after which, and whose', () => {
    expect(annotationsOf(release(content))).toEqual({
      'org.example.own': 'kept',
      'org.opencontainers.image.version': '1.5.0',
      'dev.mlambda.tag': 'v1.5.0',
      'dev.mlambda.upload': '77.1.a',
      'dev.mlambda.change': 'compatible',
      'dev.mlambda.parent': `1.4.1@${PARENT.digest}`,
    })
  })

  it('holds the config and the layers of the content, and nothing else is new', () => {
    const made = release(content)
    expect(sameContent(made, content)).toBe(true)
    expect({ ...JSON.parse(new TextDecoder().decode(made.bytes)), annotations: null }).toEqual({
      ...JSON.parse(new TextDecoder().decode(content.bytes)),
      annotations: null,
    })
    expect(digestOf(made.bytes)).toBe(made.digest)
  })

  it('is the same bytes for the same upload, and others for every other upload', () => {
    expect(release(content).digest).toBe(release(content).digest)
    expect(release(content, '77.2.b').digest).not.toBe(release(content, '77.1.a').digest)
  })

  it('has no parent when it is the first', () => {
    const first = releaseManifest(upload(content), {
      version: '1.0.0',
      tag: '1.0.0',
      parent: null,
      baseline: FIRST,
      comparison: { level: 'compatible', changes: [] },
    })
    expect(annotationsOf(first)).not.toHaveProperty('dev.mlambda.parent')
    expect(annotationsOf(first)['dev.mlambda.change']).toBe('first version')
  })

  it('is known again by its tag', () => {
    expect(releaseOf(release(content))).toEqual({ version: '1.5.0', tag: 'v1.5.0' })
  })

  it.each<[string, Manifest]>([
    ['an image of another tool', manifestOf('foreign')],
    ['a version without a tag', manifestOf('x', { 'org.opencontainers.image.version': '1.0.0' })],
    ['a tag of another version', manifestOf('x', { 'org.opencontainers.image.version': '1.0.0', 'dev.mlambda.tag': '2.0.0' })],
    ['a tag that is none', manifestOf('x', { 'org.opencontainers.image.version': '1.0.0', 'dev.mlambda.tag': '../1.0.0' })],
    ['an index', { ...manifestOf('x'), mediaType: 'application/vnd.oci.image.index.v1+json' }],
    ['no JSON', { bytes: new Uint8Array([0xff]), digest: digestOf(new Uint8Array([0xff])), mediaType: MEDIA_TYPE }],
  ])('%s is no version of this tool', (_what, manifest) => {
    expect(releaseOf(manifest)).toBeNull()
  })
})

describe('the annotation dev.mlambda.change', () => {
  const label = 'label breaking-contract on #7'
  it.each<[string, ReturnType<typeof comparison>, Baseline, string | undefined, string]>([
    ['the first version', comparison('compatible'), FIRST, undefined, 'first version'],
    ['an unreadable baseline', comparison('breaking'), { state: 'unavailable', reason: 'no contract' }, label, 'not compared: no contract'],
    ['a breaking change', comparison('breaking', OUTPUT_ADDED, AGE_BREAKS), compared(), undefined, `breaking: ${AGE_BREAKS.message}`],
    ['an accepted one', comparison('breaking', AGE_BREAKS), compared(), label, `breaking, accepted by ${label}: ${AGE_BREAKS.message}`],
    ['strict', comparison('breaking', DIM_LOST), compared(), undefined, `breaking: ${DIM_LOST.message}`],
    ['a loss without strict', comparison('compatible', DIM_LOST), compared(), undefined, `compatible: ${DIM_LOST.message}`],
    ['a compatible change', comparison('compatible', OUTPUT_ADDED), compared(), label, `compatible: ${OUTPUT_ADDED.message}`],
    ['other bytes', comparison('weights'), compared(), label, 'weights'],
  ])('says of %s what is known', (_, change, baseline, accepted, line) => {
    expect(changeLine(baseline, change, accepted)).toBe(line)
  })

  it('is one line of at most 300 characters, whatever the model calls its fields', () => {
    const line = changeLine(compared(), comparison('breaking', { ...AGE_BREAKS, message: `a\nb${'x'.repeat(1000)}` }))
    expect(line).toMatch(/^breaking: a bx+$/)
    expect(line).toHaveLength(300)
  })

  it('is one line of at most 300 characters, whatever the registry answers', () => {
    const line = changeLine({ state: 'unavailable', reason: `<html>\r\n\t${'x'.repeat(5000)}` }, comparison('breaking'))
    expect(line).toMatch(/^not compared: <html> x+$/)
    expect(line).toHaveLength(300)
  })

  it('of a release holds who accepted it', () => {
    const accepted = { ...upload(manifestOf('churn')), accepted: label }
    const made = releaseManifest(accepted, {
      version: '2.0.0',
      tag: '2.0.0',
      parent: PARENT,
      baseline: compared(),
      comparison: comparison('breaking', AGE_BREAKS),
    })
    expect(annotationsOf(made)['dev.mlambda.change']).toBe(`breaking, accepted by ${label}: ${AGE_BREAKS.message}`)
  })
})

describe('the parent', () => {
  it('is a version and a digest', () => {
    expect(parentOf({ 'dev.mlambda.parent': `1.4.1@${PARENT.digest}` })).toEqual(PARENT)
  })
  it.each(['', '1.4.1', `@${PARENT.digest}`, '1.4.1@sha256:abc', `1.4.1@${PARENT.digest}0`, `1.4.1@${PARENT.digest.toUpperCase()}`])(
    '%j is none',
    (text) => {
      expect(parentOf({ 'dev.mlambda.parent': text })).toBeNull()
    },
  )
  it('is none where nothing is said', () => {
    expect(parentOf({})).toBeNull()
  })
})

describe('a manifest found in the registry', () => {
  const content = manifestOf('churn')
  it.each<[boolean, string, string, string]>([
    [true, 'the attempt before', '77.1.a', '77.2.b'],
    [true, 'an attempt long before', '77.1.a', '77.10.b'],
    [false, 'this attempt itself', '77.2.a', '77.2.b'],
    [false, 'a later attempt', '77.3.a', '77.2.b'],
    [false, 'another run', '78.1.a', '77.2.b'],
    [false, 'a run whose number begins alike', '7.1.a', '77.2.b'],
    [false, 'a nonce of another form', 'whatever', '77.2.b'],
  ])('is of an earlier attempt: %s, %s (%s before %s)', (expected, _what, theirs, mine) => {
    expect(isEarlierAttempt(upload(content, mine), release(content, theirs))).toBe(expected)
  })

  it('of the same run with other content is of another model of the same job', () => {
    expect(isEarlierAttempt(upload(manifestOf('fraud'), '77.2.b'), release(content, '77.1.a'))).toBe(false)
  })

  it('of another tool is of nobody', () => {
    expect(isEarlierAttempt(upload(content, '77.2.b'), content)).toBe(false)
    expect(readManifest({ ...content, mediaType: 'application/octet-stream' })).toEqual({ kind: 'other' })
  })
})
