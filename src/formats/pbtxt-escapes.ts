import type { UserError } from '../errors.ts'

const ENCODER = new TextEncoder()

/**
 * The bytes of one quoted string of the protobuf text format, given as written between its quotes. Spec: textformat-spec, "String Literals".
 * @throws what `fail` makes of a message.
 */
export function* unescaped(piece: string, fail: (message: string) => UserError): Generator<number> {
  const parts = /\\(?:([0-7]{1,3})|[xX]([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([\s\S]))|[^\\]+/g
  for (const [plain, octal, hex, short, long, letter] of piece.matchAll(parts)) {
    if (octal !== undefined) yield Number.parseInt(octal, 8) & 0xff
    else if (hex !== undefined) yield Number.parseInt(hex, 16)
    else if (short !== undefined || long !== undefined) {
      const code = Number.parseInt(short ?? long ?? '', 16)
      if (code > 0x10ffff) throw fail(`\\U${code.toString(16)} is no character`)
      yield* ENCODER.encode(String.fromCodePoint(code))
    } else if (letter !== undefined) {
      const code = ESCAPES.get(letter)
      if (code === undefined) throw fail(`\\${letter} is no escape`)
      yield code
    } else yield* ENCODER.encode(plain)
  }
}

const ESCAPES: ReadonlyMap<string, number> = new Map([
  ['a', 7],
  ['b', 8],
  ['t', 9],
  ['n', 10],
  ['v', 11],
  ['f', 12],
  ['r', 13],
  ['"', 34],
  ["'", 39],
  ['?', 63],
  ['\\', 92],
])
