import {
  attributeOf,
  classesOf,
  columnsOf,
  dimNamesOf,
  lengthOf,
  memberOf,
  namesOf,
  numberOf,
  numbersOf,
  pathOf,
  type RValue,
  textOf,
  textsOf,
} from '../../formats/rds/values.ts'
import {
  type Column,
  columnOf,
  columnsOfFrame,
  type Described,
  type Inputs,
  isFactor,
  labels,
  levelCount,
  numbers,
  type Output,
  truth,
  UNKNOWN,
  unknownOutput,
} from './described.ts'
import { columnsOfTerms } from './formula.ts'

/** A class of models: what its `predict()` takes and gives, by the parts of the fitted object. Undefined inputs: not to be known from it. */
interface ModelClass {
  readonly inputs: (model: RValue) => Inputs | undefined
  readonly outputs: (model: RValue) => readonly Output[]
}

/** `model$terms`; gbm writes it large; S4 classes have it in a slot or at their frame. */
export const termsOf = (model: RValue): RValue | undefined =>
  memberOf(model, 'terms') ??
  memberOf(model, 'Terms') ??
  attributeOf(memberOf(model, 'frame'), 'terms') ??
  attributeOf(memberOf(model, 'model'), 'terms')

/** Columns whose type the terms don't tell (dates, `factor(x)`) may stand in the table that the model keeps: its frame, or all of its data. */
function byTerms(model: RValue): Inputs | undefined {
  const found = columnsOfTerms(termsOf(model))
  if (found === undefined) return undefined
  if (found.columns.every(({ type }) => type !== null)) return columns(found.columns)
  const kept = ['model', 'data'].flatMap((name) => columnsOfFrame(memberOf(model, name)) ?? [])
  return columns(found.columns.map((column) => (column.type === null ? (kept.find(({ name }) => name === column.name) ?? column) : column)))
}

const columns = (found: readonly Column[]): Inputs => ({ kind: 'columns', columns: found })

const matrix = (width: number | undefined): Inputs => ({ kind: 'matrix', width: width ?? null })

const number = (known: Column['source']): Omit<Column, 'name'> => ({ type: 'float64', source: known, dims: [] })
const category: Omit<Column, 'name'> = { type: 'string', source: 'stored', dims: [], profile: 'categorical' }

const always =
  (outputs: readonly Output[]) =>
  (_: RValue): readonly Output[] =>
    outputs

const regression: ModelClass = { inputs: byTerms, outputs: always(numbers()) }
const classification: ModelClass = { inputs: byTerms, outputs: always(labels) }

/**
 * S3 and S4 classes whose `predict()` is known, each by its package's source. An object's classes are tried from the most special on.
 * Held against R 4.2 with the packages of Debian 12.
 */
export const MODEL_CLASSES: ReadonlyMap<string, ModelClass> = new Map<string, ModelClass>([
  // stats
  ['mlm', { inputs: byTerms, outputs: (model) => numbers(columnsOf(memberOf(model, 'coefficients')) ?? null) }],
  ['lm', regression],
  ['glm', regression],
  ['loess', regression],
  ['nls', { inputs: nlsInputs, outputs: always(numbers()) }],
  ['ppr', regression],
  ['prcomp', { inputs: prcompInputs, outputs: (model) => numbers(columnsOf(memberOf(model, 'rotation')) ?? null) }],
  ['princomp', { inputs: prcompInputs, outputs: (model) => numbers(columnsOf(memberOf(model, 'loadings')) ?? null) }],
  // mgcv: several linear predictors give a matrix
  ['gam', { inputs: byTerms, outputs: (model) => (pathOf(model, 'family', 'nlp') === undefined ? numbers() : unknownOutput) }],
  // MASS
  ['negbin', regression],
  ['rlm', regression],
  ['lqs', regression],
  ['polr', classification],
  ['lda', { inputs: discriminantInputs, outputs: discriminantOutputs }],
  ['qda', { inputs: discriminantInputs, outputs: discriminantOutputs }],
  // nnet
  ['multinom', classification],
  ['nnet', { inputs: nnetInputs, outputs: (model) => numbers(numbersOf(memberOf(model, 'n'))?.[2] ?? null) }],
  // rpart: probabilities are what it gives for classes unless asked otherwise
  ['rpart', { inputs: byTerms, outputs: rpartOutputs }],
  ['randomForest', { inputs: forestInputs, outputs: forestOutputs }],
  // e1071
  ['svm', { inputs: (model) => byTerms(model) ?? matrix(columnsOf(memberOf(model, 'SV'))), outputs: svmOutputs }],
  ['naiveBayes', { inputs: bayesInputs, outputs: (model) => (textsOf(memberOf(model, 'levels')) === undefined ? unknownOutput : labels) }],
  ['ranger', { inputs: rangerInputs, outputs: rangerOutputs }],
  ['gbm', { inputs: gbmInputs, outputs: gbmOutputs }],
  // caret
  ['train', { inputs: caretInputs, outputs: caretOutputs }],
  ['knn3', { inputs: byTerms, outputs: (model) => numbers(levelCount(pathOf(model, 'learn', 'y')) ?? null) }],
  // glmnet: one column per penalty
  [
    'cv.glmnet',
    { inputs: (model) => glmnetInputs(memberOf(model, 'glmnet.fit')), outputs: (model) => glmnetOutputs(memberOf(model, 'glmnet.fit'), 1) },
  ],
  ['glmnet', { inputs: glmnetInputs, outputs: (model) => glmnetOutputs(model, lengthOf(memberOf(model, 'lambda')) ?? null) }],
  // kernlab
  ['ksvm', { inputs: byTerms, outputs: ksvmOutputs }],
  // partykit
  ['constparty', { inputs: partyInputs, outputs: partyOutputs }],
  // tree, C50, Cubist, ipred
  ['tree', { inputs: byTerms, outputs: treeOutputs }],
  ['C5.0', { inputs: byTerms, outputs: always(labels) }],
  ['cubist', { inputs: cubistInputs, outputs: always(numbers()) }],
  ['classbagg', { inputs: baggedInputs, outputs: always(labels) }],
  ['regbagg', { inputs: baggedInputs, outputs: always(numbers()) }],
  ['earth', { inputs: byTerms, outputs: (model) => numbers(columnsOf(memberOf(model, 'coefficients')) ?? null) }],
  // lme4
  ['lmerMod', regression],
  ['glmerMod', regression],
  // nlme: columns of the groups as well
  ['lme', { inputs: groupedInputs, outputs: always(numbers()) }],
  ['gls', regression],
  // survival
  ['coxph', regression],
  ['survreg', regression],
  ['xgb.Booster', { inputs: (model) => matrix(numberOf(memberOf(model, 'nfeatures'))), outputs: always(unknownOutput) }],
])

export function describe(model: RValue): Described | undefined {
  const known = classesOf(model)
    .map((name) => MODEL_CLASSES.get(name))
    .find((found) => found !== undefined)
  const inputs = known?.inputs(model) ?? byTerms(model)
  return inputs && { inputs, outputs: known?.outputs(model) ?? unknownOutput }
}

/** `dataClasses` of nls name the variables of its formula, not its parameters; the response is the left side. */
function nlsInputs(model: RValue): Inputs | undefined {
  const classes = memberOf(model, 'dataClasses')
  const words = textsOf(classes)
  return words && columns(namesOf(classes).map((name, i) => columnOf(name, words[i] === 'numeric' ? number('stored') : UNKNOWN)))
}

function prcompInputs(model: RValue): Inputs {
  const rotation = memberOf(model, 'rotation') ?? memberOf(model, 'loadings')
  const names = dimNamesOf(rotation, 0)
  return names === undefined ? matrix(numbersOf(attributeOf(rotation, 'dim'))?.[0]) : columns(names.map((name) => columnOf(name, number('derived'))))
}

function discriminantInputs(model: RValue): Inputs {
  return byTerms(model) ?? matrix(columnsOf(memberOf(model, 'means')))
}

/** A list of three, of quadratic discriminants of two. */
function discriminantOutputs(model: RValue): readonly Output[] {
  const classes = lengthOf(memberOf(model, 'lev')) ?? null
  const axes = columnsOf(memberOf(model, 'scaling'))
  return [
    { name: 'class', type: 'string', dims: [], source: 'derived', profile: 'categorical' },
    { name: 'posterior', type: 'float64', dims: [classes], source: 'derived' },
    ...(classesOf(model).includes('lda') ? [{ name: 'x', type: 'float64', dims: [axes ?? null], source: 'derived' } as const] : []),
  ]
}

function nnetInputs(model: RValue): Inputs {
  return byTerms(model) ?? matrix(numbersOf(memberOf(model, 'n'))?.[0])
}

function rpartOutputs(model: RValue): readonly Output[] {
  const classes = lengthOf(attributeOf(model, 'ylevels'))
  if (classes !== undefined && classes > 0) return numbers(classes)
  const method = textOf(memberOf(model, 'method'))
  return method === 'anova' || method === 'poisson' || method === 'exp' ? numbers() : unknownOutput
}

/** Fitted on a formula, or on a table: then the levels of its factors are kept, and 0 for everything else. */
function forestInputs(model: RValue): Inputs | undefined {
  const terms = byTerms(model)
  const levels = pathOf(model, 'forest', 'xlevels')
  if (terms !== undefined || levels?.kind !== 'list') return terms
  const names = namesOf(levels)
  if (names.length !== levels.items.length) return matrix(levels.items.length)
  return columns(names.map((name, i) => columnOf(name, textsOf(levels.items[i]) === undefined ? number('assumed') : category)))
}

function forestOutputs(model: RValue): readonly Output[] {
  const type = textOf(memberOf(model, 'type'))
  if (type === 'classification') return labels
  return type === 'regression' ? numbers() : unknownOutput
}

/** `type`: 0 and 1 classify, 2 tells outliers, 3 and 4 are regressions. Source: e1071:::predict.svm. */
function svmOutputs(model: RValue): readonly Output[] {
  const type = numberOf(memberOf(model, 'type'))
  if (textsOf(memberOf(model, 'levels')) !== undefined) return labels
  if (type === 2) return truth
  return type === 3 || type === 4 ? numbers() : unknownOutput
}

/** One table per column: of numbers mean and deviation, else a frequency per level. */
function bayesInputs(model: RValue): Inputs | undefined {
  const tables = memberOf(model, 'tables')
  if (tables?.kind !== 'list') return undefined
  const isNumeric = memberOf(model, 'isnumeric')
  const numeric = isNumeric?.kind === 'numbers' ? (isNumeric.values ?? []) : []
  return columns(
    namesOf(tables).map((name, i) => {
      if (numeric[i] === 1) return columnOf(name, number('derived'))
      const levels = dimNamesOf(tables.items[i], 1) ?? []
      // truth values have these as levels, and so may words
      return columnOf(
        name,
        numeric[i] !== 0 || levels.every((level) => /^(?:TRUE|FALSE)$/.test(level)) ? UNKNOWN : { ...category, source: 'derived' },
      )
    }),
  )
}

function rangerInputs(model: RValue): Inputs | undefined {
  const names = textsOf(pathOf(model, 'forest', 'independent.variable.names'))
  const levels = pathOf(model, 'forest', 'covariate.levels')
  const given = levels?.kind === 'list' ? namesOf(levels) : []
  return (
    names &&
    columns(
      names.map((name) => {
        const at = given.indexOf(name)
        const known = levels?.kind === 'list' && at >= 0 ? levels.items[at] : undefined
        if (textsOf(known) !== undefined) return columnOf(name, category)
        // no levels of any column: factors may have counted as their codes
        return columnOf(name, known?.kind === 'null' ? number('assumed') : UNKNOWN)
      }),
    )
  )
}

function rangerOutputs(model: RValue): readonly Output[] {
  const type = textOf(memberOf(model, 'treetype'))
  const levels = textsOf(pathOf(model, 'forest', 'levels'))
  if (type === 'Regression') return numbers()
  if (type === 'Classification') return levels === undefined ? unknownOutput : labels
  const classes = levels?.length ?? lengthOf(pathOf(model, 'forest', 'class.values'))
  return type === 'Probability estimation' ? numbers(classes ?? null) : unknownOutput
}

/** `var.type` counts the levels of factors; 0 is a number. */
function gbmInputs(model: RValue): Inputs | undefined {
  const terms = byTerms(model)
  const names = textsOf(memberOf(model, 'var.names'))
  const levels = memberOf(model, 'var.levels')
  if (terms !== undefined || names === undefined || levels?.kind !== 'list') return terms
  return columns(names.map((name, i) => columnOf(name, textsOf(levels.items[i]) === undefined ? number('assumed') : category)))
}

function gbmOutputs(model: RValue): readonly Output[] {
  const distribution = textOf(pathOf(model, 'distribution', 'name')) ?? textOf(memberOf(model, 'distribution'))
  if (distribution === undefined) return unknownOutput
  return distribution === 'multinomial' ? numbers(numberOf(memberOf(model, 'num.classes')) ?? null, 1) : numbers()
}

/** Without a formula: the table that it was trained on, or what is left of it. */
function caretInputs(model: RValue): Inputs | undefined {
  const terms = byTerms(model)
  if (terms !== undefined) return terms
  const found = columnsOfFrame(memberOf(model, 'ptype')) ?? columnsOfFrame(memberOf(model, 'trainingData'))
  return found && columns(found.filter(({ name }) => name !== '.outcome' && name !== '.weights'))
}

function caretOutputs(model: RValue): readonly Output[] {
  const type = textOf(memberOf(model, 'modelType'))
  if (type === 'Classification') return labels
  return type === 'Regression' ? numbers() : unknownOutput
}

/** Coefficients are a sparse matrix, one row per column of the input; of several classes a list of them. */
function glmnetInputs(model: RValue | undefined): Inputs {
  const beta = memberOf(model, 'beta')
  const first = beta?.kind === 'list' ? beta.items[0] : beta
  return matrix(numbersOf(memberOf(first, 'Dim'))?.[0])
}

function glmnetOutputs(model: RValue | undefined, penalties: number | null): readonly Output[] {
  const beta = memberOf(model, 'beta')
  return beta?.kind === 'list' ? numbers(beta.items.length, penalties) : numbers(penalties)
}

function ksvmOutputs(model: RValue): readonly Output[] {
  const type = textOf(memberOf(model, 'type')) ?? ''
  if (/-svr$|^eps-bsvr$/.test(type)) return numbers(1)
  return /svc$/.test(type) && !type.startsWith('one') && textsOf(memberOf(model, 'lev')) !== undefined ? labels : unknownOutput
}

/** The terms of the data, which know their classes. */
function partyInputs(model: RValue): Inputs | undefined {
  const found = columnsOfTerms(attributeOf(memberOf(model, 'data'), 'terms'))
  return found ? columns(found.columns) : byTerms(model)
}

function partyOutputs(model: RValue): readonly Output[] {
  const response = pathOf(model, 'fitted', '(response)')
  if (isFactor(response)) return labels
  return response?.kind === 'numbers' && response.type === 'double' && classesOf(response).length === 0 ? numbers() : unknownOutput
}

function treeOutputs(model: RValue): readonly Output[] {
  const classes = lengthOf(attributeOf(model, 'ylevels'))
  return classes === undefined ? numbers() : numbers(classes)
}

function cubistInputs(model: RValue): Inputs | undefined {
  const names = textsOf(pathOf(model, 'vars', 'all'))
  return names && columns(names.map((name) => columnOf(name, UNKNOWN)))
}

/** ipred keeps the table, where asked to. */
function baggedInputs(model: RValue): Inputs | undefined {
  const found = columnsOfFrame(memberOf(model, 'X'))
  return found && columns(found)
}

function groupedInputs(model: RValue): Inputs | undefined {
  const terms = byTerms(model)
  const groups = namesOf(memberOf(model, 'groups'))
  if (terms?.kind !== 'columns') return terms
  return columns([...terms.columns, ...groups.map((name) => columnOf(name, UNKNOWN))])
}
