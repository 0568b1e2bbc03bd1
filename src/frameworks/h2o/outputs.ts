import type { Archive } from './archive.ts'
import { type Column, damaged, type Ini, levelsOf, numbersIn, whole } from './ini.ts'
import { linesOf } from './inputs.ts'

/** A column of the frame that `predict` gives. Enumerations come out as their levels. */
export interface Given {
  readonly name: string
  readonly type: 'string' | 'float64'
  /** Its name or that it is there rests on a convention. */
  readonly guessed?: boolean
}

const number = (name: string): Given => ({ name, type: 'float64' })
const text = (name: string): Given => ({ name, type: 'string' })

/** More columns than any decomposition has. */
const MAX_COMPONENTS = 100_000

/**
 * By the category (hex.ModelCategory) of a model; where an algorithm has names of its own, by both. Null for categories that are not known.
 * Measured with H2O 3.44; source: h2o-core hex/Model.java (makeScoringNames) and its overrides in h2o-algos.
 */
export function givenBy(ini: Ini, archive: Archive): readonly Given[] | null {
  const category = ini.info.get('category') ?? ''
  return (Object.hasOwn(CATEGORIES, category) ? CATEGORIES[category] : undefined)?.(ini, archive) ?? null
}

const CATEGORIES: Readonly<Record<string, (ini: Ini, archive: Archive) => readonly Given[]>> = {
  Regression: () => [number('predict')],
  Binomial: classes,
  Multinomial: classes,
  Ordinal: classes,
  Clustering: () => [number('predict')],
  AutoEncoder: reconstructed,
  DimReduction: (ini, archive) => (ini.info.get('algo') === 'glrm' ? reconstructedColumns(ini) : components(ini, archive)),
  AnomalyDetection: anomalies,
  CoxPH: () => [number('lp')],
  BinomialUplift: () => ['uplift_predict', 'p_y1_with_treatment', 'p_y1_without_treatment'].map(number),
  TargetEncoder: encoded,
  WordEmbedding: embedded,
}

/** The class and its probabilities; calibrated models add those. Names that are whole numbers get a `p`. */
function classes(ini: Ini, archive: Archive): readonly Given[] {
  const response = ini.columns.at(-1)
  const probabilities = responseLevels(response, ini, archive).map((level) => (isInteger(level) ? `p${level}` : level))
  const calibrated = isSet(ini.info.get('calib_method')) ? probabilities.map((name) => `cal_${name}`) : []
  // a fraction has no class
  const predicted = ini.info.get('family') === 'fractionalbinomial' ? number('predict') : text('predict')
  return [predicted, ...[...probabilities, ...calibrated].map(number)]
}

function responseLevels(response: Column | undefined, ini: Ini, archive: Archive): readonly string[] {
  const count = whole(ini.info, 'n_classes', archive)
  if (response?.domain === null || response === undefined) return Array.from({ length: count }, (_, i) => String(i))
  const levels = levelsOf(response.domain, ini.info, archive)
  if (levels.length !== count) throw damaged(archive, `has ${count} classes, but ${levels.length} levels of its response`, 'n_classes')
  return levels
}

/** As Integer.valueOf of Java takes it. */
const isInteger = (level: string): boolean => /^[+-]?\d{1,10}$/.test(level) && Number(level) <= 0x7fffffff && Number(level) >= -0x80000000
const isSet = (value: string | undefined): boolean => value !== undefined && value !== 'null' && value !== ''

/** Every level of every category has a column, and so has its absence; then the numbers. Source: hex/deeplearning/DeepLearningModel.java, DataInfo.coefNames. */
function reconstructed(ini: Ini, archive: Archive): readonly Given[] {
  const offsets = numbersIn(ini.info.get('cat_offsets'))
  const features = ini.columns.slice(0, ini.features)
  return features.flatMap(({ name, domain }, i): readonly Given[] => {
    if (domain === null) return [number(`reconstr_${name}`)]
    const levels = levelsOf(domain, ini.info, archive)
    const width = (offsets[i + 1] ?? 0) - (offsets[i] ?? 0)
    const columns = [...levels, 'missing(NA)'].map((level) => `reconstr_${name}.${level}`)
    // other options leave out a level: which one is not stored
    return width === columns.length ? columns.map(number) : columns.map((column) => ({ ...number(column), guessed: true }))
  })
}

const reconstructedColumns = (ini: Ini): readonly Given[] =>
  ini.columns.slice(0, ini.features).map(({ name, domain }) => (domain === null ? number(`reconstr_${name}`) : text(`reconstr_${name}`)))

/** The frame of `transform`: a column for each element of the vector. */
function embedded({ info }: Ini, archive: Archive): readonly Given[] {
  const size = whole(info, 'vec_size', archive)
  if (size > MAX_COMPONENTS) throw damaged(archive, `has vectors of ${size} elements`, 'vec_size')
  return Array.from({ length: size }, (_, i) => number(`C${i + 1}`))
}

function components({ info }: Ini, archive: Archive): readonly Given[] {
  const count = whole(info, 'k', archive)
  if (count > MAX_COMPONENTS) throw damaged(archive, `has ${count} components`, 'k')
  return Array.from({ length: count }, (_, i) => number(`PC${i + 1}`))
}

function anomalies({ info }: Ini): readonly Given[] {
  if (info.get('algo') === 'extendedisolationforest') return [number('anomaly_score'), number('mean_length')]
  return info.get('output_anomaly_flag') === 'true'
    ? [text('predict'), number('score'), number('mean_length')]
    : [number('predict'), number('mean_length')]
}

const ENCODED = 'feature_engineering/target_encoding/input_output_columns_map.ini'

/** `[from]` columns, `[to]` their encodings, again and again. Before 3.32 the file is missing: a column `x` becomes `x_te`. */
function encoded(ini: Ini, archive: Archive): readonly Given[] {
  if (!archive.has(ENCODED)) return ini.columns.slice(0, ini.features).map(({ name }) => ({ ...number(`${name}_te`), guessed: true }))
  let isTo = false
  const names: string[] = []
  for (const line of linesOf(archive, ENCODED)) {
    if (line === '[from]' || line === '[to]') isTo = line === '[to]'
    else if (isTo) names.push(line)
  }
  return names.map(number)
}
