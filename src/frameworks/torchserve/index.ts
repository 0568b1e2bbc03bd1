import { UserError } from '../../errors.ts'
import { isObject, type JsonObject, own, parseDocument } from '../../formats/json-document.ts'
import { isZip, openZip } from '../../formats/zip.ts'
import type { ModelFiles } from '../../model/types.ts'
import type { Framework, Inference, Match, ReadInside, Warning } from '../framework.ts'
import { NOTHING, unread, type Wrapped, wrappedIn } from '../wrappers/inside.ts'
import { allBelow, below, directoryOf, resolved, viewAt, viewOf } from '../wrappers/view.ts'
import { filesInZip, MAX_INFLATED } from './archive.ts'

/** Manifests are some hundred bytes. */
const MAX_MANIFEST = 1024 * 1024
const MANIFEST = 'MAR-INF/MANIFEST.json'
/** Archives looked into for a manifest; a model store has tens. */
const MAX_ARCHIVES = 1_000

/** Handlers that come with TorchServe take what people have (images, texts), not tensors: docs/default_handlers.md. */
const DEFAULT_HANDLERS = ['image_classifier', 'image_segmenter', 'object_detector', 'text_classifier']

/**
 * TorchServe archives: `.mar` (a zip) or a folder with `MAR-INF/MANIFEST.json`. The manifest names the serialized model, whose contract it is;
 * a handler may change it on the way, which only its code tells. Source: pytorch/serve model-archiver/README.md.
 */
export const torchserve: Framework = { name: 'torchserve', match, infer }

function match(files: ModelFiles): readonly Match[] {
  const folders = files.files
    .filter(({ path, size, pointer }) => size > 0 && pointer === undefined && (path === MANIFEST || path.endsWith(`/${MANIFEST}`)))
    .map(({ path }): Match => {
      const covers = [allBelow(directoryOf(directoryOf(path)))]
      return { format: 'mar', path, because: `${path} describes an archive of TorchServe`, covers }
    })
  const archives = files.files
    .filter(({ path, size, pointer }) => path.toLowerCase().endsWith('.mar') && size > 0 && pointer === undefined)
    .slice(0, MAX_ARCHIVES)
    .filter(({ path }) => isZip(files.open(path)))
    .map(({ path }): Match => ({ format: 'mar', path, because: `${path} is an archive of TorchServe`, covers: [] }))
  return [...folders, ...archives]
}

function infer(files: ModelFiles, { path, because }: Match, readInside?: ReadInside): Inference {
  const isFolder = path === MANIFEST || path.endsWith(`/${MANIFEST}`)
  const root = isFolder ? directoryOf(directoryOf(path)) : path
  const content = isFolder ? files : filesInZip(openZip(files.open(path)), path)
  const manifest = below(root, MANIFEST)
  if (content.find(manifest) === undefined) {
    throw new UserError('not-inferable', `${path} is a zip without ${MANIFEST}: no archive of TorchServe`, 'pack it with torch-model-archiver', {
      file: path,
    })
  }
  const model = manifestIn(content, manifest)
  const wrapped = readModel(model, root, content, readInside)
  return {
    framework: { name: 'torchserve', format: 'mar' },
    signatures: wrapped.signatures,
    warnings: [...wrapped.warnings, ...handlerWarnings(model, path)],
    findings: wrapped.findings,
    ...(wrapped.inside !== undefined && wrapped.inside !== because && { inside: wrapped.inside }),
  }
}

function manifestIn(files: ModelFiles, manifest: string): JsonObject {
  const json = parseDocument(files.text(manifest, MAX_MANIFEST), manifest)
  const model = isObject(json) ? own(json, 'model') : undefined
  if (model !== undefined && isObject(model)) return model
  throw new UserError('corrupt', `${manifest} describes no model`, 'pack it again with torch-model-archiver', { file: manifest })
}

function readModel(model: JsonObject, root: string, files: ModelFiles, readInside: ReadInside | undefined): Wrapped {
  const name = textAt(model, 'serializedFile')
  if (name === '') return readParts(root, files, readInside)
  // archives hold the file under its bare name, whatever path it was packed from
  const path = resolved(root, name) ?? below(root, name)
  const file = files.find(path)
  if (file === undefined) return { ...NOTHING, warnings: [unread(root || MANIFEST, `${name} is not in it`)] }
  if (file.size > MAX_INFLATED && root.endsWith('.mar') && files.label === root) {
    return { ...NOTHING, warnings: [unread(root, `${name} is too large to be unpacked here; --archive-format no-archive leaves it readable`)] }
  }
  return wrappedIn(viewAt(files, root || MANIFEST, path), readInside, { wrapper: root || MANIFEST, isDeclared: false })
}

/** Archives of Multi Model Server name no file; a model made by code has none but its code. */
function readParts(root: string, files: ModelFiles, readInside: ReadInside | undefined): Wrapped {
  const wrapper = root || MANIFEST
  const parts = viewOf(
    files,
    wrapper,
    (path) => path.startsWith(root === '' ? '' : `${root}/`) && !path.includes('MAR-INF/') && !path.endsWith('.py'),
  )
  const readable = parts.files.every(({ size }) => size <= MAX_INFLATED)
  if (parts.files.length > 0 && readable) return wrappedIn(parts, readInside, { wrapper, isDeclared: false })
  return { ...NOTHING, warnings: [unread(wrapper, 'its manifest names no serialized file: the model is made by code')] }
}

function handlerWarnings(model: JsonObject, path: string): readonly Warning[] {
  const handler = textAt(model, 'handler')
  if (handler === '') return []
  const isDefault = DEFAULT_HANDLERS.includes(handler)
  const message = isDefault
    ? `callers of TorchServe send ${handler.startsWith('text') ? 'text' : 'images'}: the handler ${handler} makes tensors of it. The contract is the model's`
    : `the handler ${handler} stands between callers and the model, and only its code tells what it changes. The contract is the model's`
  return [{ code: 'torchserve-handler', message, where: path }]
}

function textAt(model: JsonObject, key: string): string {
  const value = own(model, key)
  return typeof value === 'string' ? value : ''
}
