import type { Value } from './values.ts'

/** The local variables of one call. */
export interface Environment {
  readonly variables: Map<string, Value>
  /** Set by the first `return`; nothing is run after it. */
  returned: Value | undefined
}

export const newEnvironment = (): Environment => ({ variables: new Map(), returned: undefined })
