import { describe, expect, it } from 'vitest'
import { weightsOnlyRefusal } from '../../src/frameworks/pickle-weights-only.ts'
import { readPickle } from '../../src/frameworks/pickles.ts'
import { bytesSource } from '../../src/model/window-source.ts'

/** A pickle of protocol 2 (as torch.save writes) that imports these names. */
const refusal = (names: readonly string[], protocol = 2) => {
  const imports = names.map((name) => `c${name.slice(0, name.lastIndexOf('.'))}\n${name.slice(name.lastIndexOf('.') + 1)}\n0`).join('')
  return weightsOnlyRefusal(readPickle(bytesSource('m.pt', Buffer.from(`\x80${String.fromCharCode(protocol)}${imports}N.`, 'latin1'))))
}
const STATE = ['collections.OrderedDict', 'torch._utils._rebuild_tensor_v2', 'torch.FloatStorage']

// the verdicts of torch 2.14: `torch.load(weights_only=True)`
describe('whether torch.load(weights_only=True) takes a file', () => {
  it.each([
    ['a state dict', STATE],
    ['half precision on a GPU', ['torch._utils._rebuild_tensor_v2', 'torch.cuda.HalfStorage', 'torch.float16']],
    [
      'parameters and sparse tensors',
      [...STATE, 'torch._utils._rebuild_parameter', 'torch._utils._rebuild_sparse_tensor', 'torch.serialization._get_layout'],
    ],
    ['float8', ['torch._utils._rebuild_tensor_v3', 'torch.storage.UntypedStorage', 'torch.float8_e4m3fn']],
  ])('takes %s', (_, names) => {
    expect(refusal(names)).toBeNull()
  })

  it.each<readonly [string, readonly string[], string]>([
    ['a whole module', [...STATE, 'torch.nn.modules.linear.Linear'], 'it imports torch.nn.modules.linear.Linear'],
    ['NumPy scalars', [...STATE, 'numpy.dtype', 'numpy.core.multiarray.scalar'], 'it imports numpy.dtype, numpy.core.multiarray.scalar'],
    ['many of them', [...STATE, 'a.a', 'a.b', 'a.c', 'a.d', 'a.e'], 'it imports a.a, a.b, a.c and 2 more'],
    ['functions of torch', [...STATE, 'torch.jit.load'], 'it imports torch.jit.load'],
  ])('refuses %s', (_, names, why) => {
    expect(refusal(names)).toBe(why)
  })

  it('refuses newer protocols', () => {
    expect(refusal(STATE, 4)).toBe('its pickle protocol is 4')
  })

  it('says nothing of elements of a tensor that run on into a pickle', () => {
    expect(refusal(['\x01\x7f>8.\x16', ...STATE])).toBeNull()
  })

  it('says nothing of what torch.save did not write', () => {
    expect(refusal(['sklearn.svm._classes.SVC', 'torch.nn.modules.linear.Linear'])).toBeNull()
  })
})
