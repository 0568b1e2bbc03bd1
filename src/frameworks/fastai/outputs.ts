import { type AssumedFact, evidenceOf, type Field, type Shape } from '../../contract/types.ts'
import { leavesOf, type Module } from '../pytorch/modules.ts'
import { partsOfModule } from '../pytorch/parts.ts'
import { type Outcome, type Solved, solve } from '../pytorch/probe.ts'
import { RUN_BUDGET, run } from '../pytorch/run.ts'
import { type Need, RunStop, tensor } from '../pytorch/values.ts'
import { outputFields } from '../pytorch/whole.ts'
import type { Learner } from './learner.ts'

/** The network followed by shape rules, over inputs of these needs; undefined where some class has no rule. */
export function follow(model: Module, needs: readonly Need[]): Solved | undefined {
  const budget = { left: RUN_BUDGET }
  const solved = solve(needs.length, (inputs) =>
    run(
      model,
      // what the pipeline hands over is known: its sizes hold in every run
      inputs.map((input, i) => fixed(needs[i], input.input?.batch) ?? input),
      budget,
      () => undefined,
    ),
  )
  return solved instanceof RunStop ? undefined : solved
}

function fixed(need: Need | undefined, batch: number | undefined): ReturnType<typeof tensor> | undefined {
  if (need?.axes === undefined || batch === undefined || need.axes.includes('free')) return undefined
  return tensor(
    need.type,
    need.axes.map((axis) => (axis === 'batch' ? batch : axis === 'free' ? null : axis)),
  )
}

/** What get_preds returns: the model's result. Where its classes have no rule, the last layer of the heads that fastai makes tells its width. */
export function outputsOf(learner: Learner, solved: Solved | undefined, where: string): readonly Field[] {
  const { model } = learner
  if (solved !== undefined) return outputFields(solved.output, where)
  if (model === null) return [unknown(where)]
  const known = knownHead(model)
  const last = partsOfModule(model).findLast(({ kind }) => kind === 'linear' || kind === 'conv')
  if (last === undefined) return known === undefined ? [unknown(where)] : outputFields(known, where)
  if (known !== undefined) return outputFields(known, where)
  // masks are as large as their images
  const sides = learner.size ?? Array.from({ length: last.axes }, () => -1)
  const shape: Shape = last.kind === 'conv' ? [-1, last.gives, ...sides] : [-1, last.gives]
  // as many as there are classes to tell apart: that is what the head is for
  if (last.kind === 'linear' && learner.classes === last.gives) return outputFields({ kind: 'tensor', type: last.type, shape }, where)
  const assumed: readonly AssumedFact[] = ['type', 'shape']
  const value = { type: last.type, shape }
  return [{ name: 'output', ...value, assumed, evidence: { ...evidenceOf(value, 'assumed', where), name: 'derived' } }]
}

function unknown(where: string): Field {
  const value = { type: null, shape: null }
  return { name: 'output', ...value, evidence: { ...evidenceOf(value, 'unknown', where), name: 'derived' } }
}

/** fastai's own networks by class. Sources: fastai/tabular/model.py, fastai/collab.py, fastai/text/models/core.py, and their like of v1. */
function knownHead(model: Module): Outcome | undefined {
  const last = leavesOf(model)
    .findLast(({ type }) => /^torch\.nn\.modules\.linear\.Linear$/.test(type))
    ?.weights.get('weight')
  const name = model.type.split('.').at(-1) ?? ''
  if (!/^fastai2?\./.test(model.type)) return undefined
  if (name === 'EmbeddingDotBias') return { kind: 'tensor', type: leavesOf(model)[0]?.weights.get('weight')?.type ?? null, shape: [-1] }
  if (last === undefined || last === null) return undefined
  const [width] = last.shape
  if (name === 'TabularModel' || name === 'EmbeddingNN') return { kind: 'tensor', type: last.type, shape: [-1, width ?? null] }
  if (name !== 'SequentialRNN') return undefined
  const head = [...model.children.values()].at(-1)?.type ?? ''
  // the decoder gives a row of scores at each place, and its states beside them only while it is trained
  if (/LinearDecoder$/.test(head)) return { kind: 'tensor', type: last.type, shape: [-1, -1, width ?? null] }
  return /PoolingLinearClassifier$/.test(head) ? { kind: 'tensor', type: last.type, shape: [-1, width ?? null] } : undefined
}
