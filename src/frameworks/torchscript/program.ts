import type { Archive } from './archive.ts'
import { parseCode } from './parser.ts'
import type { ClassDefinition, FunctionDefinition } from './syntax.ts'

/** The classes and functions of an archive by their qualified names; files are parsed when something in them is asked for. */
export interface Program {
  class(name: string): ClassDefinition | undefined
  function(name: string): FunctionDefinition | undefined
  method(className: string, method: string): FunctionDefinition | undefined
}

interface SourceFile {
  readonly classes: ReadonlyMap<string, ClassDefinition>
  readonly functions: ReadonlyMap<string, FunctionDefinition>
}

/** `__torch__.torch.nn.functional.relu` stands in `code/__torch__/torch/nn/functional.py`. Source: torch/csrc/jit/serialization/import_export_helpers.cpp. */
export function programOf(archive: Archive): Program {
  const files = new Map<string, SourceFile>()
  const methods = new Map<string, ReadonlyMap<string, FunctionDefinition>>()

  const split = (name: string): readonly [SourceFile, string] => {
    const at = name.lastIndexOf('.')
    const path = `${name.slice(0, Math.max(at, 0)).replaceAll('.', '/')}.py`
    const known = files.get(path)
    const file = known ?? read(archive, path)
    if (known === undefined) files.set(path, file)
    return [file, name.slice(at + 1)]
  }
  return {
    class(name) {
      const [file, own] = split(name)
      return file.classes.get(own)
    },
    function(name) {
      const [file, own] = split(name)
      return file.functions.get(own)
    },
    method(className, method) {
      const known = methods.get(className)
      if (known !== undefined) return known.get(method)
      const definition = this.class(className)
      const all = new Map((definition?.methods ?? []).map((one) => [one.name, one]))
      methods.set(className, all)
      return all.get(method)
    },
  }
}

function read(archive: Archive, path: string): SourceFile {
  const text = archive.code(path)
  const statements = text === undefined ? [] : parseCode(text, `${archive.source.name}: code/${path}`)
  return {
    classes: new Map(statements.flatMap((one) => (one.kind === 'class' ? [[one.definition.name, one.definition] as const] : []))),
    functions: new Map(statements.flatMap((one) => (one.kind === 'function' ? [[one.definition.name, one.definition] as const] : []))),
  }
}
