import type { Field } from '../../contract/types.ts'
import { UserError } from '../../errors.ts'
import type { ByteSource } from '../../formats/bytes.ts'
import { itemOf, itemsOf, type PyValue } from '../../formats/pickle/values.ts'
import type { ModelFiles } from '../../model/types.ts'
import type { Framework, Inference, Match, Warning } from '../framework.ts'
import { bytesInPickle, openPickledBooster } from '../pickled-booster.ts'
import { arrayOfColumns, type Column, namedColumns, prediction } from '../rows.ts'
import { readBinary, startsWith } from './binary.ts'
import type { Booster } from './booster.ts'
import { readDocument } from './document.ts'
import { matchXgboost } from './match.ts'
import { OBJECTIVES } from './objectives.ts'

/**
 * XGBoost: boosters in JSON, UBJSON, the binary format before 3.1, and pickled. The contract is that of `Booster.predict`, which takes and gives
 * float32. Sources: doc/tutorials/saving_model.rst, src/learner.cc, src/c_api/c_api_utils.h (CalcPredictShape).
 */
export const xgboost: Framework = { name: 'xgboost', match: matchXgboost, infer }

function infer(files: ModelFiles, { path, format }: Match): Inference {
  if (format === 'dump') throw dumpOnly(path)
  if (format === 'pickle') {
    const { attributes, findings } = openPickledBooster(files, path)
    const handle = bytesInPickle(itemOf(attributes, 'handle'), `${path}: handle`)
    if (handle === null) throw noModel(path)
    const booster = withPythonNames(readBooster(handle).booster, itemOf(attributes, 'feature_names'), itemOf(attributes, 'feature_types'))
    return { ...inferenceOf(booster, 'pickle', path), findings }
  }
  const read = readBooster(files.open(path))
  return { ...inferenceOf(read.booster, read.format, path), findings: [] }
}

/** Before 1.3 a pickle held the binary model with its configuration behind it. Source: src/c_api, src/common/io.h (`CONFIG-offset:`). */
const SERIALISED = 'CONFIG-offset:'
const OFFSET_BYTES = 8

/** @throws UserError `truncated`, `corrupt`, `not-inferable` */
function readBooster(source: ByteSource): { readonly booster: Booster; readonly format: 'json' | 'ubj' | 'binary' } {
  if (startsWith(source, 0, '{') || startsWith(source, 0, '\xef\xbb\xbf') || /^\s/.test(Buffer.from(source.read(0, 1)).toString('latin1'))) {
    return readDocument(source)
  }
  const start = startsWith(source, 0, SERIALISED) ? SERIALISED.length + OFFSET_BYTES : 0
  return { booster: readBinary(source, start), format: 'binary' }
}

/** The Python object keeps names that the binary format has no place for. */
function withPythonNames(booster: Booster, names: PyValue | undefined, types: PyValue | undefined): Booster {
  const listed = textsIn(names)
  if (booster.names !== null || listed === null || (booster.width !== null && listed.length !== booster.width)) return booster
  const kinds = textsIn(types)
  return { ...booster, names: listed, width: listed.length, types: kinds?.length === listed.length ? kinds : null }
}

function textsIn(value: PyValue | undefined): readonly string[] | null {
  const items = itemsOf(value) ?? []
  const texts = items.filter((item) => typeof item === 'string')
  return items.length > 0 && texts.length === items.length ? texts : null
}

function inferenceOf(booster: Booster, format: string, path: string): Omit<Inference, 'findings'> {
  const { version, names, width, objective } = booster
  const outputs = [outputOf(booster, path)]
  const number: Column = { type: 'float32', source: 'derived', where: `${path}: learner.feature_types` }
  const inputs = names === null ? arrayOfColumns(width, number) : namedColumns(names, columnsOf(booster, names, path), number)
  return {
    framework: { name: 'xgboost', ...(version !== undefined && { version }), format },
    signatures: [{ name: 'predict', inputs, outputs }],
    warnings: [...remarks(booster, path, format), ...unknownObjective(objective, path)],
  }
}

/** DMatrix holds float32, whatever a column's type is called; only categories have a type of their own. */
function columnsOf({ types, categories }: Booster, names: readonly string[], path: string): readonly Column[] {
  return names.map((_, i): Column => {
    if (types?.[i] !== 'c') return { type: 'float32', source: 'derived', where: `${path}: learner.feature_types` }
    const type = categories?.[i] ?? null
    const where = `${path}: learner.gradient_booster.model.cats`
    return { type, source: 'stored', where, ...(type === 'string' && { profile: 'categorical' as const }) }
  })
}

/** One value per row without a second axis, several along it. Unknown objectives are taken as those that keep the number of values. */
function outputOf({ objective, groups }: Booster, path: string): Field {
  const kind = objective !== null && Object.hasOwn(OBJECTIVES, objective) ? OBJECTIVES[objective] : undefined
  const dims = kind === 'label' || groups === 1 ? [] : [groups]
  const column: Column = { type: 'float32', source: 'derived', dims, where: `${path}: learner.objective.name` }
  return prediction('predict', column, kind === undefined ? 'assumed' : 'derived')
}

const unknownObjective = (objective: string | null, path: string): readonly Warning[] =>
  objective !== null && Object.hasOwn(OBJECTIVES, objective)
    ? []
    : [
        {
          code: 'xgboost-unknown-objective',
          message: `the objective ${objective ?? 'is not named, it'} is not known: the shape of its predictions is assumed`,
          where: path,
        },
      ]

function remarks({ names, types, categories }: Booster, path: string, format: string): readonly Warning[] {
  if (format === 'binary') {
    const message = `${path} is in the old binary format, which has no place for names of features: save it as UBJSON or JSON (save_model("model.ubj"))`
    return [{ code: 'xgboost-old-format', message, where: path }]
  }
  const open = names?.filter((_, i) => types?.[i] === 'c' && (categories?.[i] ?? null) === null) ?? []
  const message = `what the categories of ${open.slice(0, 5).join(', ')} are is not stored (XGBoost 3.1 and newer keep them): declare their types`
  return open.length === 0 ? [] : [{ code: 'xgboost-categories-unknown', message, where: path }]
}

const dumpOnly = (path: string): UserError =>
  new UserError(
    'not-inferable',
    `${path} is a dump of trees to look at: XGBoost cannot load it, and it does not say what goes in or comes out.`,
    'Save the model itself: booster.save_model("model.ubj").',
    { file: path },
  )

const noModel = (path: string): UserError =>
  new UserError('corrupt', `${path} holds a Booster without its model`, 'Pickle it again, or use booster.save_model("model.ubj").', { file: path })
