import type { Shape } from './shape.ts'
import type { Size } from './size.ts'

export interface Recurrence {
  /** [time, batch, features] or [batch, time, features]. */
  readonly input: Shape
  readonly order: 'time-first' | 'batch-first'
  readonly units: Size
  readonly directions: 1 | 2
}

/** What recurrent layers give back, with directions as an own axis; layers that join them do so with `matmul.project`. */
export interface RecurrentShapes {
  /** time-first: [time, directions, batch, units]; batch-first: [batch, time, directions, units]. */
  readonly sequence: Shape
  /** time-first: [directions, batch, units]; batch-first: [batch, directions, units]. */
  readonly state: Shape
}

export function recurrent({ input, order, units, directions }: Recurrence): RecurrentShapes {
  const [first = null, second = null] = input?.length === 3 ? input : []
  if (order === 'time-first') return { sequence: [first, directions, second, units], state: [directions, second, units] }
  return { sequence: [first, second, directions, units], state: [first, directions, units] }
}
