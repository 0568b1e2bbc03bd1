import { type DType, type Evidence, evidenceOf, type Field, type Signature, type TensorValue, type Value } from '../../contract/types.ts'

/** What components write into a document. `ruled`: by rules that may set any of the words of a token. */
export type Annotation = 'tag' | 'pos' | 'morph' | 'lemma' | 'dep' | 'sents' | 'ents' | 'cats' | 'spans' | 'ruled'

/** Factories of spaCy's own components → annotations. Source: spacy.io/usage/processing-pipelines, "Built-in pipeline components". */
const FACTORIES: ReadonlyMap<string, readonly Annotation[]> = new Map<string, readonly Annotation[]>([
  ['tagger', ['tag']],
  ['morphologizer', ['pos', 'morph']],
  ['parser', ['dep', 'sents']],
  ['beam_parser', ['dep', 'sents']],
  ['senter', ['sents']],
  ['sentencizer', ['sents']],
  ['ner', ['ents']],
  ['beam_ner', ['ents']],
  ['entity_ruler', ['ents']],
  ['entity_linker', ['ents']],
  ['textcat', ['cats']],
  ['textcat_multilabel', ['cats']],
  ['spancat', ['spans']],
  ['spancat_singlelabel', ['spans']],
  ['span_ruler', ['spans']],
  ['span_finder', ['spans']],
  ['lemmatizer', ['lemma']],
  ['trainable_lemmatizer', ['lemma']],
  ['attribute_ruler', ['ruled']],
  ['tok2vec', []],
  ['transformer', []],
  ['curated_transformer', []],
  ['merge_entities', []],
  ['merge_noun_chunks', []],
  ['merge_subtokens', []],
  ['token_splitter', []],
  ['doc_cleaner', []],
])

/** Undefined for components of other packages. */
export const annotationsOf = (factory: string): readonly Annotation[] | undefined => FACTORIES.get(factory)

/** Components that are trained, and so have a folder with weights. */
export const isTrained = (factory: string): boolean =>
  /^(?:tagger|morphologizer|(?:beam_)?(?:parser|ner)|senter|textcat(?:_multilabel)?|spancat(?:_singlelabel)?|trainable_lemmatizer|tok2vec|transformer)$/.test(
    factory,
  )

/**
 * `nlp(text)` and what it makes of the text, as `Doc.to_json()` writes it: parts that no component annotates are not there.
 * Source: spaCy, tokens/doc.pyx, `to_json`.
 */
export function signatureOf(annotations: ReadonlySet<Annotation>, where: string): Signature {
  const { struct, sequence, word, number } = builders(where)
  const has = (annotation: Annotation): boolean => annotations.has(annotation)
  const range = (...more: readonly Field[]): Value => struct([number('start'), number('end'), ...more])
  const kept = (name: 'tag' | 'pos' | 'morph' | 'lemma'): readonly Field[] =>
    has(name) ? [word(name)] : has('ruled') ? [{ ...word(name), optional: true }] : []
  const token = struct([
    number('id'),
    number('start'),
    number('end'),
    ...kept('tag'),
    ...kept('pos'),
    ...kept('morph'),
    ...kept('lemma'),
    ...(has('dep') ? [word('dep'), number('head')] : []),
  ])
  const evidence = plain(where)
  return {
    name: 'predict',
    inputs: [{ ...column('text', 'string', where), profile: 'text' }],
    outputs: [
      column('text', 'string', where),
      ...(has('ents') ? [{ name: 'ents', ...sequence(range(word('label'))) }] : []),
      ...(has('sents') ? [{ name: 'sents', ...sequence(range()) }] : []),
      ...(has('cats') ? [{ name: 'cats', map: { key: 'string' as const, value: scalar('float64', where) }, evidence }] : []),
      { name: 'tokens', ...sequence(token) },
      ...(has('spans') ? [{ name: 'spans', map: { key: 'string' as const, value: sequence(range(word('label'), word('kb_id'))) }, evidence }] : []),
    ],
  }
}

function builders(where: string): {
  readonly struct: (fields: readonly Field[]) => Value
  readonly sequence: (item: Value) => Value
  readonly word: (name: string) => Field
  readonly number: (name: string) => Field
} {
  const evidence = plain(where)
  return {
    struct: (fields) => ({ struct: fields, evidence }),
    sequence: (item) => ({ sequence: item, evidence }),
    word: (name) => ({ name, ...scalar('string', where) }),
    number: (name) => ({ name, ...scalar('int64', where) }),
  }
}

const plain = (where: string): Evidence => ({ name: 'derived', type: 'derived', rank: 'derived', dims: [], where })

function scalar(type: DType, where: string): TensorValue {
  const value: TensorValue = { type, shape: [] }
  return { ...value, evidence: evidenceOf(value, 'derived', where) }
}

/** One text per row, as `nlp.pipe` takes and gives them. */
function column(name: string, type: DType, where: string): Field {
  const value: TensorValue = { type, shape: [-1] }
  return { name, ...value, evidence: evidenceOf(value, 'derived', where) }
}
