import { textsOf } from '../../formats/json.ts'
import type { ModelFiles } from '../../model/types.ts'
import type { Warning } from '../framework.ts'
import type { Flow } from './flow.ts'
import { columnParam, columnParams, metadataFile, openSaved, type Saved } from './saved.ts'
import { FEATURES } from './stages/features.ts'
import { PREDICTORS } from './stages/predictors.ts'
import type { Stage } from './stages/stage.ts'

const SPARK = 'org.apache.spark.ml.'

/** Pipelines in pipelines: nobody nests more than three. */
const MAX_DEPTH = 16
/** Stages of one pipeline. */
const MAX_STAGES = 10_000

/** Stages that are made of others: the folder of the model inside. */
const WRAPPERS: ReadonlyMap<string, string> = new Map([
  ['tuning.CrossValidatorModel', 'bestModel'],
  ['tuning.TrainValidationSplitModel', 'bestModel'],
])

/** By class name without `org.apache.spark.ml.`; foreign libraries keep the names of Spark's parameters. */
const STAGES: ReadonlyMap<string, Stage> = new Map(Object.entries({ ...FEATURES, ...PREDICTORS }))

/** Everything that has a row in the tables, for the documentation. */
export const STAGE_NAMES: readonly string[] = [...STAGES.keys(), ...WRAPPERS.keys(), 'feature.RFormulaModel', 'PipelineModel']

/** A model's class name behind Spark's package; pyspark-only pipelines have Python's. */
export const shortName = (className: string): string =>
  className.replace(/^org\.apache\.spark\.ml\./, '').replace(/^pyspark\.ml\.(pipeline|tuning)\./, (_, room) => (room === 'tuning' ? 'tuning.' : ''))

/** What is saved untrained: it has no transform(). */
export function isEstimator(className: string): boolean {
  const name = shortName(className)
  if (name === className) return false
  return !name.endsWith('Model') && !STAGES.has(name)
}

export interface Walk {
  readonly files: ModelFiles
  readonly flow: Flow
  readonly warnings: Warning[]
}

/** Sends the columns through one saved model, and through everything inside it. */
export function walkSaved(walk: Walk, saved: Saved, depth = 0): void {
  const name = shortName(saved.className)
  const inside = WRAPPERS.get(name)
  walk.flow.at(metadataFile(walk.files, saved.folder) ?? saved.folder)
  if (depth > MAX_DEPTH) giveUp(walk, saved.folder, 'is nested too deeply')
  else if (name === 'PipelineModel') walkStages(walk, saved, depth)
  else if (inside !== undefined) walkInner(walk, saved, inside, depth)
  else if (name === 'feature.RFormulaModel') {
    walkInner(walk, saved, 'pipelineModel', depth)
    // the label is made only where its column is there
    const label = columnParam(saved, 'labelCol')
    if (label !== undefined) walk.flow.read(label, 'label')
  } else {
    const stage = STAGES.get(name)
    if (stage !== undefined) stage(saved, walk.flow)
    else foreign(walk, saved)
  }
}

function walkInner(walk: Walk, saved: Saved, folder: string, depth: number): void {
  const inner = saved.inner(folder)
  if (inner === null) giveUp(walk, `${saved.folder}${folder}/`, 'is not there')
  else walkSaved(walk, inner, depth + 1)
}

/** Stages stand in `stages/<index>_<uid>`, the index padded with zeros to the width of their number. */
function walkStages(walk: Walk, saved: Saved, depth: number): void {
  const uids = textsOf(saved.param('stageUids')) ?? []
  for (const [i, folder] of stageFolders(walk.files, saved.folder, uids).entries()) {
    const stage = folder === undefined ? null : openSaved(walk.files, folder)
    if (stage === null) giveUp(walk, `${saved.folder}stages/${i}_${uids[i] ?? ''}`, 'is not there')
    else walkSaved(walk, stage, depth + 1)
  }
}

function stageFolders(files: ModelFiles, folder: string, uids: readonly string[]): readonly (string | undefined)[] {
  const there = foldersOf(files, `${folder}stages/`)
  const byPlace = new Map(there.map((name) => [name.replace(/^0+(?=\d)/, ''), name]))
  return uids.slice(0, MAX_STAGES).map((uid, i) => {
    const name = byPlace.get(`${i}_${uid}`)
    return name === undefined ? undefined : `${folder}stages/${name}/`
  })
}

/** Names of the folders in a folder. */
function foldersOf(files: ModelFiles, prefix: string): readonly string[] {
  return [...new Set(files.files.filter(({ path }) => path.startsWith(prefix)).map(({ path }) => path.slice(prefix.length).split('/')[0] ?? ''))]
}

/** Stages whose pipeline has lost its own metadata, in the order of their indices. */
export function walkLooseStages(walk: Walk, folder: string): void {
  const indexed = foldersOf(walk.files, `${folder}stages/`).flatMap((name) => {
    const index = /^(\d+)_/.exec(name)?.[1]
    return index === undefined ? [] : [[Number(index), `${folder}stages/${name}/`] as const]
  })
  for (const [, stage] of indexed.sort(([a], [b]) => a - b)) {
    const saved = openSaved(walk.files, stage)
    if (saved !== null) walkSaved(walk, saved, 1)
  }
}

function giveUp(walk: Walk, where: string, what: string): void {
  walk.flow.doubt()
  walk.warnings.push({ code: 'spark-stage-missing', message: `the stage in ${where} ${what}: columns that it reads or makes are not known`, where })
}

/** Other people's stages: Spark's parameter names tell their columns, nothing tells their types. */
function foreign(walk: Walk, saved: Saved): void {
  const { flow } = walk
  for (const name of columnParams(saved, 'inputCol', 'inputCols')) flow.read(name)
  const features = columnParam(saved, 'featuresCol')
  if (features !== undefined) flow.read(features)
  for (const param of ['labelCol', 'weightCol']) {
    const name = columnParam(saved, param)
    if (name !== undefined) flow.read(name, 'label')
  }
  for (const name of columnParams(saved, 'outputCol', 'outputCols')) flow.write(name)
  for (const param of ['rawPredictionCol', 'probabilityCol', 'predictionCol']) {
    const name = columnParam(saved, param)
    if (name !== undefined) flow.write(name).result = true
  }
  const message = `${saved.className} is no stage of ${saved.className.startsWith(SPARK) ? 'a Spark version known here' : 'Spark'}: the types of its columns are not known, and their names only by Spark's conventions`
  walk.warnings.push({ code: 'spark-foreign-stage', message, where: saved.folder })
  flow.doubt()
}
