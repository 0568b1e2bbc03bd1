import { UserError } from '../../errors.ts'
import type { ByteSource } from '../../formats/bytes.ts'
import { unpickle } from '../../formats/pickle/unpickle.ts'
import type { PyValue } from '../../formats/pickle/values.ts'
import { isZip, openZip, type Zip, type ZipEntry } from '../../formats/zip.ts'
import type { Finding } from '../framework.ts'
import { pickleFindings } from '../pickle-findings.ts'
import { recorder } from '../pickles.ts'

/** How a file lays out its parts. */
export type Layout = 'torchscript' | 'torchscript-lite' | 'torchscript-2019'

/** One TorchScript file: code, and the values it works on. */
export interface Archive {
  readonly source: ByteSource
  readonly layout: Layout
  /** Source text below `code/`, or undefined. `path` without `code/`. */
  code(path: string): string | undefined
  /** The root of a pickle by its name below the top folder; undefined where there is none. Throws UserError of a damaged one. */
  pickle(name: string): PyValue | undefined
  text(name: string): string | undefined
  /** Bytes of an entry, as a window; undefined where there is none. */
  bytes(name: string): ByteSource | undefined
  /** Number in `version`: of the file format. */
  readonly version: string | undefined
  /** What the pickles read so far would import elsewhere. */
  findings(): readonly Finding[]
}

/** Source text of one class or module of functions: large detectors have 500 kB. */
const MAX_CODE = 16 * 1024 * 1024
/** All source texts together. */
const MAX_ALL_CODE = 64 * 1024 * 1024
const MAX_SMALL_TEXT = 16 * 1024 * 1024

interface Found {
  readonly top: string
  readonly layout: Layout
}

/**
 * Whether entries of a zip are those of a TorchScript file. Tensors alone (torch.save) have neither code nor constants.
 * Source: torch/csrc/jit/serialization/export_module.cpp; of 2019: caffe2/proto/torch.proto.
 */
export function layoutOf(entries: readonly Pick<ZipEntry, 'name'>[]): Found | undefined {
  const names = new Set(entries.map(({ name }) => name))
  const tops = [...names].flatMap((name) => {
    const found = /^((?:[^/]*\/)?)(?:constants\.pkl|bytecode\.pkl|model\.json)$/.exec(name)
    return found === null ? [] : [found[1] ?? '']
  })
  for (const top of new Set(tops.sort((a, b) => a.length - b.length))) {
    const hasCode = entries.some(({ name }) => name.startsWith(`${top}code/`) && name.endsWith('.py'))
    if (names.has(`${top}bytecode.pkl`)) return { top, layout: 'torchscript-lite' }
    if (hasCode && names.has(`${top}constants.pkl`)) return { top, layout: 'torchscript' }
    if (hasCode && names.has(`${top}model.json`) && names.has(`${top}version`)) return { top, layout: 'torchscript-2019' }
  }
  return undefined
}

/** The layout of a file that is a zip with the parts of TorchScript, or undefined. A damaged one is told by what is left of it. */
export function recognise(source: ByteSource): Found | undefined {
  if (!isZip(source)) return undefined
  try {
    return layoutOf(openZip(source).entries)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return hasCode(source) ? { top: '', layout: 'torchscript' } : undefined
  }
}

/** Bytes looked at, at either end of a damaged archive: code follows the tensors. */
const LOOKED_AT = 64 * 1024

/** Headers of entries that only TorchScript has, where the list of entries is lost. */
function hasCode(source: ByteSource): boolean {
  const length = Math.min(LOOKED_AT, source.size)
  return [0, source.size - length].some((start) => {
    const bytes = source.read(start, length)
    return /PK\x03\x04[\s\S]{26}[^/\0]{1,200}\/code\/__torch__/.test(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1'))
  })
}

/** Opens a file that `recognise` knows. */
export function openArchive(source: ByteSource, { top, layout }: Found): Archive {
  const zip = openZip(source)
  const pickles = new Map<string, PyValue | undefined>()
  const found: Finding[] = []
  let codeRead = 0

  const text = (name: string, limit: number): string | undefined => {
    const entry = zip.find(`${top}${name}`)
    return entry === undefined ? undefined : zip.text(entry, limit)
  }
  return {
    source,
    layout,
    version: versionOf(zip, top),
    code(path) {
      const content = text(`code/${path}`, MAX_CODE)
      codeRead += content?.length ?? 0
      if (codeRead > MAX_ALL_CODE) {
        throw new UserError('unsafe', `${source.name} holds more than ${MAX_ALL_CODE} bytes of code: no model does`, 'save the model again', {
          file: source.name,
        })
      }
      return content
    },
    pickle(name) {
      if (!pickles.has(name)) {
        const entry = zip.find(`${top}${name}`)
        pickles.set(name, entry === undefined ? undefined : readPickle(zip.open(entry), `${source.name}: ${name}`, found))
      }
      return pickles.get(name)
    },
    text: (name) => text(name, MAX_SMALL_TEXT),
    bytes(name) {
      const entry = zip.find(`${top}${name}`)
      return entry === undefined ? undefined : zip.open(entry)
    },
    findings: () => found,
  }
}

function readPickle(source: ByteSource, name: string, found: Finding[]): PyValue {
  const { events, recorded } = recorder()
  const { root, failure, protocol } = unpickle(source, 0, events)
  // TorchScript reads its pickles itself and imports nothing: what only torch.load would refuse is no finding
  const findings = pickleFindings({ events: recorded, protocol, ...(failure !== undefined && { failure }) }, name)
  found.push(...findings.filter(({ severity }) => severity !== 'low'))
  if (failure !== undefined) throw failure
  return root ?? null
}

function versionOf(zip: Zip, top: string): string | undefined {
  const entry = zip.find(`${top}version`) ?? zip.find(`${top}.data/version`)
  const text = entry === undefined || entry.size > 100 ? undefined : zip.text(entry, 100).trim()
  return text === undefined || !/^\d+$/.test(text) ? undefined : text
}
