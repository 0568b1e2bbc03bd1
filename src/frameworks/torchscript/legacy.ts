import { UserError } from '../../errors.ts'
import { isObject, type Json, type JsonObject, own, parseDocument } from '../../formats/json-document.ts'
import { itemsOf } from '../../formats/pickle/values.ts'
import type { Archive } from './archive.ts'
import { caffe2Type } from './dtypes.ts'
import { parseCode } from './parser.ts'
import type { Program } from './program.ts'
import { storedValues } from './stored.ts'
import type { ClassDefinition, FunctionDefinition, Parameter } from './syntax.ts'
import { type Type, typeOf } from './types.ts'
import { type ObjectValue, type Tensor, tensorOf, tupleOf, UNKNOWN, type Value } from './values.ts'

/**
 * Files of PyTorch 1.0 to 1.2: a tree of modules as JSON, one source file per module with its methods as plain functions (or one class),
 * tensors in a table. Source: pytorch v1.1.0 caffe2/proto/torch.proto, torch/csrc/jit/import.cpp.
 */

/** Modules within modules. */
const MAX_DEPTH = 64
/** Axes of a tensor. */
const MAX_RANK = 32

export interface LegacyModule {
  readonly program: Program
  readonly methods: readonly FunctionDefinition[]
  /** The module and the table of tensors, made anew. */
  values(): { readonly module: Value; readonly constants: Value }
}

/** Reads model.json and the code it names. Throws UserError `corrupt` or `truncated` for damaged ones. */
export function readLegacy(archive: Archive, later: Program): LegacyModule {
  const document = parseDocument(archive.text('model.json') ?? '', `${archive.source.name}: model.json`)
  const main = isObject(document) ? own(document, 'mainModule') : undefined
  if (!isObject(document) || !isObject(main)) throw noModule(archive)
  const classes = new Map<string, ClassDefinition>()
  const codeOf = (module: JsonObject): string | undefined => {
    const key = keyOf(own(module, 'torchscriptArena'))
    if (key !== undefined && !classes.has(key)) classes.set(key, classIn(archive, key))
    return key
  }
  const program: Program = {
    class: (name) => classes.get(name) ?? later.class(name),
    function: (name) => later.function(name),
    method: (name, method) => classes.get(name)?.methods.find((one) => one.name === method) ?? later.method(name, method),
  }
  const tensors = listOf(own(document, 'tensors')).map(tensorFrom)
  const attributes = itemsOf(archive.pickle('attributes.pkl'))

  const objectOf = (module: JsonObject, depth: number, declared: string | undefined): ObjectValue => {
    const className = codeOf(module) ?? declared ?? ''
    const fields = program.class(className)?.fields ?? []
    const stored = (name: string): Value | undefined => {
      const parameter = named(own(module, 'parameters'), name)
      if (parameter !== undefined) return tensors[indexOf(own(parameter, 'tensorId'))] ?? UNKNOWN
      const submodule = named(own(module, 'submodules'), name)
      if (submodule !== undefined && depth < MAX_DEPTH) return objectOf(submodule, depth + 1, classNameOf(fields, name))
      const attribute = named(own(module, 'attributes'), name)
      return attribute === undefined ? undefined : storedValues(archive, 'tensors').value(attributes?.[indexOf(own(attribute, 'id'))])
    }
    return { kind: 'object', className, attributes: new Map(), stored, block: 0 }
  }
  const key = codeOf(main)
  return {
    program,
    methods: key === undefined ? [] : (classes.get(key)?.methods ?? []),
    values: () => ({ module: objectOf(main, 0, undefined), constants: tupleOf(tensors) }),
  }
}

/** The methods of a file as those of one class: functions that take `self`, or the last class in it. */
function classIn(archive: Archive, key: string): ClassDefinition {
  const text = archive.code(key.replace(/^code\//, ''))
  const statements = text === undefined ? [] : parseCode(text, `${archive.source.name}: ${key}`)
  const functions = statements.flatMap((one) => (one.kind === 'function' ? [one.definition] : []))
  const last = statements.findLast((one) => one.kind === 'class')
  if (functions.length === 0 && last?.kind === 'class') return last.definition
  return { name: key, base: 'Module', fields: [], methods: functions }
}

function classNameOf(fields: readonly Parameter[], name: string): string | undefined {
  const type: Type = typeOf(fields.find((field) => field.name === name)?.type ?? null)
  return type.kind === 'class' ? type.name : undefined
}

function tensorFrom(tensor: Json): Tensor {
  if (!isObject(tensor)) return tensorOf(null, null)
  const type = own(tensor, 'dataType')
  const sizes = listOf(own(tensor, 'dims')).map(indexOf)
  const isShape = sizes.length <= MAX_RANK && sizes.every((size) => size >= 0)
  return tensorOf(typeof type === 'string' ? caffe2Type(type) : null, isShape ? sizes : null)
}

const listOf = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : [])

/** Numbers of 64 bits are written as text, 0 is left out. */
function indexOf(value: Json | undefined): number {
  const number = value === undefined ? 0 : Number(value)
  return Number.isSafeInteger(number) ? number : -1
}

function keyOf(reference: Json | undefined): string | undefined {
  const key = isObject(reference) ? own(reference, 'key') : undefined
  return typeof key === 'string' ? key : undefined
}

const named = (list: Json | undefined, name: string): JsonObject | undefined =>
  listOf(list).find((one): one is JsonObject => isObject(one) && own(one, 'name') === name)

const noModule = (archive: Archive): UserError =>
  new UserError('corrupt', `${archive.source.name}: model.json names no main module`, 'save the model again with torch.jit.save', {
    file: archive.source.name,
  })
