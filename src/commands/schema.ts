import { openApiOf } from '../callers/openapi.ts'
import { schemasOf } from '../callers/schemas.ts'
import { contractAt } from '../contract-at.ts'
import { UserError } from '../errors.ts'
import { nameOf } from '../infer.ts'
import { parseReference } from '../registry/reference.ts'
import type { Call } from './call.ts'
import { terminalPorts } from './ports.ts'

/**
 * `mlambda schema DIR|IMAGE`: what callers send and get, for programs. JSON Schemas of the bodies of one request and response per signature, and an OpenAPI
 * document of the Open Inference Protocol's endpoints for this model. `--size N` writes N for every size that the contract leaves open.
 */
export async function schema(call: Call): Promise<number> {
  const [target = '.'] = call.operands
  const inputs = call.inputs(target)
  const { contract, image } = await contractAt(target, { inputs, ports: () => terminalPorts(inputs) })
  const repository = image === undefined ? '' : parseReference(target).repository.name
  const options = {
    model: inputs.name || nameOf(image === undefined ? target : repository),
    version: image?.published.version ?? '',
    open: sizeOf(call.size),
  }
  const signatures = schemasOf(contract, options)
  process.stdout.write(
    `${JSON.stringify({ model: options.model, version: options.version, signatures, openapi: openApiOf(contract, options) }, null, 2)}\n`,
  )
  return 0
}

function sizeOf(text: string): number | null {
  if (text === '') return null
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text)
  throw new UserError('input-invalid', `The flag --size: ${JSON.stringify(text)} is no size.`, 'Write --size 1, or another positive whole number.')
}
