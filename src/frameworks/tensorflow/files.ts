import type { ByteSource } from '../../formats/bytes.ts'
import { parsePbtxt } from '../../formats/pbtxt.ts'
import { openMessage } from '../../formats/protobuf.ts'
import type { ModelFiles } from '../../model/types.ts'
import { TEXT_BYTES, TEXT_SKIPPED } from './schema.ts'
import { binaryView, textView, type View } from './view.ts'

/** Bytes of a text graph: above it nobody writes text (weights would take three times their size). */
const MAX_TEXT = 256 * 2 ** 20

export function openBinary(source: ByteSource): View {
  return binaryView(openMessage(source))
}

/** @throws UserError `corrupt` or `truncated` with line and column. */
export function openText(files: ModelFiles, path: string): View {
  const message = parsePbtxt(files.text(path, MAX_TEXT), { file: path, code: 'corrupt', skip: TEXT_SKIPPED, bytes: TEXT_BYTES })
  return textView(message, path)
}
