import type { AssumedFact, Evidence, Field, Shape, Signature, Source } from '../../contract/types.ts'
import { UserError } from '../../errors.ts'
import { formatOf } from '../../formats/rds/file.ts'
import { classesOf, type RValue } from '../../formats/rds/values.ts'
import type { ModelFiles } from '../../model/types.ts'
import type { Finding, Framework, Inference, Match, Warning } from '../framework.ts'
import type { Column, Described, Output } from './described.ts'
import { openR } from './file.ts'
import { columnsOfTerms } from './formula.ts'
import { describeModel, type Found, modelsIn } from './model.ts'
import { termsOf } from './table.ts'

/** Models saved by R: `.rds`, `.RData`. Nothing is evaluated. Spec: R Internals, chapter 1.8. */
export const r: Framework = { name: 'r', match, infer }

function match(files: ModelFiles): readonly Match[] {
  const found = files.files.flatMap((file): Match[] => {
    if (file.pointer !== undefined || file.size < 2) return []
    const format = formatOf(files.open(file.path))
    return format === null ? [] : [{ format, path: file.path, because: `${file.path} holds an object of R`, covers: [file.path] }]
  })
  if (found.length < 2) return found
  // beside a model there may be tables and settings
  const models = found.filter(({ path }) => holdsModel(files, path))
  const others = found.filter((one) => !models.includes(one)).map(({ path }) => path)
  return models.length === 0 ? found : models.map((one, i) => (i === 0 ? { ...one, covers: [...one.covers, ...others] } : one))
}

function holdsModel(files: ModelFiles, path: string): boolean {
  try {
    return modelsIn(openR(files, path).value).length > 0
  } catch (error) {
    if (error instanceof UserError) return true
    throw error
  }
}

function infer(files: ModelFiles, { path, format }: Match): Inference {
  const file = openR(files, path)
  const { name, model } = theModel(file.value, path)
  const where = name === '' ? path : `${path}: ${name}`
  const foreign = columnsOfTerms(termsOf(model))?.foreign ?? []
  if (foreign.length > 0) {
    const message = `the formula of ${where} names ${foreign.slice(0, 3).join(', ')}: predict() would take the training data for it, whatever it is given`
    throw new UserError('not-inferable', message, 'Fit with column names and `data =`: lm(y ~ x, data = d) instead of lm(d$y ~ d$x).', { file: path })
  }
  const described = describeModel(model)
  if (described === undefined) {
    const message = `${where} is an object of class ${classesOf(model).join(', ') || 'none'}, which doesn't say what it takes`
    throw new UserError('not-inferable', message, 'Declare the contract, or save a model that keeps its terms (vetiver, tidymodels and caret do).', {
      file: path,
    })
  }
  return {
    framework: { name: 'r', version: file.writer, format },
    signatures: [signatureOf(described, `${where}: ${classesOf(model)[0] ?? ''}`)],
    warnings: warningsOf(described, model, where),
    findings: file.hasPromise ? [promise(path)] : [],
  }
}

/** @throws UserError `not-a-model`, `ambiguous` */
function theModel(value: RValue, path: string): Found {
  const found = modelsIn(value)
  const [first] = found
  const where = { file: path }
  if (first === undefined) {
    // a single object of a class of its own may still be a model
    if (value.kind !== 'pairs' && classesOf(value).length > 0 && !classesOf(value).includes('data.frame')) return { name: '', model: value }
    const what = classesOf(value)[0] ?? (value.kind === 'pairs' ? 'workspace' : value.kind)
    throw new UserError(
      'not-a-model',
      `${path} holds no model that is known, but a ${what}`,
      'Save the fitted model: saveRDS(model, "model.rds").',
      where,
    )
  }
  if (found.length > 1) {
    const names = found.map(({ name }) => name).slice(0, 20)
    throw new UserError('ambiguous', `${path} holds several models: ${names.join(', ')}`, 'Save one: saveRDS(model, "model.rds").', where)
  }
  return first
}

function warningsOf({ inputs, outputs }: Described, model: RValue, where: string): readonly Warning[] {
  const unknown = outputs.some(({ type }) => type === null)
  const empty = inputs.kind === 'columns' && inputs.columns.length === 0
  return [
    ...(unknown
      ? [{ code: 'r-unknown-prediction', message: `what predict() gives for class ${classesOf(model).join(', ')} is not known`, where }]
      : []),
    ...(empty ? [{ code: 'r-no-inputs', message: 'the model uses no column: its prediction is a constant', where }] : []),
  ]
}

const promise = (where: string): Finding => ({
  severity: 'high',
  message: 'a promise stands where a value belongs: R before 4.4 runs its expression when the file is read (CVE-2024-27322)',
  where,
})

function signatureOf({ inputs, outputs }: Described, where: string): Signature {
  return {
    name: 'predict',
    inputs:
      inputs.kind === 'matrix'
        ? [field('X', { type: 'float64', source: 'derived' }, [-1, inputs.width], 'derived', where)]
        : inputs.columns.map((column) => columnField(column, where)),
    outputs: outputs.map((output) => outputField(output, where)),
  }
}

const columnField = (column: Column, where: string): Field => ({
  ...field(column.name, column, [-1, ...column.dims], 'stored', where),
  ...(column.profile && { profile: column.profile }),
})

const outputField = (output: Output, where: string): Field => ({
  ...field(output.name, output, output.dims && [-1, ...output.dims], 'derived', where),
  ...(output.profile && { profile: output.profile }),
})

function field(name: string, { type, source }: Pick<Column, 'type' | 'source'>, shape: Shape, source2: Source, where: string): Field {
  const assumed: readonly AssumedFact[] = source === 'assumed' ? ['type'] : []
  const evidence: Evidence = {
    name: source2,
    type: source,
    rank: shape === null ? 'unknown' : source2,
    dims: (shape ?? []).map((dim) => (dim === null ? 'unknown' : source2)),
    where,
  }
  return { name, type, shape, ...(assumed.length > 0 && { assumed }), evidence }
}
