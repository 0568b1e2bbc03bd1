import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sendAhead } from '../../src/image/ahead.ts'
import { NOTHING_PUBLISHED } from '../../src/image/published-layers.ts'
import { sendLayers } from '../../src/image/send.ts'
import { progressLines } from '../../src/log.ts'
import { openModelFiles } from '../../src/model/files.ts'
import { orasRepository } from '../../src/registry/oras.ts'
import { type Registry, startRegistry, tool } from '../components.ts'
import { type SlowProxy, startSlowProxy } from '../registry/slow-proxy.ts'
import { planOf, writeModel } from './sample.ts'

const MB = 1_000_000
let registry: Registry
let slow: SlowProxy
beforeAll(async () => {
  registry = await startRegistry('v3')
  slow = await startSlowProxy(registry.port, 3 * MB)
})
afterAll(async () => {
  slow.stop()
  await registry.stop()
})

describe('over a registry that takes 3 MB a second', () => {
  it('a layer of 20 MB is told in one line: how far, how fast, how long', { timeout: 60_000 }, async () => {
    const lines: string[] = []
    // a clock of twice the speed: pipes and sockets swallow up to half of these bytes at once, and then nothing is told any more
    const progress = progressLines({ info: (line) => void lines.push(line) }, () => 2 * performance.now())
    const repository = orasRepository(`${slow.host}/slow`, { oras: tool('oras') })
    const payload = openModelFiles(await writeModel({ 'w.bin': randomBytes(20 * MB) }))
    const { sent } = await sendAhead(payload, { repository, published: NOTHING_PUBLISHED, onRuntime: false, progress })
    expect(sent).toBeGreaterThan(20 * MB)
    expect(lines.length).toBeGreaterThanOrEqual(1)
    expect(lines.length).toBeLessThanOrEqual(6)
    const [, percent, rate, left] = /^sending layers: (\d+) % of 20\.0 MB, ([\d.]+) MB\/s, (\d+) s left$/.exec(lines[0] ?? '') ?? []
    expect(Number(percent)).toBeGreaterThan(20)
    expect(Number(percent)).toBeLessThan(100)
    // what lies in buffers on the way is counted as sent
    expect(Number(rate)).toBeLessThan(8)
    expect(Number(left)).toBeLessThan(60)
  })
})

describe('the percentage of what is sent', () => {
  it('is of what is missing: layers that are there do not count', async () => {
    const files = { 'a.bin': randomBytes(17 * MB), 'config.json': Buffer.from('{}\n') }
    const repository = orasRepository(`${registry.host}/missing`, { oras: tool('oras') })
    const calls: (readonly [number, number])[] = []
    const sending = {
      repository,
      compression: 'none' as const,
      progress: (step: string, done: number, total: number) => void (step === 'sending layers' && calls.push([done, total])),
      ahead: () => null,
      published: () => null,
    }
    await sendLayers((await planOf(await writeModel(files))).layers, sending)
    const first = calls.at(-1)
    expect(first?.[0]).toBe(first?.[1])
    calls.length = 0
    const edited = await planOf(await writeModel({ ...files, 'config.json': Buffer.from('{"edited": true}\n') }))
    const { sent } = await sendLayers(edited.layers, sending)
    expect(calls.at(-1)).toEqual([sent, sent])
    expect(sent).toBeLessThan(MB)
  })
})
