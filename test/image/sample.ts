import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll } from 'vitest'
import type { Contract } from '../../src/contract/types.ts'
import { contentOf } from '../../src/image/content.ts'
import { type PlanParts, planImage } from '../../src/image/plan.ts'
import type { Plan } from '../../src/image/types.ts'
import { openModelFiles } from '../../src/model/files.ts'

export const CONTRACT: Contract = {
  contract: 1,
  framework: { name: 'sklearn', version: '1.5.2', format: 'joblib' },
  signatures: [
    {
      name: 'predict',
      inputs: [{ name: 'X <&> "quoted" 💥', type: 'float64', shape: [-1, 4] }],
      outputs: [{ name: 'predict', type: 'int64', shape: [-1] }],
    },
  ],
}

const MIB = 1024 * 1024

/** A payload with every kind of path and size that packing knows: large, medium, small, empty, executable, not ASCII, too long for ustar. */
export const SAMPLE: Readonly<Record<string, Buffer>> = {
  'weights.bin': Buffer.alloc(17 * MIB, 'w'),
  'vocabulary.txt': Buffer.alloc(300 * 1024, 'v'),
  'config.json': Buffer.from('{"layers": 2}\n'),
  'config-b.json': Buffer.from('{}'),
  'config/a.json': Buffer.from('[]'),
  'empty.txt': Buffer.alloc(0),
  'block.bin': Buffer.alloc(512, 'b'),
  'predict.sh': Buffer.from('#!/bin/sh\n'),
  'tökenizer/wört 😀.txt': Buffer.from('x'),
  '\uffee.txt': Buffer.from('before the emoji in bytes, after it in UTF-16'),
  '😀.txt': Buffer.from('y'),
  [`${'d'.repeat(60)}/${'e'.repeat(60)}/fits-with-a-prefix.bin`]: Buffer.from('1'),
  ['n'.repeat(120)]: Buffer.from('2'),
  [`${Array.from({ length: 6 }, () => 'p'.repeat(50)).join('/')}/q.bin`]: Buffer.from('3'),
  [`${'s'.repeat(87)}/t`]: Buffer.from('4'),
  [`${'s'.repeat(88)}/t`]: Buffer.from('5'),
  [`${'k'.repeat(142)}/${'v'.repeat(99)}`]: Buffer.from('6'),
  [`${'j'.repeat(143)}/${'v'.repeat(99)}`]: Buffer.from('7'),
  [`${'ß'.repeat(60)}/é.bin`]: Buffer.from('8'),
}

const folders: string[] = []

/** A folder that lives as long as the test file. */
export async function scratch(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'mlambda-image-test-'))
  folders.push(folder)
  return folder
}
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
})

/** Writes files into a new folder; `*.sh` are executable. */
export async function writeModel(files: Readonly<Record<string, Uint8Array>>): Promise<string> {
  const folder = await scratch()
  for (const [path, bytes] of Object.entries(files)) {
    const file = join(folder, path)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, bytes)
    if (path.endsWith('.sh')) await chmod(file, 0o755)
  }
  return folder
}

/** The plan of a model directory. */
export async function planOf(folder: string, parts: Partial<PlanParts> = {}): Promise<Plan> {
  const payload = openModelFiles(folder)
  const content = parts.content ?? (await contentOf(payload, () => {}))
  return planImage({
    name: 'churn',
    completeness: 1,
    payload,
    content,
    contract: CONTRACT,
    signature: Buffer.from('signature'),
    platform: { os: 'linux', architecture: 'amd64' },
    ...parts,
  })
}
