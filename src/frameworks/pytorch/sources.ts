import { UserError } from '../../errors.ts'
import { parsePython } from '../../formats/python/parse.ts'
import type { FunctionDef, Statement } from '../../formats/python/syntax.ts'
import type { Methods } from './forward.ts'
import { follow } from './forward.ts'
import type { Module } from './modules.ts'
import type { Budget, OwnForward } from './run.ts'

/** Python text of a module, by its dotted name; undefined where the file does not hold it. */
export type SourceOf = (module: string) => string | undefined

/** Classes whose bases lead to others of the same file. */
const MAX_BASES = 16

/** Methods of the author's classes, from the source beside the pickle (torch.package) or inside it (the old container). */
export function sourcesOf(packaged: SourceOf): (module: Module) => Methods | undefined {
  const parsed = new Map<string, ReadonlyMap<string, ClassText>>()
  const known = new Map<Module, Methods | undefined>()
  const classesIn = (text: string): ReadonlyMap<string, ClassText> => {
    const classes = parsed.get(text) ?? parseClasses(text)
    parsed.set(text, classes)
    return classes
  }
  return (module) => {
    if (known.has(module)) return known.get(module)
    const text = module.source ?? packaged(module.type.slice(0, module.type.lastIndexOf('.')))
    const name = module.type.slice(module.type.lastIndexOf('.') + 1)
    const methods = text === undefined ? undefined : methodsOf(name, classesIn(text), 0)
    const found = methods?.has('forward') ? methods : undefined
    known.set(module, found)
    return found
  }
}

interface ClassText {
  readonly bases: readonly string[]
  readonly methods: Methods
}

function parseClasses(text: string): ReadonlyMap<string, ClassText> {
  try {
    const classes = new Map<string, ClassText>()
    for (const statement of parsePython(undented(text), 'the class source').body)
      if (statement.kind === 'class') classes.set(statement.name, classText(statement))
    return classes
  } catch (error) {
    // a source that cannot be parsed tells nothing; the network's parts still do
    if (error instanceof UserError) return new Map()
    throw error
  }
}

function classText({ bases, body }: Extract<Statement, { kind: 'class' }>): ClassText {
  const methods = body.filter((statement): statement is FunctionDef => statement.kind === 'function' && statement.decorators.length === 0)
  const names = bases.flatMap((base) => (base.kind === 'name' ? [base.id] : []))
  return { bases: names, methods: new Map(methods.map((method) => [method.name, method])) }
}

/** A class inside a function is indented as a whole. */
function undented(text: string): string {
  const margin = /^[ \t]+/.exec(text)?.[0]
  return margin === undefined
    ? text
    : text
        .split('\n')
        .map((line) => (line.startsWith(margin) ? line.slice(margin.length) : line))
        .join('\n')
}

/** Its own methods, and those of its bases in the same file. */
function methodsOf(name: string, classes: ReadonlyMap<string, ClassText>, depth: number): Methods | undefined {
  const found = classes.get(name)
  if (found === undefined || depth > MAX_BASES) return undefined
  const inherited = [...found.bases].reverse().flatMap((base) => [...(methodsOf(base, classes, depth + 1) ?? [])])
  return new Map([...inherited, ...found.methods])
}

/** Runs classes by their source. */
export function ownForward(methods: (module: Module) => Methods | undefined, budget: Budget): OwnForward {
  return (module, args, call) => {
    const mine = methods(module)
    const forward = mine?.get('forward')
    return mine === undefined || forward === undefined ? undefined : follow(forward, module, mine, args, call, budget)
  }
}
