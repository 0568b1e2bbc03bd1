import { connect, createServer, type Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'

export interface SlowProxy {
  /** `localhost:PORT`. */
  readonly host: string
  stop(): void
}

/** Bytes that pass at once. */
const PIECE = 64 * 1024

/** A way to a registry on which each connection carries at most so many bytes a second towards it. Answers come at once. */
export async function startSlowProxy(port: number, bytesPerSecond: number): Promise<SlowProxy> {
  const open = new Set<Socket>()
  const server = createServer({ highWaterMark: PIECE }, (client) => {
    const registry = connect(port, '127.0.0.1')
    for (const socket of [client, registry]) {
      open.add(socket)
      // whoever goes away takes the other end along
      socket.on('error', () => socket.destroy()).on('close', () => [client, registry].map((one) => one.destroy()))
    }
    registry.pipe(client)
    const began = performance.now()
    let passed = 0
    const carry = async (): Promise<void> => {
      for await (const chunk of client) {
        registry.write(chunk)
        passed += chunk.length
        const early = (passed / bytesPerSecond) * 1000 - (performance.now() - began)
        if (early > 10) await delay(early)
      }
      registry.end()
    }
    carry().catch(() => registry.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    host: `localhost:${address.port}`,
    stop() {
      server.close()
      for (const socket of open) socket.destroy()
    },
  }
}
