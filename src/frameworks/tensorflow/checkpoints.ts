import { UserError } from '../../errors.ts'
import type { ModelFiles } from '../../model/types.ts'
import type { Match } from '../framework.ts'
import { baseName, directoryOf, type Found } from './layout.ts'

/** The state file of a training run is a few lines. */
const MAX_STATE = 1_048_576

/**
 * Models of one file: frozen graphs, training graphs (`.meta`, with their checkpoint), and checkpoints that have no graph at all.
 * A checkpoint is only named where nothing better is there.
 */
export function singleFiles(files: ModelFiles, found: readonly Found[]): Match[] {
  const training = trainingGraphs(files, found)
  const covered = new Set(training.flatMap((match) => match.covers))
  const frozen = found
    .filter(({ content, file }) => (content === 'graph-def' || content === 'graph-def-text') && !covered.has(file.path))
    .map(({ file }): Match => ({ format: 'graph-def', path: file.path, because: `${file.path} holds a TensorFlow graph`, covers: [file.path] }))
  const models = [...training, ...frozen]
  return models.length > 0 ? models : checkpoints(files, found)
}

/** One match per directory: the training graph that the run's state file names, else the one of the highest step. */
function trainingGraphs(files: ModelFiles, found: readonly Found[]): Match[] {
  const graphs = found.filter(({ content }) => content === 'meta-graph' || content === 'meta-graph-text').map(({ file }) => file.path)
  return [...new Set(graphs.map(directoryOf))].map((directory): Match => {
    const here = graphs.filter((path) => directoryOf(path) === directory).sort((a, b) => stepOf(a) - stepOf(b))
    const named = `${directory}${stateOf(files, directory)}.meta`
    const path = here.find((one) => one === named) ?? here.at(-1) ?? ''
    const beside = found.filter(
      ({ file, content }) => directoryOf(file.path) === directory && (content === 'checkpoint' || baseName(file.path) === 'graph.pbtxt'),
    )
    const covers = [...here, ...beside.map(({ file }) => file.path), ...companions(files, directory)]
    return { format: 'meta-graph', path, because: `${path} holds a TensorFlow training graph`, covers }
  })
}

/** `checkpoint` (the state file) and the shards of variables. */
const companions = (files: ModelFiles, directory: string): string[] =>
  files.files
    .map(({ path }) => path)
    .filter((path) => directoryOf(path) === directory && (/\.data-\d{5}-of-\d{5}$/.test(path) || baseName(path) === 'checkpoint'))

/** `model_checkpoint_path: "model.ckpt-7"` of the state file. */
function stateOf(files: ModelFiles, directory: string): string | undefined {
  const file = files.find(`${directory}checkpoint`)
  if (file === undefined || file.size === 0 || file.pointer !== undefined) return undefined
  try {
    const match = /^model_checkpoint_path:\s*"([^"\\]*)"/m.exec(files.text(file.path, MAX_STATE))
    return match?.[1] === undefined ? undefined : baseName(match[1])
  } catch (error) {
    if (error instanceof UserError) return undefined
    throw error
  }
}

const stepOf = (path: string): number => Number(/-(\d{1,15})\.meta$/.exec(path)?.[1] ?? -1)

function checkpoints(files: ModelFiles, found: readonly Found[]): Match[] {
  const [first, ...more] = found.filter(({ content }) => content === 'checkpoint')
  if (first === undefined) return []
  const directory = directoryOf(first.file.path)
  const covers = [first, ...more].map(({ file }) => file.path)
  return [
    {
      format: 'checkpoint',
      path: first.file.path,
      because: `${first.file.path} is the index of a checkpoint`,
      covers: [...covers, ...companions(files, directory)],
    },
  ]
}
