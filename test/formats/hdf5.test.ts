import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { UserError } from '../../src/errors.ts'
import { findHdf5, type Hdf5Object, openHdf5 } from '../../src/formats/hdf5.ts'
import { bytesSource } from '../../src/model/window-source.ts'

const FILES = new URL('../models/hdf5/', import.meta.url)
const bytes = (name: string): Uint8Array => Uint8Array.from(readFileSync(new URL(name, FILES)))
const open = (name: string): Hdf5Object => openHdf5(bytesSource(name, bytes(name)))

const OLD_AND_NEW = ['old', 'v110', 'latest']
const WITH_ATTRIBUTES = [...OLD_AND_NEW.flatMap((version) => [`attributes-${version}.h5`, `dense-${version}.h5`]), 'user-block.h5', 'paged.h5']

function codeOf(run: () => unknown): string {
  try {
    run()
  } catch (error) {
    if (error instanceof UserError) return error.code
    throw error
  }
  return 'no error'
}

describe.each(WITH_ATTRIBUTES)('%s', (name) => {
  it.each<[string, readonly (string | number)[] | undefined]>([
    ['text', ['größe']],
    ['fixed', ['fixed']],
    ['names', ['a', 'bc']],
    ['texts', ['x', 'yz']],
    ['int', [-3]],
    ['big', [1, 2 ** 40]],
    ['float', [0.5]],
    ['empty', undefined],
    ['not there', undefined],
  ])('attribute %s is %j', (key, value) => {
    expect(open(name).attribute(key)).toEqual(value)
  })

  it('has groups in groups, and the shape of a dataset without its bytes', () => {
    const root = open(name)
    expect(root.members()).toEqual(['layers'])
    expect(root.member('layers/dense')?.members()).toEqual(['kernel'])
    expect(root.member('layers/dense')?.shape()).toBeUndefined()
    expect(root.member('layers/dense/kernel')?.shape()).toEqual([4, 3])
    expect(root.member('layers/nothing')).toBeUndefined()
  })
})

describe('large structures', () => {
  it.each(OLD_AND_NEW)('sixty more attributes (%s)', (version) => {
    const root = open(`dense-${version}.h5`)
    expect(root.attributes()).toHaveLength(68)
    expect(root.attribute('attribute 59')).toEqual(['value 59'])
  })

  it.each(['long-old.h5', 'long-latest.h5', 'long-fixed.h5'])('an attribute beyond 64 KiB (%s)', (name) => {
    expect(open(name).attribute('model_config')).toEqual(['k'.repeat(70_000)])
  })

  it.each(OLD_AND_NEW)('eighty members of a group (%s)', (version) => {
    const names = Array.from({ length: 80 }, (_, i) => `layer ${i}`)
    expect([...open(`members-${version}.h5`).members()].sort()).toEqual(names.sort())
  })
})

describe('files that are none or damaged', () => {
  it('is found behind a user block, and not in other files', () => {
    expect(findHdf5(bytesSource('a', bytes('user-block.h5')))).toBe(512)
    expect(findHdf5(bytesSource('a', bytes('paged.h5')))).toBe(0)
    expect(findHdf5(bytesSource('a', new Uint8Array(2000)))).toBeUndefined()
    expect(findHdf5(bytesSource('a', new Uint8Array(3)))).toBeUndefined()
  })

  it.each<[string, string, Uint8Array]>([
    ['cut off', 'truncated', bytes('attributes-old.h5').subarray(0, 4000)],
    ['no HDF5', 'corrupt', new Uint8Array(600)],
    ['of a later version', 'corrupt', patched(bytes('attributes-latest.h5'), 8, 9)],
    ['with addresses of three bytes', 'corrupt', patched(bytes('attributes-latest.h5'), 9, 3)],
  ])('%s', (_, code, data) => {
    expect(codeOf(() => openHdf5(bytesSource('a', data)).attribute('text'))).toBe(code)
  })

  it('a continuation that leads to itself ends', () => {
    const data = bytes('dense-latest.h5')
    const root = openHdf5(bytesSource('a', data))
    expect(root.attributes()).toHaveLength(68)
    // every address of the file becomes that of the root group
    const address = new DataView(data.buffer).getBigUint64(36, true)
    const view = new DataView(data.buffer)
    for (let at = Number(address) + 12; at + 8 < Number(address) + 200; at++) view.setBigUint64(at, address, true)
    expect(['corrupt', 'unsafe', 'truncated', 'no error']).toContain(codeOf(() => openHdf5(bytesSource('a', data)).attributes()))
  })

  it.each(['dense-latest.h5', 'attributes-old.h5', 'members-latest.h5', 'long-fixed.h5'])('never throws anything but a UserError: %s', (name) => {
    const original = bytes(name)
    let next = 12_345
    const random = (below: number): number => {
      next = (next * 1_103_515_245 + 12_345) % 2_147_483_648
      return next % below
    }
    for (let round = 0; round < 400; round++) {
      const data = Uint8Array.from(original)
      for (let k = 0; k <= round % 4; k++) data[random(round % 2 === 0 ? 4096 : data.length)] = random(256)
      codeOf(() => {
        const root = openHdf5(bytesSource(name, data))
        for (const key of root.attributes()) codeOf(() => root.attribute(key))
        for (const member of root.members()) codeOf(() => root.member(member)?.shape())
      })
    }
  })
})

function patched(data: Uint8Array, at: number, value: number): Uint8Array {
  data[at] = value
  return data
}
