import { UserError } from '../../errors.ts'
import type { ByteSource } from '../../formats/bytes.ts'
import type { PyValue } from '../../formats/pickle/values.ts'
import { openZip, type Zip } from '../../formats/zip.ts'
import type { ModelFiles } from '../../model/types.ts'
import type { Finding } from '../framework.ts'
import { pickleFindings } from '../pickle-findings.ts'
import { openPickle, type PickledFile, readPickle } from '../pickles.ts'
import type { Container } from './containers.ts'
import { packagePickles, pickleEntry, sourceEntries } from './containers.ts'
import { moduleOf } from './modules.ts'
import type { SourceOf } from './sources.ts'

/** What `torch.save` (or `torch.package`) wrote. */
export interface Saved {
  readonly root: PyValue
  readonly findings: readonly Finding[]
  /** Python source that the archive holds. */
  readonly sourceOf: SourceOf
}

/** Python files of a package that are read: some hundred KiB at most. */
const MAX_SOURCE_BYTES = 4 * 1024 * 1024

/** The object in a file. Throws UserError `truncated`, `corrupt`, `unsafe`; what is dangerous is found even where the pickle breaks off. */
export function readSaved(files: ModelFiles, path: string, container: Container): Saved {
  switch (container) {
    case 'zip':
    case 'package': {
      const zip = openZip(files.open(path))
      const pickle = container === 'zip' ? wholePickle(zip, path) : modelPickle(zip, path)
      return { ...objectIn(pickle, path), sourceOf: packaged(zip) }
    }
    case 'legacy':
      return { ...objectIn(fourth(files.open(path)), path), sourceOf: () => undefined }
    default:
      return { ...objectIn(openPickle(files, path), path), sourceOf: () => undefined }
  }
}

function objectIn(pickle: PickledFile, path: string): Pick<Saved, 'root' | 'findings'> {
  const findings = pickleFindings(pickle, path)
  const isDangerous = findings.some(({ severity }) => severity === 'critical' || severity === 'high')
  if (pickle.root === undefined && !isDangerous)
    throw pickle.failure ?? new UserError('corrupt', `${path} holds no object`, 'Save the model again.', { file: path })
  return { root: pickle.root ?? null, findings }
}

function wholePickle(zip: Zip, path: string): PickledFile {
  const entry = pickleEntry(zip)
  if (entry === undefined) throw withoutPickle(path)
  return readPickle(zip.open(entry))
}

/** Pickles of a package that are looked into for the model: configurations and vocabularies stand beside it. */
const MAX_PICKLES = 20

function modelPickle(zip: Zip, path: string): PickledFile {
  const pickles = packagePickles(zip)
    .slice(0, MAX_PICKLES)
    .map((entry) => readPickle(zip.open(entry)))
  const found = pickles.find(({ root }) => root !== undefined && moduleOf(root) !== null) ?? pickles[0]
  if (found === undefined) throw withoutPickle(path)
  return found
}

const withoutPickle = (path: string): UserError =>
  new UserError('corrupt', `${path} is an archive of PyTorch without the pickle of an object`, 'Save the model again.', { file: path })

/** Magic number, protocol, system: then the object. Source: torch/serialization.py, `_legacy_save`. */
function fourth(source: ByteSource): PickledFile {
  let offset = 0
  for (let i = 0; ; i++) {
    const pickle = readPickle(source, offset)
    if (i === 3 || pickle.failure !== undefined) return pickle
    offset = pickle.end
  }
}

/** `nets.Backwards` is class Backwards of `<top>/nets.py` or `<top>/nets/__init__.py`; interned modules are renamed `<torch_package_0>.nets`. */
function packaged(zip: Zip): SourceOf {
  const sources = sourceEntries(zip)
  return (module) => {
    const name = module.replace(/^<torch_package_\d+>\./, '').replaceAll('.', '/')
    const entry = sources.get(`${name}.py`) ?? sources.get(`${name}/__init__.py`)
    if (entry === undefined || entry.size > MAX_SOURCE_BYTES) return undefined
    return new TextDecoder().decode(zip.bytes(entry, MAX_SOURCE_BYTES))
  }
}
