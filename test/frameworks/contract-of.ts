import type { Field, Signature, Value } from '../../src/contract/types.ts'
import { UserError } from '../../src/errors.ts'
import type { Framework, Inference } from '../../src/frameworks/framework.ts'
import { inMemory } from './onnx/memory.ts'

/** The inference of the first match among files in memory. */
export function inferFrom(framework: Framework, files: Readonly<Record<string, Uint8Array | string>>): Inference {
  const contents = Object.entries(files).map(([path, content]) => [path, typeof content === 'string' ? new TextEncoder().encode(content) : content])
  const memory = inMemory(Object.fromEntries(contents))
  const [match] = framework.match(memory)
  if (match === undefined) throw new Error(`${framework.name} does not recognise ${Object.keys(files).join(', ')}`)
  return framework.infer(memory, match)
}

/** The code with which files are refused. */
export function refusalOf(framework: Framework, files: Readonly<Record<string, Uint8Array | string>>): string {
  try {
    inferFrom(framework, files)
  } catch (error) {
    if (error instanceof UserError) return error.code
    throw error
  }
  return 'accepted'
}

/** Signatures on one line each: `predict(x float32[-1,4]) -> (y int64[-1])`. `?` is unknown, a `~` marks assumed facts. */
export const linesOf = (inference: Inference): readonly string[] => inference.signatures.map(lineOf)

function lineOf({ name, inputs, outputs }: Signature): string {
  return `${name}(${inputs.map(fieldLine).join(', ')}) -> (${outputs.map(fieldLine).join(', ')})`
}

function fieldLine(field: Field): string {
  const marks = `${field.optional ? ' optional' : ''}${field.assumed ? ` ~${field.assumed.join('~')}` : ''}${field.aliases ? ` =${field.aliases.join('=')}` : ''}`
  return `${field.name} ${valueText(field)}${marks}`
}

function valueText(value: Value): string {
  if ('sequence' in value) return `sequence<${valueText(value.sequence)}>`
  if ('map' in value) return `map<${value.map.key ?? '?'}, ${valueText(value.map.value)}>`
  if ('struct' in value) return `{${value.struct.map(fieldLine).join(', ')}}`
  if ('image' in value) return `image ${[value.image.width, value.image.height, value.image.channels].map((dim) => dim ?? '?').join('x')}`
  return `${value.type ?? '?'}${value.shape === null ? '[…]' : `[${value.shape.map((dim) => dim ?? '?').join(',')}]`}`
}
