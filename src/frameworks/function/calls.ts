import type { DType, Shape } from '../../contract/types.ts'
import type { Expression } from '../../formats/python/syntax.ts'
import { type Abstract, type Asked, type Frame, knownValue, typedAs, UNKNOWN } from './abstract.ts'
import { dtypeOf } from './annotations.ts'
import { texts } from './constants.ts'
import { DTYPE_NAMES } from './type-table.ts'
import { readKey, use, type Walk } from './walk.ts'

/** Callees that only show, measure or check what they get: their arguments are not used by the model. */
export const HARMLESS =
  /^(?:print|pprint|len|type|id|isinstance|issubclass|hasattr|warnings\.warn|pprint\.pprint|(?:\w+\.)*_?(?:log|logger|logging)\.\w+|time\.\w+|sys\.stdout\.\w+)$/i

/** One call, its arguments evaluated. */
export interface Call {
  /** Dotted path of a callee from elsewhere, '' for others. */
  readonly path: string
  readonly callee?: Abstract
  readonly args: readonly Abstract[]
  readonly keywords: ReadonlyMap<string, Abstract>
  readonly expression: Expression & { kind: 'call' }
  readonly frame: Frame
  readonly walk: Walk
}

/** What a call to a known function or method gives; `undefined`: not known, its arguments count as used. */
export function callKnown(call: Call): Abstract | undefined {
  const { path, callee, walk } = call
  if (callee?.kind === 'method') return method(callee.of, callee.name, call)
  for (const [pattern, row] of ROWS) if (pattern.test(path)) return row(call)
  if (walk.given.has(path)) return walk.given.get(path)
  return undefined
}

const PYTHON: Readonly<Record<string, DType>> = { int: 'int64', float: 'float64', str: 'string', bool: 'bool' }

const used = (call: Call, result: Abstract): Abstract => {
  for (const value of [...call.args, ...call.keywords.values()]) use(value)
  return result
}

const argument = (call: Call, position: number, name: string): Abstract | undefined => call.keywords.get(name) ?? call.args[position]
const written = (call: Call, position: number, name: string): Expression | null =>
  call.expression.keywords.find((keyword) => keyword.name === name)?.value ?? call.expression.args[position] ?? null

/** Element type of a `dtype=` argument; a local name that holds one is not followed. */
const dtype = (call: Call, position: number): DType | null => dtypeOf(written(call, position, 'dtype'), call.frame.scope, call.walk.project)

/** Callees from elsewhere. Sources: Python "Built-in Functions", numpy routines, pandas.DataFrame, Hydrosphere's and TensorFlow's tensor.proto, Flask, FastAPI. */
const ROWS: readonly (readonly [RegExp, (call: Call) => Abstract | undefined])[] = [
  [/^(?:int|float|str|bool)$/, (call) => used(call, typedAs(PYTHON[call.path] ?? null, []))],
  [/^dict$/, dictCall],
  [/^(?:list|tuple)$/, (call) => (call.args[0]?.kind === 'items' ? call.args[0] : call.args[0]?.kind === 'asked' ? call.args[0] : undefined)],
  [/^(?:enumerate)$/, () => undefined],
  [/^round$/, rounded],
  [/^numpy\.(?:array|asarray|asanyarray|ascontiguousarray)$/, array],
  [
    /^numpy\.(?:zeros|ones|empty)$/,
    (call) => used(call, typedAs(written(call, 1, 'dtype') === null ? 'float64' : dtype(call, 1), dimsOf(argument(call, 0, 'shape')))),
  ],
  [/^numpy\.(?:argmax|argmin|argsort|searchsorted|digitize)$/, (call) => used(call, typedAs('int64', null))],
  [
    /^numpy\.(?:float(?:16|32|64)|u?int(?:8|16|32|64)|bool_|str_)$/,
    (call) => used(call, typedAs(DTYPE_NAMES.get(call.path.slice('numpy.'.length)) ?? null, null)),
  ],
  [/^(?:json|orjson|ujson|simplejson)\.dumps$/, (call) => (call.walk.wire ? call.args[0] : used(call, typedAs('string', [])))],
  [
    /^(?:json|orjson|ujson|simplejson)\.loads?$/,
    (call) => (call.walk.wire && call.args[0]?.kind === 'asked' ? keyed(call.args[0].asked) : undefined),
  ],
  [/^pandas\.(?:DataFrame|Series)(?:\.from_(?:dict|records))?$/, table],
  [/(?:^|\.)TensorShapeProto\.Dim$/, (call) => argument(call, 0, 'size') ?? UNKNOWN],
  [/(?:^|\.)TensorShapeProto$/, tensorShape],
  [/(?:^|\.)TensorProto$/, tensorProto],
  [/(?:^|\.)PredictResponse$/, (call) => call.keywords.get('outputs') ?? call.args[0] ?? UNKNOWN],
  [/(?:^|\.)(?:jsonify)$/, (call) => (call.keywords.size > 0 ? dictCall(call) : (call.args[0] ?? UNKNOWN))],
  [/(?:^|\.)(?:JSONResponse|ORJSONResponse|UJSONResponse|Response|make_response|PlainTextResponse)$/, response],
  [/(?:^|\.)(?:jsonable_encoder|asdict|model_to_dict|deepcopy|copy\.copy)$/, (call) => call.args[0]],
  [/(?:^|\.)abort$/, () => ({ kind: 'failure' })],
  [/^typing\.cast$/, (call) => call.args[1]],
]

function keyed(record: Asked): Abstract {
  record.keyed = true
  return { kind: 'asked', asked: record }
}

/** `dict(a=1)`, `dict(other)`, `jsonify(a=1)`. */
function dictCall(call: Call): Abstract {
  const [base] = call.args
  if (base?.kind === 'asked' && call.keywords.size === 0) return base
  const dict = base?.kind === 'dict' ? base.dict : undefined
  if (base !== undefined && dict === undefined) use(base)
  const entries = new Map(dict?.entries)
  for (const [name, value] of call.keywords) entries.set(name, { value, optional: false })
  return {
    kind: 'dict',
    dict: { entries, open: base === undefined ? call.expression.keywords.some(({ name }) => name === null) : (dict?.open ?? true) },
  }
}

/** `round(x)` of a Python float is an int, `round(x, 2)` a float; of a numpy scalar it stays what it was. */
function rounded(call: Call): Abstract {
  const [value] = call.args
  const type = value?.kind === 'typed' && value.shape?.length === 0 ? value.type : null
  return used(call, type === 'float64' ? typedAs(call.args.length > 1 ? 'float64' : 'int64', []) : UNKNOWN)
}

function array(call: Call): Abstract {
  const [content] = call.args
  const value = content === undefined ? undefined : knownValue(content)
  const stated = written(call, 1, 'dtype') === null ? undefined : dtype(call, 1)
  const inner = value !== undefined && 'shape' in value.value ? value.value : undefined
  // literal lists have known lengths: numpy takes them as they are
  const shape: Shape =
    content?.kind === 'items' && inner?.shape !== undefined && inner.shape !== null ? [content.items.length, ...inner.shape.slice(1)] : null
  return used(call, typedAs(stated ?? (stated === undefined ? (inner?.type ?? null) : null), shape))
}

/** A table of what the caller sends is still what the caller sends; columns picked from a dict are its keys. */
function table(call: Call): Abstract | undefined {
  const data = argument(call, 0, 'data')
  const index = call.keywords.get('orient')
  const columns = call.keywords.get('columns') ?? (call.path.endsWith('DataFrame') ? call.args[2] : undefined)
  const record = rowsOf(data, index?.kind === 'constant' && index.value === 'index')
  const names = columns === undefined ? undefined : namesOf(columns)
  if (record !== undefined && columns === undefined) return { kind: 'asked', asked: record }
  if (record?.keyed && names !== undefined) {
    record.table = true
    for (const name of names) use(readKey(record, name, call.walk, call.expression.line))
    return UNKNOWN
  }
  if (data?.kind === 'dict') return columns === undefined ? used(call, data) : used(call, UNKNOWN)
  return undefined
}

/** The record whose rows a table is made of: itself, `[record]`, `{'row': record}` by index. */
function rowsOf(data: Abstract | undefined, byIndex: boolean): Asked | undefined {
  if (data?.kind === 'asked') return data.asked
  if (data?.kind === 'items' && data.items.length === 1 && data.items[0]?.kind === 'asked') return data.items[0].asked
  if (data?.kind === 'dict' && byIndex && data.dict.entries.size === 1) {
    const [entry] = data.dict.entries.values()
    return entry?.value.kind === 'asked' ? entry.value.asked : undefined
  }
  return undefined
}

function namesOf(columns: Abstract): readonly string[] | undefined {
  if (columns.kind === 'constant') return texts(columns.value)
  if (columns.kind !== 'items') return undefined
  const names = columns.items.map((item) => (item.kind === 'constant' && typeof item.value === 'string' ? item.value : undefined))
  return names.every((name) => name !== undefined) ? names : undefined
}

function dimsOf(value: Abstract | undefined): Shape {
  if (value?.kind === 'constant' && typeof value.value === 'number') return [sizeOf(value)]
  return value?.kind === 'items' ? value.items.map(sizeOf) : null
}

const sizeOf = (value: Abstract): number | null =>
  value.kind === 'constant' && typeof value.value === 'number' && Number.isSafeInteger(value.value) && value.value >= -1 ? value.value : null

/** `TensorShapeProto()` is a scalar's; sizes that are computed are unknown. */
function tensorShape(call: Call): Abstract {
  const dim = call.keywords.get('dim')
  if (dim === undefined) return call.args.length === 0 && call.keywords.size === 0 ? typedAs(null, []) : UNKNOWN
  return used(call, typedAs(null, dimsOf(dim)))
}

/** Types that answers are packed into: nothing holds them against what the author promises (and authors' promises differ), so they are assumed. */
function tensorProto(call: Call): Abstract {
  const name = written(call, 0, 'dtype')
  const type = name?.kind === 'attribute' || name?.kind === 'name' ? protoType(name.kind === 'name' ? name.id : name.name) : null
  const shape = call.keywords.get('tensor_shape')
  return used(call, typedAs(type, shape?.kind === 'typed' ? shape.shape : null, true))
}

const PROTO_TYPES: Readonly<Record<string, DType>> = {
  DT_FLOAT: 'float32',
  DT_DOUBLE: 'float64',
  DT_HALF: 'float16',
  DT_BFLOAT16: 'bfloat16',
  DT_INT8: 'int8',
  DT_INT16: 'int16',
  DT_INT32: 'int32',
  DT_INT64: 'int64',
  DT_UINT8: 'uint8',
  DT_UINT16: 'uint16',
  DT_UINT32: 'uint32',
  DT_UINT64: 'uint64',
  DT_BOOL: 'bool',
  DT_STRING: 'string',
  DT_COMPLEX64: 'complex64',
  DT_COMPLEX128: 'complex128',
}
const protoType = (name: string): DType | null => PROTO_TYPES[name] ?? null

/** Fields of a TensorProto that hold elements of one type; `null`: of several (`int_val` holds all short integers); `undefined`: no such field. */
export function protoField(name: string): DType | null | undefined {
  return Object.hasOwn(PROTO_FIELDS, name) ? PROTO_FIELDS[name] : undefined
}
const PROTO_FIELDS: Readonly<Record<string, DType | null>> = {
  float_val: 'float32',
  double_val: 'float64',
  int_val: null,
  int64_val: 'int64',
  uint32_val: 'uint32',
  uint64_val: 'uint64',
  string_val: 'string',
  bool_val: 'bool',
  half_val: null,
  scomplex_val: 'complex64',
  dcomplex_val: 'complex128',
}

/** `JSONResponse(content, status_code=400)`: an answer, or the news that something is wrong. */
function response(call: Call): Abstract {
  const status = call.keywords.get('status_code') ?? call.keywords.get('status') ?? call.args[1]
  if (status !== undefined && isFailure(status)) return { kind: 'failure' }
  return call.keywords.get('content') ?? call.keywords.get('response') ?? call.args[0] ?? UNKNOWN
}

/** HTTP status 400 and above. A status that is a name (`status.HTTP_400_BAD_REQUEST`) says it. */
export function isFailure(status: Abstract): boolean {
  if (status.kind === 'constant') return typeof status.value === 'number' && status.value >= 400
  return (
    status.kind === 'meaning' &&
    status.meaning.kind === 'external' &&
    /HTTP_[45]\d\d|HTTPStatus\.(?:BAD_|INTERNAL_|NOT_|UNPROCESSABLE)/.test(status.meaning.path)
  )
}

// ------------------------------------------------------------------------------------------------ methods

/** Methods that give the same record again, in another form. Source: pydantic BaseModel, pandas.DataFrame, dict. */
const SAME = /^(?:dict|model_dump|to_dict|copy|deepcopy|fillna|dropna|astype|reset_index|infer_objects|convert_dtypes|__dict__|json|get_json)$/
/** Properties that tell of a value without giving it. */
export const TELLING = /^(?:tensor_shape|dtype|shape|size|ndim)$/

function method(of: Abstract, name: string, call: Call): Abstract | undefined {
  if (of.kind === 'request') return /^(?:get_json|body|get_data)$/.test(name) ? keyed(of.body) : undefined
  if (of.kind === 'asked') return askedMethod(of.asked, name, call)
  if (of.kind === 'dict') return dictMethod(of, name, call)
  const row = VALUE_METHODS[name]
  return row === undefined ? undefined : used(call, row(of, call))
}

function askedMethod(record: Asked, name: string, call: Call): Abstract | undefined {
  const key = call.args[0]
  if ((name === 'get' || name === 'pop') && key?.kind === 'constant' && typeof key.value === 'string') {
    const fallback = call.args[1] ?? call.keywords.get('default')
    if (fallback !== undefined) use(fallback)
    record.keyed = true
    const forgiven = name === 'get' || fallback !== undefined || call.walk.conditions > 0
    return readKey(record, key.value, call.walk, call.expression.line, forgiven)
  }
  const orient = call.keywords.get('orient') ?? call.args[0]
  const records = name === 'to_dict' && orient?.kind === 'constant' && orient.value === 'records'
  if (records || name === 'iterrows') {
    record.table = true
    return { kind: 'rows', of: record, indexed: name === 'iterrows' }
  }
  const [each] = call.args
  const byRow = call.keywords.get('axis')
  if (name === 'apply' && each?.kind === 'lambda' && byRow?.kind === 'constant' && (byRow.value === 1 || byRow.value === 'columns')) {
    record.table = true
    use(call.walk.parts.callLambda(each, [{ kind: 'asked', asked: record }], call.frame.depth, call.walk))
    return UNKNOWN
  }
  if (SAME.test(name)) return used(call, { kind: 'asked', asked: record })
  if (name === 'keys') return UNKNOWN
  if (name === 'reindex' || name === 'filter') {
    const names = namesOf(call.keywords.get('columns') ?? call.keywords.get('items') ?? UNKNOWN)
    if (names !== undefined) {
      for (const column of names) use(readKey(record, column, call.walk, call.expression.line, true))
      return UNKNOWN
    }
  }
  const row = VALUE_METHODS[name]
  use({ kind: 'asked', asked: record })
  return row === undefined ? undefined : used(call, row(UNKNOWN, call))
}

function dictMethod(of: Abstract & { kind: 'dict' }, name: string, call: Call): Abstract | undefined {
  const { dict } = of
  const [key] = call.args
  switch (name) {
    case 'get':
    case 'pop':
      return key?.kind === 'constant' && typeof key.value === 'string' ? (dict.entries.get(key.value)?.value ?? UNKNOWN) : undefined
    case 'update': {
      const other = call.args[0]
      if (other?.kind === 'dict') for (const [entry, value] of other.dict.entries) dict.entries.set(entry, value)
      else if (other !== undefined) {
        use(other)
        dict.open = true
      }
      if (call.expression.keywords.some((keyword) => keyword.name === null)) dict.open = true
      for (const [entry, value] of call.keywords) dict.entries.set(entry, { value, optional: call.walk.conditions > 0 })
      return UNKNOWN
    }
    case 'setdefault':
    case 'clear':
    case 'popitem':
      dict.open = true
      return undefined
    case 'copy':
      return { kind: 'dict', dict: { entries: new Map(dict.entries), open: dict.open } }
    default:
      return undefined
  }
}

/** What Python makes of an element: `.item()`, `.tolist()`. */
const native = (type: DType | null): DType | null => {
  if (type === null || type === 'string' || type === 'bool') return type
  if (type.startsWith('float')) return 'float64'
  return /^u?int/.test(type) ? 'int64' : null
}
const typeOf = (of: Abstract): { readonly type: DType | null; readonly shape: Shape } => {
  const value = knownValue(of)?.value
  return value !== undefined && 'shape' in value ? value : { type: null, shape: null }
}
const text = (): Abstract => typedAs('string', [])
const onText = (of: Abstract): Abstract => (typeOf(of).type === 'string' ? text() : UNKNOWN)

/** Methods whose result is known whatever object has them, or by the type of the object. Source: numpy.ndarray, pandas, str. */
const VALUE_METHODS: Readonly<Record<string, (of: Abstract, call: Call) => Abstract>> = {
  astype: (of, call) => typedAs(dtype(call, 0), typeOf(of).shape),
  argmax: () => typedAs('int64', null),
  argmin: () => typedAs('int64', null),
  argsort: () => typedAs('int64', null),
  item: (of) => (typeOf(of).type === null ? UNKNOWN : typedAs(native(typeOf(of).type), [])),
  tolist: (of) => (typeOf(of).type === null ? UNKNOWN : typedAs(native(typeOf(of).type), typeOf(of).shape)),
  flatten: (of) => (typeOf(of).type === null ? UNKNOWN : typedAs(typeOf(of).type, [null])),
  ravel: (of) => (typeOf(of).type === null ? UNKNOWN : typedAs(typeOf(of).type, [null])),
  reshape: (of, call) =>
    typeOf(of).type === null ? UNKNOWN : typedAs(typeOf(of).type, call.args.length > 1 ? call.args.map(sizeOf) : dimsOf(call.args[0])),
  isoformat: text,
  strftime: text,
  hexdigest: text,
  format: onText,
  lower: onText,
  upper: onText,
  strip: onText,
  title: onText,
  replace: onText,
  join: onText,
  encode: (of) => (typeOf(of).type === 'string' ? typedAs('bytes', []) : UNKNOWN),
  split: (of) => (typeOf(of).type === 'string' ? typedAs('string', [-1]) : UNKNOWN),
}
