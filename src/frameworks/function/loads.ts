import { posix } from 'node:path'
import type { Expression } from '../../formats/python/syntax.ts'
import type { ModelFiles } from '../../model/types.ts'
import type { Scope } from './project.ts'
import { dottedText } from './project.ts'

/** A file that a module loads by a name written in it. */
export interface Loaded {
  /** As written. */
  readonly name: string
  readonly line: number
  /** The file of the model that it means; `undefined`: it is not here. */
  readonly path: string | undefined
}

/** Functions that load what was trained: `joblib.load`, `load_model`, `onnxruntime.InferenceSession`, `xgb.Booster(model_file=…)`. */
const LOADERS =
  /(?:^|\.)(?:load|loads|load_model|load_weights|InferenceSession|Booster|read_model|from_pretrained|import_model|Interpreter|open|shape_predictor)$/
/** What is loaded is a file with a model's ending, not settings or texts. */
const ENDINGS =
  /\.(?:pkl|pickle|joblib|sav|h5|hdf5|keras|onnx|ort|pt|pth|ckpt|safetensors|gguf|bst|ubj|xgb|cbm|model|tflite|pb|dat|bin|skops|npz|pmml|dill)$/i
/** Files named in one module. */
const MAX_LOADED = 20

/** The model files that a module names where it loads something; names held in constants of the module are followed. */
export function loadedBy(scope: Scope, files: ModelFiles): readonly Loaded[] {
  const found = new Map<string, Loaded>()
  const stack: unknown[] = [scope.module.body]
  for (let node = stack.pop(); node !== undefined && found.size < MAX_LOADED; node = stack.pop()) {
    if (Array.isArray(node)) stack.push(...node)
    else if (typeof node === 'object' && node !== null) {
      if (isCall(node) && LOADERS.test(dottedText(node.callee))) {
        for (const argument of [...node.args, ...node.keywords.map(({ value }) => value)]) {
          const name = textOf(argument, scope)
          if (name !== undefined && ENDINGS.test(name) && !found.has(name))
            found.set(name, { name, line: node.line, path: fileNamed(name, scope.file, files) })
        }
      }
      stack.push(...Object.values(node).filter((value) => typeof value === 'object' && value !== null))
    }
  }
  return [...found.values()].sort((a, b) => a.line - b.line)
}

const isCall = (node: object): node is Expression & { kind: 'call' } => 'kind' in node && node.kind === 'call' && 'callee' in node

function textOf(expression: Expression, scope: Scope): string | undefined {
  if (expression.kind === 'string') return expression.value
  const constant = expression.kind === 'name' ? scope.constants.get(expression.id) : undefined
  return constant?.kind === 'string' ? constant.value : undefined
}

/** Beside the module, below the model directory, or under a name that ends alike: servers mount models where they like (`/model/files/`). */
function fileNamed(name: string, from: string, files: ModelFiles): string | undefined {
  const tail = name.replace(/^(?:\/model\/files\/|\/opt\/ml\/model\/|\/app\/|\/src\/|\.?\/)/, '')
  const beside = posix.normalize(posix.join(posix.dirname(from), tail))
  return [beside, posix.normalize(tail)].find((path) => files.find(path) !== undefined)
}
