import { UserError } from '../errors.ts'

/** A JSON object out of a registry's answer, its values unknown. Throws UserError `registry-broken-answer`. */
export function parseObject(bytes: Uint8Array, what: string): { readonly [key: string]: unknown } {
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    value = null
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return Object.fromEntries(Object.entries(value))
  throw new UserError('registry-broken-answer', `the ${what} is no JSON object`, 'try again; if it stays, look at the registry or a proxy before it')
}
