import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { toolPath } from '../../tools/setup.mjs'

/** One page of a headless Chromium, spoken to over its DevTools protocol (https://chromedevtools.github.io/devtools-protocol/). */
export interface BrowserPage {
  readonly open: (url: string) => Promise<void>
  /** What an expression gives, as JSON. */
  readonly ask: <T>(expression: string) => Promise<T>
  /** Keys as a person presses them: `Tab`, `ArrowDown`, or a text. */
  readonly press: (...keys: readonly string[]) => Promise<void>
  readonly size: (width: number, height: number, scheme: 'light' | 'dark') => Promise<void>
  readonly screenshot: () => Promise<Buffer>
  /** Errors and refusals of the console, and every address that was asked for, since the page was opened. */
  readonly problems: () => readonly string[]
  readonly requests: () => readonly string[]
  readonly close: () => Promise<void>
}

interface Message {
  readonly id?: number
  readonly method?: string
  readonly params?: Readonly<Record<string, unknown>>
  readonly result?: Readonly<Record<string, unknown>>
  readonly error?: { readonly message: string }
}

/** Starts a browser of its own. No sandbox: the tests' containers forbid the namespaces that it needs; the pages are our own. */
export async function openBrowser(): Promise<BrowserPage> {
  const profile = await mkdtemp(join(tmpdir(), 'mlambda-chromium-'))
  const flags = ['--headless=new', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--remote-debugging-port=0']
  const browser = spawn(toolPath('chromium'), [...flags, `--user-data-dir=${profile}`, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const endpoint = await endpointOf(browser)
  const host = new URL(endpoint).host
  const targets: unknown = await (await fetch(`http://${host}/json/list`)).json()
  const [target] = (targets as readonly { readonly type: string; readonly webSocketDebuggerUrl: string }[]).filter(({ type }) => type === 'page')
  if (!target) throw new Error('Chromium shows no page')
  const socket = new WebSocket(target.webSocketDebuggerUrl)
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve)
    socket.addEventListener('error', reject)
  })
  return await openPage(socket, browser, profile)
}

async function endpointOf(browser: ChildProcess): Promise<string> {
  let told = ''
  return await new Promise((resolve, reject) => {
    browser.on('error', reject)
    browser.on('exit', (code) => reject(new Error(`Chromium ended with ${code}: ${told}`)))
    browser.stderr?.on('data', (chunk: Buffer) => {
      told += chunk.toString()
      const found = /DevTools listening on (ws:\S+)/.exec(told)?.[1]
      if (found) resolve(found)
    })
  })
}

async function openPage(socket: WebSocket, browser: ChildProcess, profile: string): Promise<BrowserPage> {
  const waiting = new Map<number, (message: Message) => void>()
  const events = new Map<string, () => void>()
  let problems: string[] = []
  let requests: string[] = []
  let next = 0
  socket.addEventListener('message', ({ data }) => {
    const message: Message = JSON.parse(String(data))
    if (message.id !== undefined) waiting.get(message.id)?.(message)
    if (message.method === undefined) return
    events.get(message.method)?.()
    if (['Runtime.exceptionThrown', 'Log.entryAdded', 'Runtime.consoleAPICalled'].includes(message.method))
      problems.push(JSON.stringify(message.params))
    if (message.method === 'Network.requestWillBeSent') requests.push(String((message.params?.['request'] as { url?: unknown } | undefined)?.url))
  })
  const send = async (method: string, params: object = {}): Promise<Readonly<Record<string, unknown>>> => {
    const id = ++next
    const answer = new Promise<Message>((resolve) => waiting.set(id, resolve))
    socket.send(JSON.stringify({ id, method, params }))
    const { result, error } = await answer
    if (error) throw new Error(`${method}: ${error.message}`)
    return result ?? {}
  }
  for (const domain of ['Page', 'Runtime', 'Log', 'Network']) await send(`${domain}.enable`)
  const ask = async <T>(expression: string): Promise<T> => {
    const { result, exceptionDetails } = await send('Runtime.evaluate', { expression, returnByValue: true, awaitPromise: true })
    if (exceptionDetails) throw new Error(`${expression.slice(0, 200)}: ${JSON.stringify(exceptionDetails)}`)
    return (result as { value?: unknown }).value as T
  }
  return {
    open: async (url) => {
      problems = []
      requests = []
      const loaded = new Promise<void>((resolve) => events.set('Page.loadEventFired', resolve))
      await send('Page.navigate', { url })
      await loaded
    },
    ask,
    press: async (...keys) => {
      for (const key of keys) {
        const named = NAMED[key]
        if (named === undefined) await send('Input.insertText', { text: key })
        else for (const type of ['keyDown', 'keyUp']) await send('Input.dispatchKeyEvent', { type, key, code: key, windowsVirtualKeyCode: named })
      }
    },
    size: async (width, height, scheme) => {
      await send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: width < 600 })
      await send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: scheme }] })
    },
    screenshot: async () => Buffer.from(String((await send('Page.captureScreenshot', { format: 'png' }))['data']), 'base64'),
    problems: () => problems,
    requests: () => requests,
    close: async () => {
      const ended = new Promise((resolve) => browser.once('exit', resolve))
      socket.close()
      browser.kill()
      await ended
      await rm(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

const NAMED: Readonly<Record<string, number>> = { Tab: 9, Enter: 13, ArrowDown: 40, ArrowUp: 38 }
