import { UserError } from '../../errors.ts'
import { at, isObject, listOf, parseJson, textOf } from '../../formats/json.ts'
import type { ModelFile, ModelFiles } from '../../model/types.ts'
import type { Framework, Inference, Match, Warning } from '../framework.ts'
import { type PipelineConfig, parseConfig } from './config.ts'
import { type Annotation, annotationsOf, isTrained, signatureOf } from './document.ts'

/** Pipelines of spaCy, as `nlp.to_disk` writes them: meta.json, config.cfg (since 3.0) and a folder per component. */
export const spacy: Framework = { name: 'spacy', match, infer }

/** Bytes of meta.json and config.cfg; labels make up most of them. */
const MAX_TEXT = 16 * 1024 * 1024
/** Bytes of a meta.json that are looked at. */
const HEAD = 4_096

function match(files: ModelFiles): readonly Match[] {
  return files.files.flatMap((file): Match[] => {
    if (!/(?:^|\/)meta\.json$/.test(file.path)) return []
    const directory = file.path.slice(0, -'meta.json'.length)
    const hasParts = ['config.cfg', 'tokenizer', 'vocab/strings.json'].some((part) => files.find(directory + part) !== undefined)
    if (!hasParts || !isMeta(files, file)) return []
    const covers = files.files.map(({ path }) => path).filter((path) => path.startsWith(directory))
    return [{ format: 'directory', path: directory.slice(0, -1), because: `${file.path} describes a spaCy pipeline`, covers }]
  })
}

/** Written by spaCy: a language, and versions or a pipeline. */
function isMeta(files: ModelFiles, file: ModelFile): boolean {
  if (file.pointer !== undefined || file.size === 0) return false
  const source = files.open(file.path)
  const head = new TextDecoder().decode(source.read(0, Math.min(source.size, HEAD)))
  return /"lang"\s*:/.test(head) && /"(?:spacy_version|pipeline)"\s*:/.test(head)
}

function infer(files: ModelFiles, { path, covers }: Match): Inference {
  const directory = path === '' ? '' : `${path}/`
  const metaFile = `${directory}meta.json`
  const meta = parseJson(files.text(metaFile, MAX_TEXT), metaFile)
  if (!isObject(meta))
    throw new UserError('corrupt', `${metaFile} is no description of a pipeline`, 'Save the pipeline again: nlp.to_disk(…).', { file: metaFile })
  // weights that were not pulled would be frozen as pointers
  const pointer = covers.find((covered) => files.find(covered)?.pointer !== undefined)
  if (pointer !== undefined) files.open(pointer)

  const configFile = `${directory}config.cfg`
  const config: PipelineConfig =
    files.find(configFile) === undefined ? { pipeline: undefined, disabled: [], factories: new Map() } : parseConfig(files.text(configFile, MAX_TEXT))
  const pipeline = config.pipeline ?? textsOf(at(meta, 'pipeline'))
  const running = pipeline.filter((name) => !config.disabled.includes(name))
  const factoryOf = (name: string): string => config.factories.get(name) ?? textOf(at(at(meta, 'factories'), name)) ?? name

  const version = /\d+(?:\.\d+)+\w*/.exec(textOf(at(meta, 'spacy_version')) ?? '')?.[0]
  const found = running.flatMap((name) => annotationsOf(factoryOf(name)) ?? [])
  // before 3.0 the fine tag decided the coarse one as well
  const annotations = new Set<Annotation>(version?.startsWith('2.') && found.includes('tag') ? [...found, 'pos'] : found)
  return {
    framework: { name: 'spacy', ...(version !== undefined && { version }), format: 'directory' },
    signatures: [signatureOf(annotations, config.pipeline === undefined ? `${metaFile}: pipeline` : `${configFile}: nlp.pipeline`)],
    warnings: running.flatMap((name) => warningsOf(name, factoryOf(name), directory, covers)),
    findings: [],
  }
}

const textsOf = (value: Parameters<typeof listOf>[0]): readonly string[] => listOf(value).filter((item): item is string => typeof item === 'string')

function warningsOf(name: string, factory: string, directory: string, covers: readonly string[]): readonly Warning[] {
  const where = directory + name
  if (annotationsOf(factory) === undefined) {
    const message = `the component ${name} is made by ${factory}, which is no part of spaCy: what it adds to documents is not known`
    return [{ code: 'spacy-unknown-component', message, where }]
  }
  if (!isTrained(factory) || covers.some((path) => path.startsWith(`${where}/`))) return []
  return [{ code: 'spacy-component-missing', message: `the component ${name} has no folder: nothing can load the pipeline`, where }]
}
