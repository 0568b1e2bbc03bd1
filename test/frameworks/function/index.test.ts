import { describe, expect, it } from 'vitest'
import { python } from '../../../src/frameworks/function/index.ts'
import { openModelFiles } from '../../../src/model/files.ts'
import { memoryFiles } from '../../model/memory-files.ts'
import { damage } from '../damage.ts'
import { inWords } from './in-words.ts'

/**
 * Own entry points in test/models/function. What cog and FastAPI say about theirs was asked of cog 0.15.11 and FastAPI 0.115 (their OpenAPI
 * schemas, test/models/function/oracle.py); the others were read in the source, by the rules of Python and of the framework they are written for.
 */
const MODELS: Readonly<Record<string, readonly string[]>> = {
  'cog-types': [
    'predict(image: string[], upload: string[], prompt?: string[], steps?: int64[], scale?: float64[], seed?: int64[], mask: string[], note?: string[], sampler?: string[], strict: bool[], tags: string[-1], pages?: string[-1], token: string[], extra: ?[]) → output: string[-1]',
  ],
  'cog-structs': [
    'predict(image: string[]) → output: {boxes: [{x: float64[], y: float64[], label: string[], crop?: string[], score: float64[]}…], counts: {string ↦ int64[]}, debug: ?, names: string[-1]}',
  ],
  'cog-function': ['predict(text: string[], times?: int64[]) → output: string[]'],
  'cog-shared': ['predict(prompt: string[], seed?: int64[], fast?: bool[], width?: int64[]) → output: string[-1]'],
  'bento-service': ['embed(pixels: float32[-1,3,32,32]) → output~: ?', 'stream(prompt: string[], max_tokens?: int64[]) → output~: string[-1]'],
  'bento-1-0': [
    'classify(series: float32[-1,4]) → output~: int64[-1]',
    'bmi(features: {height: float64[], weight: float64[]}) → output~: ?',
    'both(text: string[], vector: float64[…]) → output~: string[]',
  ],
  'mlflow-pyfunc': ['predict(age: ?[-1], fare: ?[-1], sex: ?[-1]) → survived: ?'],
  'kserve-model': ['predict(instances: ?) → predictions: ?'],
  huggingface: ['predict(inputs: ?, parameters?: ?) → output~: [{string ↦ ?}…]'],
  'fastapi-model': [
    'estimate(city: string[], position: float64[2], rooms: int64[], area: float64[], heating: string[], condition?: string[], garden?: float64[], built: date[], tags?: string[-1], floors: int64[]) → price: float64[], currency: string[]',
  ],
  'fastapi-params': [
    'rows(rows: [{a: float64[], b: int64[]}…]) → output~: float64[-1]',
    'two(left: {a: float64[], b: int64[]}, right: {a: float64[], b: int64[]}, scale?: float64[], mode?: string[], bias?: float64[]) → sum: float64[], mode: string[]',
    'image(picture: bytes[], size: int64[]) → a: float64[], b: int64[]',
  ],
  'fastapi-nested': [
    'predict(Item Name: string[], meta: {source: string[], weights?: float64[-1]}, options: {top: int64[], threshold?: float64[]}, scores: {string ↦ float64[]}, matrix: float64[-1,-1]) → score: float64[], label: string[], count: int64[]',
  ],
  'flask-form': ['predict(sepal_length: ?, sepal_width: ?, petal_length: ?, petal_width?: ?) → label: string[], n: int64[]'],
  sagemaker: ['predict(age: ?, income: ?) → score: float64[], label: int64[]'],
  azureml: ['predict(data: ?) → result?: ?, error?: string[]'],
  lambda: ['predict(text: ?) → length: int64[]'],
  seldon: ['predict(X: ?) → output~: ?'],
  'hydro-kwargs': ['infer(age: float64[…], fare: float64[…], sex?: string[…], ids: int64[…]) → score: float64[]~, ids?: ?'],
  'plain-annotated': [
    'predict(x: float32[…], table: ?, ids: int64[-1], mode?: string[], pair?: {0: float64[], 1: string[]}, limit?: int64[], weights?: ?) → label: string[], score?: float64[]',
  ],
  'plain-table': ['predict(df: {debt: ?[-1], income: ?[-1], age: ?[-1]}, threshold?: ?) → score: float32[…], approved: bool[…]'],
  'plain-docstring': ['infer(image: ?[224,224,3]~, top_k?: int64[]~, names?: string[-1]~) → output_0~: ?, output_1~: ?'],
}

const read = (sources: Readonly<Record<string, string>>): readonly string[] => {
  const files = memoryFiles(sources)
  return python.match(files).flatMap((match) => python.infer(files, match).signatures.map(inWords))
}

describe('entry points in test/models/function', () => {
  for (const [name, expected] of Object.entries(MODELS)) {
    it(name, () => {
      const files = openModelFiles(`test/models/function/${name}`)
      const matches = python.match(files)
      expect(matches).toHaveLength(1)
      expect(matches.flatMap((match) => python.infer(files, match).signatures.map(inWords))).toEqual(expected)
      files.close()
    })
  }

  it('modules without an entry point are no model', () => {
    expect(python.match(openModelFiles('test/models/function/no-entry'))).toEqual([])
  })
})

describe('which function is the entry', () => {
  const PLAIN = 'def predict(x: float) -> float:\n    return x\n'
  const ROUTE = 'from fastapi import FastAPI\napp = FastAPI()\n@app.post("/p")\ndef p(x: int) -> int:\n    return x\n'
  const cases: readonly (readonly [what: string, sources: Readonly<Record<string, string>>, expected: readonly string[]])[] = [
    ['a route before a function of a usual name', { 'predict.py': PLAIN, 'app.py': ROUTE }, ['p(x: int64[]) → output~: int64[]']],
    [
      'the more usual file of two',
      { 'main.py': PLAIN.replace('x: float', 'y: int'), 'predict.py': PLAIN },
      ['predict(x: float64[]) → output~: float64[]'],
    ],
    ['code beside a model file yields to it', { 'predict.py': PLAIN, 'model.pkl': 'x' }, []],
    [
      'what cog.yaml names wraps the model file beside it',
      { 'cog.yaml': 'predict: "run.py:go"\n', 'run.py': 'def go(x: str) -> str:\n    return x\n', 'weights.pt': 'x' },
      ['predict(x: string[]) → output: string[]'],
    ],
    [
      'what nothing else calls, in func_main.py',
      { 'func_main.py': 'def clean(x):\n    return x\ndef gan(profile):\n    return {"one": clean(profile)}\n' },
      ['gan(profile: ?) → one: ?'],
    ],
    [
      'func_main.py before a client that is a Flask application',
      { 'src/func_main.py': PLAIN, 'app.py': ROUTE },
      ['predict(x: float64[]) → output~: float64[]'],
    ],
    ['tests and examples are aside', { 'tests/predict.py': PLAIN, 'examples/app.py': ROUTE }, []],
    ['a step that is handed the model is none', { 'predict.py': 'def predict(model, x):\n    return model(x)\n' }, []],
    ['a function that returns nothing is none', { 'predict.py': 'def predict(x):\n    print(x)\n' }, []],
    ['a function that takes nothing is none', { 'predict.py': 'def predict():\n    return 1\n' }, []],
    ['a class that learns is a library', { 'predict.py': 'class M:\n    def fit(self, x): ...\n    def predict(self, x):\n        return x\n' }, []],
    ['routes that tell of the server are none', { 'app.py': ROUTE.replace('"/p"', '"/health"') }, []],
    ['a function behind `if __name__` is none', { 'predict.py': 'if __name__ == "__main__":\n    def predict(x): ...\n' }, []],
    ['no Python is no entry', { 'predict.py': '<html>def predict</html>\n' }, []],
  ]
  for (const [what, sources, expected] of cases) it(what, () => expect(read(sources)).toEqual(expected))
})

describe('what a body tells', () => {
  const cases: readonly (readonly [what: string, source: string, expected: string])[] = [
    [
      'a key read under a condition is optional',
      'def predict(**k):\n    a = k["a"]\n    if a > 1:\n        b = k["b"]\n    return {"y": 1}\n',
      'predict(a: ?, b?: ?) → y: int64[]',
    ],
    [
      'a key read on both ways is required',
      'def predict(**k):\n    if True:\n        b = k["b"]\n    else:\n        b = k["b"] + 1\n    return {"y": 1.5}\n',
      'predict(b: ?) → y: float64[]',
    ],
    [
      'a missing key that is forgiven is optional',
      'def predict(**k):\n    try:\n        a = k["a"]\n    except KeyError:\n        a = 0\n    return {"y": "s"}\n',
      'predict(a?: ?) → y: string[]',
    ],
    [
      'a column the code adds is none that callers send',
      'def predict(df):\n    df["s"] = df["a"] + df["b"]\n    return {"y": df["s"].astype("float32")}\n',
      'predict(df: {a: ?, b: ?}) → y: float32[…]',
    ],
    [
      'a key on one way out is optional',
      'def predict(x):\n    if x:\n        return {"a": 1, "b": 2}\n    return {"a": 3}\n',
      'predict(x: ?) → a: int64[], b?: int64[]',
    ],
    [
      'ways out that differ in type leave it open',
      'def predict(x):\n    if x:\n        return {"a": 1}\n    return {"a": "s"}\n',
      'predict(x: ?) → a: ?',
    ],
    [
      'keys set on a dict',
      'def predict(x):\n    r = {}\n    r["a"] = int(x)\n    r.update(b=str(x))\n    return r\n',
      'predict(x: ?) → a: int64[], b: string[]',
    ],
    [
      'helpers are walked',
      'C = ("u", "v")\ndef take(d, n):\n    return d[n]\ndef predict(**k):\n    z = [take(k, n) for n in C]\n    return {"y": len(z)}\n',
      'predict(u: ?, v: ?) → y: int64[]',
    ],
    ['showing is no use', 'def predict(**k):\n    print(k)\n    logger.info("%s", k)\n    return {"y": k["a"]}\n', 'predict(a: ?) → y: ?'],
    ['what is shown is read', 'def predict(**k):\n    print(f"{k}", k["a"], len(k["b"]))\n    return {"y": 1}\n', 'predict(a: ?, b: ?) → y: int64[]'],
    ['a local name hides a module', 'import numpy as np\ndef predict(np):\n    return {"y": np.array(1, dtype="int32")}\n', 'predict(np: ?) → y: ?'],
    [
      'numpy makes arrays of what it is told',
      'import numpy as np\ndef predict(x):\n    return {"y": np.array([x], dtype=np.uint8), "z": np.zeros((3, 4))}\n',
      'predict(x: ?) → y: uint8[…], z: float64[3,4]',
    ],
    [
      'rows of a table',
      'def predict(df):\n    out = []\n    for i, row in df.iterrows():\n        out.append(f(row["a"], row.get("b")))\n    c = df.apply(lambda r: r["c"] + 1, axis=1)\n    return {"y": len(out)}\n',
      'predict(df: {a: ?[-1], b?: ?[-1], c: ?[-1]}) → y: int64[]',
    ],
    ['a tuple is several outputs', 'def predict(x):\n    return 1, "a"\n', 'predict(x: ?) → output_0~: int64[], output_1~: string[]'],
  ]
  for (const [what, source, expected] of cases) it(what, () => expect(read({ 'predict.py': source })).toEqual([expected]))
})

describe('steps that a server runs around the entry', () => {
  const KSERVE = 'import kserve\nclass M(kserve.Model):\n'
  const cases: readonly (readonly [what: string, source: string, expected: readonly string[] | string])[] = [
    [
      'preprocess takes what callers send, postprocess gives what they get',
      `${KSERVE}  def preprocess(self, payload, headers=None):\n    return [[r["a"], r["b"]] for r in payload["rows"]]\n  def predict(self, x, headers=None):\n    return self.m(x)\n  def postprocess(self, y, headers=None):\n    return {"score": float(y)}\n`,
      ['predict(rows: [{a: ?, b: ?}…]) → score: float64[]'],
    ],
    [
      'keys that pass through are read further on',
      `${KSERVE}  def preprocess(self, payload):\n    return payload\n  def predict(self, payload):\n    return {"n": len(payload["text"])}\n`,
      ['predict(text: ?) → n: int64[]'],
    ],
    ['a payload that is handed on names nothing', `${KSERVE}  def predict(self, payload):\n    return {"y": self.m(payload)}\n`, 'not-inferable'],
    [
      'input_fn and output_fn of SageMaker',
      'import json\nimport numpy as np\ndef input_fn(request_body, content_type):\n    return np.array(json.loads(request_body)["features"])\ndef predict_fn(data, model):\n    return model(data)\ndef output_fn(prediction, accept):\n    return json.dumps({"predictions": prediction})\n',
      ['predict(features: ?) → predictions: ?'],
    ],
    [
      'a service of BentoML 0.13',
      'import bentoml\nclass S(bentoml.BentoService):\n  @bentoml.api(batch=True)\n  def predict(self, df):\n    return df\n',
      ['predict(df: ?) → output~: ?'],
    ],
  ]
  for (const [what, source, expected] of cases)
    it(what, () => {
      if (typeof expected === 'string') expect(() => read({ 'inference.py': source })).toThrow(expect.objectContaining({ code: expected }))
      else expect(read({ 'inference.py': source })).toEqual(expected)
    })
})

describe('files that the code loads', () => {
  const source =
    'import joblib\nPATH = "/model/files/scaler.pkl"\nmodel = joblib.load("model/clf.joblib")\nscaler = joblib.load(PATH)\ndef predict(x):\n    return {"y": model.predict(scaler.transform(x))}\n'
  const files = memoryFiles({ 'func_main.py': source, 'model/clf.joblib': 'x' })
  const [match] = python.match(files)

  it('are part of what made it match', () =>
    expect(match?.because).toBe('func_main.py holds a Hydrosphere function, predict(), which loads model/clf.joblib'))
  it('are missed when they are not here', () => {
    expect(match && python.infer(files, match).warnings.map(({ code, message, where }) => [code, message, where])).toEqual([
      ['function-file-missing', 'func_main.py loads "/model/files/scaler.pkl", and no file of that name is here', 'func_main.py:4'],
    ])
  })
})

describe('what dynamic code hides is said, not guessed', () => {
  const HIDDEN: Readonly<Record<string, string>> = {
    'keyword arguments as a whole': 'def predict(**k):\n    return {"y": model(k)}\n',
    'keyword arguments in a loop': 'def predict(**k):\n    for n, v in k.items():\n        pass\n    return {"y": 1}\n',
    'any number of arguments': 'def predict(*xs):\n    return {"y": model(xs)}\n',
    'keys made at run time': 'def predict(x):\n    r = {"a": 1}\n    for n in names():\n        r[n] = x\n    return r\n',
  }
  for (const [what, source] of Object.entries(HIDDEN))
    it(what, () => expect(() => read({ 'predict.py': source })).toThrow(expect.objectContaining({ code: 'not-inferable' })))

  it('a body that goes to the model as a whole', () => {
    const source =
      'from flask import Flask, request\napp = Flask("a")\n@app.route("/p", methods=["POST"])\ndef p():\n    return {"y": model(request.json)}\n'
    expect(() => read({ 'app.py': source })).toThrow(expect.objectContaining({ code: 'not-inferable' }))
  })

  it('parameters that could not be parsed are refused', () => {
    expect(() => read({ 'predict.py': 'def predict(a, b: = 3):\n    return {"y": a}\n' })).toThrow(expect.objectContaining({ code: 'corrupt' }))
  })

  it('a function whose code could not be parsed is said to be damaged', () => {
    const files = memoryFiles({ 'predict.py': 'def predict(x: int) -> int:\n    y = x $ 1\n    return y\n' })
    const [match] = python.match(files)
    expect(match && python.infer(files, match).warnings.map(({ code }) => code)).toEqual(['function-damaged', 'function-syntax'])
  })
})

describe('damaged modules', () => {
  for (const name of ['fastapi-nested', 'hydro-kwargs', 'bento-1-0'])
    it(`${name}: a contract, a refusal or no match`, () => {
      const files = openModelFiles(`test/models/function/${name}`)
      const sources = Object.fromEntries(files.files.map(({ path }) => [path, new TextEncoder().encode(files.text(path, 100_000))]))
      const [victim = ''] = Object.keys(sources)
      const outcomes = damage(python, sources, victim, 150)
      expect(outcomes.contract + outcomes.refused + outcomes.unmatched).toBe(150)
    }, 60_000)
})
