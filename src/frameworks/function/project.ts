import { posix } from 'node:path'
import { UserError } from '../../errors.ts'
import { parsePython } from '../../formats/python/parse.ts'
import type { ClassDef, Expression, FunctionDef, Module, Statement } from '../../formats/python/syntax.ts'
import type { ModelFiles } from '../../model/types.ts'

/** Bytes of one module that is read: entry points of real projects stay below 100 KiB. */
export const MAX_MODULE = 256 * 1024
/** Modules of one model that are read: the entry point and what it imports from beside it. */
const MAX_MODULES = 64

/** What a name stands for in a module. */
export type Meaning =
  | { readonly kind: 'class'; readonly node: ClassDef; readonly scope: Scope }
  | { readonly kind: 'function'; readonly node: FunctionDef; readonly scope: Scope }
  | { readonly kind: 'constant'; readonly value: Expression; readonly scope: Scope }
  /** Of another package, or built in: the dotted path, `numpy.float32`, `int`. */
  | { readonly kind: 'external'; readonly path: string }
  | { readonly kind: 'module'; readonly scope: Scope }

/** The names that one module binds at its top level. */
export interface Scope {
  readonly file: string
  readonly module: Module
  readonly functions: ReadonlyMap<string, FunctionDef>
  readonly classes: ReadonlyMap<string, ClassDef>
  /** Names assigned exactly once; `null`: more often, so that nothing is known. */
  readonly constants: ReadonlyMap<string, Expression | null>
  readonly imports: ReadonlyMap<string, Imported>
}

/** `from ..module import name`; without a name the module itself. */
interface Imported {
  readonly module: string
  readonly level: number
  readonly name: string | null
}

/** The modules of one model: parsed when they are first looked at, resolved against each other, never run. */
export interface Project {
  /** Which way the values that are read travel: what callers may leave out, and what an answer may lack, are different things. */
  readonly direction: 'taken' | 'given'
  readonly files: ModelFiles
  /** Whether the module was parsed. */
  isOpen(file: string): boolean
  /** The module in a file. Throws UserError `corrupt` for what is no Python. */
  open(file: string): Scope
  /** What a name or dotted path means; `undefined` for what is no path or isn't known. */
  meaning(expression: Expression, scope: Scope): Meaning | undefined
}

export function openProject(files: ModelFiles): Project {
  const scopes = new Map<string, Scope>()
  const open = (file: string): Scope => {
    const known = scopes.get(file)
    if (known !== undefined) return known
    if (scopes.size >= MAX_MODULES)
      throw new UserError('corrupt', `${file} is one module too many: ${MAX_MODULES} are read.`, 'Declare the contract in serving.yaml.', { file })
    const scope = scopeOf(file, parsePython(files.text(file, MAX_MODULE), file))
    scopes.set(file, scope)
    return scope
  }
  /** A module beside the importing one, or below the model directory; those that don't parse are external. */
  const beside = (path: string, level: number, from: string): Scope | undefined => {
    const here = posix.dirname(from)
    const base = level > 1 ? posix.join(here, ...Array.from({ length: Math.min(level, 20) - 1 }, () => '..')) : here
    const relative = path.replaceAll('.', '/')
    const folders = level > 0 ? [base] : [here, '.']
    for (const folder of folders) {
      for (const candidate of [`${relative}.py`, `${relative}/__init__.py`]) {
        const file = posix.normalize(posix.join(folder, candidate))
        const found = files.find(file)
        if (found === undefined || found.size === 0 || found.size > MAX_MODULE || found.pointer !== undefined || scopes.size >= MAX_MODULES) continue
        try {
          return open(file)
        } catch (error) {
          if (!(error instanceof UserError)) throw error
        }
      }
    }
    return undefined
  }

  /** Names may be handed on from module to module: a circle ends at the depth. */
  const named = (name: string, scope: Scope, depth: number): Meaning | undefined => {
    const node = scope.classes.get(name)
    if (node !== undefined) return { kind: 'class', node, scope }
    const made = scope.functions.get(name)
    if (made !== undefined) return { kind: 'function', node: made, scope }
    const value = scope.constants.get(name)
    if (value) return { kind: 'constant', value, scope }
    if (value === null) return undefined
    const imported = scope.imports.get(name)
    if (imported === undefined) return { kind: 'external', path: name }
    const { module, level } = imported
    if (imported.name === null) {
      const inside = beside(module, level, scope.file)
      return inside === undefined ? { kind: 'external', path: module } : { kind: 'module', scope: inside }
    }
    const source = beside(module, level, scope.file)
    if (source !== undefined && depth < MAX_IMPORTS) {
      const found = named(imported.name, source, depth + 1)
      if (found !== undefined && !(found.kind === 'external' && found.path === imported.name)) return found
    }
    const submodule = beside(module === '' ? imported.name : `${module}.${imported.name}`, level, scope.file)
    if (submodule !== undefined) return { kind: 'module', scope: submodule }
    return { kind: 'external', path: module === '' ? imported.name : `${module}.${imported.name}` }
  }

  const meaning = (expression: Expression, scope: Scope): Meaning | undefined => {
    if (expression.kind === 'name') return named(expression.id, scope, 0)
    if (expression.kind !== 'attribute') return undefined
    const object = meaning(expression.object, scope)
    if (object?.kind === 'module') return named(expression.name, object.scope, 0)
    return object?.kind === 'external' ? { kind: 'external', path: `${object.path}.${expression.name}` } : undefined
  }
  return { direction: 'taken', files, isOpen: (file) => scopes.has(file), open, meaning }
}

/** Re-exports in a row, `__init__.py` upon `__init__.py`. */
const MAX_IMPORTS = 8

/** The dotted path of something that is not defined in the model's own modules: `numpy.float32`, `int`. */
export function externalPath(expression: Expression, scope: Scope, project: Project): string | undefined {
  const found = project.meaning(expression, scope)
  return found?.kind === 'external' ? found.path : undefined
}

/** Statements that run when the module is loaded, in order; of `if`, `try` and `with` all branches, without `if __name__ == "__main__"`. */
export function topLevel(statements: readonly Statement[]): readonly Statement[] {
  return statements.flatMap((statement): readonly Statement[] => {
    switch (statement.kind) {
      case 'if':
        return isMain(statement.test) ? [] : [...topLevel(statement.body), ...topLevel(statement.otherwise)]
      case 'try':
        return [
          ...topLevel(statement.body),
          ...statement.handlers.flatMap(({ body }) => topLevel(body)),
          ...topLevel(statement.otherwise),
          ...topLevel(statement.final),
        ]
      case 'with':
        return topLevel(statement.body)
      default:
        return [statement]
    }
  })
}

const isMain = (test: Expression): boolean => test.kind === 'binary' && test.left.kind === 'name' && test.left.id === '__name__'

function scopeOf(file: string, module: Module): Scope {
  const functions = new Map<string, FunctionDef>()
  const classes = new Map<string, ClassDef>()
  const constants = new Map<string, Expression | null>()
  const imports = new Map<string, Imported>()
  const bind = (name: string, value: Expression | null) => constants.set(name, constants.has(name) ? null : value)
  for (const statement of topLevel(module.body)) {
    switch (statement.kind) {
      case 'function':
        functions.set(statement.name, statement)
        break
      case 'class':
        classes.set(statement.name, statement)
        break
      case 'assign':
        for (const target of statement.targets) {
          if (target.kind === 'name') bind(target.id, statement.value)
          else if (target.kind === 'tuple' || target.kind === 'list')
            for (const each of target.elements) if (each.kind === 'name') bind(each.id, null)
        }
        break
      case 'annotated':
        if (statement.target.kind === 'name' && statement.value !== null) bind(statement.target.id, statement.value)
        break
      case 'augmented':
        if (statement.target.kind === 'name') constants.set(statement.target.id, null)
        break
      case 'import':
        for (const { module, as } of statement.names) {
          const [root = module] = module.split('.')
          imports.set(as ?? root, { module: as === null ? root : module, level: 0, name: null })
        }
        break
      case 'import-from':
        for (const { name, as } of statement.names)
          if (name !== '*') imports.set(as ?? name, { module: statement.module, level: statement.level, name })
        break
    }
  }
  return { file, module, functions, classes, constants, imports }
}

/** Decorators without their arguments, as dotted text: `app.post`, `bentoml.api`. */
export function dottedText(expression: Expression): string {
  if (expression.kind === 'call') return dottedText(expression.callee)
  if (expression.kind === 'name') return expression.id
  if (expression.kind !== 'attribute') return ''
  const object = dottedText(expression.object)
  return object === '' ? '' : `${object}.${expression.name}`
}
