import { UserError } from '../errors.ts'
import type { ByteSource } from '../formats/bytes.ts'
import { decodeNpyHeader, isNpy } from '../formats/npy.ts'
import { isZip, openZip } from '../formats/zip.ts'
import { lenientEntries } from '../formats/zip-lenient.ts'
import type { ModelFiles } from '../model/types.ts'
import type { Finding } from './framework.ts'
import { pickleFindings } from './pickle-findings.ts'
import { isSpent, type Ledger, ledgerOf, mayBePickle, openPickle, type PickledFile, readPickle } from './pickles.ts'

/** Pickles behind each other in one file (PyTorch's old format has five). */
const MAX_PICKLES = 64
/** Archives within archives. */
const MAX_DEPTH = 3
/** Entries of one archive that are opened. */
const MAX_ENTRIES = 20_000

/** Findings in every pickle of a model's files: plain, compressed, one behind another, in arrays and in archives. Never throws for content. */
export function scanPickles(files: ModelFiles): readonly Finding[] {
  const ledger = ledgerOf(files)
  const findings = files.files.flatMap((file): readonly Finding[] => {
    if (file.pointer !== undefined || file.size < 2) return []
    return quietly(() => {
      const source = files.open(file.path)
      if (isContainer(source)) return scan(source, file.path, 0, ledger)
      return mayBePickle(source, file) ? scanned(openPickle(files, file.path), file.path, ledger) : []
    })
  })
  if (!isSpent(ledger)) return findings
  const message = 'hold more opcodes than any model: the last of them were not looked at'
  return [...findings, { severity: 'high', message: `the pickles of this model ${message}`, where: files.label }]
}

const isContainer = (source: ByteSource): boolean => isZip(source) || isNpy(source) || isSevenZip(source)

/** `7z\xbc\xaf\x27\x1c` */
const isSevenZip = (source: ByteSource): boolean =>
  source.size > 6 && [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c].every((byte, i) => source.read(0, 6)[i] === byte)

function scan(source: ByteSource, path: string, depth: number, ledger: Ledger): readonly Finding[] {
  if (isSevenZip(source)) return [{ severity: 'high', message: 'is a 7z archive: nothing can tell what is in it', where: path }]
  if (isZip(source)) return depth >= MAX_DEPTH ? [] : scanZip(source, path, depth, ledger)
  if (isNpy(source)) {
    const header = decodeNpyHeader(source)
    return /O/.test(header.descr) || header.descr === '|V0' ? scanned(readPickle(source, header.start, ledger), path, ledger) : []
  }
  return mayBePickle(source, { path, size: source.size }) ? scanned(readPickle(source, 0, ledger), path, ledger) : []
}

/** By its directory; an archive or entry that a careful reader refuses is looked into all the same. */
function scanZip(source: ByteSource, path: string, depth: number, ledger: Ledger): readonly Finding[] {
  const careful = quietly(() => {
    const zip = openZip(source)
    return zip.entries.slice(0, MAX_ENTRIES).flatMap((entry): readonly Finding[] => {
      if (entry.directory || entry.size < 2) return []
      const head = zip.head(entry, 8)
      const isWorth = PICKLE_ENTRY.test(entry.name) || head[0] === 0x80 || head[0] === 0x93 || head[0] === 0x50
      return isWorth ? quietly(() => scan(zip.open(entry), `${path}: ${entry.name}`, depth + 1, ledger)) : []
    })
  })
  if (careful.some(({ severity }) => severity === 'critical')) return careful
  const lenient = lenientEntries(source).flatMap((entry) => quietly(() => scan(entry, entry.name, depth + 1, ledger)))
  return [...careful, ...lenient]
}

const PICKLE_ENTRY = /\.(?:pkl|pickle|joblib|npy|pt|pth|bin|dat|sav)$/i

/** A pickle's own findings, and those of the pickles behind its STOP. */
function scanned(first: PickledFile, path: string, ledger: Ledger): readonly Finding[] {
  const findings = [...pickleFindings(first, path)]
  let last = first
  for (let i = 0; i < MAX_PICKLES && last.failure === undefined && last.end < last.source.size; i++) {
    last = readPickle(last.source, last.end, ledger)
    findings.push(...pickleFindings(last, path))
  }
  return findings
}

/** A damaged file is told by whoever reads it; here it has nothing to say. */
function quietly(look: () => readonly Finding[]): readonly Finding[] {
  try {
    return look()
  } catch (error) {
    if (error instanceof UserError) return []
    throw error
  }
}
