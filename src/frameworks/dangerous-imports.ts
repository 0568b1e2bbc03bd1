import { HARMLESS, STANDARD_LIBRARY } from './python-modules.ts'

/** Why an import is dangerous, or null. `critical`: the name itself runs what it is given. */
export interface Danger {
  readonly severity: 'critical' | 'high' | 'medium'
  readonly why: string
}

/**
 * Modules and names outside the standard library that run code, load other pickles, fetch or write files, from the advisories of picklescan
 * (GHSA-… of mmaitre314/picklescan), fickling and PyTorch's docs. A module counts with everything below it; `module:name` is one name.
 */
const DANGEROUS: readonly string[] = [
  ...[
    'aiohttp',
    'httpx',
    'requests',
    'urllib3',
    'pip',
    'setuptools',
    'pkg_resources',
    'paramiko',
    'fabric',
    'invoke',
    'sh',
    'pexpect',
    'plumbum',
    'IPython',
    'ipykernel',
    'jupyter_client',
    'code_runner',
  ],
  ...[
    'numpy.f2py',
    'numpy.testing',
    'numpy.distutils',
    'numpy.ctypeslib',
    'numpy.lib.npyio',
    'numpy:load',
    'numpy:fromfile',
    'numpy:memmap',
    'numpy:save',
    'numpy:savetxt',
    'numpy:loadtxt',
    'numpy:genfromtxt',
    'numpy.lib._npyio_impl',
    'numpy.core.records:fromfile',
    'numpy._core.records:fromfile',
  ],
  ...[
    'scipy.io',
    'scipy.weave',
    'scipy._lib._testutils',
    'pandas.io',
    'pandas:eval',
    'pandas:read_pickle',
    'pandas:read_csv',
    'pandas.core.computation',
    'sympy:sympify',
    'sympy.parsing',
    'numexpr',
  ],
  ...[
    'joblib:load',
    'joblib.numpy_pickle:load',
    'joblib:dump',
    'dill:load',
    'dill:loads',
    'dill._dill:_eval_repr',
    'dill._dill:_import_module',
    'dill._dill:loads',
    'cloudpickle:load',
    'cloudpickle:loads',
    'cloudpickle.cloudpickle:loads',
    'skops.io',
    'sklearn.externals.joblib:load',
    'sklearn.utils._testing',
    'sklearn.datasets',
    'yaml',
    'jsonpickle',
    'shelve',
  ],
  ...[
    'torch:load',
    'torch:save',
    'torch:compile',
    'torch.hub',
    'torch.serialization:load',
    'torch.serialization:save',
    'torch.jit.unsupported_tensor_ops',
    'torch.jit.frontend',
    'torch.jit:load',
    'torch.utils.bottleneck',
    'torch.utils.collect_env',
    'torch.utils.cpp_extension',
    'torch.utils._config_module',
    'torch.utils.data.datapipes',
    'torch._inductor',
    'torch._dynamo',
    'torch.fx.experimental',
    'torch.fx:_graph_module',
    'torch.distributed',
    'torch.multiprocessing',
    'torch.package',
    'torch.testing',
    'torch.utils.data._utils.worker',
    'torch.onnx',
    'torch.ops:load_library',
    'torch.classes:load_library',
  ],
  ...[
    'tensorflow.python.platform',
    'tensorflow.io',
    'tensorflow:load_library',
    'tensorflow:py_function',
    'keras.utils:get_file',
    'keras.saving',
    'transformers.utils.hub',
    'transformers.dynamic_module_utils',
    'huggingface_hub',
    'gradio',
    'streamlit',
    'flask',
    'django',
    'jinja2',
    'mako',
    'tornado',
    'twisted',
    'nltk:download',
    'tqdm.contrib',
    'cffi',
    'pyximport',
    'numba.pycc',
    'llvmlite',
    'pycuda',
    'py_compile',
    'execnet',
    'psutil:Popen',
    'psutil',
    'git',
    'docker',
    'boto3',
    'fsspec',
    'smart_open',
  ],
]
const EXACT = new Set(DANGEROUS)

/** What importing this name means. Names may be dotted since protocol 4: `Bdb.run`. */
export function dangerOf(module: string, name: string): Danger | null {
  const root = module.split('.')[0] ?? ''
  // `getattr` chains: a harmless class of a module that imported os gives os
  if (name.split('.').some((part) => /^__\w+__$/.test(part) && !['__newobj__', '__newobj_ex__'].includes(part)))
    return { severity: 'critical', why: 'reaches into the internals of a class' }
  if (STANDARD_LIBRARY.has(root)) return standard(module, name)
  const parts = module.split('.')
  const isListed = parts.some((_, i) => EXACT.has(parts.slice(0, i + 1).join('.')))
  const isNamed = name.split('.').some((_, i, all) => EXACT.has(`${module}:${all.slice(0, i + 1).join('.')}`))
  if (isListed || isNamed) return { severity: 'critical', why: 'runs code, loads other files or opens connections' }
  // modules that a library imported are reachable through it: torch._utils has builtins
  if (
    name.includes('.') &&
    name
      .split('.')
      .slice(0, -1)
      .some((part) => STANDARD_LIBRARY.has(part) && part !== 'abc')
  )
    return { severity: 'critical', why: 'reaches a module of the standard library through another one' }
  if (STANDARD_LIBRARY.has(name) && !OWN_NAMES.has(name))
    return { severity: 'high', why: 'is a module of the standard library, reached through another one' }
  return null
}

/** Names that are modules of the standard library and classes or functions of others. */
const OWN_NAMES = new Set([
  'array',
  'copy',
  'random',
  'types',
  'math',
  'string',
  'calendar',
  'queue',
  'select',
  'dis',
  'test',
  'symbol',
  'token',
  'trace',
  'statistics',
  'abc',
  'bisect',
  'heapq',
  'struct',
  'time',
  'datetime',
  'code',
  'new',
  'operator',
  'numbers',
])

function standard(module: string, name: string): Danger | null {
  const spelled = { __builtin__: 'builtins', copy_reg: 'copyreg', _operator: 'operator', Queue: 'queue' }[module] ?? module
  const allowed = HARMLESS[spelled]
  if (allowed !== undefined && (allowed.includes(name) || (allowed[0] === '*' && !name.includes('.')))) return null
  return { severity: 'critical', why: 'is no name that data needs: it can run code, open files or connections' }
}
