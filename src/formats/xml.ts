import { SaxesParser } from 'saxes'
import { UserError } from '../errors.ts'
import type { ByteSource } from './bytes.ts'

/**
 * XML, streamed: nothing is kept but the path to where we are. Entities other than XML's own five are refused, so no entity can grow;
 * document types are skipped, and nothing outside of the file is ever fetched.
 */

/** Bytes read at once. */
const CHUNK = 65_536
/** Bytes without a single tag: long texts are binary data or padding. */
const MAX_SILENCE = 16 * 1024 * 1024
/** Elements inside elements; nested loop bodies of networks stay below 50. */
const MAX_DEPTH = 256
/** Elements of one file: a network of 100,000 layers has about 3 million. */
const MAX_ELEMENTS = 20_000_000
/** Attributes of one element; descriptions have a dozen. */
const MAX_ATTRIBUTES = 1_000

/** Attributes of an element, own properties only. */
export type Attributes = ReadonlyMap<string, string>

export interface XmlVisitor {
  /** An element begins; `path` names it and those around it, the root first. Valid until it returns. */
  open(path: readonly string[], attributes: Attributes): void
  close?(path: readonly string[]): void
  /** Text between tags, whole. */
  text?(path: readonly string[], text: string): void
}

/** Encodings that XML declarations name, as the decoder calls them; others are refused. */
const ENCODINGS = /^(?:utf-?8|utf-16(?:le|be)?|us-ascii|iso-8859-\d{1,2}|windows-125\d|koi8-r|gb2312|gbk|gb18030|big5|shift_jis|euc-(?:jp|kr))$/

/**
 * The encoding of a document by its first bytes: byte order mark, declaration, else UTF-8. Null for one that is not known.
 * Source: XML 1.0, appendix F.
 */
export function encodingOf(head: Uint8Array): string | null {
  const [first, second] = head
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  if (first === 0x3c && second === 0) return 'utf-16le'
  if (first === 0 && second === 0x3c) return 'utf-16be'
  const prolog = String.fromCharCode(...head.subarray(0, 200))
  const named = /^(?:\u00ef\u00bb\u00bf)?<\?xml\s[^>]*?\bencoding\s*=\s*["']([\w.-]+)["']/.exec(prolog)?.[1]?.toLowerCase()
  // a declaration that could be read byte by byte is in no encoding of two
  if (named === undefined || named.startsWith('utf-16')) return 'utf-8'
  return ENCODINGS.test(named) ? named : null
}

/** @throws UserError `truncated` where the file ends inside an element, `corrupt` for what is no well-formed XML in its encoding */
export function readXml(source: ByteSource, visitor: XmlVisitor): void {
  const parser = new SaxesParser()
  const path: string[] = []
  let elements = 0
  let silent = 0
  parser.on('opentag', ({ name, attributes }) => {
    silent = 0
    elements += 1
    if (elements > MAX_ELEMENTS) throw corrupt(source, `has more than ${MAX_ELEMENTS} elements`)
    if (path.length >= MAX_DEPTH) throw corrupt(source, `nests elements deeper than ${MAX_DEPTH}`, parser.line)
    const entries = Object.entries(attributes)
    if (entries.length > MAX_ATTRIBUTES) throw corrupt(source, `has an element of ${entries.length} attributes`, parser.line)
    path.push(name)
    visitor.open(path, new Map(entries))
  })
  parser.on('closetag', () => {
    silent = 0
    visitor.close?.(path)
    path.pop()
  })
  parser.on('text', (text) => {
    visitor.text?.(path, text)
  })
  const encoding = encodingOf(source.read(0, Math.min(source.size, 256)))
  if (encoding === null) throw corrupt(source, 'is written in an encoding that is not known')
  const decoder = new TextDecoder(encoding, { fatal: true })
  for (let at = 0; at < source.size; at += CHUNK) {
    const length = Math.min(CHUNK, source.size - at)
    silent += length
    if (silent > MAX_SILENCE) throw corrupt(source, `has more than ${MAX_SILENCE} bytes without an element`)
    const chunk = source.read(at, length)
    attempt(source, parser, () => parser.write(decoder.decode(chunk, { stream: true })))
  }
  // whatever is still open was never closed
  if (path.length > 0) throw truncated(source, path)
  attempt(source, parser, () => parser.close())
}

/** saxes reports what is not well-formed as plain Error, TextDecoder as TypeError of this code; anything else is a bug or a visitor's. */
function attempt(source: ByteSource, parser: SaxesParser, step: () => unknown): void {
  try {
    step()
  } catch (error) {
    if (!(error instanceof Error) || error instanceof UserError) throw error
    const isEncoding = 'code' in error && error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA'
    if (error.name !== 'Error' && !isEncoding) throw error
    throw corrupt(source, `is no well-formed XML: ${error.message.slice(0, 200)}`, parser.line)
  }
}

function truncated(source: ByteSource, path: readonly string[]): UserError {
  const message = `${source.name} ends inside of <${path.at(-1)}>`
  return new UserError('truncated', message, 'The file is cut off: copy or check it out again in full.', { file: source.name })
}

function corrupt(source: ByteSource, what: string, line?: number): UserError {
  const where = line === undefined ? { file: source.name } : { file: source.name, line }
  return new UserError('corrupt', `${source.name} ${what}`, 'The file is damaged or not what its name says: export the model again.', where)
}
