import type { Signature } from '../../contract/types.ts'
import { UserError } from '../../errors.ts'
import type { Layout, Viewed } from './types.ts'

/** Why a layout is not to be had. */
export function refusal(layout: Layout, because: string, remedy = `Take ${layout} out of the input layout.`): UserError {
  return new UserError('input-invalid', `Layout ${layout}: ${because}.`, remedy, { file: 'workflow', key: 'layout' })
}

/** What the files are, in words: `a sklearn model (joblib)`. */
export function kindOfModel({ found, contract }: Viewed): string {
  const { framework, format } = found ?? { framework: contract.framework.name, format: contract.framework.format }
  return `a model of ${framework}${format === undefined || format === '' ? '' : ` (${format})`}`
}

/** The one signature that a server offers: the first of the usual names, else the only one. @throws UserError `input-invalid` */
export function onlySignature({ contract: { signatures } }: Viewed, layout: Layout, usual: readonly string[]): Signature {
  const found = usual.map((name) => signatures.find((one) => one.name === name)).find((one) => one !== undefined)
  const [first] = signatures
  if (found) return found
  if (first && signatures.length === 1) return first
  throw refusal(layout, `it serves one signature, and the contract has ${signatures.map(({ name }) => JSON.stringify(name)).join(', ') || 'none'}`)
}
