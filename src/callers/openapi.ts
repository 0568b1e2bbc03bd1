import type { Contract } from '../contract/types.ts'
import type { JsonSchema } from './open-inference.ts'
import { type SchemaOptions, schemasOf } from './schemas.ts'

export interface OpenApiOptions extends SchemaOptions {
  /** Version of the model, '' where none is published. */
  readonly version: string
}

/**
 * The endpoints of one model under the Open Inference Protocol as an OpenAPI 3.1 document: liveness, readiness, metadata and inference.
 * Source: github.com/kserve/open-inference-protocol, specification/protocol/inference_rest.md.
 */
export function openApiOf(contract: Contract, options: OpenApiOptions): Readonly<Record<string, unknown>> {
  const schemas = schemasOf(contract, options)
  const name = encodeURIComponent(options.model)
  const { framework } = contract
  return {
    openapi: '3.1.0',
    info: {
      title: options.model,
      version: options.version || 'unpublished',
      description: `Open Inference Protocol (KServe v2) for a ${framework.name} model${framework.format === undefined ? '' : ` (${framework.format})`}.`,
    },
    paths: {
      '/v2/health/live': health('The server is alive.', 'serverLive'),
      '/v2/health/ready': health('The server can answer.', 'serverReady'),
      [`/v2/models/${name}`]: {
        get: { operationId: 'modelMetadata', summary: 'Tensors of the model.', responses: { 200: json('Metadata.', METADATA), ...FAILED } },
      },
      [`/v2/models/${name}/ready`]: health('The model can answer.', 'modelReady'),
      [`/v2/models/${name}/infer`]: {
        post: {
          operationId: 'infer',
          summary: 'Ask the model.',
          requestBody: { required: true, content: { 'application/json': { schema: anyOf(schemas.map(({ request }) => request)) } } },
          responses: { 200: json('The answer.', anyOf(schemas.map(({ response }) => response))), ...FAILED },
        },
      },
    },
  }
}

function health(summary: string, operationId: string) {
  return { get: { operationId, summary, responses: { 200: { description: 'Yes.' }, '4XX': { description: 'No.' } } } }
}

const json = (description: string, schema: JsonSchema) => ({ description, content: { 'application/json': { schema } } })

const FAILED = {
  default: json('The request is refused.', { type: 'object', properties: { error: { type: 'string' } } }),
} as const

const TENSORS: JsonSchema = {
  type: 'array',
  items: {
    type: 'object',
    required: ['name', 'datatype', 'shape'],
    properties: { name: { type: 'string' }, datatype: { type: 'string' }, shape: { type: 'array', items: { type: 'integer', minimum: -1 } } },
  },
}

const METADATA: JsonSchema = {
  type: 'object',
  required: ['name', 'platform'],
  properties: {
    name: { type: 'string' },
    versions: { type: 'array', items: { type: 'string' } },
    platform: { type: 'string' },
    inputs: TENSORS,
    outputs: TENSORS,
  },
}

/** The protocol's address has no place for a signature: what is sent tells which is meant. */
function anyOf(schemas: readonly JsonSchema[]): JsonSchema {
  const inner = schemas.map((schema) => (typeof schema === 'object' ? withoutDraft(schema) : schema))
  const [only, ...others] = inner
  return only !== undefined && others.length === 0 ? only : { anyOf: inner }
}

function withoutDraft(schema: Exclude<JsonSchema, boolean>): JsonSchema {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => key !== '$schema'))
}
