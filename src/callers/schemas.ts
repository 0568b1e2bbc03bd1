import type { Contract, Field, Signature } from '../contract/types.ts'
import { type JsonSchema, type OpenSize, PARAMETERS, tensorSchema } from './open-inference.ts'

/** What callers of one signature send and get, as JSON Schemas of the Open Inference Protocol's bodies. */
export interface SignatureSchemas {
  readonly signature: string
  readonly request: JsonSchema
  readonly response: JsonSchema
}

export interface SchemaOptions {
  /** Name of the model, as it stands in the server's address. */
  readonly model: string
  readonly open: OpenSize
}

/** Draft 2020-12 is what OpenAPI 3.1 speaks. */
export const DRAFT = 'https://json-schema.org/draft/2020-12/schema'

/** One pair of schemas per signature of a contract. */
export function schemasOf(contract: Contract, options: SchemaOptions): readonly SignatureSchemas[] {
  return contract.signatures.map((signature) => ({
    signature: signature.name,
    request: requestSchema(signature, options),
    response: responseSchema(signature, options),
  }))
}

/** `$inference_request` of the protocol with this signature's inputs. */
function requestSchema({ name, inputs, outputs }: Signature, { open }: SchemaOptions): JsonSchema {
  return {
    $schema: DRAFT,
    title: `Request of ${name}`,
    type: 'object',
    required: ['inputs'],
    additionalProperties: false,
    properties: {
      id: { type: 'string' },
      parameters: PARAMETERS,
      inputs: tensorsSchema(inputs, open),
      outputs: wantedSchema(outputs),
    },
  }
}

/** Which outputs the caller wants; all where it is left out. */
function wantedSchema(outputs: readonly Field[]): JsonSchema {
  const name = { enum: outputs.map((field) => field.name) }
  const wanted = { type: 'object', required: ['name'], additionalProperties: false, properties: { name, parameters: PARAMETERS } }
  return outputs.length === 0 ? { type: 'array', maxItems: 0 } : { type: 'array', items: wanted }
}

/** `$inference_response` of the protocol with this signature's outputs. */
function responseSchema({ name, outputs }: Signature, { open }: SchemaOptions): JsonSchema {
  return {
    $schema: DRAFT,
    title: `Response of ${name}`,
    type: 'object',
    required: ['model_name', 'outputs'],
    properties: {
      model_name: { type: 'string' },
      model_version: { type: 'string' },
      id: { type: 'string' },
      parameters: PARAMETERS,
      outputs: tensorsSchema(outputs, open),
    },
  }
}

/** All tensors in their order; where some may be left out, in any order, the required ones among them. */
function tensorsSchema(fields: readonly Field[], open: OpenSize): JsonSchema {
  const required = fields.filter(({ optional }) => optional !== true)
  const tensors = fields.map((field) => tensorSchema(field, open))
  if (required.length === fields.length)
    return { type: 'array', prefixItems: tensors, items: false, minItems: fields.length, maxItems: fields.length }
  const present = required.map(({ name }) => ({ contains: { type: 'object', required: ['name'], properties: { name: { const: name } } } }))
  return {
    type: 'array',
    items: { anyOf: tensors },
    minItems: required.length,
    maxItems: fields.length,
    ...(present.length > 0 && { allOf: present }),
  }
}
