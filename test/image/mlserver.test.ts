/** The real MLServer serves models out of published images, and takes what the contract's schema allows. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { readFileSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { schemasOf } from '../../src/callers/schemas.ts'
import type { Contract } from '../../src/contract/types.ts'
import { inferModel } from '../../src/infer.ts'
import { freePort, type Registry, startRegistry, temporaryDirectory, tool } from '../components.ts'
import { writeModel } from './sample.ts'
import { PUSH, story } from './story.ts'

/** Columns of a data frame, and an array. */
const MODELS = ['columns.joblib', 'svc-protocol-4.pkl'] as const

let registry: Registry
let server: ChildProcess | undefined
let address = ''
let said = ''

beforeAll(async () => {
  registry = await startRegistry('v3')
  const root = await temporaryDirectory('mlserver')
  for (const [index, file] of MODELS.entries()) {
    const image = `${registry.host}/mlserver/model-${index}`
    const files = { [file]: readFileSync(new URL(`../models/sklearn/${file}`, import.meta.url)) }
    const report = await story(files, image, PUSH, { written: { layout: 'mlserver, kserve', name: `model-${index}`, path: await writeModel(files) } })
    expect(report.outcome.kind, JSON.stringify(report.outcome)).toBe('published')
    const folder = await temporaryDirectory('image')
    execFileSync('tar', ['-x', '-C', folder], { input: execFileSync(tool('crane'), ['export', `${image}:1.0.0`, '-'], { maxBuffer: 2 ** 28 }) })
    symlinkSync(join(folder, 'models'), join(root, `model-${index}`))
  }
  const [http, grpc, metrics] = [await freePort('127.0.0.1'), await freePort('127.0.0.1'), await freePort('127.0.0.1')]
  address = `http://127.0.0.1:${http}/v2/models`
  const settings = { HOST: '127.0.0.1', HTTP_PORT: http, GRPC_PORT: grpc, METRICS_PORT: metrics, PARALLEL_WORKERS: 0, DEBUG: false }
  const program = tool('mlserver')
  server = spawn(join(dirname(program), 'python'), [program, 'start', root], {
    cwd: root,
    env: { ...process.env, ...Object.fromEntries(Object.entries(settings).map(([key, value]) => [`MLSERVER_${key}`, String(value)])) },
  })
  const listen = (chunk: Buffer): void => {
    said += chunk.toString()
  }
  server.stdout?.on('data', listen)
  server.stderr?.on('data', listen)
  await ready()
})

afterAll(async () => {
  server?.kill('SIGKILL')
  await registry.stop()
})

async function ready(): Promise<void> {
  for (;;) {
    if (server?.exitCode !== null) throw new Error(`mlserver ended: ${said}`)
    const answers = await Promise.all(MODELS.map((_, index) => fetch(`${address}/model-${index}/ready`).catch(() => null)))
    if (answers.every((answer) => answer?.ok)) return
    await delay(200)
  }
}

/** A document of the few keywords that request schemas use; sizes that are open were fixed by `open: 1`. */
function sample(schema: unknown): unknown {
  const {
    const: fixed,
    enum: words,
    anyOf,
    type,
    properties,
    required,
    items,
    prefixItems,
    minItems,
  } = schema as {
    const?: unknown
    enum?: readonly unknown[]
    anyOf?: readonly unknown[]
    type?: string
    properties?: Readonly<Record<string, unknown>>
    required?: readonly string[]
    items?: { readonly anyOf?: readonly unknown[] } | boolean
    prefixItems?: readonly unknown[]
    minItems?: number
  }
  if (fixed !== undefined) return fixed
  if (words) return words[0]
  if (anyOf) return sample(anyOf[0])
  if (type === 'object') return Object.fromEntries((required ?? []).map((key) => [key, sample(properties?.[key])]))
  if (type !== 'array') return type === 'string' ? 'Rome' : type === 'number' || type === 'integer' ? 1 : true
  if (prefixItems) return prefixItems.map(sample)
  // a set of inputs in any order: one of each
  if (typeof items === 'object' && items.anyOf) return items.anyOf.map(sample)
  return Array.from({ length: minItems ?? 0 }, () => sample(items))
}

interface Answer {
  readonly outputs: readonly {
    readonly name: string
    readonly datatype: string
    readonly shape: readonly number[]
    readonly data: readonly unknown[]
  }[]
}

async function ask(index: number, request: object): Promise<Answer> {
  const answer = await fetch(`${address}/model-${index}/infer`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
  })
  const text = await answer.text()
  expect(answer.status, `${text}\n${said}`).toBe(200)
  return JSON.parse(text)
}

const requestOf = (index: number, contract: Contract): object => {
  const predict = schemasOf(contract, { model: `model-${index}`, open: 1 }).find(({ signature }) => signature === 'predict')
  const request = sample(predict?.request)
  const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(Object(predict?.request))
  validate(request)
  expect(validate.errors).toBeNull()
  return Object(request)
}

describe.each(MODELS.map((file, index) => ({ file, index })))('mlserver with $file', ({ file, index }) => {
  const path = new URL(`../models/sklearn/${file}`, import.meta.url).pathname
  const { contract, discovered } = inferModel({ path, name: '', contract: '' })
  discovered.files.close()

  it('answers a request sampled from the schema with the tensor of the contract', async () => {
    const { outputs } = await ask(index, requestOf(index, contract))
    // MLServer answers a list as a column
    expect(outputs).toEqual([expect.objectContaining({ name: 'predict', datatype: 'BYTES', shape: [1, 1] })])
    expect(['maybe', 'no', 'yes']).toContain(outputs[0]?.data[0])
  })

  it('gives another method for the asking', async () => {
    const { outputs } = await ask(index, { ...requestOf(index, contract), outputs: [{ name: 'predict_proba' }] })
    expect(outputs).toEqual([expect.objectContaining({ name: 'predict_proba', datatype: 'FP64', shape: [1, 3] })])
  })

  it('tells the outputs it has', async () => {
    const metadata = await (await fetch(`${address}/model-${index}`)).json()
    expect(metadata).toMatchObject({
      name: `model-${index}`,
      platform: 'sklearn',
      outputs: [
        { name: 'predict', datatype: 'BYTES', shape: [-1, 1] },
        { name: 'predict_proba', datatype: 'FP64', shape: [-1, 3] },
      ],
    })
  })
})
