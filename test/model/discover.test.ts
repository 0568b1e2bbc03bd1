import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Framework, Match } from '../../src/frameworks/framework.ts'
import { discover } from '../../src/model/discover.ts'
import { encodeSignature } from '../../src/model/signature-proto.ts'
import { type Content, lfsPointer, refusal, scratch } from './scratch.ts'

/** A framework that claims every file whose text begins with its name; `covers` as given. */
function framework(name: string, covers: readonly string[] = []): Framework {
  return {
    name,
    match: (files) =>
      files.files
        .filter((file) => file.path.endsWith(`.${name}`) || file.path === name)
        .filter((file) => files.text(file.path, 1000).startsWith(name))
        .map((file): Match => ({ format: name, path: file.path, because: `${file.path} begins with ${name}`, covers })),
    infer: () => ({ framework: { name }, signatures: [], warnings: [], findings: [] }),
  }
}

const frameworks = [framework('wrapper', ['inner/', 'wrapper']), framework('onnx'), framework('keras')]
const find = (contents: Readonly<Record<string, Content>>, options = {}) => {
  const discovered = discover(scratch(contents), frameworks, options)
  discovered.files.close()
  return discovered
}
const refused = (contents: Readonly<Record<string, Content>>) => refusal(() => find(contents))
const claim = (contents: Readonly<Record<string, Content>>) => {
  const { found } = find(contents)
  return found && `${found.framework.name} ${found.match.path}`
}

const CONTRACT = 'contract: { predict: { inputs: { x: { type: int64, shape: [-1] } }, outputs: { y: { type: bool, shape: [-1] } } } }\n'

describe('the one model', () => {
  it.each<readonly [what: string, contents: Record<string, Content>, expected: string | null]>([
    ['a recognised file', { 'm.onnx': 'onnx', 'README.md': 'x' }, 'onnx m.onnx'],
    ['deep below', { 'a/b/c/m.onnx': 'onnx' }, 'onnx a/b/c/m.onnx'],
    ['a wrapper covers the model inside', { wrapper: 'wrapper', 'inner/m.onnx': 'onnx', 'inner/x/m.keras': 'keras' }, 'wrapper wrapper'],
    ['a link is no second model', { 'files/m.onnx': 'onnx', 'm.onnx': { link: 'files/m.onnx' } }, 'onnx files/m.onnx'],
    ['payload leaves others out', { 'a.onnx': 'onnx', 'b/c.keras': 'keras', 'serving.yaml': 'kind: Model\npayload: [b/]\n' }, 'keras b/c.keras'],
    ['payload may be a glob', { 'a.onnx': 'onnx', 'b/c.keras': 'keras', 'serving.yaml': 'kind: Model\npayload: "**/*.keras"\n' }, 'keras b/c.keras'],
    [
      'payload may be a name with special characters',
      { '[a]*.onnx': 'onnx', 'a.keras': 'keras', 'serving.yaml': 'kind: Model\npayload: ["[a]*.onnx"]\n' },
      'onnx [a]*.onnx',
    ],
    ['framework settles it', { 'a.onnx': 'onnx', 'b.keras': 'keras', 'serving.yaml': 'kind: Model\nframework: keras\n' }, 'keras b.keras'],
    ['framework other: the declaration stands for itself', { 'a.onnx': 'onnx', 'serving.yaml': `kind: Model\nframework: other\n${CONTRACT}` }, null],
    ['any files with a declared contract', { 'weights.xyz': '\0', 'serving.yaml': `kind: Model\n${CONTRACT}` }, null],
  ])('%s', (_, contents, expected) => {
    expect(claim(contents)).toBe(expected)
  })

  it('one file as the directory', () => {
    const root = scratch({ 'm.onnx': 'onnx', 'n.keras': 'keras' })
    expect(discover(path.join(root, 'm.onnx'), frameworks).found?.match.path).toBe('m.onnx')
  })

  it.each(['contract.prototxt', 'contract.protobin'])('%s is a declared contract', (name) => {
    const signature = {
      name: 'p',
      inputs: [{ name: 'x', type: 'int8' as const, shape: [1] }],
      outputs: [{ name: 'y', type: 'int8' as const, shape: [1] }],
    }
    const content = name.endsWith('txt')
      ? 'signature_name: "p" inputs { name: "x" dtype: DT_INT8 shape { dims: 1 } } outputs { name: "y" dtype: DT_INT8 shape { dims: 1 } }'
      : encodeSignature({ contract: 1, framework: { name: 'x' }, signatures: [signature] })
    const { declarations, found } = find({ [name]: content, 'weights.xyz': '\0' })
    expect(found).toBeNull()
    expect(declarations.map(({ file, contract }) => [file, contract.signatures])).toEqual([[name, [signature]]])
  })

  it('every declaration is reported, the definition first', () => {
    const { declarations } = find({ 'serving.yaml': `kind: Model\n${CONTRACT}`, 'contract.prototxt': 'outputs { name: "y" }', 'm.onnx': 'onnx' })
    expect(declarations.map(({ file }) => file)).toEqual(['serving.yaml', 'contract.prototxt'])
  })

  it('a definition elsewhere counts instead of the one beside the model', () => {
    const root = scratch({
      'model/m.onnx': 'onnx',
      'model/serving.yaml': 'kind: Model\nname: beside\n',
      'other.yaml': 'kind: Model\nname: elsewhere\n',
    })
    expect(discover(path.join(root, 'model'), frameworks, { definition: path.join(root, 'other.yaml') }).definition?.name).toBe('elsewhere')
  })

  it('payload that is not there is told, not hidden', () => {
    const { missing, warnings } = find({ 'm.onnx': 'onnx', 'serving.yaml': 'kind: Model\npayload: [m.onnx, gone.h5, ../up.txt]\n' })
    expect(missing).toEqual(['gone.h5', '../up.txt'])
    expect(warnings.map(({ code }) => code)).toEqual(['payload-missing', 'payload-missing'])
  })

  it('secrets that were left out are told', () => {
    expect(find({ 'm.onnx': 'onnx', '.env': 'X=1', '.gitignore': 'x' }).warnings).toMatchObject([{ code: 'left-out', where: '.env' }])
  })
})

describe('refusals', () => {
  const cases: readonly (readonly [what: string, contents: Record<string, Content>, code: string, message: string, remedy: string])[] = [
    [
      'two frameworks',
      { 'a.onnx': 'onnx', 'b.keras': 'keras' },
      'ambiguous',
      'onnx in a.onnx, keras in b.keras',
      '`framework: onnx` or `framework: keras` in serving.yaml',
    ],
    [
      'two models of one framework',
      { 'a.onnx': 'onnx', 'b/c.onnx': 'onnx' },
      'ambiguous',
      'onnx in a.onnx, onnx in b/c.onnx',
      '`payload: ["a.onnx"]`',
    ],
    [
      'two frameworks under a declaration',
      { 'a.onnx': 'onnx', 'b.keras': 'keras', 'serving.yml': `kind: Model\n${CONTRACT}` },
      'ambiguous',
      '2 models',
      '`framework: other`',
    ],
    [
      'unknown framework',
      { 'a.onnx': 'onnx', 'serving.yaml': 'kind: Model\nframework: kears\n' },
      'definition-invalid',
      'the nearest is keras',
      '`framework: keras`',
    ],
    [
      'a framework that is not here',
      { 'a.onnx': 'onnx', 'serving.yaml': 'kind: Model\nframework: keras\n' },
      'definition-invalid',
      'no such model here: a.onnx begins with onnx',
      'leave it out',
    ],
    [
      'framework other without a contract',
      { 'a.onnx': 'onnx', 'serving.yaml': 'kind: Model\nframework: other\n' },
      'not-inferable',
      'declares no contract',
      'declare',
    ],
    [
      'payload of nothing',
      { 'a.onnx': 'onnx', 'serving.yaml': 'kind: Model\npayload: [gone]\n' },
      'definition-invalid',
      'payload names gone',
      'correct the paths',
    ],
    ['a broken pattern', { 'a.onnx': 'onnx', 'serving.yaml': 'kind: Model\npayload: ["[a"]\n' }, 'definition-invalid', 'not closed', 'dockerignore'],
    ['nothing', {}, 'not-a-model', 'it is empty', 'name the directory'],
    ['only what is left out', { '.git/HEAD': 'x' }, 'not-a-model', 'version control', 'name the directory'],
    ['a README', { 'README.md': 'hello' }, 'not-a-model', 'README.md (text)', 'serving.yaml'],
    ['a definition alone', { 'serving.yaml': `kind: Model\n${CONTRACT}` }, 'not-a-model', 'serving.yaml', 'name the directory'],
    ['an HTML page', { 'model.onnx': '<!DOCTYPE html><html>404</html>' }, 'not-a-model', 'an HTML page', 'failed download'],
    ['an error message', { 'model.pt': 'Access Denied' }, 'not-a-model', 'model.pt (text)', 'save the model again'],
    ['white space', { 'model.pkl': '\n' }, 'not-a-model', 'white space', 'name the directory'],
    ['unknown bytes', { 'model.bin': Uint8Array.of(0, 1, 2, 254) }, 'not-a-model', '00 01 02 fe', 'declare the contract'],
    ['a Git LFS pointer', { 'model.bin': lfsPointer() }, 'lfs-pointer', 'model.bin is a Git LFS pointer to 123456789 bytes', 'lfs: true'],
    ['a Git LFS pointer that a reader stumbles over', { 'm.onnx': lfsPointer() }, 'lfs-pointer', 'm.onnx', 'lfs: true'],
    [
      'a pointer where the definition says what it is',
      { 'm.keras': lfsPointer(), 'serving.yaml': 'kind: Model\nframework: keras\n' },
      'lfs-pointer',
      'm.keras',
      'lfs: true',
    ],
    ['a pointer of any name', { 'README.md': 'x', blob: lfsPointer() }, 'lfs-pointer', 'blob', 'lfs: true'],
    ['a DVC pointer', { 'model.h5.dvc': 'outs:\n- md5: x\n  path: model.h5\n' }, 'lfs-pointer', 'DVC', 'dvc pull'],
    ['a git-annex pointer', { 'model.h5': '/annex/objects/SHA256E-s12--ab.h5\n' }, 'lfs-pointer', 'git-annex', 'git annex get'],
    ['an empty model', { 'model.cbm': '', 'README.md': 'x' }, 'empty-file', 'model.cbm', 'save the model again'],
    ['an empty model that a reader stumbles over', { 'm.onnx': '' }, 'empty-file', 'm.onnx', 'save the model again'],
    ['an empty model.txt', { 'model.txt': '' }, 'empty-file', 'model.txt', 'save'],
    ['an empty notes.txt beside a README', { 'notes.txt': '', 'README.md': 'x' }, 'not-a-model', 'README.md', 'name'],
    ['only empty files', { a: '', b: '' }, 'empty-file', 'a is empty', 'save'],
  ]
  it.each(cases)('%s', (_, contents, code, message, remedy) => {
    const error = refused(contents)
    expect(error.code).toBe(code)
    expect(error.message).toContain(message)
    expect(error.remedy).toContain(remedy)
  })

  it('a fetched DVC file needs no fetching', () => {
    expect(refused({ 'model.h5.dvc': 'outs:\n- path: model.h5\n', 'model.h5': 'text' }).code).toBe('not-a-model')
  })

  it('an error of a framework other than a stumble is a bug and stays one', () => {
    const broken: Framework = {
      ...framework('onnx'),
      match: () => {
        throw new TypeError('bug')
      },
    }
    expect(() => discover(scratch({ a: '1' }), [broken])).toThrow(TypeError)
  })

  it('a definition that is not there', () => {
    expect(refusal(() => find({ 'm.onnx': 'onnx' }, { definition: '/nowhere/serving.yaml' })).code).toBe('input-invalid')
  })

  it('of two that cover each other, the one written first stays', () => {
    const first = framework('onnx', ['m.keras'])
    const second = framework('keras', ['m.onnx'])
    const root = scratch({ 'm.onnx': 'onnx', 'm.keras': 'keras' })
    expect(discover(root, [first, second]).found?.framework.name).toBe('onnx')
    expect(discover(root, [second, first]).found?.framework.name).toBe('keras')
  })
})

describe('code', () => {
  const code = (covers: readonly string[]): Framework => ({ ...framework('py', covers), isCode: true })

  it('yields to a model beside it', () => {
    expect(discover(scratch({ 'a.py': 'py', 'm.onnx': 'onnx' }), [code([]), framework('onnx')]).found?.framework.name).toBe('onnx')
  })

  it('that covers the model stands for it', () => {
    expect(discover(scratch({ 'a.py': 'py', 'm.onnx': 'onnx' }), [code(['m.onnx']), framework('onnx')]).found?.framework.name).toBe('py')
  })

  it('alone is the model', () => {
    expect(discover(scratch({ 'a.py': 'py' }), [code([]), framework('onnx')]).found?.framework.name).toBe('py')
  })
})

it('the parts of a model are named with it', () => {
  const parts = framework('onnx', ['m.bin'])
  expect(refusal(() => discover(scratch({ 'a.onnx': 'onnx', 'b.onnx': 'onnx' }), [parts])).remedy).toContain('`payload: ["a.onnx","m.bin"]`')
})
