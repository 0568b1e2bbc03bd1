import { UserError } from '../errors.ts'
import { compileGlob, type Glob } from './glob.ts'

/** Rules that keep entries of the model directory out of the payload, in order: the last rule that matches decides. */
export interface IgnoreRule {
  readonly glob: Glob
  /** `!pattern`: takes back what an earlier rule excluded. */
  readonly negated: boolean
  /** Why, for the notice: `version control`, `.dockerignore line 3`. */
  readonly reason: string
}

/** More lines than any hand wrote: each costs one match per file. */
const MAX_RULES = 2000

/** What never belongs into an image, by reason. A `!pattern` in .dockerignore takes a file back. */
const NEVER_PUBLISHED: readonly (readonly [reason: string, patterns: readonly string[]])[] = [
  ['version control', ['.git', '.hg', '.svn', '.bzr', '.jj', '_darcs', 'CVS', '.dvc', '.gitignore', '.gitattributes', '.gitmodules', '.hgignore']],
  [
    'may hold secrets',
    [
      ...['.env', '.env.*', '.envrc', '.netrc', '_netrc', '.pypirc', '.npmrc', '.git-credentials', '.pgpass', '.htpasswd', '.boto', '.s3cfg'],
      ...['.aws', '.azure', '.gcloud', '.ssh', '.gnupg', '.kube', '.docker'],
      ...['id_rsa', 'id_dsa', 'id_ecdsa', 'id_ed25519', '*.pem', '*.key', '*.p12', '*.pfx', '*.jks', '*.keystore', '*.kdbx', '*.ppk'],
      ...['kaggle.json', 'service-account*.json', 'service_account*.json', '*.tfstate'],
    ],
  ],
  [
    'left behind by a tool',
    [
      ...['__pycache__', '.ipynb_checkpoints', '.pytest_cache', '.mypy_cache', '.ruff_cache', '.tox', '.nox', '.venv', 'node_modules'],
      ...['.DS_Store', '__MACOSX', 'Thumbs.db', 'desktop.ini', '.idea', '.vscode', '*.swp'],
    ],
  ],
  ['says what to leave out', ['.dockerignore']],
]

/** The rules that hold without anybody writing them. */
export function defaultRules(): readonly IgnoreRule[] {
  return NEVER_PUBLISHED.flatMap(([reason, patterns]) => patterns.map((pattern) => ({ glob: compileGlob(`**/${pattern}`), negated: false, reason })))
}

/**
 * Reads a `.dockerignore`: one pattern per line, `#` comments, `!` takes back, a leading `/` means nothing.
 * Source: moby/patternmatcher/ignorefile ReadAll. Throws UserError `input-invalid` with the line.
 */
export function parseDockerignore(text: string, file = '.dockerignore'): readonly IgnoreRule[] {
  const rules: IgnoreRule[] = []
  for (const [index, raw] of text.split('\n').entries()) {
    if (raw.startsWith('#')) continue
    const line = raw.trim()
    const negated = line.startsWith('!')
    const pattern = negated ? line.slice(1).trim() : line
    if (pattern === '') continue
    if (rules.length === MAX_RULES) {
      throw new UserError('input-invalid', `${file} holds more than ${MAX_RULES} patterns`, 'name directories instead of single files', {
        file,
        line: index + 1,
      })
    }
    rules.push({ glob: compileAt(pattern, file, index + 1), negated, reason: `${file} line ${index + 1}` })
  }
  return rules
}

function compileAt(pattern: string, file: string, line: number): Glob {
  try {
    return compileGlob(pattern)
  } catch (error) {
    if (error instanceof UserError) throw new UserError(error.code, error.message, error.remedy, { file, line }, { cause: error })
    throw error
  }
}

/** Which rules already matched a directory; a rule that matches a directory matches all in it. */
export type Matched = readonly boolean[]

/** Applies the rules to one entry, given what matched the directory above. `reason`: the rule that excludes it, if any. */
export function applyRules(
  rules: readonly IgnoreRule[],
  path: string,
  above: Matched,
): { readonly matched: Matched; readonly reason: string | undefined } {
  const matched = rules.map((rule, index) => above[index] === true || rule.glob.matches(path))
  const last = matched.lastIndexOf(true)
  const rule = rules[last]
  return { matched, reason: rule === undefined || rule.negated ? undefined : rule.reason }
}
