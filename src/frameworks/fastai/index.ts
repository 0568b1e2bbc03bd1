import { type DType, evidenceOf, type Field, type Signature } from '../../contract/types.ts'
import { UserError } from '../../errors.ts'
import { isZip, openZip } from '../../formats/zip.ts'
import type { ModelFile, ModelFiles } from '../../model/types.ts'
import type { Framework, Inference, Match, Warning } from '../framework.ts'
import { type Container, containerOf, pickleEntry } from '../pytorch/containers.ts'
import { partsOfModule } from '../pytorch/parts.ts'
import type { Found } from '../pytorch/probe.ts'
import { readSaved } from '../pytorch/saved.ts'
import type { Need } from '../pytorch/values.ts'
import { type Learner, learnerOf } from './learner.ts'
import { follow, outputsOf } from './outputs.ts'
import { tableFields } from './tabular.ts'

/** fastai v1 and v2: what `Learner.export` wrote. Columns, sizes and classes are in the pipeline that is stored with the network. */
export const fastai: Framework = { name: 'fastai', match, infer }

function match(files: ModelFiles): readonly Match[] {
  return files.files.flatMap((file): readonly Match[] => {
    const container = learnerContainer(files, file)
    if (container === undefined) return []
    return [{ format: 'export.pkl', path: file.path, because: `${file.path} holds a Learner of fastai`, covers: [file.path] }]
  })
}

/** Bytes of the pickle in which a learner's first classes are named. */
const HEAD = 16_384

/** `fastai.learner`, `fastai.tabular.learner` … of v2 as the first class; v1 begins with its optimizer and names its Learner last. */
function learnerContainer(files: ModelFiles, file: ModelFile): Container | undefined {
  if (file.pointer !== undefined || file.size < 16) return undefined
  const container = containerOf(files, file)
  if (container !== 'zip' && container !== 'legacy') return undefined
  const head = headOf(files, file.path)
  if (/fastai2?\.(?:[\w.]+\.)?learner.{0,8}\w*Learner/s.test(head.slice(0, 512))) return container
  return /fastai/.test(head) && learnerOf(quietRoot(files, file.path, container)) !== undefined ? container : undefined
}

function headOf(files: ModelFiles, path: string): string {
  const source = files.open(path)
  const decoded = (bytes: Uint8Array): string => new TextDecoder('latin1').decode(bytes)
  if (!isZip(source)) return decoded(source.read(0, Math.min(source.size, HEAD)))
  try {
    const zip = openZip(source)
    const entry = pickleEntry(zip)
    return entry === undefined ? '' : decoded(zip.head(entry, HEAD))
  } catch (error) {
    if (error instanceof UserError) return ''
    throw error
  }
}

function quietRoot(files: ModelFiles, path: string, container: Container): ReturnType<typeof readSaved>['root'] {
  try {
    return readSaved(files, path, container).root
  } catch (error) {
    if (error instanceof UserError) return null
    throw error
  }
}

function infer(files: ModelFiles, { path }: Match): Inference {
  const file = files.find(path)
  const container = file === undefined ? undefined : containerOf(files, file)
  if (container === undefined) throw new UserError('corrupt', `${path} is not what it seemed to be`, 'Export the learner again.', { file: path })
  const { root, findings } = readSaved(files, path, container)
  const learner = learnerOf(root)
  const framework = { name: 'fastai', format: 'export.pkl' }
  if (learner === undefined) {
    if (findings.some(({ severity }) => severity === 'critical' || severity === 'high')) return { framework, signatures: [], warnings: [], findings }
    throw new UserError('corrupt', `${path} names a Learner of fastai and holds none.`, 'Export it again: learn.export("export.pkl").', {
      file: path,
    })
  }
  const { signature, warnings } = describe(learner, path)
  return { framework, signatures: [signature], warnings, findings }
}

function describe(learner: Learner, path: string): { readonly signature: Signature; readonly warnings: readonly Warning[] } {
  const { model, table } = learner
  if (table !== undefined) {
    const inputs = tableFields(table, path)
    return { signature: { name: 'predict', inputs, outputs: outputsOf(learner, undefined, `${path}: model`) }, warnings: [] }
  }
  const needs = needsOf(learner)
  const solved = model === null ? undefined : follow(model, needs)
  const outputs = outputsOf(learner, solved, `${path}: model`)
  const inputs = needs.map((need, i) => inputField(need, i, needs.length, solved?.inputs[i], path))
  const isOpen = learner.kind === 'image' && learner.size === undefined
  const message = 'the pipeline stored with the learner does not resize images: callers have to send the size it was trained with'
  return {
    signature: { name: 'predict', inputs, outputs, positional: true },
    warnings: isOpen ? [{ code: 'fastai-size-open', message, where: path }] : [],
  }
}

/** What the stored pipeline hands to the model. */
function needsOf({ kind, model, size, inputs }: Learner): readonly Need[] {
  const [first] = model === null ? [] : partsOfModule(model)
  const type: DType | null = first?.type ?? null
  const one = ((): Need => {
    switch (kind) {
      case 'image': {
        const [height, width] = size ?? [null, null]
        const axes = [height, width].map((side) => (typeof side === 'number' && side > 0 ? side : 'free'))
        return { type: type ?? 'float32', axes: ['batch', first?.kind === 'conv' ? first.takes : 'free', ...axes] }
      }
      case 'text':
        return { type: 'int64', axes: ['batch', 'free'] }
      default:
        return { type: null }
    }
  })()
  return Array.from({ length: inputs }, () => one)
}

function inputField(need: Need, index: number, count: number, found: Found | undefined, path: string): Field {
  const shape = need.axes?.map((axis) => (typeof axis === 'number' ? axis : -1)) ?? found?.shape ?? null
  const value = { type: need.type ?? found?.type ?? null, shape }
  return { name: count === 1 ? 'input' : `input_${index}`, ...value, evidence: evidenceOf(value, 'derived', `${path}: dls`) }
}
