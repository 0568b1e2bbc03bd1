import { describe, expect, it } from 'vitest'
import { type Classes, type Contract, classesFrom } from '../../src/contract/types.ts'
import { contractRows } from '../../src/report/contract-rows.ts'
import { contractAnswer } from '../../src/report/json.ts'

const classifier = (classes: Classes): Contract => ({
  contract: 1,
  framework: { name: 'sklearn' },
  signatures: [
    {
      name: 'predict',
      inputs: [],
      outputs: [
        {
          name: 'predict',
          type: 'string',
          shape: [-1],
          evidence: { name: 'derived', type: 'derived', rank: 'derived', dims: ['derived'], where: 'm.pkl: SVC', classes },
        },
      ],
    },
  ],
})
const notes = (classes: Classes) => contractRows(classifier(classes))[0]?.rows[0]?.notes

describe('class labels of a classifier', () => {
  it('are told beside the output', () => {
    expect(notes(classesFrom(['ham', 'spam']))).toEqual(['classes: ham, spam'])
    expect(notes(classesFrom([false, 7]))).toEqual(['classes: false, 7'])
  })

  it('of many, the first and how many more', () => {
    expect(notes(classesFrom(Array.from({ length: 30 }, (_, i) => i)))).toEqual(['classes: 0, 1, 2, 3, 4, 5, 6, 7 and 22 more'])
  })

  it('stand whole in the answer, at most a hundred of them, each at most 200 characters', () => {
    const answer = contractAnswer({ contract: classifier(classesFrom(['a'.repeat(500), ...Array(999).fill('b')])), warnings: [], findings: [] })
    const classes = answer.signatures[0]?.outputs[0]?.classes
    expect(classes?.count).toBe(1000)
    expect(classes?.labels.length).toBe(100)
    expect(classes?.labels[0]).toBe(`${'a'.repeat(200)}…`)
  })
})
