import type { AssumedFact, DType, Evidence, Field, Source, TensorValue } from '../../contract/types.ts'
import { UserError } from '../../errors.ts'
import { readParams, type StoredArray } from '../../formats/mxnet-params.ts'
import type { ModelFiles } from '../../model/types.ts'
import { contractShape, type Shape } from '../../shapes/shape.ts'
import type { Framework, Inference, Match, Warning } from '../framework.ts'
import { declaredShapes, withDeclared } from './declared.ts'
import { matchMxnet, parametersOf } from './match.ts'
import { operatorName, ruleOf } from './operators/index.ts'
import { outputName } from './output-names.ts'
import { isGluonParameter, PARAMETER_NAME, type Role, rolesOf } from './roles.ts'
import { intOf, type Network, numbersOf, readSymbol, type SymbolNode } from './symbol.ts'
import { type Tensor, tensor } from './tensor.ts'
import { type Input, walkNetwork } from './walk.ts'
import { mshadowType } from './words.ts'

/**
 * Apache MXNet: a symbol (the network) and its parameters. Inputs are the variables without parameters; their shapes and types follow from the weights.
 * Source: apache/mxnet, src/nnvm/legacy_json_util.cc, src/ndarray/ndarray.cc.
 */
export const mxnet: Framework = { name: 'mxnet', match: matchMxnet, infer }

/** MXNet's type where nothing says another. Source: python/mxnet/io/io.py, DataDesc. */
const DEFAULT_TYPE: DType = 'float32'

function infer(files: ModelFiles, match: Match): Inference {
  const { path } = match
  if (match.format === 'params') throw parametersOnly(files, path)
  const symbol = readSymbol(files, path)
  const symbols = matchMxnet(files).filter(({ format }) => format === 'symbol-json').length
  const stored = parametersOf(files, path, symbols).path
  const arrays = stored === undefined ? undefined : arraysOf(readParams(files.open(stored)))
  const { inputs, parameters, warnings } = variablesOf(symbol, arrays, path, stored)
  // what holds without conventions is derived; what only they give is assumed
  const proven = walkNetwork(symbol, inputs, parameters, { ranks: false, type: null })
  const usual = walkNetwork(symbol, inputs, parameters, { ranks: true, type: DEFAULT_TYPE })
  const declared = declaredShapes(files, path)

  const asked = [...inputs].map(([node, { name, type, shape, certain }]): Field => {
    const where = `${path}: nodes[${node}]`
    const value = factsOf(proven.inputs.get(name), usual.inputs.get(name), { type, shape }, { where, name: certain ? 'stored' : 'assumed' })
    return { name, ...withDeclared(value, declared?.inputs.get(name), `the input ${name}`, declared?.file ?? '') }
  })
  const outputs = symbol.heads.flatMap((head, i): readonly Field[] => {
    const { name, certain } = outputName(symbol, head)
    const where = `${path}: heads[${i}]`
    const value = factsOf(proven.outputs[i], usual.outputs[i], { type: null, shape: null }, { where, name: certain ? 'stored' : 'assumed' })
    const only = symbol.heads.length === 1 && declared?.outputs.size === 1 ? [...declared.outputs.values()][0] : undefined
    return [{ name, ...withDeclared(value, declared?.outputs.get(name) ?? only, `the output ${name}`, declared?.file ?? '') }]
  })
  return {
    framework: { name: 'mxnet', ...(symbol.version !== undefined && { version: symbol.version }), format: match.format },
    signatures: [{ name: 'predict', inputs: unique(asked), outputs: unique(outputs) }],
    warnings: [...warnings, ...unknownOperators(symbol, path)],
    findings: [],
  }
}

const unique = (fields: readonly Field[]): readonly Field[] => {
  const seen = new Set<string>()
  return fields.filter(({ name }) => !seen.has(name) && seen.add(name))
}

// ------------------------------------------------------------------------------------------------ variables

/** `arg:` and `aux:` are prefixes of the Module and export forms; gluon's own files have none. */
const arraysOf = (arrays: ReadonlyMap<string, StoredArray>): ReadonlyMap<string, StoredArray> =>
  new Map([...arrays].map(([name, array]) => [name.replace(/^(arg|aux):/, ''), array]))

interface Variables {
  readonly inputs: ReadonlyMap<number, Input & { readonly certain: boolean }>
  readonly parameters: ReadonlyMap<number, Tensor>
  readonly warnings: readonly Warning[]
}

/** Variables with an array are parameters; labels of training heads are not needed; the rest are inputs. Without arrays, use and name tell. */
function variablesOf(symbol: Network, arrays: ReadonlyMap<string, StoredArray> | undefined, path: string, stored: string | undefined): Variables {
  const roles = rolesOf(symbol, (node) => operatorName(node.op))
  const inputs = new Map<number, Input & { certain: boolean }>()
  const parameters = new Map<number, Tensor>()
  const missing: string[] = []
  const states: string[] = []
  for (const [i, node] of symbol.nodes.entries()) {
    const role = node.op === 'null' ? roles.get(i) : undefined
    if (role === undefined) continue
    const array = arrays?.get(node.name)
    const [type, shape] = annotated(node)
    if (array !== undefined) parameters.set(i, tensor(mshadowType(array.type) ?? type, array.shape ?? shape))
    else if (role === 'label') continue
    else if (isParameter(node, role)) {
      parameters.set(i, tensor(type, shape))
      if (arrays !== undefined) missing.push(node.name)
    } else {
      if (role === 'state') states.push(node.name)
      inputs.set(i, { name: node.name, type, shape, certain: arrays !== undefined || role === 'state' || !mayBeWeight(node, symbol, i) })
    }
  }
  return { inputs, parameters, warnings: [...missingWarning(missing, path, stored), ...stateWarning(states, path), ...noParameters(stored, path)] }
}

const isParameter = (node: SymbolNode, role: Role): boolean =>
  isGluonParameter(node) || (role === 'parameter' && PARAMETER_NAME.test(node.name)) || PARAMETER_NAME.test(node.name)

/** Without its parameters a network may keep weights in variables that only arithmetic reads: the first variable is data. */
const mayBeWeight = (node: SymbolNode, symbol: Network, index: number): boolean => {
  const first = symbol.nodes.findIndex(({ op }) => op === 'null')
  return index !== first && !/data/i.test(node.name)
}

/** `__shape__` and `__dtype__`, as `sym.var(shape=, dtype=)` keeps them: sizes 0 and -1 are open. */
function annotated(node: SymbolNode): readonly [DType | null, Shape] {
  const flag = intOf(node, '__dtype__')
  const shape = numbersOf(node, '__shape__')?.map((size) => (size === null || size <= 0 ? null : size)) ?? null
  return [mshadowType(flag), shape === null || shape.length === 0 ? null : shape]
}

// ------------------------------------------------------------------------------------------------ facts

/** A value with where each fact comes from: stored with the variable, derived without conventions, or assumed. */
function factsOf(
  proven: Tensor | undefined,
  usual: Tensor | undefined,
  stored: Pick<Input, 'type' | 'shape'>,
  named: { readonly where: string; readonly name: Source },
): TensorValue {
  const type = proven?.type ?? usual?.type ?? null
  const certain = contractShape(proven?.shape ?? null)
  const shape = certain ?? contractShape(usual?.shape ?? null)
  const dims = (shape ?? []).map((dim, i): Source => {
    if (dim === null) return 'unknown'
    if (certain === null) return 'assumed'
    return typeof stored.shape?.[i] === 'number' ? 'stored' : 'derived'
  })
  const evidence: Evidence = {
    name: named.name,
    type: type === null ? 'unknown' : stored.type !== null ? 'stored' : (proven?.type ?? null) === null ? 'assumed' : 'derived',
    rank: shape === null ? 'unknown' : stored.shape !== null ? 'stored' : certain === null ? 'assumed' : 'derived',
    dims,
    where: named.where,
  }
  const assumed: AssumedFact[] = []
  if (evidence.name === 'assumed') assumed.push('name')
  if (evidence.type === 'assumed') assumed.push('type')
  if (evidence.rank === 'assumed') assumed.push('shape')
  return { type, shape, ...(assumed.length > 0 && { assumed }), evidence }
}

// ------------------------------------------------------------------------------------------------ remarks

const listed = (names: readonly string[]): string => `${names.slice(0, 5).join(', ')}${names.length > 5 ? ` and ${names.length - 5} more` : ''}`

const missingWarning = (names: readonly string[], path: string, stored: string | undefined): readonly Warning[] =>
  names.length === 0
    ? []
    : [
        {
          code: 'mxnet-parameters-missing',
          message: `${stored ?? 'the parameter file'} holds no array for ${listed(names)}: the network cannot be loaded with it`,
          where: path,
        },
      ]

const stateWarning = (names: readonly string[], path: string): readonly Warning[] =>
  names.length === 0
    ? []
    : [{ code: 'mxnet-state-input', message: `${listed(names)}: states of a recurrent layer, which callers must give as well`, where: path }]

const noParameters = (stored: string | undefined, path: string): readonly Warning[] =>
  stored === undefined
    ? [
        {
          code: 'mxnet-no-parameters',
          message: `there is no parameter file beside ${path}: inputs are told from weights by how they are used`,
          where: path,
        },
      ]
    : []

function unknownOperators(symbol: Network, path: string): readonly Warning[] {
  const names = [...new Set(symbol.nodes.filter(({ op }) => op !== 'null' && ruleOf(operatorName(op)) === undefined).map(({ op }) => op))]
  return names.length === 0
    ? []
    : [{ code: 'mxnet-unknown-operators', message: `no shape rule for ${listed(names)}: what follows them is unknown`, where: path }]
}

function parametersOnly(files: ModelFiles, path: string): UserError {
  readParams(files.open(path)) // a damaged file is the more specific news
  return new UserError(
    'not-inferable',
    `${path} holds MXNet parameters without the network they belong to: nothing says what goes in or comes out.`,
    'Export the network with them: net.hybridize(); net(x); net.export("net") (Gluon) or module.save_checkpoint("net", 0) (Module); or declare the contract in serving.yaml.',
    { file: path },
  )
}
