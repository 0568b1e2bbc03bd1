import { UserError } from '../../errors.ts'
import type { ModelFiles } from '../../model/types.ts'
import type { Match } from '../framework.ts'
import { matchBundles } from './mleap/bundle.ts'

/** Bytes of the metadata looked at: the class stands first. */
const HEAD = 512
const METADATA = /^(.*?)metadata\/part-[^/]*$/
const CLASS = /"class"\s*:\s*"([\w.$]+)"/

/** Saved models: the outermost folder with Spark's metadata; what lies below belongs to it. And MLeap's bundles. */
export function matchSpark(files: ModelFiles): readonly Match[] {
  const found: Match[] = []
  const inside = (path: string): boolean => found.some(({ path: folder }) => folder === '' || path.startsWith(`${folder}/`))
  const candidates = files.files
    .flatMap(({ path, size }) => {
      const folder = METADATA.exec(path)?.[1]
      return folder === undefined || size === 0 || !(folder === '' || folder.endsWith('/')) ? [] : [{ path, folder }]
    })
    .sort((a, b) => a.folder.length - b.folder.length)
  for (const { path, folder } of candidates) {
    if (inside(path)) continue
    const className = classIn(files, path)
    if (className === undefined) continue
    // a stage whose pipeline has lost its metadata
    const loose = /^(.*?)stages\/\d+_[^/]+\/$/.exec(folder)?.[1]
    const root = (loose ?? folder).replace(/\/$/, '')
    if (found.some((match) => match.path === root)) continue
    const format = className.startsWith('org.apache.spark.mllib.') ? 'mllib' : 'sparkml'
    const because = loose === undefined ? `${path} says ${className}` : `${root === '' ? 'the directory' : root} holds stages of a Spark pipeline`
    found.push({ format, path: root, because, covers: [root === '' ? '/' : `${root}/`] })
  }
  return [...found, ...matchBundles(files)]
}

function classIn(files: ModelFiles, path: string): string | undefined {
  try {
    const source = files.open(path)
    const head = new TextDecoder().decode(source.read(0, Math.min(source.size, HEAD)))
    const className = CLASS.exec(head)?.[1]
    const isSpark = className !== undefined && (/^(org\.apache\.spark|pyspark)\./.test(className) || head.includes('"sparkVersion"'))
    return isSpark ? className : undefined
  } catch (error) {
    if (error instanceof UserError) return undefined
    throw error
  }
}
