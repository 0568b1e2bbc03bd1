import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { onnx } from '../../../src/frameworks/onnx/index.ts'
import { inferFrom } from '../contract-of.ts'
import { damage } from '../damage.ts'

/** test/models/onnx/generate.py: the operators of ai.onnx.ml that hold labels, with the steps that skl2onnx writes behind them. */
const model = new Uint8Array(readFileSync(new URL('../../models/onnx/classes.onnx', import.meta.url)))

describe('classes of outputs', () => {
  const outputs = inferFrom(onnx, { 'model.onnx': model }).signatures[0]?.outputs ?? []
  const classesOf = (name: string) => outputs.find((output) => output.name === name)?.evidence?.classes?.labels

  it.each([
    ['labels as words', 'word', ['no', 'perhaps', 'yes']],
    ['one column of scores per class, normalized', 'columns', ['no', 'perhaps', 'yes']],
    ['a map from classes to scores', 'zipped', ['no', 'perhaps', 'yes']],
    ['labels as numbers, cast', 'number', [7, 9]],
    ['scores handed on', 'two', [7, 9]],
    ['numbers that were truth values in between: no labels any more', 'from_truth', undefined],
    ['scores in another arrangement: not followed', 'moved', undefined],
    ['labels of a support vector machine', 'side', [1, 2, 3]],
    ['raw scores of a support vector machine: one per pair of classes', 'pairs', undefined],
    ['its probabilities: one per class', 'likely', [1, 2, 3]],
  ])('%s', (_, name, labels) => {
    expect(outputs.map((output) => output.name)).toContain(name)
    expect(classesOf(name)).toEqual(labels)
  })
  it('damage anywhere gives a contract or a refusal', () => {
    const { contract, refused } = damage(onnx, { 'model.onnx': model }, 'model.onnx', 300)
    expect(Math.min(contract, refused)).toBeGreaterThan(0)
  })
})
