import type { PickledFile } from './pickles.ts'

/** Names told of one file. */
const MAX_TOLD = 3

/**
 * Why `torch.load(weights_only=True)`, the default since 2.6, refuses this file; null where it takes it, or where torch.save did not write it.
 * Source: torch/_weights_only_unpickler.py of 2.14, `_get_allowed_globals`.
 */
export function weightsOnlyRefusal({ events, protocol }: Pick<PickledFile, 'events' | 'protocol'>): string | null {
  const names = [...new Set(events.flatMap((event) => (event.kind === 'import' ? [`${event.global.module}.${event.global.name}`] : [])))]
  if (!names.some((name) => STORAGE.test(name))) return null
  // elements of a tensor that happen to read as opcodes run on into the pickle behind them
  if (names.some((name) => !IMPORTABLE.test(name))) return null
  const refused = names.filter((name) => !ALLOWED.test(name))
  if (refused.length > 0) {
    const more = refused.length - MAX_TOLD
    return `it imports ${refused.slice(0, MAX_TOLD).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
  }
  return protocol > 3 ? `its pickle protocol is ${protocol}` : null
}

/** What Python writes in an import: words and dots, `<locals>` and `<lambda>`. */
const IMPORTABLE = /^[\p{L}\p{N}_.<>]+$/u

/** torch.save names the storage of each tensor by its class. */
const STORAGE = /^torch\.(?:cuda\.)?\w+Storage$|^torch\.storage\.(?:Typed|Untyped)Storage$/

const ELEMENTS = 'BFloat16|Bool|Byte|Char|ComplexDouble|ComplexFloat|Double|Float|Half|Int|Long|Short'
const ALLOWED = new RegExp(
  `^(?:${[
    'collections\\.(?:OrderedDict|Counter)',
    '_codecs\\.encode',
    'builtins\\.(?:bytearray|set|complex)',
    `torch\\.(?:cuda\\.)?(?:${ELEMENTS})(?:Storage|Tensor)`,
    'torch\\.Q(?:Int32|Int8|UInt2x4|UInt4x2|UInt8)Storage',
    `torch\\.(?:cuda\\.)?sparse\\.(?:${ELEMENTS})Tensor`,
    'torch\\.(?:Size|Tensor|device|serialization\\._get_layout|nn\\.parameter\\.Parameter|storage\\.(?:Typed|Untyped)Storage)',
    'torch\\._tensor\\._rebuild_from_type_v2',
    'torch\\._utils\\._rebuild_(?:device_tensor_from_(?:cpu_tensor|numpy)|meta_tensor_no_storage|nested_tensor|parameter(?:_with_state)?|qtensor|sparse_tensor|tensor(?:_v[23])?|wrapper_subclass)',
    // element types and quantisation schemes
    'torch\\.(?:b?float\\d\\w*|bcomplex32|complex\\d+|u?int\\d+|bits\\w+|bool|quint\\w+|qint\\w+|per_(?:channel|tensor)_\\w+)',
  ].join('|')})$`,
)
