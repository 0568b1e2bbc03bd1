import { posix } from 'node:path'
import { UserError } from '../../errors.ts'
import { parseYaml, type Tree } from '../../formats/yaml-tree.ts'
import type { ModelFiles } from '../../model/types.ts'
import { CONVENTIONS, type Entry } from './entries.ts'
import { methodOf } from './entry-functions.ts'
import type { Project } from './project.ts'

/** Bytes of a cog.yaml. */
const MAX_COG = 64 * 1024

/** The predictor that cog.yaml names (`predict: "predict.py:Predictor"`): a class or a function, whatever its bases. Source: cog, docs/yaml.md. */
export interface CogTarget {
  readonly file: string
  entries(project: Project): readonly Entry[]
}

export function cogTarget(files: ModelFiles): CogTarget | undefined {
  const stated = ['cog.yaml', 'cog.yml'].map((name) => files.find(name)).find((file) => file !== undefined && file.size > 0 && file.size <= MAX_COG)
  if (stated === undefined || stated.pointer !== undefined) return undefined
  const root = yamlOf(files.text(stated.path, MAX_COG), stated.path)
  const named = root?.kind === 'map' ? root.entries.find(({ key }) => key.text === 'predict' || key.text === 'run')?.value : undefined
  const text = named?.kind === 'scalar' ? named.text : undefined
  const [, path, name] = /^([^:]+\.py):(\w+)$/.exec(text ?? '') ?? []
  const convention = CONVENTIONS.find((each) => each.name === 'cog')
  if (path === undefined || name === undefined || convention === undefined) return undefined
  const file = posix.normalize(path)
  return {
    file,
    entries(project) {
      const scope = project.open(file)
      const owner = scope.classes.get(name)
      const made = scope.functions.get(name)
      if (owner === undefined) return made === undefined ? [] : [{ convention, signature: 'predict', node: made, scope }]
      const found = methodOf(owner, 'predict', scope, project) ?? methodOf(owner, 'run', scope, project)
      return found === undefined ? [] : [{ convention, signature: 'predict', ...found, owner }]
    },
  }
}

/** A cog.yaml that is no YAML names nothing. */
function yamlOf(text: string, file: string): Tree | undefined {
  try {
    return parseYaml(text, file)[0]
  } catch (error) {
    if (error instanceof UserError) return undefined
    throw error
  }
}
