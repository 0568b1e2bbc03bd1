import type { Field, Signature } from '../../contract/types.ts'
import { evidenceOf } from '../../contract/types.ts'
import type { Declaration } from '../../model/definition-types.ts'
import type { ModelFiles } from '../../model/types.ts'
import type { Framework, Inference, Match, ReadInside, Warning } from '../framework.ts'
import { NOTHING, unread, type Wrapped, wrappedIn } from '../wrappers/inside.ts'
import { declaredPlaces } from '../wrappers/places.ts'
import { calledBy, isNumber, notCompared, seenThrough, USUAL_METHODS } from '../wrappers/seen-through.ts'
import { allBelow, directoryOf, filesNamed, viewAt } from '../wrappers/view.ts'
import { fromExample } from './example.ts'
import { invalid, isMLmodel, type MLmodel, readMLmodel, type Schema } from './mlmodel.ts'
import { type Route, routeOf } from './route.ts'
import { readParams, readSchema, type Spec } from './signature.ts'

/** An MLmodel with 10,000 columns is about 800 kB; the YAML reader takes 2 MiB. */
const MAX_TEXT = 2 * 1024 * 1024

/** The interface that MLflow serves: `pyfunc.predict`, whatever the model inside calls its own. */
const PREDICT = 'predict'

/**
 * MLflow model directories: the signature in `MLmodel` is a declared contract of `predict`, held against the model that the native flavor names.
 * Source: mlflow.org/docs/latest/ml/model, mlflow/models/signature.py.
 */
export const mlflow: Framework = { name: 'mlflow', match, infer }

function match(files: ModelFiles): readonly Match[] {
  return filesNamed(files, (name) => name === 'MLmodel', isMLmodel).map((path) => ({
    format: 'MLmodel',
    path,
    because: `${path} describes an MLflow model`,
    covers: [allBelow(directoryOf(path))],
  }))
}

function infer(files: ModelFiles, { path: file }: Match, readInside?: ReadInside): Inference {
  const mlmodel = readMLmodel(files.text(file, MAX_TEXT), file)
  const warnings: Warning[] = []
  const schemas = readSchemas(mlmodel, (warning) => warnings.push(warning))
  const isDeclared = schemas.inputs.length + schemas.outputs.length + schemas.params.length > 0
  const route = routeOf(mlmodel, directoryOf(file), files)
  const wrapped = readRoute(route, files, readInside, { wrapper: file, isDeclared })
  const found = served(wrapped, route)
  const framework = { name: 'mlflow', ...(mlmodel.version !== undefined && { version: mlmodel.version }), format: 'MLmodel' }
  const facts = {
    framework,
    warnings: [...warnings, ...wrapped.warnings],
    findings: wrapped.findings,
    ...(wrapped.inside !== undefined && { inside: wrapped.inside }),
  }
  if (!isDeclared) return { ...facts, signatures: found ?? fromExample(mlmodel, files) ?? wrapped.signatures }
  const [model] = found ?? []
  const { declaration, columns } = declare(mlmodel, schemas)
  const [declared] = declaration.contract.signatures
  if (model === undefined || declared === undefined) return { ...facts, signatures: [], declarations: [declaration] }
  const seen = seenThrough(declaration, withoutParams(declared, schemas.params), model, {
    names: 'free',
    isColumn: (field) => columns.has(field.name),
    // data frames are converted to what the model takes, and so is what Keras gets; other arrays are handed over, floats in the model's own precision
    converts: ({ type }, { type: wanted }) =>
      isNumber(type) && isNumber(wanted) && (columns.size > 0 || CASTING.includes(wrapped.framework) || (isFloat(type) && isFloat(wanted))),
  })
  return { ...facts, signatures: [{ ...seen, inputs: [...seen.inputs, ...schemas.params.map(notCompared)] }], declarations: [declaration] }
}

/** Models that cast their inputs themselves. */
const CASTING: readonly string[] = ['keras', 'tensorflow']

const isFloat = (type: string | null): boolean => type !== null && /^b?float/.test(type)

interface Schemas {
  readonly inputs: readonly Spec[]
  readonly outputs: readonly Spec[]
  readonly params: readonly Field[]
}

function readSchemas({ file, signature }: MLmodel, warn: (warning: Warning) => void): Schemas {
  const complain = (schema: Schema) => (at: string, message: string) =>
    invalid(file, { ...schema.place, key: `${schema.place.key}${at}` }, `${schema.place.key}${at}: ${message}`)
  const read = (schema: Schema | undefined): readonly Spec[] => (schema === undefined ? [] : readSchema(schema.json, complain(schema), warn))
  const { params } = signature
  return {
    inputs: read(signature.inputs),
    outputs: read(signature.outputs),
    params: params === undefined ? [] : readParams(params.json, complain(params)),
  }
}

function readRoute(route: Route, files: ModelFiles, readInside: ReadInside | undefined, asked: Parameters<typeof wrappedIn>[2]): Wrapped {
  if (route === null) return asked.isDeclared ? NOTHING : { ...NOTHING, warnings: [unread(asked.wrapper, 'it is code')] }
  if ('missing' in route) return { ...NOTHING, warnings: [unread(asked.wrapper, `${route.missing} is not here`)] }
  return wrappedIn(viewAt(files, asked.wrapper, route.path), readInside, asked)
}

/** The signature that `pyfunc.predict` calls; `undefined` where several could be it. */
function served({ signatures }: Wrapped, route: Route): readonly [Signature] | undefined {
  if (route === null || 'missing' in route) return undefined
  const called = calledBy(signatures, [route.predict, ...USUAL_METHODS])
  if (called === undefined) return undefined
  // mlflow/spark: PyFuncModelWrapper selects the column `prediction`
  const prediction = route.flavor === 'spark' ? called.outputs.filter(({ name }) => name === 'prediction') : []
  const outputs = prediction.length > 0 ? prediction : called.outputs
  return [{ ...called, name: PREDICT, outputs: isClassifierClass(route.modelClass) ? outputs.map(labelsOf) : outputs }]
}

/** The file is the booster of a scikit-learn classifier, whose predict() gives labels where the booster gives scores. Regressors give the same. */
const isClassifierClass = (name: string): boolean => /(?:XGB|LGBM)\w*Classifier$/.test(name)

/** Scores in one column are one label per row; several columns are one label, or one per column. */
function labelsOf(field: Field): Field {
  const value = { name: PREDICT, type: null, shape: 'shape' in field && field.shape?.length === 1 ? [-1] : null } as const
  return { ...value, evidence: evidenceOf(value, 'derived', field.evidence?.where ?? '') }
}

interface Declared {
  readonly declaration: Declaration
  /** Names of fields that are columns of tables. */
  readonly columns: ReadonlySet<string>
}

/** An unnamed value is called by convention, since layers of the model inside change their names with each export; several are counted. */
function declare({ file, signature }: MLmodel, { inputs, outputs, params }: Schemas): Declared {
  const places = declaredPlaces(file)
  const columns = new Set<string>()
  const fields = (key: 'inputs' | 'outputs', specs: readonly Spec[], single: string): readonly Field[] => {
    const place = signature[key]?.place
    if (place !== undefined) places.note([PREDICT, key], place)
    return specs.map(({ name, value, column }, index): Field => {
      const called = name ?? (specs.length === 1 ? single : String(index))
      if (column) columns.add(called)
      if (place !== undefined) places.note([PREDICT, key, called], { ...place, key: `${place.key}[${index}]` })
      return { name: called, ...value, ...(name === undefined && { assumed: ['name'] as const }) }
    })
  }
  const declared: Signature = {
    name: PREDICT,
    inputs: [...fields('inputs', inputs, 'X'), ...params],
    outputs: fields('outputs', outputs, PREDICT),
  }
  for (const { name } of params) if (signature.params !== undefined) places.note([PREDICT, 'inputs', name], signature.params.place)
  const contract = { contract: 1, framework: { name: 'mlflow', format: 'MLmodel' }, signatures: [declared] } as const
  return { declaration: { file, contract, locate: places.locate }, columns }
}

/** Parameters are MLflow's own: the model inside knows nothing of them. */
function withoutParams(declared: Signature, params: readonly Field[]): Signature {
  const names = new Set(params.map(({ name }) => name))
  return { ...declared, inputs: declared.inputs.filter(({ name }) => !names.has(name)) }
}
