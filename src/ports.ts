import type { Log, Progress } from './log.ts'
import type { Repository } from './registry/port.ts'
import type { HashThreads } from './tools/hash-threads.ts'
import type { Run } from './tools/run.ts'

/** The outside world, as the story needs it. The action and the terminal each give the real one. */
export interface Ports {
  readonly log: Log
  readonly progress: Progress
  /** Opens a collection by name; finds oras on the way where one is needed. */
  readonly repository: (name: string) => Promise<Repository>
  /** Path of oras, for what only its command line does. */
  readonly oras: () => Promise<string>
  readonly run: Run
  /** Hashes large files on all processors. */
  readonly threads: (wanted: number) => HashThreads
  /** The same for docker, which is a tool of the runner's job. */
  readonly docker: Run
  readonly origin: Origin
  /** Who accepted a breaking change, in the pull request that this commit merged or that a merge queue holds, as far as GitHub tells. */
  readonly acceptance?: () => Promise<string | null>
}

/** Where the upload comes from. */
export interface Origin {
  /** `https://github.com/owner/repository`, or '' in a terminal outside of git. */
  readonly source: string
  /** Commit, or ''. */
  readonly revision: string
  /** RFC 3339, UTC. */
  readonly created: string
  /** `run id.attempt.uuid`: unique for each upload; a re-run has the same run id and a higher attempt. */
  readonly nonce: string
  /** Directory that models must lie in; '' in a terminal. */
  readonly workspace: string
  /** `owner/repository`, lower case, or '': names the default image. */
  readonly repository: string
}
