import type { ModelFiles } from '../../model/types.ts'
import { below, isThere, viewAt, viewOf } from '../wrappers/view.ts'
import type { TritonConfig } from './config.ts'

/** File of a model in its version directory where `default_model_filename` names none. Source: the README of each backend, and Triton's docs/user_guide/model_repository.md. */
const DEFAULT_FILES: Readonly<Record<string, string>> = {
  onnxruntime_onnx: 'model.onnx',
  onnxruntime: 'model.onnx',
  tensorflow_savedmodel: 'model.savedmodel',
  tensorflow_graphdef: 'model.graphdef',
  tensorrt_plan: 'model.plan',
  tensorrt: 'model.plan',
  pytorch_libtorch: 'model.pt',
  pytorch: 'model.pt',
  python: 'model.py',
}

/** Where the model inside lies. */
export interface Route {
  readonly files: ModelFiles
  /** The Python file of a model of the Python backend. */
  readonly python: string | undefined
}

/** The version that is served: of several the highest. A model without version directories lies beside its configuration, as in examples. */
export function routeOf(config: TritonConfig, directory: string, files: ModelFiles): Route {
  const version = servedVersion(config, directory, files)
  const base = version === undefined ? directory : below(directory, version)
  const named = config.modelFile ?? DEFAULT_FILES[config.platform] ?? DEFAULT_FILES[config.backend]
  const path = named === undefined ? undefined : below(base, named)
  const python = below(base, config.modelFile ?? 'model.py')
  return {
    files: path !== undefined && isThere(files, path) ? viewAt(files, config.file, path) : everythingIn(files, config.file, base),
    python: files.find(python) === undefined || !python.endsWith('.py') ? undefined : python,
  }
}

/** The configuration itself is no part of the model. */
const everythingIn = (files: ModelFiles, file: string, base: string): ModelFiles =>
  viewOf(files, file, (path) => path !== file && (base === '' || path.startsWith(`${base}/`)))

function servedVersion({ versions }: TritonConfig, directory: string, files: ModelFiles): string | undefined {
  const prefix = directory === '' ? '' : `${directory}/`
  const present = new Set<string>()
  for (const { path } of files.files) {
    const name = path.startsWith(prefix) ? path.slice(prefix.length).split('/') : []
    // the server passes over names that are no numbers or begin with 0
    if (name.length > 1 && name[0] !== undefined && /^[1-9]\d{0,17}$/.test(name[0])) present.add(name[0])
  }
  const served = [...present].filter((version) => versions === null || versions.includes(version))
  return served.sort((a, b) => a.length - b.length || (a < b ? -1 : 1)).at(-1)
}
