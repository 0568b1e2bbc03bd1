import { describe, expect, it } from 'vitest'
import { defaultOf, type Inputs, readInputs } from '../src/inputs.ts'
import type { InputName } from '../src/metadata.ts'

type Given = Readonly<Partial<Record<InputName, string>>>
const read = (given: Given = {}): Inputs => readInputs((name) => given[name] ?? defaultOf(name))

describe('inputs', () => {
  it('that are not given have the defaults of action.yml', () => {
    expect(read()).toMatchObject({
      path: '.',
      image: '',
      mode: 'auto',
      version: '',
      versionScheme: 'semver',
      tagPrefix: '',
      bump: '',
      initialVersion: '',
      unchanged: 'auto',
      breaking: 'auto',
      minCompleteness: 0.5,
      builder: 'auto',
      platform: { os: 'linux', architecture: 'amd64' },
      compression: 'none',
      immutableTags: false,
      floatingTags: [],
      comment: true,
      dryRun: false,
    })
  })

  it.each<[Given, Partial<Inputs>]>([
    [{ path: ' models/churn ' }, { path: 'models/churn' }],
    [{ path: '' }, { path: '.' }],
    [{ 'working-directory': 'ml', path: 'churn' }, { path: 'ml/churn' }],
    [{ 'working-directory': 'ml' }, { path: 'ml' }],
    [{ 'working-directory': 'ml/', path: './churn' }, { path: 'ml/churn' }],
    [{ 'working-directory': 'ml', contract: 'serving.yaml' }, { contract: 'ml/serving.yaml' }],
    [{ 'working-directory': 'ml' }, { contract: '' }],
    [{ path: 'models/churn' }, { paths: ['models/churn'] }],
    [{ path: ' models/*\n\n  !models/old \n' }, { paths: ['models/*', '!models/old'], path: 'models/*' }],
    [{ path: 'a b\n!c', 'working-directory': 'ml' }, { paths: ['ml/a b', '!ml/c'] }],
    [{ 'only-changed': 'false' }, { onlyChanged: null }],
    [{ 'only-changed': 'true' }, { onlyChanged: '' }],
    [{ 'only-changed': 'origin/main' }, { onlyChanged: 'origin/main' }],
    [{ bump: ' major\n' }, { bump: 'major' }],
    [{ 'version-scheme': 'integer' }, { versionScheme: 'integer' }],
    [{ 'min-completeness': '0' }, { minCompleteness: 0 }],
    [{ 'min-completeness': '100%' }, { minCompleteness: 1 }],
    [{ 'min-completeness': '12.5' }, { minCompleteness: 0.125 }],
    [{ platform: 'linux/arm64' }, { platform: { os: 'linux', architecture: 'arm64' } }],
    [{ 'floating-tags': 'latest, major\nminor' }, { floatingTags: ['latest', 'major', 'minor'] }],
    [{ 'floating-tags': ' , ' }, { floatingTags: [] }],
    [{ 'dry-run': 'True' }, { dryRun: true }],
    [{ 'dry-run': 'FALSE' }, { dryRun: false }],
    [{ comment: '' }, { comment: false }],
    [{ breaking: 'strict' }, { breaking: 'strict' }],
  ])('%j are read as %j', (given, expected) => {
    expect(read(given)).toMatchObject(expected)
  })

  it.each<[InputName, string, string]>([
    ['mode', 'validat', 'mode: validate'],
    ['mode', 'Publish', 'mode: publish'],
    ['bump', 'mayor', 'bump: major'],
    ['bump', 'constructor', 'bump:'],
    ['version-scheme', 'semvr', 'version-scheme: semver'],
    ['unchanged', 'no', 'unchanged: '],
    ['breaking', 'stict', 'breaking: strict'],
    ['builder', 'buildkit', 'builder: '],
    ['compression', 'zstd', 'compression: none'],
    ['floating-tags', 'latest,mayor', 'floating-tags: major'],
    ['dry-run', 'yes', 'dry-run: true'],
    ['immutable-tags', '1', 'immutable-tags: true'],
    ['comment', 'tRUE', 'comment: true'],
    ['min-completeness', '', 'min-completeness: 50'],
    ['min-completeness', '101', 'min-completeness: 50'],
    ['min-completeness', '-1', 'min-completeness: 50'],
    ['min-completeness', 'half', 'min-completeness: 50'],
    ['min-completeness', 'Infinity', 'min-completeness: 50'],
    ['platform', 'linux', 'platform: linux/amd64'],
    ['platform', 'linux/arm/v7', 'platform: linux/amd64'],
    ['platform', 'linux/', 'platform: linux/amd64'],
    ['platform', 'linux/amd64,linux/arm64', 'platform: linux/amd64'],
    ['platform', '../amd64', 'platform: linux/amd64'],
  ])('%s: %j is refused with what to write, and where', (name, text, remedy) => {
    expect(() => read({ [name]: text })).toThrow(
      expect.objectContaining({ code: 'input-invalid', remedy: expect.stringContaining(remedy), where: { file: 'workflow', key: name } }),
    )
  })
})
