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
  objects: ref(7, 'object_graph_def'),
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

/** StructuredValue and its lists: TypeSpecs keep their arguments in a tuple of these, functions what they take and give. */
export const STRUCTURED = {
  none: ref(1, 'none_value'),
  float: ref(11, 'float64_value'),
  int: ref(12, 'int64_value'),
  text: ref(13, 'string_value'),
  bool: ref(14, 'bool_value'),
  shape: ref(31, 'tensor_shape_value'),
  dtype: ref(32, 'tensor_dtype_value'),
  tensorSpec: ref(33, 'tensor_spec_value'),
  typeSpec: ref(34, 'type_spec_value'),
  boundedSpec: ref(35, 'bounded_tensor_spec_value'),
  list: ref(51, 'list_value'),
  tuple: ref(52, 'tuple_value'),
  dict: ref(53, 'dict_value'),
  namedTuple: ref(54, 'named_tuple_value'),
} as const satisfies Schema
/** ListValue and TupleValue. */
export const TUPLE = { values: ref(1, 'values') } as const satisfies Schema
export const DICT = { fields: ref(1, 'fields') } as const satisfies Schema
export const NAMED_TUPLE = { values: ref(2, 'values') } as const satisfies Schema
export const PAIR = { key: ref(1, 'key'), value: ref(2, 'value') } as const satisfies Schema
/** TensorSpecProto and BoundedTensorSpecProto. */
export const TENSOR_SPEC = { shape: ref(2, 'shape'), dtype: ref(3, 'dtype') } as const satisfies Schema

/** SavedObjectGraph and what of it makes functions. Source: tensorflow/core/protobuf/saved_object_graph.proto, trackable_object_graph.proto. */
export const OBJECTS = { nodes: ref(1, 'nodes'), concrete: ref(2, 'concrete_functions') } as const satisfies Schema
export const OBJECT = { children: ref(1, 'children'), function: ref(6, 'function'), bare: ref(8, 'bare_concrete_function') } as const satisfies Schema
export const CHILD = { node: ref(1, 'node_id'), name: ref(2, 'local_name') } as const satisfies Schema
export const SAVED_FUNCTION = { concrete: ref(1, 'concrete_functions'), spec: ref(2, 'function_spec') } as const satisfies Schema
export const BARE_FUNCTION = {
  concrete: ref(1, 'concrete_function_name'),
  keywords: ref(2, 'argument_keywords'),
  spec: ref(4, 'function_spec'),
} as const satisfies Schema
export const FUNCTION_SPEC = { arguments: ref(1, 'fullargspec'), isMethod: ref(2, 'is_method') } as const satisfies Schema
export const CONCRETE_FUNCTION = { inputs: ref(3, 'canonicalized_input_signature'), outputs: ref(4, 'output_signature') } as const satisfies Schema

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
