import { type FieldRef, ref } from './view.ts'

/**
 * Field numbers and names of TensorFlow's messages, as far as a contract needs them.
 * Source: tensorflow/core/protobuf/{saved_model,meta_graph,struct,saver}.proto, tensorflow/core/framework/{graph,node_def,attr_value,tensor,tensor_shape,function}.proto.
 */
type Schema = Readonly<Record<string, FieldRef>>

export const SAVED_MODEL = { metaGraphs: ref(2, 'meta_graphs') } as const satisfies Schema

export const META_GRAPH = {
  info: ref(1, 'meta_info_def'),
  graph: ref(2, 'graph_def'),
  saver: ref(3, 'saver_def'),
  signatures: ref(5, 'signature_def'),
} as const satisfies Schema

export const META_INFO = { tags: ref(4, 'tags'), version: ref(5, 'tensorflow_version') } as const satisfies Schema

export const SAVER = {
  filename: ref(1, 'filename_tensor_name'),
  save: ref(2, 'save_tensor_name'),
  restore: ref(3, 'restore_op_name'),
} as const satisfies Schema

export const SIGNATURE = {
  inputs: ref(1, 'inputs'),
  outputs: ref(2, 'outputs'),
  method: ref(3, 'method_name'),
  defaults: ref(4, 'defaults'),
} as const satisfies Schema

export const TENSOR_INFO = {
  name: ref(1, 'name'),
  dtype: ref(2, 'dtype'),
  shape: ref(3, 'tensor_shape'),
  sparse: ref(4, 'coo_sparse'),
  composite: ref(5, 'composite_tensor'),
} as const satisfies Schema

export const COMPOSITE = { spec: ref(1, 'type_spec'), components: ref(2, 'components') } as const satisfies Schema
export const TYPE_SPEC = {
  class: ref(1, 'type_spec_class'),
  state: ref(2, 'type_state'),
  className: ref(3, 'type_spec_class_name'),
} as const satisfies Schema

/** StructuredValue and its lists: TypeSpecs keep their arguments in a tuple of these. */
export const STRUCTURED = {
  shape: ref(31, 'tensor_shape_value'),
  dtype: ref(32, 'tensor_dtype_value'),
  tuple: ref(52, 'tuple_value'),
} as const satisfies Schema
export const TUPLE = { values: ref(1, 'values') } as const satisfies Schema

export const SHAPE = { dims: ref(2, 'dim'), unknownRank: ref(3, 'unknown_rank') } as const satisfies Schema
export const DIM = { size: ref(1, 'size') } as const satisfies Schema

export const GRAPH = { nodes: ref(1, 'node'), library: ref(2, 'library'), versions: ref(4, 'versions') } as const satisfies Schema
export const VERSIONS = { producer: ref(1, 'producer') } as const satisfies Schema
export const LIBRARY = { functions: ref(1, 'function') } as const satisfies Schema
export const FUNCTION = { nodes: ref(3, 'node_def') } as const satisfies Schema
export const NODE = { name: ref(1, 'name'), op: ref(2, 'op'), inputs: ref(3, 'input'), attributes: ref(5, 'attr') } as const satisfies Schema

export const ATTRIBUTE = {
  list: ref(1, 'list'),
  text: ref(2, 's'),
  int: ref(3, 'i'),
  bool: ref(5, 'b'),
  type: ref(6, 'type'),
  shape: ref(7, 'shape'),
  tensor: ref(8, 'tensor'),
} as const satisfies Schema
export const ATTRIBUTE_LIST = { texts: ref(2, 's'), ints: ref(3, 'i'), types: ref(6, 'type'), shapes: ref(7, 'shape') } as const satisfies Schema

export const TENSOR = {
  dtype: ref(1, 'dtype'),
  shape: ref(2, 'tensor_shape'),
  content: ref(4, 'tensor_content'),
  floats: ref(5, 'float_val'),
  ints: ref(7, 'int_val'),
  texts: ref(8, 'string_val'),
  longs: ref(10, 'int64_val'),
} as const satisfies Schema

/** What text files need not decode at all: weights and bookkeeping, at any depth. */
export const TEXT_SKIPPED: ReadonlySet<string> = new Set([
  'object_graph_def',
  'collection_def',
  'stripped_op_list',
  'device',
  'experimental_debug_info',
  'debug_info',
  'float_val',
  'double_val',
  'half_val',
  'scomplex_val',
  'dcomplex_val',
  'resource_handle_val',
  'variant_val',
])

/** Text fields that hold bytes. */
export const TEXT_BYTES: ReadonlySet<string> = new Set(['tensor_content', 'string_val', 's'])
