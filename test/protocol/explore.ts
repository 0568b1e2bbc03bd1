import { type Action, openWorld, type Setup } from './world.ts'

export interface Exploration {
  readonly states: number
  readonly traces: number
  /** The first violation with the requests that lead to it. */
  readonly violation: string | null
}

/** A setup that needs more than this is too large to be a test: it fails instead of taking minutes. */
const MAX_STATES = 400_000

/**
 * Every interleaving of a setup: depth first, each state once. A state is the registry and what each upload has been answered, which determines what it
 * does next; going back means running the uploads again from the beginning.
 */
export async function explore(setup: Setup): Promise<Exploration> {
  const seen = new Set<string>()
  const open: (readonly Action[])[] = [[]]
  let traces = 0
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    traces++
    const world = await openWorld(setup)
    const taken: Action[] = []
    for (const action of path) {
      await world.perform(action)
      taken.push(action)
    }
    for (;;) {
      const wrong = world.violation()
      if (wrong !== null) return { states: seen.size, traces, violation: `${wrong}\n  ${world.trace.join('\n  ')}` }
      const key = world.key()
      if (seen.has(key)) break
      seen.add(key)
      if (seen.size > (setup.states ?? MAX_STATES)) throw new Error(`more than ${seen.size} states after ${traces} traces`)
      const [first, ...others] = world.beyond() ? [] : world.actions()
      if (first === undefined) {
        if (world.done()) break
        await world.finish()
        const late = world.violation()
        if (late !== null) return { states: seen.size, traces, violation: `${late}\n  ${world.trace.join('\n  ')}` }
        break
      }
      for (const other of others) open.push([...taken, other])
      await world.perform(first)
      taken.push(first)
    }
  }
  return { states: seen.size, traces, violation: null }
}
