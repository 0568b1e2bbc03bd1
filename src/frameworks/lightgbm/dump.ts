import { UserError } from '../../errors.ts'
import type { ByteSource } from '../../formats/bytes.ts'
import { at, type Json, listOf, numberOf, textOf, textsOf } from '../../formats/json.ts'
import { selectJson } from '../../formats/json-select.ts'
import { type Booster, MAX_FEATURES } from './booster.ts'
import { type FeatureInfo, parseCategories } from './columns.ts'

/** The JSON of `Booster.dump_model()`: the same head as the text format. @throws UserError `truncated`, `corrupt` */
export function readDump(source: ByteSource): Booster {
  const root = selectJson(source, {
    keys: {
      name: 'all',
      num_class: 'all',
      max_feature_idx: 'all',
      objective: 'all',
      feature_names: 'all',
      feature_infos: 'all',
      tree_info: 'length',
      pandas_categorical: 'source',
    },
  })
  const width = whole(root, 'max_feature_idx', source) + 1
  const names = textsOf(at(root, 'feature_names')) ?? []
  if (names.length !== width) throw damaged(source, `names ${names.length} features, but takes ${width}`, 'feature_names')
  const infos = at(root, 'feature_infos')
  return {
    names,
    classes: whole(root, 'num_class', source),
    objective: textOf(at(root, 'objective'))?.split(' ')[0] ?? null,
    infos: names.map((name) => infoOf(at(infos, name))),
    categories: parseCategories(textOf(at(root, 'pandas_categorical')) ?? 'null', source.name),
    declared: [],
    untold: at(root, 'pandas_categorical') === undefined,
  }
}

/** Features that are never split on have no entry, and dumps before 3.0 have none at all. */
function infoOf(info: Json | undefined): FeatureInfo {
  const values = listOf(at(info, 'values')).map((value) => numberOf(value) ?? 0)
  if (values.length > 0) return { kind: 'codes', most: values.reduce((most, value) => Math.max(most, value), 0) }
  const [least, most] = [numberOf(at(info, 'min_value')), numberOf(at(info, 'max_value'))]
  return least === undefined || most === undefined ? { kind: 'untold' } : { kind: 'numbers', least, most }
}

function whole(root: Json, key: string, source: ByteSource): number {
  const value = numberOf(at(root, key))
  if (value === undefined || !Number.isInteger(value) || value < 0 || value > MAX_FEATURES) throw damaged(source, `has no sensible ${key}`, key)
  return value
}

const damaged = ({ name }: ByteSource, what: string, key: string): UserError =>
  new UserError('corrupt', `${name} ${what}`, 'Save the model again with booster.save_model(path).', { file: name, key })
