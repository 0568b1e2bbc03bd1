import { UserError } from '../../errors.ts'
import type { ByteSource } from '../../formats/bytes.ts'
import { encodingOf } from '../../formats/xml.ts'
import type { ModelFiles } from '../../model/types.ts'
import type { Framework, Inference, Match, Warning } from '../framework.ts'
import { type Model, type PmmlDocument, readDocument } from './document.ts'
import { interfaceOf } from './interface.ts'

/** PMML, the XML of data mining models. Spec: dmg.org/pmml. */
export const pmml: Framework = { name: 'pmml', match, infer }

/** Bytes in which the root element begins: a licence may come before it. */
const HEAD = 16_384

function match(files: ModelFiles): readonly Match[] {
  return files.files
    .filter((file) => file.pointer === undefined && file.size > 0 && isPmml(files.open(file.path)))
    .map(({ path }) => ({ format: 'pmml', path, because: `${path} holds a PMML document`, covers: [path] }))
}

const ROOT = /^\ufeff?\s*(?:<\?[\s\S]*?\?>\s*|<!--[\s\S]*?-->\s*|<!DOCTYPE[^>[]*(?:\[[^\]]*\])?[^>]*>\s*)*<(?:[\w.-]+:)?PMML[\s>/]/

function isPmml(source: ByteSource): boolean {
  // of thousands of other files one page is read, not sixteen kilobytes
  const start = source.read(0, Math.min(source.size, START))
  if (start.find((byte) => !BEFORE_TEXT.has(byte)) !== LESS_THAN) return false
  const head = source.read(0, Math.min(source.size, HEAD))
  return ROOT.test(new TextDecoder(encodingOf(head) ?? 'utf-8').decode(head))
}

/** Bytes in which the first `<` comes: only white space and a byte order mark (of UTF-8 or UTF-16, whose other bytes are zeros) come before it. */
const START = 64
const LESS_THAN = 0x3c
const BEFORE_TEXT: ReadonlySet<number> = new Set([0x00, 0x09, 0x0a, 0x0d, 0x20, 0xef, 0xbb, 0xbf, 0xfe, 0xff])

function infer(files: ModelFiles, { path: file }: Match): Inference {
  const document = readDocument(files.open(file))
  const [model] = document.models
  if (model === undefined) {
    const remedy = 'Export the model with its transformations as one PMML document, or declare the contract.'
    throw new UserError('not-inferable', `${file} holds a data dictionary and no model`, remedy, { file })
  }
  return {
    framework: { name: 'pmml', ...(document.version !== '' && { version: document.version.slice(0, 40) }), format: 'pmml' },
    signatures: [{ name: 'predict', ...interfaceOf(document, model, file) }],
    warnings: warningsOf(document, model, file),
    findings: [],
  }
}

function warningsOf({ models, dataFields }: PmmlDocument, model: Model, file: string): readonly Warning[] {
  const undescribed = model.miningFields.filter(({ name, usageType }) => usageType === 'active' && !dataFields.has(name)).map(({ name }) => name)
  return [
    ...(models.length > 1
      ? [warning('pmml-several-models', `${file} holds ${models.length} models: consumers take the first, a ${model.element}`, file)]
      : []),
    ...(model.isScorable
      ? []
      : [warning('pmml-not-scorable', `the ${model.element} says isScorable="false": it describes and predicts nothing`, file)]),
    ...(undescribed.length > 0
      ? [warning('pmml-undescribed-fields', `no DataField describes ${undescribed.slice(0, 5).join(', ')}: their types are unknown`, file)]
      : []),
  ]
}

const warning = (code: string, message: string, where: string): Warning => ({ code, message, where })
