import { UserError } from '../errors.ts'
import type { Framework, Inside, ReadInside } from '../frameworks/framework.ts'
import { matchAll, remaining } from './candidates.ts'
import { emptyError, pointerError } from './files.ts'
import type { ModelFiles } from './types.ts'

/** Wrappers in wrappers: a server's settings around an MLflow directory around a model are three. */
const MAX_DEPTH = 4

/** Candidates named in one message. */
const MAX_SHOWN = 5

/**
 * How wrappers read what they wrap: the one model among the files they point to, read by the framework that knows it.
 * No model, or several, is a `refusal` for the wrapper to judge (its own declaration may stand without it); damage is thrown as ever.
 */
export function insideReader(frameworks: readonly Framework[], depth = 0): ReadInside {
  return (files) => readInside(files, frameworks, depth)
}

function readInside(files: ModelFiles, frameworks: readonly Framework[], depth: number): Inside {
  if (depth >= MAX_DEPTH) {
    throw new UserError('unsafe', `${files.label}: wrappers nest deeper than ${MAX_DEPTH}`, 'Name the model itself instead of a wrapper of wrappers.')
  }
  const { candidates, refusal } = matchAll(files, frameworks)
  const [first, second, ...more] = remaining(candidates, { linkTarget: () => undefined })
  if (first === undefined) return { refusal: refusal ?? nothingIn(files) }
  if (second !== undefined) {
    const shown = [first, second, ...more].slice(0, MAX_SHOWN).map(({ framework, match }) => `${framework.name} in ${match.path || 'the directory'}`)
    return {
      refusal: new UserError(
        'ambiguous',
        `${files.label} leaves open which of ${more.length + 2} models it wraps: ${shown.join(', ')}`,
        'leave one of them beside it, or name its file in the wrapper',
      ),
    }
  }
  const { framework, match } = first
  return { match, inference: framework.infer(files, match, insideReader(frameworks, depth + 1)) }
}

/** A file that was not pulled may be the model; one that is empty is none. */
function nothingIn({ files, label }: ModelFiles): UserError {
  for (const { path, pointer } of files) if (pointer !== undefined) return pointerError(path, pointer)
  const [first] = files
  if (first !== undefined && files.every(({ size }) => size === 0)) return emptyError(first.path)
  return new UserError('not-a-model', `no model that is known is where ${label} points to`, 'put the model there, or correct the path')
}
