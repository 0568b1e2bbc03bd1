import type { Evidence, Field } from '../../contract/types.ts'
import { UserError } from '../../errors.ts'
import type { ModelFiles } from '../../model/types.ts'
import type { Framework, Inference, Match, Warning } from '../framework.ts'
import { openArchive } from './archive.ts'
import { readIni } from './ini.ts'
import { type Asked, askedBy } from './inputs.ts'
import { matchH2o } from './match.ts'
import { type Given, givenBy } from './outputs.ts'

/**
 * H2O-3: MOJOs of every algorithm, zipped or unpacked. One column per feature, numbers as float64 (times are milliseconds), categories as text;
 * the outputs are the columns of the frame that `predict` gives. Source: h2o-3, h2o-genmodel.
 */
export const h2o: Framework = { name: 'h2o', match: matchH2o, infer }

function infer(files: ModelFiles, { path, format }: Match): Inference {
  if (format === 'pojo') throw unreadable(path, 'is a model as Java source (POJO): it must be compiled and run to say what it takes')
  if (format === 'binary') throw unreadable(path, 'is a binary model (h2o.save_model), which only the same version of H2O can load')
  const archive = openArchive(files, path)
  const ini = readIni(archive)
  const given = givenBy(ini, archive)
  const version = ini.info.get('h2o_version')
  const inputs = askedBy(ini, archive).map((asked) => inputOf(asked, path))
  const outputs = (given ?? []).map((column) => outputOf(column, path))
  return {
    framework: { name: 'h2o', ...(version !== undefined && version !== 'unknown' && { version }), format },
    signatures: [{ name: 'predict', inputs, outputs }],
    warnings: given === null ? [unknownCategory(ini.info.get('category') ?? 'none', path)] : [],
    findings: [],
  }
}

function inputOf({ name, categorical, type: stated, guessed = false }: Asked, path: string): Field {
  const type = stated ?? (categorical ? 'string' : 'float64')
  return { ...column(name, type, guessed, `${path}: model.ini [columns]`), ...(categorical && { profile: 'categorical' as const }) }
}

const outputOf = ({ name, type, guessed = false }: Given, path: string): Field => column(name, type, guessed, `${path}: model.ini category`)

function column(name: string, type: 'string' | 'float64', guessed: boolean, where: string): Field {
  const evidence: Evidence = { name: guessed ? 'assumed' : 'stored', type: 'derived', rank: 'derived', dims: ['derived'], where }
  return { name, type, shape: [-1], ...(guessed && { assumed: ['name' as const] }), evidence }
}

const unknownCategory = (category: string, path: string): Warning => ({
  code: 'h2o-unknown-category',
  message: `what models of the category ${category} give is not known: declare the outputs`,
  where: path,
})

const unreadable = (path: string, what: string): UserError =>
  new UserError(
    'not-inferable',
    `${path} ${what}.`,
    'Download the same model as MOJO: model.download_mojo(path); or declare the contract in serving.yaml.',
    { file: path },
  )
