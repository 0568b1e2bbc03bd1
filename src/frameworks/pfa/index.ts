import type { Field } from '../../contract/types.ts'
import { UserError } from '../../errors.ts'
import type { ModelFile, ModelFiles } from '../../model/types.ts'
import type { Framework, Inference, Match } from '../framework.ts'
import { fieldsOf, namedTypesIn, readingOf } from './avro.ts'
import { type Engine, notationOf, readEngine, readWhole } from './document.ts'

/** Portable Format for Analytics: a scoring engine in JSON or YAML whose input and output are Avro schemas. Spec: dmg.org/pfa. */
export const pfa: Framework = { name: 'pfa', match, infer }

function match(files: ModelFiles): readonly Match[] {
  return files.files.flatMap((file) => {
    const notation = mayBe(file) ? notationOf(files.open(file.path)) : null
    if (notation === null) return []
    return [{ format: notation, path: file.path, because: `${file.path} holds a PFA scoring engine`, covers: [file.path] }]
  })
}

const mayBe = (file: ModelFile): boolean => file.pointer === undefined && file.size > 0 && /\.(?:pfa|json|ya?ml)$|(?:^|\/)[^.]+$/i.test(file.path)

function infer(files: ModelFiles, { path, format }: Match): Inference {
  const notation = format === 'yaml' ? 'yaml' : 'json'
  const engine = readEngine(files.open(path), notation)
  for (const key of ['input', 'output'] as const) {
    if (engine[key] === undefined) {
      throw new UserError('corrupt', `${path} has no ${key}`, 'A PFA engine says the Avro schemas of its input and output.', { file: path, key })
    }
  }
  const first = interfaceOf(engine, path, namedTypesIn([engine.input ?? null, engine.output ?? null]))
  // types may be declared where they are used first, in cells or functions
  const read = first.missing.size === 0 ? first : interfaceOf(engine, path, namedTypesIn(readWhole(files.open(path), notation)))
  return {
    framework: { name: 'pfa', format },
    signatures: [{ name: 'predict', inputs: read.inputs, outputs: read.outputs }],
    warnings: [...read.missing].slice(0, 20).map((name) => ({
      code: 'pfa-unknown-type',
      message: `the type ${name} is declared nowhere in ${path}`,
      where: path,
    })),
    findings: [],
  }
}

interface Interface {
  readonly inputs: readonly Field[]
  readonly outputs: readonly Field[]
  readonly missing: ReadonlySet<string>
}

function interfaceOf({ input, output, method }: Engine, path: string, types: ReturnType<typeof namedTypesIn>): Interface {
  const missing = new Set<string>()
  const inputs = fieldsOf(input, readingOf(types, `${path}: input`, missing), 'input', 'stored')
  const outputs = fieldsOf(output, readingOf(types, `${path}: output`, missing), 'predict', 'derived')
  // an engine that emits may give nothing for an input
  return { inputs, outputs: method === 'emit' ? outputs.map((field) => ({ ...field, optional: true })) : outputs, missing }
}
