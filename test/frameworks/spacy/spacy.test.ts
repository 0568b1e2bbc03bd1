import { describe, expect, it } from 'vitest'
import { UserError } from '../../../src/errors.ts'
import { spacy } from '../../../src/frameworks/spacy/index.ts'
import { inferFrom, linesOf, refusalOf } from '../contract-of.ts'
import { damage } from '../damage.ts'
import { inMemory } from '../onnx/memory.ts'

/** Directories as `nlp.to_disk` writes them. Source: spacy.io/api/data-formats. */
const META = { lang: 'en', name: 'pipeline', version: '0.0.0', spacy_version: '>=3.8.18,<3.9.0', pipeline: [] as string[] }
const config = (components: Record<string, string>, disabled: string[] = []) =>
  [
    `[nlp]\nlang = "en"\npipeline = ${JSON.stringify(Object.keys(components))}\ndisabled = ${JSON.stringify(disabled)}\n`,
    ...Object.entries(components).map(
      ([name, factory]) => `[components.${name}]\nfactory = "${factory}"\n\n[components.${name}.model]\nfactory = "other"\n`,
    ),
  ].join('\n')
const pipeline = (components: Record<string, string>, disabled: string[] = []) => ({
  'meta.json': JSON.stringify(META),
  'config.cfg': config(components, disabled),
  tokenizer: 'x',
  ...Object.fromEntries(Object.keys(components).map((name) => [`${name}/model`, 'x'])),
})
const TOKEN = 'id int64[], start int64[], end int64[]'
const outputsOf = (files: Record<string, string>) =>
  linesOf(inferFrom(spacy, files))[0]?.replace('predict(text string[-1]) -> (text string[-1], ', '').slice(0, -1)

describe('what components annotate', () => {
  const RANGE = 'start int64[], end int64[]'
  it.each([
    ['nothing but tokens', {}, `tokens sequence<{${TOKEN}}>`],
    ['entities', { ner: 'ner' }, `ents sequence<{${RANGE}, label string[]}>, tokens sequence<{${TOKEN}}>`],
    ['entities by rules, under another name', { mine: 'entity_ruler' }, `ents sequence<{${RANGE}, label string[]}>, tokens sequence<{${TOKEN}}>`],
    ['categories', { textcat: 'textcat_multilabel' }, `cats map<string, float64[]>, tokens sequence<{${TOKEN}}>`],
    ['sentences', { sentencizer: 'sentencizer' }, `sents sequence<{${RANGE}}>, tokens sequence<{${TOKEN}}>`],
    ['spans', { spancat: 'spancat' }, `tokens sequence<{${TOKEN}}>, spans map<string, sequence<{${RANGE}, label string[], kb_id string[]}>>`],
    [
      'words of tokens',
      { tok2vec: 'tok2vec', tagger: 'tagger', parser: 'parser', attribute_ruler: 'attribute_ruler', lemmatizer: 'lemmatizer' },
      `sents sequence<{${RANGE}}>, tokens sequence<{${TOKEN}, tag string[], pos string[] optional, morph string[] optional, lemma string[], dep string[], head int64[]}>`,
    ],
  ])('%s', (_, components, outputs) => expect(outputsOf(pipeline(components))).toBe(outputs))

  it('components that are switched off annotate nothing', () => {
    expect(outputsOf(pipeline({ ner: 'ner' }, ['ner']))).toBe(`tokens sequence<{${TOKEN}}>`)
  })

  it('components whose factory is not told have it as their name', () => {
    const files = {
      ...pipeline({ ner: 'ner' }),
      'config.cfg': '[nlp]\npipeline = [\n  "ner",\n  "textcat"\n  ]\n[components.ner]\nsource = "en_core_web_sm"\n',
      'textcat/model': 'x',
    }
    expect(outputsOf(files)).toMatch(/^ents .*, cats /)
  })

  it('before 3.0 meta.json names the pipeline', () => {
    const old = {
      'meta.json': JSON.stringify({ ...META, spacy_version: '2.3.1', pipeline: ['n'], factories: { n: 'ner' } }),
      tokenizer: 'x',
      'n/model': 'x',
    }
    const inference = inferFrom(spacy, old)
    expect([inference.framework.version, linesOf(inference)[0]?.includes('ents')]).toEqual(['2.3.1', true])
  })
})

describe('directories', () => {
  it('below others, with all that is in them', () => {
    const files = Object.fromEntries(
      Object.entries(pipeline({ ner: 'ner' })).map(([path, text]) => [`model-best/${path}`, new TextEncoder().encode(text)]),
    )
    const [match] = spacy.match(inMemory({ ...files, 'README.md': new TextEncoder().encode('x') }))
    expect([match?.path, match?.covers.length]).toEqual(['model-best', 4])
  })

  it.each([
    ['spacy-unknown-component', pipeline({ mine: 'my_factory' })],
    ['spacy-component-missing', { ...pipeline({}), 'config.cfg': config({ ner: 'ner' }) }],
  ])('warn: %s', (code, files) => expect(inferFrom(spacy, files).warnings.map((warning) => warning.code)).toEqual([code]))

  it.each([
    ['a description alone', { 'meta.json': JSON.stringify(META) }],
    ['other descriptions', { 'meta.json': '{"name": "x"}', tokenizer: 'x' }],
  ])('%s is no pipeline', (_, files) => {
    expect(spacy.match(inMemory(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, new TextEncoder().encode(text)]))))).toEqual([])
  })

  it('with weights that were not pulled are refused', () => {
    const memory = inMemory(
      Object.fromEntries(Object.entries(pipeline({ ner: 'ner' })).map(([path, text]) => [path, new TextEncoder().encode(text)])),
    )
    const [match] = spacy.match(memory)
    const pointer = { path: 'ner/model', size: 130, executable: false, pointer: { sha256: '0'.repeat(64), size: 9 } }
    const open = (path: string) => {
      if (path === 'ner/model') throw new UserError('lfs-pointer', 'not pulled', 'pull')
      return memory.open(path)
    }
    const unpulled = { ...memory, open, find: (path: string) => (path === 'ner/model' ? pointer : memory.find(path)) }
    expect(() => match && spacy.infer(unpulled, match)).toThrow('not pulled')
  })

  it('with a description that ends early are refused', () => {
    expect(refusalOf(spacy, { ...pipeline({}), 'meta.json': JSON.stringify(META).slice(0, -9) })).toBe('truncated')
  })

  it('damaged give a contract or a refusal', () => {
    const model = Object.fromEntries(
      Object.entries(pipeline({ ner: 'ner', cats: 'textcat' })).map(([path, text]) => [path, new TextEncoder().encode(text)]),
    )
    expect(damage(spacy, model, 'config.cfg', 200).contract).toBeGreaterThan(100)
    expect(damage(spacy, model, 'meta.json', 200).refused).toBeGreaterThan(5)
  })
})
