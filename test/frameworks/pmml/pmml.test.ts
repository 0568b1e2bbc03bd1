import { describe, expect, it } from 'vitest'
import { pmml } from '../../../src/frameworks/pmml/index.ts'
import { inferFrom, linesOf, refusalOf } from '../contract-of.ts'
import { damage } from '../damage.ts'
import { inMemory } from '../onnx/memory.ts'

/** Documents after the examples of the PMML specification. */
const document = (inner: string, attributes = 'xmlns="http://www.dmg.org/PMML-4_4" version="4.4"') =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<PMML ${attributes}><Header/>${inner}</PMML>`
const dictionary = (fields: Record<string, string>) =>
  `<DataDictionary>${Object.entries(fields)
    .map(([name, type]) => `<DataField name="${name}" ${type}/>`)
    .join('')}</DataDictionary>`
const mining = (...fields: string[]) =>
  `<MiningSchema>${fields.map((field) => `<MiningField name="${field.replace(/(\S+)(.*)/, '$1"$2')}/>`).join('')}</MiningSchema>`
const model = (inner: string, functionName = 'regression', element = 'TreeModel') =>
  `<${element} functionName="${functionName}">${inner}</${element}>`
const output = (...fields: string[]) => `<Output>${fields.map((field) => `<OutputField ${field}/>`).join('')}</Output>`
const NUMBER = 'optype="continuous" dataType="double"'
const WORD = 'optype="categorical" dataType="string"'
const XY = dictionary({ x: NUMBER, y: NUMBER })
const XY_SCHEMA = mining('x', 'y usageType="target"')

const lineOf = (xml: string) => linesOf(inferFrom(pmml, { 'm.pmml': xml }))[0]

describe('inputs', () => {
  it.each([
    ['are the active fields', mining('x', 'z usageType="supplementary"', 'g usageType="group"', 'y usageType="target"'), 'x float64[-1]'],
    [
      'may be left out where the model replaces missing values',
      mining('x missingValueReplacement="0"', 'y usageType="target"'),
      'x float64[-1] optional',
    ],
    [
      'may not where it refuses them all the same',
      mining('x missingValueReplacement="0" missingValueTreatment="returnInvalid"', 'y usageType="target"'),
      'x float64[-1]',
    ],
    ['can be none', mining('y usageType="predicted"'), ''],
    ['that no data field describes have no type', mining('nowhere', 'y usageType="target"'), 'nowhere ?[-1]'],
  ])('%s', (_, schema, inputs) => {
    expect(lineOf(document(XY + model(schema)))).toBe(`predict(${inputs}) -> (y float64[-1])`)
  })

  it('have the types of the data dictionary', () => {
    const words = ['string', 'integer', 'float', 'double', 'boolean', 'date', 'dateTime', 'time', 'dateDaysSince[1960]']
    const fields = Object.fromEntries(words.map((word, i) => [`f${i}`, `optype="categorical" dataType="${word}"`]))
    const line = lineOf(document(dictionary({ ...fields, y: NUMBER }) + model(mining(...Object.keys(fields), 'y usageType="target"'))))
    expect(line?.split(') -> ')[0]).toBe(
      'predict(f0 string[-1], f1 int32[-1], f2 float32[-1], f3 float64[-1], f4 bool[-1], f5 date[-1], f6 timestamp[-1], f7 ?[-1], f8 ?[-1]',
    )
  })

  it('carry their kind of measurement as profile', () => {
    const [signature] = inferFrom(pmml, { m: document(dictionary({ x: WORD, y: NUMBER }) + model(XY_SCHEMA)) }).signatures
    expect([signature?.inputs[0]?.profile, signature?.outputs[0]?.profile]).toEqual(['categorical', 'continuous'])
  })

  it('of documents without types are assumed by their kind', () => {
    const old = dictionary({ x: 'optype="continuous"', y: 'optype="categorical"' })
    expect(lineOf(document(old + model(XY_SCHEMA), 'version="2.0"'))).toBe('predict(x float64[-1] ~type) -> (y ?[-1])')
  })

  it('hold the target where a residual is asked for', () => {
    const outputs = output('name="residual" feature="residual" dataType="double"')
    expect(lineOf(document(XY + model(XY_SCHEMA + outputs)))).toBe('predict(x float64[-1], y float64[-1]) -> (y float64[-1], residual float64[-1])')
  })
})

describe('outputs', () => {
  it.each([
    ['stored type', 'name="p" dataType="float" feature="probability" value="a"', 'p float32[-1]'],
    ['prediction without a type: that of the target', 'name="p" feature="predictedValue"', 'p float64[-1]'],
    ['no feature: the prediction', 'name="p"', 'p float64[-1]'],
    ['probability without a type', 'name="p" feature="probability" value="a"', 'p float64[-1] ~type'],
    ['identity without a type', 'name="p" feature="entityId"', 'p string[-1] ~type'],
    ['transformed value without a type', 'name="p" feature="transformedValue"', 'p ?[-1]'],
    ['several values', 'name="p" feature="ruleValue" ruleFeature="ruleId" isMultiValued="1"', 'p ?[-1]'],
    ['step on the way', 'name="p" dataType="double" isFinalResult="false"', 'p float64[-1] optional'],
  ])('%s', (_, field, line) => {
    expect(lineOf(document(XY + model(XY_SCHEMA + output(field))))).toBe(`predict(x float64[-1]) -> (y float64[-1], ${line})`)
  })

  it.each([
    ['float64', 'probability confidence residual standardError standardDeviation affinity clusterAffinity entityAffinity support lift leverage'],
    ['string', 'clusterId entityId ruleId reasonCode predictedDisplayValue'],
    ['?', 'transformedValue decision warning ruleValue x-report'],
  ])('of a kind that is %s where no type is told', (type, features) => {
    const fields = features.split(' ').map((feature) => `name="${feature}" feature="${feature}" targetField="x"`)
    const [signature] = inferFrom(pmml, { m: document(XY + model(mining('x') + output(...fields))) }).signatures
    expect(new Set(signature?.outputs.map((field) => ('type' in field ? (field.type ?? '?') : '')))).toEqual(new Set([type]))
  })

  it('may stand behind the content of the model', () => {
    const late = model(`${XY_SCHEMA}<Node><True/></Node>${output('name="id" feature="entityId" dataType="string"')}`)
    expect(lineOf(document(XY + late))).toBe('predict(x float64[-1]) -> (y float64[-1], id string[-1])')
  })

  it.each([
    ['regression', 'predict float64[-1] ~name~type'],
    ['clustering', 'predict string[-1] ~name~type'],
    ['associationRules', 'predict ?[-1] ~name'],
  ])('of a model of %s without target and output fields', (functionName, line) => {
    expect(lineOf(document(XY + model(mining('x'), functionName)))).toBe(`predict(x float64[-1]) -> (${line})`)
  })
})

it('evidence tells what is stored and what is not known', () => {
  const [signature] = inferFrom(pmml, { m: document(XY + model(XY_SCHEMA + output('name="p" dataType="time"', 'name="q"'))) }).signatures
  expect(signature?.outputs.map(({ evidence }) => [evidence?.name, evidence?.type, evidence?.where])).toEqual([
    ['stored', 'stored', 'm: MiningField y'],
    ['stored', 'unknown', 'm: OutputField p'],
    ['stored', 'derived', 'm: OutputField q'],
  ])
})

describe('models of models', () => {
  const segment = (condition: string, inner: string) => `<Segment>${condition}${model(inner)}</Segment>`
  const named = (name: string) => mining('x') + output(`name="${name}" dataType="double"`)
  const WHEN = '<SimplePredicate field="x" operator="lessThan" value="0"/>'
  const ensemble = (method: string, ...segments: string[]) =>
    document(XY + model(`${XY_SCHEMA}<Segmentation multipleModelMethod="${method}">${segments.join('')}</Segmentation>`, 'regression', 'MiningModel'))
  it.each([
    ['an average has no outputs of its segments', ensemble('average', segment('<True/>', named('a'))), ''],
    ['a chain answers with its last model', ensemble('modelChain', segment('<True/>', named('a')), segment('<True/>', named('b'))), 'b float64[-1]'],
    [
      'or with the last that ran',
      ensemble('modelChain', segment('<True/>', named('a')), segment('<True/>', named('b')), segment(WHEN, named('c'))),
      'b float64[-1] optional, c float64[-1] optional',
    ],
    [
      'a choice answers with the first whose condition holds',
      ensemble('selectFirst', segment(WHEN, named('a')), segment('<True/>', named('b')), segment('<True/>', named('c'))),
      'a float64[-1] optional, b float64[-1] optional',
    ],
    [
      'a chain of several models answers with all',
      ensemble('x-multiModelChain', segment('<True/>', named('a')), segment('<True/>', named('b'))),
      'a float64[-1], b float64[-1]',
    ],
    [
      'predictions without a type are those of the segment',
      ensemble('modelChain', segment('<True/>', mining('x') + output('name="a"'))),
      'a float64[-1] ~type',
    ],
    [
      'predictions of an unknown target have no type',
      ensemble('modelChain', segment('<True/>', mining('x') + output('name="a" targetField="nowhere"'))),
      'a ?[-1]',
    ],
    [
      'an output that one branch always gives is always there',
      ensemble('x-multiModelChain', segment(WHEN, named('a')), segment('<True/>', named('a'))),
      'a float64[-1]',
    ],
    [
      'an output that branches give in several types has none',
      ensemble('x-multiModelChain', segment('<True/>', named('a')), segment('<True/>', mining('x') + output('name="a" dataType="string"'))),
      'a ?[-1]',
    ],
    ['what is deeper still counts for nothing', ensemble('modelChain', segment('<True/>', `${mining('x')}<Node>${output('name="q"')}</Node>`)), ''],
  ])('%s', (_, xml, outputs) => {
    expect(lineOf(xml)).toBe(`predict(x float64[-1]) -> (y float64[-1]${outputs && `, ${outputs}`})`)
  })
})

describe('documents', () => {
  const plain = document(XY + model(XY_SCHEMA))
  const LINE = 'predict(x float64[-1]) -> (y float64[-1])'
  it.each([
    ['without a namespace', plain.replace(/ xmlns="[^"]*"/, '')],
    ['with a prefix', plain.replace(/<(\/?)(?=[A-Z])/g, '<$1p:').replace('xmlns=', 'xmlns:p=')],
    ['with a document type and a licence first', plain.replace('<PMML', '<!-- licence --><!DOCTYPE PMML SYSTEM "pmml20.dtd"><PMML')],
    ['with a byte order mark', `\ufeff${plain}`],
    [
      'with fields that stand elsewhere',
      plain.replace('<DataDictionary>', '<MiningBuildTask><DataField name="x" dataType="string"/></MiningBuildTask><DataDictionary>'),
    ],
    [
      'with extensions of vendors',
      plain.replace('<MiningSchema>', '<Extension name="x"><MiningSchema><MiningField name="q"/></MiningSchema></Extension><MiningSchema>'),
    ],
  ])('%s', (_, xml) => expect(lineOf(xml)).toBe(LINE))

  it.each([
    ['ISO-8859-1', (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))],
    ['UTF-16', (text: string) => new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'))],
  ])('in %s', (encoding, encode) => {
    const xml = plain.replaceAll('"x"', '"größe"').replace('UTF-8', encoding)
    expect(linesOf(inferFrom(pmml, { m: encode(xml) }))).toEqual(['predict(größe float64[-1]) -> (y float64[-1])'])
  })

  it('of several models: the first', () => {
    const inference = inferFrom(pmml, { m: document(XY + model(XY_SCHEMA) + model(mining('y'), 'clustering', 'ClusteringModel')) })
    expect([linesOf(inference), inference.warnings.map(({ code }) => code)]).toEqual([[LINE], ['pmml-several-models']])
  })

  it.each([
    ['pmml-not-scorable', plain.replace('<TreeModel', '<TreeModel isScorable="false"')],
    ['pmml-undescribed-fields', plain.replace('name="x" optype', 'name="other" optype')],
  ])('warn: %s', (code, xml) => expect(inferFrom(pmml, { m: xml }).warnings.map((warning) => warning.code)).toEqual([code]))

  it.each([
    ['that end early', plain.slice(0, -60), 'truncated'],
    ['that are not well-formed', plain.replace('</MiningSchema>', '</Mining>'), 'corrupt'],
    ['in an encoding that is not known', plain.replace('UTF-8', 'EBCDIC'), 'corrupt'],
    ['without a model', document(XY), 'not-inferable'],
  ])('%s are refused', (_, xml, code) => expect(refusalOf(pmml, { m: xml })).toBe(code))

  it.each([
    ['another root', '<?xml version="1.0"?><ModelVerification xmlns="http://www.dmg.org/PMML-4_4"/>'],
    ['PMML in a comment', '<!-- <PMML> --><net/>'],
    ['a text about it', 'PMML is <PMML>'],
  ])('%s is no PMML', (_, xml) => expect(pmml.match(inMemory({ m: new TextEncoder().encode(xml) }))).toEqual([]))

  it('damaged give a contract or a refusal', () => {
    const seen = damage(pmml, { m: new TextEncoder().encode(plain) }, 'm', 300)
    expect(Math.min(seen.contract, seen.refused)).toBeGreaterThan(5)
  })
})
