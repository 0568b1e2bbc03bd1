import type { Field } from '../../contract/types.ts'
import { UserError } from '../../errors.ts'
import type { ModelFiles } from '../../model/types.ts'
import type { Framework, Inference, Match, Warning } from '../framework.ts'
import { missingData, missingFiles } from './external.ts'
import { ofValue, walkGraph } from './graph.ts'
import { type Initializer, initializerOf, sparseInitializerOf } from './known.ts'
import { withClasses } from './labels.ts'
import { matchOnnx, type Spelling } from './match.ts'
import { openModel, opsetsOf } from './model.ts'
import type { Rec } from './record.ts'
import { demanded, refine } from './refine.ts'
import { valueOfType } from './value-types.ts'
import { remarks } from './warnings.ts'

/**
 * ONNX: the graph says its inputs and outputs by name, type and shape; what it leaves open is computed from its operators.
 * Spec: onnx/docs/IR.md, onnx.proto. Weights are never read.
 */
export const onnx: Framework = { name: 'onnx', match: matchOnnx, infer }

/** From this IR version on, an initializer that is also an input is a default which callers may replace (IR.md, "Graphs"). */
const IR_OVERRIDABLE = 4

/** Inputs and outputs: weights that are listed as inputs count into the thousands; a hundred thousand is no interface. */
const MAX_FIELDS = 100_000

function infer(files: ModelFiles, match: Match): Inference {
  const file = match.path
  const model = openModel(files, file, spellingOf(match.format))
  const graph = model.message('graph')
  if (graph === undefined) throw corrupt(file, 'has no graph')
  const initializers: Initializer[] = []
  const missing = new Set<string>()
  for (const tensor of graph.each('initializer')) {
    const absent = missingData(files, file, tensor, initializers.length)
    if (absent !== null) missing.add(absent)
    initializers.push(initializerOf(tensor))
  }
  for (const tensor of graph.each('sparse_initializer')) initializers.push(sparseInitializerOf(tensor))
  const warnings: Warning[] = [...missingFiles(missing, file)]

  const irVersion = model.int('ir_version') ?? 0
  const defaults = new Set(initializers.map(({ name }) => name))
  const inputs = inputsOf(graph, file, defaults, irVersion)
  const listed = new Set(inputs.map((field) => field.name))
  const walked = walkGraph(model, graph, initializers, (name) => !listed.has(name))
  const computed = outputsOf(graph, file, (name) => walked.values.get(name), warnings)
  // only models with operators of classic machine learning are walked once more
  const outputs = walked.domains.has('ai.onnx.ml') ? withClasses(computed, graph) : computed
  const asked = inputs.map((field) => ({ name: field.name, ...demanded(field, walked.demands.get(field.name) ?? []) }))
  warnings.push(...remarks(asked, outputs, walked.domains))

  const opset = opsetsOf(model, irVersion).get('')
  return {
    framework: { name: 'onnx', ...(opset !== undefined && { version: `opset ${opset}` }), format: match.format },
    signatures: [{ name: 'predict', inputs: asked, outputs }],
    warnings,
    findings: [],
  }
}

function spellingOf(format: string): Spelling {
  return format === 'onnx-text' || format === 'onnx-json' ? format : 'onnx'
}

/** Real inputs in their order. Initialised ones are weights before IR version 4 and overridable defaults since. */
function inputsOf(graph: Rec, file: string, defaults: ReadonlySet<string>, irVersion: number): readonly Field[] {
  return unique(
    records(graph, 'input', file).flatMap((record, i): readonly Field[] => {
      const name = nameOf(record)
      if (defaults.has(name) && irVersion < IR_OVERRIDABLE) return []
      const value = valueOfType(record.message('type'), `${file}: graph.input[${i}]`)
      return [{ name, ...value, ...(defaults.has(name) && { optional: true }) }]
    }),
  )
}

function outputsOf(graph: Rec, file: string, walked: (name: string) => Parameters<typeof refine>[1], warnings: Warning[]): readonly Field[] {
  const inner = new Map(graph.messages('value_info').map((record) => [nameOf(record), record]))
  return unique(
    records(graph, 'output', file).map((record, i): Field => {
      const name = nameOf(record)
      const declared = valueOfType(record.message('type'), `${file}: graph.output[${i}]`)
      const refined = refine(declared, walked(name), name)
      warnings.push(...refined.warnings)
      const again = inner.get(name)
      // an output without a type may have one as an inner value
      const said = again === undefined ? undefined : ofValue(valueOfType(again.message('type'), ''), name)
      const value =
        'shape' in refined.value && refined.value.shape === null && refined.warnings.length === 0
          ? refine(refined.value, said, name).value
          : refined.value
      return { name, ...value }
    }),
  )
}

function records(graph: Rec, kind: 'input' | 'output', file: string): readonly Rec[] {
  const found = graph.messages(kind)
  if (found.length > MAX_FIELDS) throw corrupt(file, `has ${found.length} ${kind}s, more than the ${MAX_FIELDS} that make sense`)
  return found
}

/** A name that is listed twice is one field (the checker forbids it, old exporters did it). */
function unique(fields: readonly Field[]): readonly Field[] {
  const seen = new Set<string>()
  return fields.filter(({ name }) => !seen.has(name) && seen.add(name))
}

const nameOf = (record: Rec): string => record.text('name') ?? ''

const corrupt = (file: string, what: string): UserError =>
  new UserError('corrupt', `${file} ${what}`, 'The file is damaged or no ONNX model: export it again and upload the new file.', { file })
