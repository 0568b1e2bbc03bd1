import type { Signature } from '../../contract/types.ts'
import { isObject, type Json, own, parseDocument } from '../../formats/json-document.ts'
import { openMessage } from '../../formats/protobuf.ts'
import type { ModelFiles } from '../../model/types.ts'
import type { Framework, Inference, Match, Warning } from '../framework.ts'
import { binaryView, type View } from '../tensorflow/view.ts'
import { corrupt } from '../tfjs/json-view.ts'
import { compiledSignatures } from './compiled.ts'
import { match } from './detect.ts'
import { fieldsOf } from './features.ts'
import { DESCRIPTION, FUNCTION, MODEL } from './schema.ts'

/** Core ML: the description of a model, whatever kind of network or tree it is. Spec: apple.github.io/coremltools/mlmodel. */
export const coreml: Framework = { name: 'coreml', match, infer }

/** Manifest.json is 1 kB, metadata.json of a compiled model with thousands of columns some MB. */
const MAX_JSON = 16 * 1024 * 1024
/** Functions of one program: adapters of one language model. */
const MAX_FUNCTIONS = 10_000

function infer(files: ModelFiles, { path, format }: Match): Inference {
  if (format === 'mlmodelc') {
    const signatures = compiledSignatures(parseDocument(files.text(path, MAX_JSON), path), path)
    return { framework: { name: 'coreml', format }, signatures, warnings: [], findings: [] }
  }
  if (format === 'mlmodel') return readModel(files, path, format, [])
  const { model, missing } = readManifest(files, path)
  return readModel(files, model, format, missing)
}

function readModel(files: ModelFiles, file: string, format: string, warnings: readonly Warning[]): Inference {
  const model = binaryView(openMessage(files.open(file)))
  const description = model.child(MODEL.description)
  if (description === undefined) throw model.corrupt('holds no description')
  const version = `specification ${model.int(MODEL.version)}`
  return { framework: { name: 'coreml', version, format }, signatures: signaturesOf(description, file), warnings, findings: [] }
}

/** Since iOS 18 a program may have several functions, each with its own interface. */
function signaturesOf(description: View, file: string): readonly Signature[] {
  const functions = description.children(DESCRIPTION.functions)
  if (functions.length > MAX_FUNCTIONS) throw description.corrupt(`has ${functions.length} functions`)
  if (functions.length === 0) return [signatureOf('predict', description, DESCRIPTION, file)]
  return functions.map((one) => signatureOf(one.text(FUNCTION.name), one, FUNCTION, file))
}

function signatureOf(name: string, view: View, fields: typeof DESCRIPTION | typeof FUNCTION, file: string): Signature {
  return {
    name,
    inputs: fieldsOf(view.children(fields.inputs), view, file),
    outputs: fieldsOf(view.children(fields.outputs), view, file),
  }
}

/** @throws UserError `corrupt`, `lfs-pointer` for parts of the package that were not pulled */
function readManifest(files: ModelFiles, file: string): { readonly model: string; readonly missing: readonly Warning[] } {
  const manifest = parseDocument(files.text(file, MAX_JSON), file)
  const entries = isObject(manifest) ? own(manifest, 'itemInfoEntries') : undefined
  const root = isObject(manifest) ? own(manifest, 'rootModelIdentifier') : undefined
  const folder = `${file.slice(0, -'Manifest.json'.length)}Data/`
  const pathOf = (entry: Json | undefined): string | undefined => {
    const path = isObject(entry) ? own(entry, 'path') : undefined
    return typeof path === 'string' ? folder + path : undefined
  }
  const model = isObject(entries) && typeof root === 'string' ? pathOf(own(entries, root)) : undefined
  if (model === undefined || !isObject(entries)) throw corrupt(file, '', 'names no root model')
  if (files.find(model) === undefined) throw corrupt(file, 'rootModelIdentifier', `names ${model}, which is not in the package`)
  const missing: Warning[] = []
  for (const entry of Object.values(entries)) {
    const path = pathOf(entry)
    const parts = files.files.filter((one) => one.path === path || one.path.startsWith(`${path}/`))
    for (const part of parts) if (part.pointer !== undefined) files.open(part.path)
    if (path !== undefined && parts.length === 0) missing.push(notThere(path, file))
  }
  return { model, missing }
}

const notThere = (path: string, file: string): Warning => ({
  code: 'coreml-weights-missing',
  message: `${path} is not there: the contract is known, but nothing can load the model.`,
  where: file,
})
