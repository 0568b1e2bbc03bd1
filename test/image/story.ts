import type { Occasion } from '../../src/event.ts'
import { defaultOf, type Inputs, readInputs } from '../../src/inputs.ts'
import { openPorts } from '../../src/open-ports.ts'
import type { Repository } from '../../src/registry/port.ts'
import type { Report } from '../../src/report/types.ts'
import { upload } from '../../src/upload.ts'
import { tool } from '../components.ts'
import { writeModel } from './sample.ts'

export const PULL_REQUEST: Occasion = { mode: 'validate', because: 'test', onDemand: false }
export const PUSH: Occasion = { mode: 'publish', because: 'test', onDemand: false }
export const DISPATCH: Occasion = { mode: 'publish', because: 'test', onDemand: true }

export interface Told {
  /** Inputs by their names in action.yml. */
  readonly written?: Partial<Record<string, string>>
  /** Stands between the story and the registry. */
  readonly between?: (repository: Repository) => Repository
  /** `run id.attempt.` of the upload. */
  readonly attempt?: string
  /** Gets the lines of the log. */
  readonly log?: (line: string) => void
}

/** The whole story of a model with these files, from src, with the real oras; without Docker. */
export async function story(files: Readonly<Record<string, Buffer>>, image: string, occasion: Occasion, told: Told = {}): Promise<Report> {
  const text: Partial<Record<string, string>> = {
    path: await writeModel(files),
    name: 'churn',
    image,
    builder: 'embedded',
    'oras-path': tool('oras'),
    ...told.written,
  }
  const inputs: Inputs = readInputs((name) => text[name] ?? defaultOf(name))
  const silent = { group: <T>(_: string, work: () => Promise<T>) => work(), info: told.log ?? (() => {}), notice: told.log ?? (() => {}) }
  const origin = {
    source: '',
    revision: '',
    created: '2026-11-22T00:00:00Z',
    nonce: `${told.attempt ?? '1.1.'}${Math.random()}`,
    workspace: '',
    repository: '',
  }
  const ports = openPorts(inputs, silent, origin)
  const between = told.between ?? ((repository) => repository)
  return await upload(inputs, occasion, { ...ports, repository: async (name) => between(await ports.repository(name)) })
}

/** `lfs-pointer: …` of a story that failed, else its outcome. */
export function failure({ outcome }: Report): string {
  return outcome.kind === 'failed' ? `${outcome.error.code}: ${outcome.error.message}` : outcome.kind
}
