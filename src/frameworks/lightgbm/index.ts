import { UserError } from '../../errors.ts'
import type { ByteSource } from '../../formats/bytes.ts'
import { itemOf, itemsOf, type PyValue } from '../../formats/pickle/values.ts'
import type { ModelFiles } from '../../model/types.ts'
import type { Framework, Inference, Match, Warning } from '../framework.ts'
import { bytesInPickle, openPickledBooster } from '../pickled-booster.ts'
import { arrayOfColumns, type Column, namedColumns, prediction } from '../rows.ts'
import { commonType } from '../sklearn/described.ts'
import { type Booster, isNameless } from './booster.ts'
import { columnTypes } from './columns.ts'
import { readDump } from './dump.ts'
import { matchLightgbm } from './match.ts'
import { readText } from './text.ts'

/**
 * LightGBM: boosters as text (whatever the file is called), as the JSON of `dump_model`, and pickled. The contract is that of `Booster.predict`,
 * which computes with float64: one value per row, or one per class. Source: LightGBM, include/LightGBM/boosting.h, python-package/lightgbm/basic.py.
 */
export const lightgbm: Framework = { name: 'lightgbm', match: matchLightgbm, infer }

function infer(files: ModelFiles, { path, format }: Match): Inference {
  if (format === 'pickle') {
    const { attributes, findings } = openPickledBooster(files, path)
    // `handle` before 4.0
    const text = textSource(itemOf(attributes, '_handle') ?? itemOf(attributes, 'handle'), path)
    return { ...inferenceOf(withPythonCategories(readText(text), itemOf(attributes, 'pandas_categorical')), format, path), findings }
  }
  const source = files.open(path)
  return { ...inferenceOf(format === 'json' ? readDump(source) : readText(source), format, path), findings: [] }
}

function textSource(value: PyValue | undefined, path: string): ByteSource {
  const bytes = typeof value === 'string' ? Buffer.from(value, 'utf8') : null
  const source =
    bytes === null
      ? bytesInPickle(value, path)
      : { name: path, size: bytes.length, read: (at: number, length: number) => bytes.subarray(at, at + length) }
  if (source === null)
    throw new UserError('corrupt', `${path} holds a Booster without its model`, 'Pickle it again, or use booster.save_model(path).', { file: path })
  return source
}

/** Before 2.2 the text of a pickle had no categories, but the Python object has. */
function withPythonCategories(booster: Booster, lists: PyValue | undefined): Booster {
  if (booster.categories.length > 0) return booster
  const categories = (itemsOf(lists) ?? []).map((list) => itemsOf(list) ?? []).map((list) => ({ type: commonType(list).type, count: list.length }))
  return { ...booster, categories }
}

function inferenceOf(booster: Booster, format: string, path: string): Omit<Inference, 'findings'> {
  const { names, classes } = booster
  // dumps before 2.2 do not say whether there were categories
  const number: Column = {
    type: 'float64',
    source: booster.untold === true && !isNameless(names) ? 'assumed' : 'derived',
    where: `${path}: feature_infos`,
  }
  const columns = columnTypes(booster)
  const inputs = isNameless(names)
    ? arrayOfColumns(names.length, number)
    : namedColumns(
        names,
        columns.map((type): Column => ({ ...number, type, ...(type === 'string' && { profile: 'categorical' }) })),
        number,
      )
  const outputs = [
    prediction('predict', { type: 'float64', source: 'derived', dims: classes > 1 ? [classes] : [], where: `${path}: num_class` }, 'derived'),
  ]
  return {
    framework: { name: 'lightgbm', format },
    signatures: [{ name: 'predict', inputs, outputs }],
    warnings: isNameless(names) ? [] : unknownColumns(names, columns, path),
  }
}

function unknownColumns(names: readonly string[], columns: readonly unknown[], path: string): readonly Warning[] {
  const open = names.filter((_, i) => columns[i] === null)
  const message = `which of the columns ${open.slice(0, 5).join(', ')} hold categories, or of what type, is not stored: declare their types`
  return open.length === 0 ? [] : [{ code: 'lightgbm-categories-unknown', message, where: path }]
}
