import { UserError } from '../../errors.ts'
import { isObject, parseDocument } from '../../formats/json-document.ts'
import type { ModelFiles } from '../../model/types.ts'
import type { Framework, Inference, Match, ReadInside } from '../framework.ts'
import { seenByTriton } from '../triton/inside.ts'
import { wrappedIn } from '../wrappers/inside.ts'
import { calledBy, USUAL_METHODS } from '../wrappers/seen-through.ts'
import { declaredTensors, INFER, isV2Metadata } from '../wrappers/v2-metadata.ts'
import { allBelow, directoryOf, filesNamed, viewOf } from '../wrappers/view.ts'

/** Metadata of 10,000 tensors is about 2 MB. */
const MAX_TEXT = 8 * 1024 * 1024

/** ModelMesh mounts `schema.json` as `_schema.json`; `metadata.json` is what a server answers to GET v2/models/NAME. */
const NAMES = ['_schema.json', 'schema.json', 'metadata.json']

/**
 * Metadata of the KServe v2 protocol beside a model: what a server is told, or tells, of its tensors. The model's own framework stays its framework.
 * Source: kserve/modelmesh-serving docs/predictors/schema.md; kserve/open-inference-protocol.
 */
export const kserve: Framework = { name: 'kserve', match, infer }

function match(files: ModelFiles): readonly Match[] {
  return filesNamed(files, (name) => NAMES.includes(name), isV2Metadata).map((path) => ({
    format: 'kserve-v2',
    path,
    because: `${path} declares the tensors of a model in KServe's terms`,
    covers: [allBelow(directoryOf(path))],
  }))
}

function infer(files: ModelFiles, { path: file }: Match, readInside?: ReadInside): Inference {
  const json = parseDocument(files.text(file, MAX_TEXT), file)
  if (!isObject(json)) throw invalid(file, '', 'must be an object')
  const declaration = declaredTensors(json, file, 'kserve', (key, message) => invalid(file, key, message))
  const directory = directoryOf(file)
  const beside = viewOf(files, file, (path) => path !== file && (directory === '' || path.startsWith(`${directory}/`)))
  const wrapped = wrappedIn(beside, readInside, { wrapper: file, isDeclared: declaration !== null })
  const model = calledBy(wrapped.signatures, USUAL_METHODS)
  const facts = {
    framework: wrapped.framework === '' ? { name: 'kserve', format: 'kserve-v2' } : wrapped.id,
    warnings: wrapped.warnings,
    findings: wrapped.findings,
    ...(wrapped.inside !== undefined && { inside: wrapped.inside }),
  }
  if (declaration === null) return { ...facts, signatures: model === undefined ? [] : [{ ...model, name: INFER }] }
  const setting = { config: { inputs: [], outputs: [], scattered: new Set<string>() }, batching: 'plain', framework: wrapped.framework } as const
  const seen = model === undefined ? undefined : seenByTriton(declaration, model, setting)
  return { ...facts, signatures: seen === undefined ? [] : [seen], declarations: [declaration] }
}

function invalid(file: string, key: string, message: string): UserError {
  const where = { file, ...(key !== '' && { key }) }
  return new UserError(
    'definition-invalid',
    `${file}${key === '' ? '' : `: ${key}`} ${message}`,
    'write tensors as {"name", "datatype", "shape"}',
    where,
  )
}
