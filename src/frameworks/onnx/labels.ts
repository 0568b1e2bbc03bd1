import { type Classes, classesFrom, type Field } from '../../contract/types.ts'
import { domainOf } from './model.ts'
import { MAX_NUMBERS, type Rec } from './record.ts'

/**
 * Class labels that classifiers keep in their nodes, followed to the outputs of the graph.
 * Spec: onnx/docs/Operators-ml.md.
 */
type LabelAttributes = { readonly texts: string; readonly numbers: string }

const CLASSIFIERS: ReadonlyMap<string, LabelAttributes> = new Map([
  ['ZipMap', { texts: 'classlabels_strings', numbers: 'classlabels_int64s' }],
  ['TreeEnsembleClassifier', { texts: 'classlabels_strings', numbers: 'classlabels_int64s' }],
  ['LinearClassifier', { texts: 'classlabels_strings', numbers: 'classlabels_ints' }],
  ['SVMClassifier', { texts: 'classlabels_strings', numbers: 'classlabels_ints' }],
])

/** Operators behind a classifier that leave a label what it is. */
const KEEP_LABELS: ReadonlySet<string> = new Set(['Identity', 'Cast', 'Reshape', 'Squeeze', 'Unsqueeze', 'Flatten'])
/** Operators that leave the columns of scores where they are, whatever they do with the rows. */
const KEEP_COLUMNS: ReadonlySet<string> = new Set(['Identity', 'Cast', 'Normalizer', 'Softmax', 'Sigmoid', 'Clip'])

/** Steps between a classifier and an output: skl2onnx writes one or two. */
const MAX_STEPS = 16
/** Labels that are read; contracts keep a hundred. */
const MAX_LABELS = 100
/** Bytes of one label. */
const MAX_LABEL_BYTES = 4_096

/** `label`: a prediction. `column`: one score per class in the last axis. `key`: a map from classes to scores. */
type Role = 'label' | 'column' | 'key'

interface Labelled {
  readonly role: Role
  readonly labels: Classes
}

/** Outputs of the graph with the classes they stand for, where a classifier is certain about it. */
export function withClasses(outputs: readonly Field[], graph: Rec): readonly Field[] {
  const labelled = new Map<string, Labelled>()
  const steps = new Map<string, { readonly op: string; readonly from: string }>()
  for (const node of graph.each('node')) {
    const op = node.text('op_type') ?? ''
    const attributes = domainOf(node) === 'ai.onnx.ml' ? CLASSIFIERS.get(op) : undefined
    if (attributes !== undefined) noteClassifier(labelled, node, op, attributes)
    else if (KEEP_LABELS.has(op) || KEEP_COLUMNS.has(op)) {
      const [from] = node.texts('input')
      const [to] = node.texts('output')
      if (from !== undefined && to !== undefined && !(op === 'Cast' && losesLabels(node))) steps.set(to, { op, from })
    }
  }
  if (labelled.size === 0) return outputs
  return outputs.map((field) => {
    const classes = classesOf(field, labelled, steps)
    return classes === undefined || field.evidence === undefined ? field : { ...field, evidence: { ...field.evidence, classes } }
  })
}

function noteClassifier(labelled: Map<string, Labelled>, node: Rec, op: string, attributes: LabelAttributes): void {
  const labels = labelsOf(node, attributes)
  if (labels === undefined) return
  const [first, second] = node.texts('output')
  if (first !== undefined) labelled.set(first, { role: op === 'ZipMap' ? 'key' : 'label', labels })
  // raw scores of a support vector machine are one per pair of classes (onnxruntime, svmclassifier.cc)
  const perClass = op !== 'ZipMap' && (op !== 'SVMClassifier' || attributeOf(node, 'prob_a') !== undefined)
  if (second !== undefined && perClass) labelled.set(second, { role: 'column', labels })
}

function attributeOf(node: Rec, name: string): Rec | undefined {
  for (const attribute of node.each('attribute')) if (attribute.text('name') === name) return attribute
  return undefined
}

/** TensorProto.DataType: float, int32, int64, string, float16, double. What else a label is cast to may be another number. */
const KEEPING_TYPES: ReadonlySet<number> = new Set([1, 6, 7, 8, 10, 11])

const losesLabels = (cast: Rec): boolean => !KEEPING_TYPES.has(attributeOf(cast, 'to')?.int('i') ?? 0)

function labelsOf(node: Rec, { texts, numbers }: LabelAttributes): Classes | undefined {
  for (const attribute of node.each('attribute')) {
    const name = attribute.text('name')
    if (name === texts) {
      const blobs = attribute.blobs('strings')
      if (blobs.some((blob) => blob.length > MAX_LABEL_BYTES)) return undefined
      const words = blobs.slice(0, MAX_LABELS).map((blob) => new TextDecoder().decode(blob.read(MAX_LABEL_BYTES)))
      if (words.length > 0) return classesFrom(words, blobs.length)
    }
    if (name === numbers) {
      const values = attribute.ints('ints')
      if (values !== null && values.length > 0 && values.length < MAX_NUMBERS) return classesFrom(values)
    }
  }
  return undefined
}

function classesOf(
  field: Field,
  labelled: ReadonlyMap<string, Labelled>,
  steps: ReadonlyMap<string, { readonly op: string; readonly from: string }>,
): Classes | undefined {
  const passed: string[] = []
  let name = field.name
  for (let i = 0; i < MAX_STEPS; i++) {
    const found = labelled.get(name)
    if (found !== undefined) return fits(field, found) && passed.every((op) => keeps(found.role, op)) ? found.labels : undefined
    const step = steps.get(name)
    if (step === undefined) return undefined
    passed.push(step.op)
    name = step.from
  }
  return undefined
}

const keeps = (role: Role, op: string): boolean => (role === 'column' ? KEEP_COLUMNS : role === 'label' ? KEEP_LABELS : NOTHING_ELSE).has(op)

const NOTHING_ELSE: ReadonlySet<string> = new Set(['Identity'])

const INTEGERS: ReadonlySet<string | null> = new Set(['int64', 'int32'])

/** A prediction has the type of its labels; scores have a column for each. */
function fits(field: Field, { role, labels }: Labelled): boolean {
  if (role === 'key') return 'sequence' in field
  if (!('shape' in field)) return false
  if (role === 'label') return typeof labels.labels[0] === 'string' ? field.type === 'string' : INTEGERS.has(field.type)
  const last = field.shape?.at(-1)
  return typeof last !== 'number' || last === -1 || last === labels.count
}
