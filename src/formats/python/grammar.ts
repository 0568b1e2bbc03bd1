import type { parser } from '@lezer/python'

type Parser = typeof parser

/** The parser as it reads on behind mistakes, and as it stops at the first. */
export interface Grammar {
  readonly lenient: Parser
  readonly strict: Parser
}

/** Thrown where Python is read before its grammar is loaded; `withGrammar` answers it, nobody else may catch it. */
class GrammarMissing extends Error {}

let loaded: Grammar | undefined

/** @throws GrammarMissing outside of `withGrammar` */
export function grammar(): Grammar {
  if (loaded === undefined) throw new GrammarMissing('the grammar of Python is loaded by withGrammar')
  return loaded
}

/** The tables of @lezer/python take 10 MB and 20 ms: as much as reading a whole model of another kind. */
export async function loadGrammar(): Promise<void> {
  const { parser } = await import('@lezer/python')
  loaded ??= { lenient: parser, strict: parser.configure({ strict: true }) }
}

/** Runs work that may come upon Python. Readers are synchronous and most never see any: where one does, the grammar is loaded and the work begins again. */
export async function withGrammar<T>(work: () => T): Promise<T> {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof GrammarMissing)) throw error
    await loadGrammar()
    return work()
  }
}
