import { describe, expect, it } from 'vitest'
import { findBuilder, removeBuilder } from '../../src/image/builder.ts'
import { failureError, failureOf } from '../../src/image/buildx-failures.ts'
import type { Ran, Run } from '../../src/tools/run.ts'

/** Answers of docker by the start of its arguments; everything else fails. */
function docker(answers: Readonly<Record<string, Partial<Ran>>>, calls: string[] = []): Run {
  return async (command, args) => {
    const line = [command, ...args].join(' ')
    calls.push(line)
    const answer = Object.entries(answers).find(([start]) => line.startsWith(`docker ${start}`))?.[1] ?? { code: 1, stderr: 'ERROR: no' }
    return { code: 0, stdout: '', bytes: new Uint8Array(), stderr: '', ...answer }
  }
}

// As buildx 0.36 prints them.
const inspect = (name: string, driver: string, status = 'running'): Partial<Ran> => ({
  stdout: `Name:          ${name}\nDriver:        ${driver}\nLast Activity: 2026-11-22 17:25:55 +0000 UTC\n\nNodes:\nName:             ${name}0\nEndpoint:         unix:///x.sock\nStatus:           ${status}\n`,
})
const NO_DAEMON = { stdout: 'Name:   default\nDriver: \nError:  failed to connect to the docker API at unix:///var/run/docker.sock\n\nNodes:\n' }
const VERSION = { 'buildx version': { stdout: 'github.com/docker/buildx v0.36.1\n' } }
const MISSING = { 'buildx version': { code: 127, stderr: 'docker: not found' } }
const LIST = {
  'buildx ls': { stdout: '{"Current":true,"Driver":"docker","Name":"default"}\n{"Current":false,"Driver":"docker-container","Name":"other"}\n' },
}
const DOCKER_DRIVER = { ...VERSION, 'buildx inspect --bootstrap other': { code: 1 }, 'buildx inspect': inspect('default', 'docker') }

const base = { wanted: 'auto', repository: 'ghcr.io/o/churn', installCommand: false } as const

describe('who composes', () => {
  it.each([
    {
      when: 'the selected builder can push by digest',
      answers: { ...VERSION, 'buildx inspect': inspect('setup', 'docker-container') },
      needs: {},
      is: { kind: 'buildx', name: 'setup', asked: false, created: false },
    },
    {
      when: 'a remote builder is selected and asked for',
      answers: { ...VERSION, 'buildx inspect': inspect('r', 'remote') },
      needs: { wanted: 'buildx' },
      is: { kind: 'buildx', name: 'r', asked: true },
    },
    {
      when: 'another builder can',
      answers: {
        ...VERSION,
        ...LIST,
        'buildx inspect --bootstrap other': inspect('other', 'docker-container'),
        'buildx inspect': inspect('default', 'docker'),
      },
      needs: {},
      is: { kind: 'buildx', name: 'other' },
    },
    {
      when: 'there is only the docker driver',
      answers: { ...DOCKER_DRIVER, ...LIST },
      needs: {},
      is: { kind: 'embedded', because: expect.stringContaining('docker driver') },
    },
    { when: 'the daemon is down', answers: { ...VERSION, 'buildx inspect': NO_DAEMON }, needs: {}, is: { kind: 'embedded' } },
    {
      when: 'a builder does not start',
      answers: { ...VERSION, 'buildx inspect': inspect('x', 'docker-container', 'inactive') },
      needs: {},
      is: { kind: 'embedded' },
    },
    { when: 'there is no docker', answers: MISSING, needs: {}, is: { kind: 'embedded', because: 'docker buildx is not installed' } },
    { when: 'embedded is asked for', answers: {}, needs: { wanted: 'embedded' }, is: { kind: 'embedded', because: 'asked for' } },
    { when: 'the repository is a folder', answers: {}, needs: { repository: 'oci:./registry/churn' }, is: { kind: 'embedded' } },
  ] as const)('when $when', async ({ answers, needs, is }) => {
    expect(await findBuilder({ ...base, ...needs, run: docker(answers) })).toMatchObject(is)
  })

  it.each([
    {
      when: 'buildx is asked for without docker',
      answers: MISSING,
      needs: { wanted: 'buildx' },
      code: 'docker-missing',
      remedy: /runner with Docker/,
    },
    {
      when: 'a command is to run without docker',
      answers: MISSING,
      needs: { installCommand: true },
      code: 'docker-missing',
      remedy: /runner with Docker/,
    },
    {
      when: 'embedded is to run a command',
      answers: {},
      needs: { wanted: 'embedded', installCommand: true },
      code: 'builder-unsuitable',
      remedy: /runtime image/,
    },
    {
      when: 'buildx is to write a folder',
      answers: {},
      needs: { wanted: 'buildx', repository: 'oci:./r' },
      code: 'builder-unsuitable',
      remedy: /embedded/,
    },
    {
      when: 'a command is to run in a folder',
      answers: {},
      needs: { installCommand: true, repository: 'oci:./r' },
      code: 'builder-unsuitable',
      remedy: /registry/,
    },
    {
      when: 'no builder can be made',
      answers: DOCKER_DRIVER,
      needs: { wanted: 'buildx' },
      code: 'builder-unsuitable',
      remedy: /docker\/setup-buildx-action/,
    },
  ] as const)('is an error when $when', async ({ answers, needs, code, remedy }) => {
    await expect(findBuilder({ ...base, ...needs, run: docker(answers) })).rejects.toMatchObject({ code, remedy: expect.stringMatching(remedy) })
  })

  it('makes a builder where one is needed, in the network of a registry on this machine, and removes it', async () => {
    const calls: string[] = []
    const run = docker({ ...DOCKER_DRIVER, 'buildx create': {}, 'buildx rm': {} }, calls)
    const builder = await findBuilder({ ...base, repository: 'localhost:5000/m', installCommand: true, run })
    expect(builder).toMatchObject({ kind: 'buildx', created: true, asked: true })
    await removeBuilder(builder, run)
    expect(calls.find((line) => line.includes('create'))).toContain('--driver docker-container --driver-opt network=host --bootstrap')
    expect(calls.at(-1)).toBe(`docker buildx rm --force ${builder.kind === 'buildx' ? builder.name : ''}`)
  })

  it('leaves builders alone that it did not make', async () => {
    const calls: string[] = []
    await removeBuilder({ kind: 'buildx', name: 'x', asked: true, created: false }, docker({}, calls))
    expect(calls).toEqual([])
  })
})

describe('why a build failed', () => {
  // The first texts were printed by BuildKit 0.32 and buildx 0.36 here.
  it.each([
    [
      'ERROR: failed to build: failed to solve: failed to push localhost:1/m: NotFound: rpc error: code = NotFound desc = content sha256:abab: not found',
      'content-missing',
      'builder-unsuitable',
    ],
    [
      'ERROR: failed to push localhost:1/m: failed to do request: Head "http://localhost:1/v2/": dial tcp 127.0.0.1:1: connect: connection refused',
      'unreachable',
      'builder-unsuitable',
    ],
    ['ERROR: failed to resolve source metadata for localhost:1/m@sha256:ab: not found', 'content-missing', 'builder-unsuitable'],
    [
      '#5 2.3 ERROR: connection refused\nERROR: process "/bin/sh -c pip" did not complete successfully: exit code: 1',
      'command-failed',
      'input-invalid',
    ],
    ['ERROR: failed to push ghcr.io/o/c: unexpected status from HEAD request: 403 Forbidden', 'unauthorized', 'registry-unauthorized'],
    ['ERROR: failed to solve: write /x: no space left on device', 'disk-full', 'disk-full'],
    ['exec /bin/sh: exec format error\nERROR: process did not complete successfully: exit code: 255', 'wrong-platform', 'builder-unsuitable'],
    ['ERROR: push-by-digest is currently not implemented for docker driver', 'no-builder', 'builder-unsuitable'],
    ['ERROR: something new', 'unknown', 'builder-unsuitable'],
  ] as const)('%j is %s', (stderr, kind, code) => {
    const failure = failureOf({ code: 1, stdout: '', bytes: new Uint8Array(), stderr })
    expect(failure.kind).toBe(kind)
    expect(failureError(failure, 'r').code).toBe(code)
  })
})
