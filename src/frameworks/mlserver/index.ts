import { UserError } from '../../errors.ts'
import { isObject, type JsonObject, own, parseDocument } from '../../formats/json-document.ts'
import type { ModelFiles } from '../../model/types.ts'
import type { Framework, Inference, Match, ReadInside } from '../framework.ts'
import { NOTHING, unread, type Wrapped, wrappedIn } from '../wrappers/inside.ts'
import { calledBy, isNumber, seenThrough, USUAL_METHODS } from '../wrappers/seen-through.ts'
import { contentTypeOf, declaredTensors, INFER } from '../wrappers/v2-metadata.ts'
import { allBelow, directoryOf, filesNamed, isThere, resolved, viewAt, viewOf } from '../wrappers/view.ts'

/** Metadata of 10,000 tensors is about 2 MB. */
const MAX_TEXT = 8 * 1024 * 1024

const SETTINGS = 'model-settings.json'

/** Runtimes that serve a file as it is; other implementations are code, whose interface only the settings tell. MLServer docs, "Inference Runtimes". */
const RUNTIMES = /^mlserver_(?:sklearn|xgboost|lightgbm|catboost|mlflow|onnx)\./

/**
 * MLServer models: tensors in `model-settings.json` are a declared contract, held against the model that its runtime loads.
 * Source: SeldonIO/MLServer docs, reference/model-settings.md.
 */
export const mlserver: Framework = { name: 'mlserver', match, infer }

function match(files: ModelFiles): readonly Match[] {
  return filesNamed(
    files,
    (name) => name === SETTINGS,
    (head) => /^\s*\{/.test(head) && /"(?:implementation|platform|parameters|inputs|outputs)"\s*:/.test(head),
  ).map((path) => ({
    format: SETTINGS,
    path,
    because: `${path} describes a model of MLServer`,
    covers: [allBelow(directoryOf(path))],
  }))
}

function infer(files: ModelFiles, { path: file }: Match, readInside?: ReadInside): Inference {
  const json = settingsIn(files, file)
  const declaration = declaredTensors(json, file, 'mlserver', (key, message) => invalid(file, key, message))
  const wrapped = readModel(json, file, files, readInside, declaration !== null)
  const called = calledBy(wrapped.signatures, USUAL_METHODS)
  const facts = {
    framework: { name: 'mlserver', format: SETTINGS },
    warnings: wrapped.warnings,
    findings: wrapped.findings,
    ...(wrapped.inside !== undefined && { inside: wrapped.inside }),
  }
  if (declaration === null) return { ...facts, signatures: called === undefined ? [] : [{ ...called, name: INFER }] }
  const [declared] = declaration.contract.signatures
  if (called === undefined || declared === undefined) return { ...facts, signatures: [], declarations: [declaration] }
  const isTable = contentTypeOf(json) === 'pd'
  const seen = seenThrough(declaration, declared, called, {
    names: 'free',
    // tensors become numpy arrays or a data frame, and the model converts those
    converts: ({ type }, found) => isNumber(type) && isNumber(found.type),
    isColumn: (field) => isTable && 'shape' in field && (field.shape?.length ?? 1) === 1,
  })
  return { ...facts, signatures: [seen], declarations: [declaration] }
}

function readModel(json: JsonObject, file: string, files: ModelFiles, readInside: ReadInside | undefined, isDeclared: boolean): Wrapped {
  const implementation = own(json, 'implementation')
  if (typeof implementation !== 'string' || !RUNTIMES.test(implementation)) {
    return isDeclared ? NOTHING : { ...NOTHING, warnings: [unread(file, `${String(implementation ?? 'its implementation')} is code`)] }
  }
  const parameters = own(json, 'parameters')
  const uri = isObject(parameters) ? own(parameters, 'uri') : undefined
  const directory = directoryOf(file)
  const path = typeof uri === 'string' ? resolved(directory, uri) : directory
  const asked = { wrapper: file, isDeclared }
  if (path === directory) return wrappedIn(beside(files, file, directory), readInside, asked)
  if (path === null || !isThere(files, path)) return { ...NOTHING, warnings: [unread(file, `${String(uri)} is not here`)] }
  return wrappedIn(viewAt(files, file, path), readInside, asked)
}

/** A runtime without `uri` looks for well-known names in its own directory. */
function beside(files: ModelFiles, file: string, directory: string): ModelFiles {
  const prefix = directory === '' ? '' : `${directory}/`
  return viewOf(files, file, (path) => path.startsWith(prefix) && path !== file && path !== `${prefix}settings.json`)
}

function settingsIn(files: ModelFiles, file: string): JsonObject {
  const json = parseDocument(files.text(file, MAX_TEXT), file)
  if (isObject(json)) return json
  throw invalid(file, '', 'must be an object')
}

function invalid(file: string, key: string, message: string): UserError {
  const where = { file, ...(key !== '' && { key }) }
  return new UserError(
    'definition-invalid',
    `${file}${key === '' ? '' : `: ${key}`} ${message}`,
    'write it as MLServer reads it: docs/definition.md',
    where,
  )
}
