import { UserError } from '../../errors.ts'
import { parsePbtxt } from '../../formats/pbtxt.ts'
import { openMessage } from '../../formats/protobuf.ts'
import type { ModelFiles } from '../../model/types.ts'
import { jsonRecord } from './json-record.ts'
import { requireOnnxStart, type Spelling } from './match.ts'
import { binaryRecord, type Rec } from './record.ts'
import { MODEL } from './schema.ts'
import { textRecord } from './text-record.ts'

/** Text forms are whole strings in memory and are used for small graphs only: weights in text are ten times their size. */
const MAX_TEXT_BYTES = 64 * 1024 * 1024

/** The model of a file, read lazily where the spelling allows it. @throws UserError `corrupt`, `truncated`, `empty-file`, `lfs-pointer` */
export function openModel(files: ModelFiles, path: string, spelling: Spelling): Rec {
  switch (spelling) {
    case 'onnx': {
      const source = files.open(path)
      requireOnnxStart(source)
      return binaryRecord(openMessage(source), MODEL)
    }
    case 'onnx-text':
      // raw_data is arbitrary bytes: neither needed nor text
      return textRecord(parsePbtxt(files.text(path, MAX_TEXT_BYTES), { file: path, code: 'corrupt', skip: new Set(['raw_data', 'doc_string']) }))
    case 'onnx-json':
      return jsonRecord(parseJson(files.text(path, MAX_TEXT_BYTES), path), path)
  }
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new UserError('corrupt', `${file} is not valid JSON`, 'Export the model again and upload the new file.', { file }, { cause })
  }
}

/** Versions of the operator sets by domain; '' is the default one. */
export type Opsets = ReadonlyMap<string, number>

/** An absent or `ai.onnx` domain is the default domain. */
export const domainOf = (record: Rec): string => {
  const domain = record.text('domain') ?? ''
  return domain === 'ai.onnx' ? '' : domain
}

/** Before IR version 3 there was no import: operator set 1 is meant (IR.md, "Operator Sets"). */
export function opsetsOf(record: Rec, irVersion: number): Opsets {
  const imports = new Map(record.messages('opset_import').map((entry) => [domainOf(entry), entry.int('version') ?? 0]))
  if (imports.size === 0 && irVersion < 3) imports.set('', 1)
  return imports
}
