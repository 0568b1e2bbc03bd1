import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { run, STDERR_LIMIT } from '../../src/tools/run.ts'

const node = process.execPath
const script = (text: string): string[] => ['--input-type=module', '--eval', text]

describe('run', () => {
  it('returns exit code, standard output and standard error', async () => {
    const ran = await run(node, script(`console.log('out'); console.error('err'); process.exitCode = 3`))
    expect(ran).toMatchObject({ code: 3, stdout: 'out\n', stderr: 'err\n' })
    expect(ran.failure).toBeUndefined()
  })

  it('keeps output byte exact, also where it is no text', async () => {
    const ran = await run(node, script(`process.stdout.write(Buffer.from([0, 255, 13, 10, 10]))`))
    expect([...ran.bytes]).toEqual([0, 255, 13, 10, 10])
  })

  it('passes arguments as they are, never through a shell', async () => {
    const hostile = ['$(id)', '; rm -rf /', '`id`', '"', "'", '', '*', '\n', '--version']
    const ran = await run(node, [...script('console.log(JSON.stringify(process.argv.slice(1)))'), '--', ...hostile])
    expect(JSON.parse(ran.stdout)).toEqual(hostile)
  })

  it.each([
    ['text', 'héllo'],
    ['bytes', Buffer.from('héllo')],
    ['stream', stream(['hé', 'llo'])],
  ])('gives %s as standard input', async (_, input) => {
    const ran = await run(node, script('process.stdin.pipe(process.stdout)'), { input })
    expect(ran.stdout).toBe('héllo')
  })

  it('gives end of file without input', async () => {
    expect((await run(node, script('process.stdin.on("end", () => console.log("eof")).resume()'))).stdout).toBe('eof\n')
  })

  it('streams more input than memory should hold, and output as it comes', async () => {
    let received = 0
    const before = process.memoryUsage().rss
    const ran = await run('cat', [], { input: zeros(300), onStdout: (chunk) => (received += chunk.length) })
    expect(ran).toMatchObject({ code: 0, stdout: '' })
    expect(received).toBe(300 * 2 ** 20)
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 2 ** 20)
  })

  it('judges a program that stops reading by its exit code', async () => {
    expect((await run(node, script('process.exit(5)'), { input: zeros(50) })).code).toBe(5)
  })

  it('throws what the input throws, and ends the program', async () => {
    const vanished = new Error('file vanished')
    await expect(run('cat', [], { input: failing(vanished) })).rejects.toBe(vanished)
  })

  it('adds to the environment and removes from it', async () => {
    const ran = await run(node, script('console.log(process.env.ADDED, process.env.HOME)'), { env: { ADDED: 'yes', HOME: undefined } })
    expect(ran.stdout).toBe('yes undefined\n')
  })

  it('says that a program does not exist', async () => {
    expect(await run('no-such-program-anywhere', [])).toMatchObject({ code: 127, failure: 'not-found' })
  })

  it('ends a program that takes too long', async () => {
    expect(await run(node, script('setInterval(() => 0, 1000)'), { timeoutMs: 300 })).toMatchObject({ code: 124, failure: 'timeout' })
  })

  it('ends a program when it is told to', async () => {
    const controller = new AbortController()
    const running = run(node, script('setInterval(() => 0, 1000)'), { signal: controller.signal })
    await delay(100)
    controller.abort()
    expect(await running).toMatchObject({ code: 128, failure: 'signal' })
  })

  it('ends a program that prints without end', async () => {
    const ran = await run(node, script('const more = () => process.stdout.write("x".repeat(65536), more); more()'), { stdoutLimit: 1_000_000 })
    expect(ran).toMatchObject({ code: 1, failure: 'too-much-output' })
    expect(ran.bytes.length).toBeLessThanOrEqual(1_000_000)
  })

  it('keeps only the end of a long standard error', async () => {
    const ran = await run(node, script(`for (let i = 0; i < 100000; i++) console.error('line ' + i)`))
    expect(ran.stderr.length).toBeLessThanOrEqual(STDERR_LIMIT)
    expect(ran.stderr.endsWith('line 99999\n')).toBe(true)
  })

  it('keeps no more than that in memory on the way', async () => {
    const before = process.memoryUsage().rss
    const ran = await run('sh', ['-c', 'head -c 300000000 /dev/zero >&2'])
    expect(ran.stderr.length).toBe(STDERR_LIMIT)
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 2 ** 20)
  })

  it('tells standard error line by line, across chunks and carriage returns', async () => {
    const lines: string[] = []
    await run(node, script(`process.stderr.write('a'); process.stderr.write('b\\nc\\rd\\r\\n\\nlast')`), { onLine: (line) => lines.push(line) })
    expect(lines).toEqual(['ab', 'c', 'd', 'last'])
  })
})

async function* stream(parts: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield Buffer.from(part)
}

async function* zeros(mebibytes: number): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < mebibytes; i++) yield new Uint8Array(2 ** 20)
}

// biome-ignore lint/correctness/useYield: an input that fails before its second chunk
async function* failing(error: Error): AsyncGenerator<Uint8Array> {
  throw error
}
