import type { Abstract } from './abstract.ts'
import { evaluate } from './evaluate.ts'
import { call, callLambda } from './invoke.ts'
import type { Project } from './project.ts'
import { assign, walkFunction } from './statements.ts'
import type { Walk } from './walk.ts'

/** A walk of one entry point: an abstract interpretation of its body, without a value ever being computed. */
export const startWalk = (project: Project, wire = false, given: ReadonlyMap<string, Abstract> = new Map()): Walk => ({
  parts: { evaluate, assign, call, callLambda, walkFunction },
  project,
  given,
  wire,
  steps: 0,
  reads: new Set(),
  showing: false,
  conditions: 0,
})
