import type { Evidence, Field, Signature, Source } from '../../contract/types.ts'
import { UserError } from '../../errors.ts'
import type { ModelFiles } from '../../model/types.ts'
import { contractShape, type Shape } from '../../shapes/shape.ts'
import type { Framework, Inference, Match } from '../framework.ts'
import { pickleFindings } from '../pickle-findings.ts'
import { mayBePickle, openPickle } from '../pickles.ts'
import { type Callable, callablesOf } from './callable.ts'
import type { Variable } from './variable.ts'
import { walkGraph } from './walk.ts'

/**
 * Theano and its successors Aesara and PyTensor: pickled functions and graphs. Types and ranks are stored with every variable; sizes follow from
 * the shared arrays. Source: theano/compile/function_module.py, theano/gof/graph.py.
 */
export const theano: Framework = { name: 'theano', match: matchTheano, infer }

const LIBRARY = /^(theano|aesara|pytensor)(?:\.|$)/

function matchTheano(files: ModelFiles): readonly Match[] {
  return files.files.flatMap((file): Match[] => {
    if (file.pointer !== undefined || file.size < 2 || !mayBePickle(files.open(file.path), file)) return []
    const library = libraryIn(files, file.path)
    return library === undefined ? [] : [{ format: 'pickle', path: file.path, because: `${file.path} is a pickle of ${library}`, covers: [] }]
  })
}

function libraryIn(files: ModelFiles, path: string): string | undefined {
  try {
    return openPickle(files, path)
      .modules.map((module) => LIBRARY.exec(module)?.[1])
      .find((name) => name !== undefined)
  } catch (error) {
    if (error instanceof UserError) return undefined
    throw error
  }
}

function infer(files: ModelFiles, { path, format }: Match): Inference {
  const pickle = openPickle(files, path)
  const findings = pickleFindings(pickle, path)
  const dangerous = findings.some(({ severity }) => severity === 'critical' || severity === 'high')
  // a dangerous pickle is told as such, even if it ends in nonsense
  if (pickle.failure !== undefined && !dangerous) throw pickle.failure
  const callables = callablesOf(pickle.root)
  if (callables.length === 0 && !dangerous) throw noGraph(path)
  return { framework: { name: 'theano', format }, signatures: callables.map((callable) => signatureOf(callable, path)), warnings: [], findings }
}

function signatureOf(callable: Callable, path: string): Signature {
  const { name, inputs, outputs } = callable
  const walked = walkGraph(inputs, outputs)
  const numbered = (word: string, count: number, i: number): string => (count === 1 ? word : `${word}_${i}`)
  const asked = inputs.map((argument, i): Field => {
    const own = argument.name
    const value = fieldOf(own ?? numbered('input', inputs.length, i), own, argument.variable, walked.inputs[i] ?? null, `${path}: inputs[${i}]`)
    return argument.optional ? { ...value, optional: true } : value
  })
  const given = outputs.map((variable, i) =>
    fieldOf(variable.name ?? numbered('output', outputs.length, i), variable.name, variable, walked.outputs[i] ?? null, `${path}: outputs[${i}]`),
  )
  // arguments may be given by position, named or not
  return { name, inputs: distinct(asked), outputs: distinct(given), positional: true }
}

/** Variables may share a name; callers tell them apart by position. */
function distinct(fields: readonly Field[]): readonly Field[] {
  const seen = new Set<string>()
  return fields.map((field, i) => {
    const name = seen.has(field.name) ? `${field.name}_${i}` : field.name
    seen.add(name)
    return { ...field, name }
  })
}

function fieldOf(name: string, stored: string | null, variable: Variable, found: Shape, where: string): Field {
  const shape = contractShape(found)
  const dims = (shape ?? []).map((dim, i): Source => (dim === null ? 'unknown' : variable.shape?.[i] === dim ? 'stored' : 'derived'))
  const evidence: Evidence = {
    name: stored === null ? 'derived' : 'stored',
    type: variable.type === null ? 'unknown' : 'stored',
    rank: shape === null ? 'unknown' : 'stored',
    dims,
    where,
  }
  return { name, type: variable.type, shape, ...(variable.sparse && { sparse: true }), evidence }
}

const noGraph = (path: string): UserError =>
  new UserError(
    'not-inferable',
    `${path} holds variables of Theano, but no function or graph: nothing says what goes in or comes out.`,
    'Pickle the compiled function (pickle.dump(theano.function([x], y), file)), or declare the contract in serving.yaml.',
    { file: path },
  )
