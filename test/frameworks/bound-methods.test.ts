/** getattr and reduce do what their arguments say: methods that libraries keep are harmless, everything else is not. */
import { describe, expect, it } from 'vitest'
import { memorySource } from '../../src/formats/zip-entry.ts'
import { pickleFindings } from '../../src/frameworks/pickle-findings.ts'
import { readPickle } from '../../src/frameworks/pickles.ts'

/** A pickle of protocol 0, with opcodes as text: `c` imports, `(` marks, `t` makes a tuple, `R` calls, `b` sets attributes. */
function dangersOf(...opcodes: readonly string[]): readonly string[] {
  const bytes = Uint8Array.from(Buffer.from(`\x80\x02${opcodes.join('')}.`, 'latin1'))
  const pickle = readPickle(memorySource('a.pkl', bytes.length, () => bytes))
  expect(pickle.failure).toBeUndefined()
  return pickleFindings(pickle, 'a.pkl').flatMap(({ severity, message }) => (severity === 'critical' || severity === 'high' ? [message] : []))
}

const GETATTR = 'c__builtin__\ngetattr\n'
const REDUCE = 'c__builtin__\nreduce\n'
const text = (value: string): string => `V${value}\n`
const instance = (path: string): string => `c${path}\n)\x81`
const tuple = (...values: readonly string[]): string => `(${values.join('')}t`
const FLIP = 'fastai.vision.augment\nFlip'
const TENSOR = 'cfastai.torch_core\nTensorImage\n'

describe('harmless', () => {
  it.each([
    ['a method that a transform keeps', `${GETATTR + tuple(instance(FLIP), text('before_call'))}R`],
    ['a method of a class of tensors', `${GETATTR + tuple(TENSOR, text('lighting'))}R`],
    ['a union of types', `cfastai.imports\nnoop\n0${REDUCE}${tuple('c_operator\nor_\n', tuple('cpathlib\nPath\n', TENSOR))}R`],
    ["pandas' blocks", `cfunctools\npartial\n${tuple('cpandas.core.internals.blocks\nnew_block\n')}R${tuple('I1\n')}R`],
  ])('%s', (_, opcodes) => expect(dangersOf(opcodes)).toEqual([]))
})

describe('dangerous', () => {
  const getattr = expect.stringContaining('imports __builtin__.getattr')
  const reduce = expect.stringContaining('imports __builtin__.reduce')
  it.each([
    ['a method of something else', `${GETATTR + tuple(instance(FLIP), text('system'))}R`, getattr],
    ['a module that a library imported', `${GETATTR + tuple('cfastai.vision.core\nImage\n', text('os'))}R`, getattr],
    ['what another getattr gave', `${GETATTR + tuple(`${GETATTR + tuple(TENSOR, text('lighting'))}R`, text('before_call'))}R`, getattr],
    ['the inside of a class', `${GETATTR + tuple(TENSOR, text('__class__'))}R`, getattr],
    ['getattr with a default', `${GETATTR + tuple(TENSOR, text('lighting'), 'N')}R`, getattr],
    ['getattr handed to a partial', `${TENSOR}0cfunctools\npartial\n${tuple(GETATTR)}R`, getattr],
    ['getattr in the state of a partial', `${TENSOR}0${instance('functools\npartial')}${tuple(GETATTR, ')', 'N')}b`, getattr],
    ['a reduction by another function', `${TENSOR}0${REDUCE}${tuple('coperator\nadd\n', tuple(TENSOR, TENSOR))}R`, reduce],
    ['a union of something made', `${TENSOR}0${REDUCE}${tuple('c_operator\nor_\n', tuple(instance(FLIP), TENSOR))}R`, reduce],
    ['a reduction without fastai', `${REDUCE}${tuple('c_operator\nor_\n', tuple('cpathlib\nPath\n', 'cpathlib\nPath\n'))}R`, reduce],
  ])('%s', (_, opcodes, message) => expect(dangersOf(opcodes)).toContainEqual(message))

  it.each([
    ['a partial with arguments of its own', `cfunctools\npartial\n${tuple('cpandas.core.internals.blocks\nnew_block\n', 'I1\n')}R${tuple('I1\n')}R`],
    ['another function in a partial', `cfunctools\npartial\n${tuple('cpandas.core.internals.blocks\nother\n')}R${tuple('I1\n')}R`],
    [
      'a partial whose state has another function',
      `cfunctools\npartial\n${tuple('cpandas.core.internals.blocks\nnew_block\n')}R${tuple('cpandas.core\nother\n', ')', 'N')}b${tuple('I1\n')}R`,
    ],
  ])('%s is called', (_, opcodes) => expect(dangersOf(opcodes)).toEqual(['calls what functools.partial gives']))
})
