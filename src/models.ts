import { changedSince } from './changed.ts'
import { nearest } from './contract/nearest.ts'
import { UserError } from './errors.ts'
import type { Occasion } from './event.ts'
import { withGrammar } from './formats/python/grammar.ts'
import { FRAMEWORKS } from './frameworks/index.ts'
import { nameOf } from './infer.ts'
import type { Inputs } from './inputs.ts'
import type { Log } from './log.ts'
import { findModels, type ModelAt } from './model/several.ts'
import type { Ports } from './ports.ts'
import type { Report } from './report/types.ts'
import { NAME_IN_IMAGE, upload } from './upload.ts'

/** The models of one run. */
export interface Models {
  readonly chosen: readonly Named[]
  /** Left alone, because nothing of them changed. */
  readonly unchanged: readonly Named[]
}

/** A model under the name of its collection. */
export type Named = ModelAt

/**
 * Which models this run is about: those that `path` names and `name` picks, and of these, if asked, only the changed ones.
 * @throws UserError `not-a-model`, `input-invalid` where the paths name nothing, or where an input can only be meant for one model
 */
export async function modelsOf(inputs: Inputs, occasion: Occasion, { run, log }: Pick<Ports, 'run' | 'log'>): Promise<Models> {
  const found = await withGrammar(() => findModels(inputs.paths, FRAMEWORKS))
  // the input names a single model, and picks one of several
  const given = found.length === 1 ? inputs.name : ''
  const named = found.map((model): Named => ({ ...model, name: given || model.name || nameOf(model.path) }))
  const picked = found.length === 1 || inputs.name === '' ? named : named.filter(({ name }) => name === inputs.name)
  if (picked.length === 0) throw nobodyCalled(inputs.name, named)
  if (picked.length > 1) requireForSeveral(inputs, picked)
  if (inputs.onlyChanged === null) return { chosen: picked, unchanged: [] }
  const changed = await changedSince({ run, log, since: inputs.onlyChanged || (occasion.before ?? ''), written: inputs.onlyChanged !== '' })
  const elsewhere = inputs.contract !== '' && changed(inputs.contract)
  const chosen = picked.filter(({ path }) => elsewhere || changed(path))
  return { chosen, unchanged: picked.filter((model) => !chosen.includes(model)) }
}

/** The models' stories, one after the other. What fails in one is told in its report and leaves the others alone; a bug of ours is thrown when all are told. */
export interface Told {
  readonly reports: readonly Report[]
  readonly bugs: readonly unknown[]
}

/** Tells the story of each model. */
export async function uploadAll(models: readonly Named[], inputs: Inputs, occasion: Occasion, ports: Ports): Promise<Told> {
  const reports: Report[] = []
  const bugs: unknown[] = []
  for (const model of models) {
    const own = { ...inputs, path: model.path, name: model.document ? model.name : inputs.name }
    const log = models.length === 1 ? ports.log : under(model.name, ports.log)
    try {
      reports.push(await upload(own, occasion, { ...ports, log }))
    } catch (error) {
      bugs.push(error)
    }
  }
  return { reports, bugs }
}

/** Groups do not nest in GitHub's log: the model's name stands before each title. */
function under(name: string, log: Log): Log {
  return { ...log, group: (title, work) => log.group(`${name}: ${title}`, work) }
}

function nobodyCalled(name: string, models: readonly Named[]): UserError {
  const names = models.map((model) => model.name)
  const meant = nearest(name, names)
  return new UserError(
    'input-invalid',
    `Input name: none of the ${models.length} models is called ${JSON.stringify(name)}; they are ${names.slice(0, 20).join(', ')}${names.length > 20 ? ', …' : ''}.`,
    meant === undefined ? 'Write one of these names, or leave name out for all of them.' : `Write name: ${meant}`,
  )
}

/** Inputs that would mix several models up. */
function requireForSeveral({ image, version, contract }: Inputs, models: readonly Named[]): void {
  const several = `there are ${models.length} models: ${models
    .slice(0, 5)
    .map(({ path }) => path)
    .join(', ')}${models.length > 5 ? ', …' : ''}`
  if (image !== '' && !image.includes(NAME_IN_IMAGE)) {
    throw new UserError('input-invalid', `Input image names one collection, and ${several}.`, `Write image: ${image}/${NAME_IN_IMAGE}`)
  }
  if (version !== '')
    throw new UserError('input-invalid', `Input version is for one model, and ${several}.`, 'Name one with path or name, or leave version out.')
  if (contract !== '')
    throw new UserError('input-invalid', `Input contract is for one model, and ${several}.`, 'Put each definition beside its model.')
  const twice = models.find((model, index) => models.findIndex(({ name }) => name === model.name) !== index)
  const first = models.find(({ name }) => name === twice?.name)
  if (twice === undefined || first === undefined) return
  throw new UserError(
    'input-invalid',
    `${first.path} and ${twice.path} would both be the collection ${twice.name}.`,
    'Give them names of their own: `name:` in a serving.yaml beside each.',
  )
}
