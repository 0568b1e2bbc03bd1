import { agree } from './contract/agree.ts'
import { contractDigest } from './contract/canonical.ts'
import { completeness } from './contract/completeness.ts'
import type { Contract } from './contract/types.ts'
import { UserError } from './errors.ts'
import type { Warning } from './frameworks/framework.ts'
import { type PublishedLayers, readPublishedLayers } from './image/published-layers.ts'
import type { Content, ContentFile } from './image/types.ts'
import { inferModel, type Model, modelName, type Search } from './infer.ts'
import { type Listed, listModel } from './model/discover.ts'
import type { Digest } from './registry/port.ts'
import type { Published } from './registry/types.ts'
import type { Report } from './report/types.ts'
import type { Collection } from './verdict.ts'

/**
 * Git LFS pointers that were not pulled. A pointer states sha256 and size of its file: where the published version lists that file, nothing has to
 * be pulled. Its layer is taken over, and a model that is otherwise the same has the contract that was read from the file when it was published.
 */

/** A model whose contract cannot be read here, because files it rests on were not pulled. */
export interface Unpulled {
  readonly name: string
  readonly discovered: Listed
  /** What the reader said: the error, unless the published version knows the files. */
  readonly refusal: UserError
  readonly told: Pick<Report, 'warnings' | 'findings'>
}

/** Infers the contract, or says which un-pulled file it would need. @throws UserError as `inferModel`, but for Git LFS pointers */
export function inferUnlessPointers(search: Search, workspace: string): Model | Unpulled {
  try {
    return inferModel(search, workspace)
  } catch (error) {
    if (!(error instanceof UserError) || error.code !== 'lfs-pointer') throw error
    const discovered = listModel(search.path, { definition: search.contract, name: search.name, ...(workspace && { within: workspace }) })
    // DVC and git-annex pointers say nothing that the published version could be asked for
    if (!discovered.files.files.some(({ pointer }) => pointer !== undefined)) throw error
    const told = { warnings: discovered.warnings, findings: [] }
    return { name: modelName(search, discovered.definition), discovered, refusal: error, told }
  }
}

/**
 * The model with every pointer resolved against the published version.
 * @throws UserError `lfs-pointer` for a file that is not published, or whose contract can't be taken over, with the reason
 */
export async function resolvePointers(looked: Model | Unpulled, content: Content, { repository, baseline }: Collection): Promise<Model> {
  const pointers = content.files.filter(({ pointer }) => pointer !== undefined)
  const [first] = pointers
  if (!first) return requireModel(looked)
  if (baseline.state === 'unavailable' && !isUnpulled(looked)) {
    return warned(looked, { code: 'lfs-unknown', message: `${listed(pointers)} not pulled; whether published is not known: ${baseline.reason}` })
  }
  if (baseline.state !== 'compared' || repository === null) {
    throw refused(
      looked,
      first,
      baseline.state === 'unavailable' ? `the published version can't be read: ${baseline.reason}` : 'nothing is published yet',
    )
  }
  const { published } = baseline
  const earlier = await readPublishedLayers(repository, published.digest)
  const known = new Map(earlier.files.map(({ sha256, size }) => [sha256, size]))
  const lost = pointers.find(({ sha256, size }) => known.get(sha256) !== size)
  // named is the file that is lost, not the first that a reader missed
  if (lost) throw because(notPulled(lost), `version ${published.version} does not hold it`)
  const model = isUnpulled(looked) ? recalled(looked, content, earlier, published, first) : looked
  return warned(model, {
    code: 'lfs-published',
    message: `${listed(pointers)} not pulled: taken from version ${published.version}, which holds ${pointers.length === 1 ? 'this very file' : 'these very files'}`,
    where: first.path,
  })
}

function isUnpulled(looked: Model | Unpulled): looked is Unpulled {
  return 'refusal' in looked
}

function requireModel(looked: Model | Unpulled): Model {
  if (isUnpulled(looked)) throw looked.refusal
  return looked
}

/** Documents that no reader of a framework looks into: they may change beside weights that were not pulled. */
const DOCUMENT = /(?:^|\/)(?:[^/]*\.md|LICEN[CS]E[^/]*|NOTICE|AUTHORS|CITATION\.cff|\.gitattributes|\.gitignore)$/i

/** The model with the published contract: sound only where nothing but documents differs and the declaration still says the same. */
function recalled(
  unpulled: Unpulled,
  content: Content,
  earlier: PublishedLayers,
  published: Published & { readonly contract: Contract },
  pointer: ContentFile,
): Model {
  const { declarations } = unpulled.discovered
  const [declared] = declarations
  const other = changedFile(content, earlier, published.content)
  if (other !== undefined) throw refused(unpulled, pointer, `${other} differs from version ${published.version}, and the contract may rest on both`)
  if (!sameDeclared(unpulled, published.contract)) {
    throw refused(unpulled, pointer, `${declared?.file ?? 'the definition'} declares another contract than version ${published.version} has`)
  }
  const why = `its files are those of version ${published.version}, whose contract it has`
  const facts = {
    contract: published.contract,
    completeness: completeness(published.contract).ratio,
    warnings: unpulled.told.warnings,
    findings: [],
  }
  const from = declared && { declaredIn: declared.file }
  return {
    ...facts,
    name: unpulled.name,
    discovered: { ...unpulled.discovered, found: null, others: [] },
    because: why,
    ...from,
    told: { ...facts, detected: { because: why, ...from }, ...(declared && { locate: declared.locate }) },
  }
}

/** First path whose file is another one than in the published version, is new there or missing here; documents aside. */
function changedFile(content: Content, earlier: PublishedLayers, published: Digest | null): string | undefined {
  if (content.digest === published) return undefined
  const before = new Map(earlier.files.map(({ path, sha256 }) => [path, sha256]))
  const now = new Map(content.files.map(({ path, sha256 }) => [path, sha256]))
  return [...new Set([...now.keys(), ...before.keys()])].find((path) => before.get(path) !== now.get(path) && !DOCUMENT.test(path))
}

/** The definition may lie outside of the payload, and may have changed without any file of it. */
function sameDeclared({ discovered }: Unpulled, published: Contract): boolean {
  try {
    return contractDigest(agree(discovered.declarations, published)) === contractDigest(published)
  } catch (error) {
    if (error instanceof UserError && error.code === 'contract-conflict') return false
    throw error
  }
}

function refused(looked: Model | Unpulled, pointer: ContentFile, reason: string): UserError {
  return because(isUnpulled(looked) ? looked.refusal : notPulled(pointer), reason)
}

function notPulled({ path, size }: ContentFile): Pick<UserError, 'message' | 'remedy' | 'where'> {
  return {
    message: `${path} is a Git LFS pointer to ${size} bytes, not the file itself`,
    remedy: 'fetch the file: `with: { lfs: true }` in actions/checkout, or `git lfs pull` on your machine',
    where: { file: path },
  }
}

function because({ message, remedy, where }: Pick<UserError, 'message' | 'remedy' | 'where'>, reason: string): UserError {
  return new UserError('lfs-pointer', `${message}; ${reason}`, remedy, where)
}

function warned(model: Model, warning: Warning): Model {
  const warnings = [...model.warnings, warning]
  return { ...model, warnings, told: { ...model.told, warnings } }
}

/** `model.onnx was` or `model.onnx and 3 more Git LFS files were`: begins a sentence. */
function listed(pointers: readonly ContentFile[]): string {
  const [first] = pointers
  return pointers.length === 1
    ? `${first?.path} was`
    : `${first?.path} and ${pointers.length - 1} more Git LFS file${pointers.length > 2 ? 's' : ''} were`
}
