import { UserError } from '../../../errors.ts'
import { at, listOf, textOf } from '../../../formats/json.ts'
import type { ModelFiles } from '../../../model/types.ts'
import type { Inference, Match, Warning } from '../../framework.ts'
import { signatureOf } from '../contract.ts'
import { createFlow, type Flow } from '../flow.ts'
import { attributesOf } from './attributes.ts'
import { type Bundle, openBundle } from './bundle.ts'
import { OPERATIONS, type Socket, unknownOperation } from './operations.ts'

/** Pipelines in pipelines. */
const MAX_DEPTH = 16
/** Nodes of one bundle: pipelines have hundreds. */
const MAX_NODES = 10_000

interface Walk {
  readonly bundle: Bundle
  readonly flow: Flow
  readonly warnings: Warning[]
  left: number
}

/** Pipelines exported with MLeap: nodes name their columns, operations tell their types, and the flow of columns is Spark's. */
export function inferBundle(files: ModelFiles, { path }: Match): Inference {
  const bundle = openBundle(files, path)
  const [node, model] = [bundle.json('root/node.json'), bundle.json('root/model.json')]
  if (node === null || model === null) throw notJson(bundle)
  const flow = createFlow()
  const walk: Walk = { bundle, flow, warnings: [], left: MAX_NODES }
  walkNode(walk, 'root/', 0)
  return { framework: { name: 'spark', format: 'mleap' }, signatures: [signatureOf(flow)], warnings: walk.warnings, findings: [] }
}

/** A folder with `node.json` (its columns) and `model.json` (its operation); of a pipeline also the folders of its nodes. */
function walkNode(walk: Walk, folder: string, depth: number): void {
  const { bundle, flow } = walk
  const where = bundle.place(`${folder}node.json`)
  walk.left -= 1
  if (walk.left < 0 || depth > MAX_DEPTH) {
    giveUp(walk, folder, 'is one of too many')
    return
  }
  const [node, model] = [bundle.json(`${folder}node.json`), bundle.json(`${folder}model.json`)]
  if (node === null || model === null) {
    giveUp(walk, folder, 'is not there')
    return
  }
  const attributes = attributesOf(model)
  if (attributes.op === 'pipeline') {
    for (const name of attributes.texts('nodes')) if (walk.left >= 0) walkNode(walk, `${folder}${name}.node/`, depth + 1)
    return
  }
  const operation = OPERATIONS.get(attributes.op)
  if (operation === undefined) {
    const message = `${attributes.op} is no operation of an MLeap version known here: the types of its columns are not known`
    walk.warnings.push({ code: 'spark-foreign-stage', message, where: bundle.place(folder) })
  }
  flow.at(where)
  const shape = at(node, 'shape')
  const sockets = (key: string): readonly Socket[] =>
    listOf(at(shape, key)).flatMap((socket) => {
      const [port, name] = [textOf(at(socket, 'port')), textOf(at(socket, 'name'))]
      return port === undefined || name === undefined || name === '' ? [] : [{ port, name }]
    })
  const run = operation ?? unknownOperation
  run({ attributes, inputs: sockets('inputs'), outputs: sockets('outputs') }, flow)
}

function giveUp({ bundle, flow, warnings }: Walk, folder: string, what: string): void {
  flow.doubt()
  const message = `the node in ${folder} ${what}: columns that it reads or makes are not known`
  warnings.push({ code: 'spark-stage-missing', message, where: bundle.place(folder) })
}

const notJson = ({ format, place }: Bundle): UserError =>
  format === 'protobuf' || format === 'mixed'
    ? new UserError(
        'not-inferable',
        `${place('root')} is written as Protocol Buffers: what its columns are is not read`,
        'export it as JSON: bundle.writeBundle.format(SerializationFormat.Json).save(…); or declare the contract in serving.yaml',
        { file: place('bundle.json') },
      )
    : new UserError('corrupt', `${place('root')} has no node.json and model.json`, 'export the bundle again', { file: place('bundle.json') })
