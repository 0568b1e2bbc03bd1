#!/usr/bin/env node
// What a catalogue of 50 models with 200 versions each costs: reading and writing it (goal < 10 s), and opening a page of it (goal < 1 s).
//
//   node bench/catalogue.mjs [MODELS] [VERSIONS]        needs Node 24, which reads TypeScript, and Chromium
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { writeSite } from '../src/catalogue/write.ts'
import { folderRepository } from '../src/registry/folder.ts'
import { openBrowser } from '../test/catalogue/chromium.ts'
import { layContracts, NUMBERING } from '../test/catalogue/collections.ts'

const [models = 50, versions = 200] = process.argv.slice(2).map(Number)
const folder = mkdtempSync(join(tmpdir(), 'mlambda-catalogue-'))
try {
  const images = Array.from({ length: models }, (_, index) => `oci:${join(folder, `model-${index}`)}`)
  const made = seconds()
  for (const image of images) await layContracts(folderRepository(image), contracts(versions))
  console.log(`made ${models} collections of ${versions} versions in ${made()} s (not measured)`)

  const read = seconds()
  const log = { info: () => undefined }
  const out = join(folder, 'site')
  const { models: found } = await writeSite({ images, out, numbering: NUMBERING }, { repository: async (name) => folderRepository(name), log })
  const wall = read()
  const bytes = readdirSync(out).reduce((sum, name) => sum + statSync(join(out, name)).size, 0)
  console.log(
    `build: ${wall} s for ${found.length} models, ${found.reduce((sum, model) => sum + model.versions.length, 0)} versions, ${(bytes / 1e6).toFixed(1)} MB`,
  )

  const browser = await openBrowser()
  for (const page of ['index.html', found[0].page]) {
    const opened = seconds()
    await browser.open(pathToFileURL(join(out, page)).href)
    await browser.ask('document.body.offsetHeight')
    console.log(`open ${page}: ${opened()} s`)
  }
  await browser.close()
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** Every fifth version adds an optional input, every twentieth changes a type. */
function contracts(count) {
  return Array.from({ length: count }, (_, index) => ({
    contract: 1,
    framework: { name: 'onnx', format: 'onnx' },
    signatures: [
      {
        name: 'predict',
        inputs: Array.from({ length: 8 + (Math.floor(index / 5) % 10) }, (_, field) => ({
          name: `field_${field}`,
          type: Math.floor(index / 20) % 2 === 0 ? 'float32' : 'float64',
          shape: [-1],
          ...(field >= 8 && { optional: true }),
        })),
        outputs: [{ name: 'score', type: 'float32', shape: [-1] }],
      },
    ],
  }))
}

function seconds() {
  const start = performance.now()
  return () => ((performance.now() - start) / 1000).toFixed(2)
}
