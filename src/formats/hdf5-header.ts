import { type Cursor, corrupt, cursorOf, type Hdf5Context } from './hdf5-cursor.ts'

/** Message types that are read (spec IV.A.2). */
export const MESSAGE = {
  dataspace: 0x01,
  linkInfo: 0x02,
  datatype: 0x03,
  link: 0x06,
  layout: 0x08,
  attribute: 0x0c,
  continuation: 0x10,
  symbolTable: 0x11,
  attributeInfo: 0x15,
} as const

export interface Message {
  readonly type: number
  /** The body is not here, but in another object (committed datatype) or a shared heap. */
  readonly shared: boolean
  readonly body: Cursor
}

/** Messages of one object: a group of 20,000 compact links would be dense instead. */
const MAX_MESSAGES = 100_000
/** One block of messages; dense storage starts far below. */
const MAX_HEADER_BYTES = 64 * 1024 * 1024

/** The messages of an object, continuations included (spec IV.A.1). Throws UserError `corrupt`, `truncated`, `unsafe`. */
export function readHeader(context: Hdf5Context, address: number): readonly Message[] {
  const start = context.block(address, 4)
  return start.magic() === 'OHDR' ? readVersion2(context, address) : readVersion1(context, address)
}

function readVersion1(context: Hdf5Context, address: number): readonly Message[] {
  const prefix = context.block(address, 16)
  if (prefix.uint(1) !== 1) throw corrupt(context.source, 'has no object header where one should be')
  prefix.skip(7)
  const size = headerSize(context, prefix.uint(4))
  const blocks: { address: number; length: number }[] = [{ address: address + 16, length: size }]
  const messages: Message[] = []
  for (let block = blocks.shift(); block !== undefined; block = blocks.shift()) {
    const cursor = context.block(block.address, headerSize(context, block.length))
    while (cursor.left() >= 8) {
      const [type, length, flags] = [cursor.uint(2), cursor.uint(2), cursor.uint(1)]
      cursor.skip(3)
      add(context, messages, blocks, { type, shared: (flags & 2) !== 0, body: cursorOf(context.source, cursor.bytes(length)) })
    }
  }
  return messages
}

function readVersion2(context: Hdf5Context, address: number): readonly Message[] {
  const head = context.block(address, 6)
  head.skip(4)
  const [version, flags] = [head.uint(1), head.uint(1)]
  if (version !== 2) throw corrupt(context.source, `has an object header of version ${version}`)
  const skipped = 6 + ((flags & 0x20) !== 0 ? 16 : 0) + ((flags & 0x10) !== 0 ? 4 : 0)
  const width = 1 << (flags & 3)
  const size = headerSize(context, context.block(address + skipped, width).uint(width))
  const blocks = [{ address: address + skipped + width, length: size }]
  const messages: Message[] = []
  for (let first = true, block = blocks.shift(); block !== undefined; block = blocks.shift(), first = false) {
    const cursor = context.block(block.address, headerSize(context, block.length))
    if (!first && cursor.magic() !== 'OCHK') throw corrupt(context.source, 'has a broken continuation of an object header')
    // a continuation ends in a checksum; what is left of a block and too short for a message is a gap
    const end = first ? cursor.length : cursor.length - 4
    const prefix = (flags & 4) !== 0 ? 6 : 4
    while (cursor.at + prefix <= end) {
      const [type, length, messageFlags] = [cursor.uint(1), cursor.uint(2), cursor.uint(1)]
      cursor.skip(prefix - 4)
      add(context, messages, blocks, { type, shared: (messageFlags & 2) !== 0, body: cursorOf(context.source, cursor.bytes(length)) })
    }
  }
  return messages
}

function add(context: Hdf5Context, messages: Message[], blocks: { address: number; length: number }[], message: Message): void {
  if (messages.length >= MAX_MESSAGES) throw corrupt(context.source, `has an object with more than ${MAX_MESSAGES} messages`)
  if (message.type === MESSAGE.continuation) {
    blocks.push({ address: message.body.uint(context.offsetSize), length: message.body.uint(context.lengthSize) })
  } else if (message.type !== 0) messages.push(message)
}

function headerSize(context: Hdf5Context, size: number): number {
  if (size < 0 || size > MAX_HEADER_BYTES) throw corrupt(context.source, `has an object header of ${size} bytes`)
  return size
}
