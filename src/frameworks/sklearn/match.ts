import { UserError } from '../../errors.ts'
import type { ByteSource } from '../../formats/bytes.ts'
import { isZip, openZip } from '../../formats/zip.ts'
import type { ModelFile, ModelFiles } from '../../model/types.ts'
import type { Match } from '../framework.ts'
import { mayBePickle, openPickle } from '../pickles.ts'

/** Packages whose objects have scikit-learn's interface. */
const LIBRARIES = new Set([
  'sklearn',
  'imblearn',
  'sklearn2pmml',
  'sklearn_pandas',
  'sklearn_crfsuite',
  'xgboost',
  'lightgbm',
  'catboost',
  'ngboost',
  'tpot',
  'skopt',
  'mlxtend',
  'category_encoders',
  'feature_engine',
  'daal4py',
  'sklearnex',
  'skopts',
  'skl2onnx',
])
/** Packages whose pickles may hold scikit-learn inside, but are models of their own. */
const OTHERS =
  /^(?:torch|fastai|theano|aesara|pytensor|spacy|thinc|prophet|fbprophet|tensorflow|keras|pyspark|h2o|mlflow|transformers|gensim)(?:\.|$)/

/** Pickles that import scikit-learn or what goes with it, and skops archives. */
export function matchSklearn(files: ModelFiles): readonly Match[] {
  return files.files.flatMap((file): Match[] => {
    if (file.pointer !== undefined || file.size < 2) return []
    const source = files.open(file.path)
    if (isZip(source))
      return isSkops(source) ? [{ format: 'skops', path: file.path, because: `${file.path} holds a skops model`, covers: [file.path] }] : []
    return mayBePickle(source, file) ? pickled(files, file) : []
  })
}

function pickled(files: ModelFiles, file: ModelFile): Match[] {
  try {
    const { modules, format } = openPickle(files, file.path)
    const roots = modules.map((module) => module.split('.')[0] ?? '')
    const library = roots.find((root) => LIBRARIES.has(root))
    if (library === undefined || modules.some((module) => OTHERS.test(module))) return []
    const covers = [file.path, ...files.files.map(({ path }) => path).filter((path) => isSidecar(path, file.path))]
    return [{ format, path: file.path, because: `${file.path} is a pickle of ${library}`, covers }]
  } catch (error) {
    // a damaged compression may still be a model's: its name says so
    if (error instanceof UserError && ['truncated', 'corrupt'].includes(error.code) && /\.(?:pkl|pickle|joblib|sav)(?:\.\w+)?$/i.test(file.path)) {
      return [{ format: 'joblib', path: file.path, because: `${file.path} is called a pickle`, covers: [file.path] }]
    }
    if (error instanceof UserError) return []
    throw error
  }
}

/** joblib before 0.10 wrote each array to a file of its own: `model.pkl_01.npy`, `model.pkl_02.npy.z`. */
const isSidecar = (path: string, model: string): boolean => path.startsWith(`${model}_`) && /^_\d+\.npy(?:\.z)?$/.test(path.slice(model.length))

/** `_skops_version` in its schema. A zip that cannot be read is somebody else's error, unless it is called skops. */
function isSkops(source: ByteSource): boolean {
  try {
    const schema = openZip(source).find('schema.json')
    return schema !== undefined
  } catch (error) {
    if (error instanceof UserError) return /\.skops$/i.test(source.name)
    throw error
  }
}
