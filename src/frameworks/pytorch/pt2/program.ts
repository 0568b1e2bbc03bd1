import { type Evidence, evidenceOf, type Field, type Signature, type TensorValue } from '../../../contract/types.ts'
import { UserError } from '../../../errors.ts'
import { at, isList, isObject, type Json, listOf, numberOf, parseJson, textOf, textsOf } from '../../../formats/json.ts'
import type { Warning } from '../../framework.ts'
import { inputNames, leavesOf, outputNames, type Path } from './pytree.ts'
import { dtypeOf, SCALARS } from './schema.ts'
import { ruleOf, sizeOf } from './sizes.ts'

/** Values that go in or out: a cache of a language model has two for each layer. */
const MAX_VALUES = 100_000
const MAX_RANK = 64

/** What one exported program says about itself. */
export interface Program {
  readonly signature: Signature
  readonly version?: string
  readonly warnings: readonly Warning[]
}

/** An `ExportedProgram` as JSON. Source: torch/_export/serde/schema.py, versions 1 to 8. Throws UserError `corrupt`, `truncated`. */
export function readProgram(text: string, file: string, name: string): Program {
  const root = parseJson(withoutInfinities(text), file)
  const module = at(root, 'graph_module')
  const graph = at(module, 'graph')
  if (!isObject(graph)) throw corrupt(file, 'holds no graph_module.graph: it is no exported program')
  const call = callOf(module)
  const fields = at(module, 'treespec_namedtuple_fields')
  const ins = inputsOf(module, file)
  const outs = outputsOf(module, file)
  const inPaths = pathsOf(call.inSpec, fields, file)
  const outPaths = pathsOf(call.outSpec, fields, file)
  const names = inPaths?.length === ins.length ? inputNames(inPaths, call.names) : undefined
  const fallback = graphNames(ins)
  const reader: Reader = { file, graph, ranges: at(root, 'range_constraints'), warnings: [] }
  const inputs = ins.flatMap((arg, i) => {
    const value = leafValue(reader, arg)
    if (value === undefined || isConstant(arg)) return []
    return [fieldOf(value, names?.[i] ?? fallback[i] ?? `input_${i}`, names?.[i] === undefined && !isTold(arg))]
  })
  const told = outPaths?.length === outs.length ? outputNames(outPaths) : outputNames(outs.map((_, i): Path => (outs.length === 1 ? [] : [i])))
  const outputs = outs.flatMap((arg, i) => {
    const value = leafValue(reader, arg)
    return value === undefined ? [] : [fieldOf(value, told[i] ?? `output_${i}`, outPaths?.length !== outs.length)]
  })
  const hasKeywords = inPaths?.some(([part]) => part === 1) ?? false
  const version = textOf(at(root, 'torch_version'))
  return {
    signature: {
      name,
      inputs: unique(inputs, 'input'),
      outputs: unique(outputs, 'output'),
      ...(!hasKeywords && inputs.length > 0 && { positional: true }),
    },
    ...(version !== undefined && { version }),
    warnings: [...reader.warnings, ...rangeWarnings(reader, inputs)],
  }
}

/** Python writes `-Infinity` and `NaN`, which are no JSON: bounds of symbols (2.3), values that masks are filled with. None is a fact of the contract. */
function withoutInfinities(text: string): string {
  if (!/[:[,]\s*-?(?:Infinity|NaN)/.test(text)) return text
  return text.replace(/"[^"\\]*(?:\\.[^"\\]*)*"|-?Infinity|NaN/g, (token) => (token.startsWith('"') ? token : 'null'))
}

interface Reader {
  readonly file: string
  readonly graph: Json
  readonly ranges: Json | undefined
  readonly warnings: Warning[]
}

/** How the whole module is called: the entry of the root module. 2.1 had a `call_spec`, whose in_spec leaves open whether keywords are in it. */
function callOf(module: Json | undefined): {
  readonly inSpec?: Json | undefined
  readonly outSpec?: Json | undefined
  readonly names?: readonly string[] | undefined
} {
  const root = listOf(at(module, 'module_call_graph')).find((entry) => at(entry, 'fqn') === '')
  const signature = at(root, 'signature')
  if (!isObject(signature)) return { outSpec: at(at(module, 'call_spec'), 'out_spec') }
  return { inSpec: at(signature, 'in_spec'), outSpec: at(signature, 'out_spec'), names: textsOf(at(signature, 'forward_arg_names')) }
}

function pathsOf(spec: Json | undefined, fields: Json | undefined, file: string): readonly Path[] | undefined {
  return typeof spec === 'string' && spec !== '' ? leavesOf(spec, fields, file) : undefined
}

/** One leaf of the arguments: an Argument (`{as_tensor: {name}}` …). Constants keep their place in the tree. */
function inputsOf(module: Json | undefined, file: string): readonly Json[] {
  const signature = at(module, 'signature')
  const specs = at(signature, 'input_specs')
  // 2.1 listed names
  if (specs === undefined) return capped(namesOf(at(signature, 'user_inputs')), file)
  return capped(
    listOf(specs).flatMap((spec) => {
      if (isObject(at(spec, 'constant_input'))) return [{ constant: true }]
      const arg = at(at(spec, 'user_input'), 'arg') ?? undefined
      // parameters, buffers, constants that are tensors, scripted objects, tokens of effects: the caller passes none of these
      return arg === undefined ? [] : [arg]
    }),
    file,
  )
}

function outputsOf(module: Json | undefined, file: string): readonly Json[] {
  const signature = at(module, 'signature')
  const specs = at(signature, 'output_specs')
  if (specs === undefined) return capped(namesOf(at(signature, 'user_outputs')), file)
  return capped(
    listOf(specs).flatMap((spec) => {
      const arg = at(at(spec, 'user_output'), 'arg')
      if (arg !== undefined) return [arg]
      const loss = at(at(spec, 'loss_output'), 'arg')
      return loss === undefined ? [] : [{ as_tensor: loss }]
    }),
    file,
  )
}

const namesOf = (names: Json | undefined): readonly Json[] => listOf(names).map((name) => (typeof name === 'string' ? { as_tensor: { name } } : name))

function capped(values: readonly Json[], file: string): readonly Json[] {
  if (values.length > MAX_VALUES) throw corrupt(file, `has ${values.length} inputs or outputs`)
  return values
}

/** An argument that was a Python value when the model was exported is part of the program. */
const isConstant = (arg: Json): boolean =>
  at(arg, 'constant') === true || ['as_int', 'as_float', 'as_bool', 'as_string', 'as_complex', 'as_none'].some((kind) => isGiven(at(arg, kind)))

/** Early versions wrote every kind of a union, all but one as null. */
const isGiven = (value: Json | undefined): boolean => value !== undefined && value !== null

/** Types and sizes of an Argument: a tensor by its name in the graph, or a Python value. None has none. */
function leafValue(reader: Reader, arg: Json): { readonly value: TensorValue; readonly key: string } | undefined {
  const tensor = at(arg, 'as_tensor') ?? at(at(arg, 'as_optional_tensor'), 'as_tensor')
  const name = textOf(at(tensor, 'name'))
  if (name === undefined) {
    const kind = Object.keys(SCALARS).find((word) => isGiven(at(arg, word)))
    const type = kind === undefined ? undefined : SCALARS[kind]
    if (type !== undefined) return { value: { type, shape: [] }, key: `graph_module.signature: ${kind}` }
    // None, and the places of constants
    return undefined
  }
  const entry = at(at(reader.graph, 'tensor_values'), name)
  // 2.1 wrapped it
  const meta = at(entry, 'meta') ?? entry
  if (!isObject(meta)) throw corrupt(reader.file, `names the tensor ${name}, which its graph does not have`)
  const sizes = listOf(at(meta, 'sizes'))
  if (!isList(at(meta, 'sizes'))) throw corrupt(reader.file, `has no sizes of ${name}`)
  if (sizes.length > MAX_RANK) throw corrupt(reader.file, `says that ${name} has ${sizes.length} axes`)
  return { value: { type: dtypeOf(at(meta, 'dtype')), shape: sizes.map(sizeOf) }, key: `graph_module.graph.tensor_values.${name}` }
}

function fieldOf({ value, key }: { readonly value: TensorValue; readonly key: string }, name: string, isDerived: boolean): Field {
  const evidence: Evidence = evidenceOf(value, 'stored', key)
  return { name, ...value, evidence: isDerived ? { ...evidence, name: 'derived' } : evidence }
}

/** Placeholders of the graph are called like the arguments since 2.3; dynamo wrote `l_x_` for `x`, and made up `arg5_1`. */
function graphNames(args: readonly Json[]): readonly string[] {
  const raw = args.map(nameIn)
  const names = raw.map((name, i) => (isMadeUp(name) ? (args.length === 1 ? 'input' : `input_${i}`) : name.replace(/^l_(.+)_$/, '$1')))
  return new Set(names).size === names.length ? names : raw.map((_, i) => `input_${i}`)
}

const nameIn = (arg: Json): string => textOf(at(at(arg, 'as_tensor'), 'name')) ?? textOf(at(at(arg, 'as_sym_int'), 'as_name')) ?? ''
const isMadeUp = (name: string): boolean => name === '' || /^arg\d+(?:_\d+)*$/.test(name)
const isTold = (arg: Json): boolean => !isMadeUp(nameIn(arg))

/** The contract calls fields by name: where two paths join to the same name, only their order is sure. */
function unique(fields: readonly Field[], word: string): readonly Field[] {
  if (new Set(fields.map(({ name }) => name)).size === fields.length) return fields
  return fields.map((field, i) => ({ ...field, name: `${word}_${i}` }))
}

/** Sizes beyond this are no bound that somebody chose: sympy's int_oo is written as 2^63 - 2 or left out. */
const UNBOUNDED = 2 ** 31

function rangeWarnings({ file, ranges, graph }: Reader, inputs: readonly Field[]): readonly Warning[] {
  const symbols = new Set(inputs.flatMap((field) => ('shape' in field ? (field.shape ?? []) : [])).filter((dim) => typeof dim === 'string'))
  const bounded = [...symbols].flatMap((symbol): readonly Warning[] => {
    const range = at(ranges, symbol)
    const least = numberOf(at(range, 'min_val')) ?? 0
    const most = numberOf(at(range, 'max_val')) ?? Number.POSITIVE_INFINITY
    if (most >= UNBOUNDED && least <= 2) return []
    const message = `the size ${symbol} must lie within ${least} and ${most >= UNBOUNDED ? '∞' : most}: the contract cannot say so`
    return [{ code: 'pytorch-size-range', message, where: `${file}: range_constraints.${symbol}` }]
  })
  const ruled = inputs.flatMap((field): readonly Warning[] => {
    const key = field.evidence?.where.split('.').at(-1) ?? ''
    const rules = listOf(at(at(at(graph, 'tensor_values'), key), 'sizes')).flatMap((size) => ruleOf(size) ?? [])
    return rules.map((rule) => ({
      code: 'pytorch-size-rule',
      message: `a size of ${field.name} must be ${rule}: the contract cannot say so`,
      where: file,
    }))
  })
  return [...bounded, ...ruled]
}

function corrupt(file: string, what: string): UserError {
  return new UserError('corrupt', `${file} ${what}`, 'export the model again with torch.export.save', { file })
}
