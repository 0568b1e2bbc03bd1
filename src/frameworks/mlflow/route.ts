import type { ModelFiles } from '../../model/types.ts'
import { isThere, resolved } from '../wrappers/view.ts'
import type { MLmodel } from './mlmodel.ts'

/** Where the model of an MLmodel lies. */
export type Route =
  | { readonly path: string; readonly flavor: string; readonly predict: string; readonly modelClass: string }
  /** A file is named that is not here. */
  | { readonly missing: string }
  /** The model is code: nothing says where its parts are. */
  | null

/**
 * Settings that name the model's file or directory, most telling first. Source: the `save_model` of each flavor in mlflow/<flavor>/__init__.py:
 * sklearn, paddle, pmdarima `pickled_model`; tensorflow `saved_model_dir`; spark `model_data`; gluon, h2o, keras, lightgbm, onnx, pytorch, spacy,
 * statsmodels, xgboost, catboost `data`; transformers, sentence_transformers `model_binary` or `model`; crate `model`; fastai `data`;
 * models from code `model_code_path`.
 */
const SETTINGS = ['saved_model_dir', 'pickled_model', 'model_data', 'data', 'model_binary', 'model_path', 'model_code_path', 'model'] as const

/** The flavor every model has: it says how the others are called, and is the interface that is served. */
const PYFUNC = 'python_function'

/** The native flavor's file first; python_function names it too, in models of one flavor only. */
export function routeOf(mlmodel: MLmodel, directory: string, files: ModelFiles): Route {
  const pyfunc = mlmodel.flavors.find(({ name }) => name === PYFUNC)
  const predict = pyfunc?.settings.get('predict_fn') ?? 'predict'
  const native = mlmodel.flavors.filter(({ name }) => name !== PYFUNC)
  let missing: string | undefined
  for (const { name, settings } of [...native, ...(pyfunc === undefined ? [] : [pyfunc])]) {
    const modelClass = settings.get('model_class') ?? ''
    for (const key of SETTINGS) {
      const written = settings.get(key)
      const path = written === undefined ? null : resolved(directory, written)
      if (path === null || path === directory) continue
      if (isThere(files, path)) return { path, flavor: name, predict, modelClass }
      missing ??= path
    }
  }
  return missing === undefined ? null : { missing }
}
