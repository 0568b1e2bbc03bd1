import { describe, expect, it } from 'vitest'
import { buildxArguments, dockerfile } from '../../src/image/buildx-arguments.ts'

const call = {
  builder: 'builder-1',
  repository: 'ghcr.io/owner/churn',
  model: 'oci-layout:///tmp/x@sha256:abc',
  compression: 'none',
  platform: { os: 'linux', architecture: 'arm64' },
  context: '/tmp/context',
  metadataFile: '/tmp/m.json',
} as const

it('is one build that ends in the registry by digest, without tag, provenance or local copy', () => {
  expect(buildxArguments(call)).toEqual([
    'buildx',
    'build',
    '--builder',
    'builder-1',
    '--progress=plain',
    '--provenance=false',
    '--sbom=false',
    '--platform=linux/arm64',
    '--metadata-file=/tmp/m.json',
    '--build-context=model=oci-layout:///tmp/x@sha256:abc',
    '--output=type=image,name=ghcr.io/owner/churn,push=true,push-by-digest=true,name-canonical=true,oci-mediatypes=true,compression=uncompressed,store=false',
    '--',
    '/tmp/context',
  ])
})

it.each([
  { change: { compression: 'gzip' }, has: 'compression=gzip' },
  { change: { model: 'docker-image://r/m@sha256:d' }, has: '--build-context=model=docker-image://r/m@sha256:d' },
] as const)('says $has for $change', ({ change, has }) => {
  expect(buildxArguments({ ...call, ...change }).join(' ')).toContain(has)
})

describe('the Dockerfile', () => {
  it('is the model and nothing else', () => expect(dockerfile(undefined)).toBe('FROM model\n'))
  it.each(['pip install -r requirements.txt', 'echo "a\\"b" $HOME \'c\'', 'a\nUSER evil\nRUN b', 'x \\', '# no comment', '<<EOF'])(
    'keeps the command %j in one instruction, exactly',
    (command) => {
      const [from, run, end, ...rest] = dockerfile(command).split('\n')
      expect([from, end, rest]).toEqual(['FROM model', '', []])
      expect(JSON.parse((run ?? '').replace(/^RUN /, ''))).toEqual(['/bin/sh', '-c', `cd /model/files && ${command}`])
    },
  )
})
