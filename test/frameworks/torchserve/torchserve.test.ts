/** TorchServe archives: the manifest leads to the model, in a zip or a folder. */
import { deflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { openZip } from '../../../src/formats/zip.ts'
import { crc32 } from '../../../src/formats/zip-entry.ts'
import { filesInZip } from '../../../src/frameworks/torchserve/archive.ts'
import { torchserve } from '../../../src/frameworks/torchserve/index.ts'
import { bytesSource } from '../../../src/model/window-source.ts'
import { damage, damageJson } from '../damage.ts'
import { inMemory } from '../onnx/memory.ts'
import { type Files, modelFile, promised, refusedAs } from '../wrappers/wrapped.ts'

const churn = modelFile('story/output/churn.onnx')
const LINE = 'predict(age int64[batch,1], usage float32[batch,3]) -> (probability float32[batch,1], churns bool[batch,1])'

const manifest = (model: object): string =>
  JSON.stringify({ createdOn: '', runtime: 'python', model: { modelName: 'churn', modelVersion: '1.0', ...model } })
const MANIFEST = 'MAR-INF/MANIFEST.json'

/** A zip of deflated entries (APPNOTE 6.3.10), as torch-model-archiver writes it. */
function zip(files: Files): Uint8Array {
  const entries = Object.entries(files).map(([name, content]) => {
    const bytes = typeof content === 'string' ? Buffer.from(content) : Buffer.from(content)
    return { name: Buffer.from(name), bytes, packed: deflateRawSync(bytes) }
  })
  const locals: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const { name, bytes, packed } of entries) {
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(crc32(bytes), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(bytes.length, 18)
    common.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, name, packed])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    central.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, tail, name]))
    locals.push(local)
    offset += local.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 0, 'latin1')
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, directory, end])
}

describe('an archive', () => {
  it('has the contract of the model it holds', () => {
    const { lines, contract, inference } = promised({
      'churn.mar': zip({ [MANIFEST]: manifest({ serializedFile: 'churn.onnx' }), 'churn.onnx': churn }),
    })
    expect(lines).toEqual([LINE])
    expect(contract.framework).toEqual({ name: 'torchserve', format: 'mar' })
    expect(inference.inside).toContain('churn.mar/churn.onnx')
    expect(contract.signatures[0]?.inputs[0]?.evidence?.where).toContain('churn.mar/churn.onnx')
  })

  it.each(['', 'store/churn/'])('may be a folder: %j', (folder) => {
    const files = {
      [`${folder}${MANIFEST}`]: manifest({ serializedFile: 'churn.onnx' }),
      [`${folder}churn.onnx`]: churn,
      [`${folder}handler.py`]: 'x = 1',
    }
    expect(promised(files).lines).toEqual([LINE])
  })

  it('of Multi Model Server names no file: what is in it is the model', () => {
    expect(
      promised({ 'm.mar': zip({ [MANIFEST]: manifest({ handler: 'service:handle' }), 'churn.onnx': churn, 'service.py': 'x = 1' }) }).lines,
    ).toEqual([LINE])
  })

  it.each<readonly [what: string, files: Files, warnings: readonly string[]]>([
    ['with an empty model', { [MANIFEST]: manifest({ serializedFile: 'model.pt' }), 'model.pt': '' }, ['inside-unread']],
    [
      'without the model it names',
      { [MANIFEST]: manifest({ serializedFile: 'model.pt', handler: 'handler.py' }) },
      ['inside-unread', 'torchserve-handler'],
    ],
    ['of code', { [MANIFEST]: manifest({ modelFile: 'model.py' }), 'model.py': 'x = 1' }, ['inside-unread']],
  ])('%s tells nothing, and that is said', (_, files, warnings) => {
    expect(promised({ 'm.mar': zip(files) })).toMatchObject({ lines: [], warnings })
  })

  it('whose model is behind a handler says so', () => {
    const files = { [MANIFEST]: manifest({ serializedFile: 'churn.onnx', handler: 'image_classifier' }), 'churn.onnx': churn }
    const [warning] = promised({ 'm.mar': zip(files) }).inference.warnings
    expect(warning).toMatchObject({ code: 'torchserve-handler', where: 'm.mar' })
    expect(warning?.message).toContain('images')
  })

  it.each<readonly [what: string, content: Uint8Array, refusal: RegExp]>([
    ['without a manifest', zip({ 'churn.onnx': churn }), /^not-inferable.*torch-model|^not-inferable/],
    ['whose manifest is none', zip({ [MANIFEST]: '{}' }), /^corrupt.*describes no model/],
    ['that is cut off', zip({ [MANIFEST]: manifest({ serializedFile: 'churn.onnx' }), 'churn.onnx': churn }).slice(0, 300), /^truncated/],
    [
      'of a damaged model',
      zip({ [MANIFEST]: manifest({ serializedFile: 'churn.onnx' }), 'churn.onnx': churn.slice(0, 100) }),
      /^(?:truncated|corrupt)/,
    ],
  ])('%s is refused', (_, content, refusal) => {
    expect(refusedAs({ 'm.mar': content })).toMatch(refusal)
  })

  it('whose entries lead out of it holds none of them', () => {
    const files = { [MANIFEST]: manifest({ serializedFile: '../churn.onnx' }), '../churn.onnx': churn }
    expect(promised({ 'm.mar': zip(files) }).warnings).toEqual(['inside-unread'])
    const archive = openZip(bytesSource('m.mar', zip({ ...files, './a': 'x', 'b//c': 'x' })))
    expect(filesInZip(archive, 'm.mar').files.map(({ path }) => path)).toEqual([`m.mar/${MANIFEST}`])
  })

  it('is known by its bytes, not by its name', () => {
    expect(torchserve.match(inMemory({ 'm.mar': new TextEncoder().encode('march') }))).toEqual([])
  })
})

describe('damaged', () => {
  it('archives give a contract or a refusal, in time', () => {
    const mar = zip({ [MANIFEST]: manifest({ serializedFile: 'churn.onnx', handler: 'h.py' }), 'churn.onnx': churn })
    const outcomes = damage(torchserve, { 'm.mar': mar }, 'm.mar', 300)
    expect(outcomes.refused).toBeGreaterThan(10)
  })

  it('manifests give a contract or a refusal, in time', () => {
    const outcomes = damageJson(
      torchserve,
      { [MANIFEST]: Buffer.from(manifest({ serializedFile: 'churn.onnx' })), 'churn.onnx': churn },
      MANIFEST,
      200,
    )
    expect(outcomes.contract).toBeGreaterThan(10)
  })
})
