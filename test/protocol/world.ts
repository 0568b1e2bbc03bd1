import { UserError } from '../../src/errors.ts'
import { CACHED_LIST } from '../../src/registry/claim-tags.ts'
import { digestOf } from '../../src/registry/manifest.ts'
import type { Digest, Manifest, Repository } from '../../src/registry/port.ts'
import { PROTOCOL, type Protocol, publishWith } from '../../src/registry/publish.ts'
import type { Release, Upload } from '../../src/registry/types.ts'

/**
 * A registry in memory in which nothing happens by itself: every request of every upload waits until the explorer performs it. The uploads are the
 * real `publish`; the registry does what the worst real ones do.
 */
export interface Setup {
  readonly uploads: number
  /**
   * atomic: a list shows everything. lagging: it may be any older state that still shows the asker's last write (a replica).
   * hiding: it may miss the asker's last write and everything since the one before, as often as `hides` says. cached: it never shows anything written since the beginning.
   */
  readonly list: 'atomic' | 'lagging' | 'hiding' | 'cached'
  readonly hides?: number
  /** The first so many uploads know that the list can't be trusted; the others trust it. */
  readonly wary?: number
  /** Uploads that may die, at any of their requests. */
  readonly crashes?: number
  /** Writes that may be applied once more at any later time, or whose answer may get lost before or after they were applied. */
  readonly faults?: number
  /** The registry can delete tags, so that claims disappear after a publish. */
  readonly deletes?: boolean
  /** Switches away from an upload that could go on, at most; unlimited without. */
  readonly preemptions?: number
  /** Rounds of one consensus that are explored; a scheduler can keep it undecided for ever, so that the rest is run fairly, one request of each upload in turn. */
  readonly rounds?: number
  readonly immutable?: boolean
  readonly states?: number
  readonly protocol?: Partial<Protocol>
}

export type Action =
  | { readonly kind: 'step'; readonly upload: number; readonly variant: Variant }
  | { readonly kind: 'crash'; readonly upload: number }
  | { readonly kind: 'late'; readonly write: number }

type Variant = 'plain' | 'oldest' | 'hidden' | 'lost-before' | 'lost-after' | 'repeated'

interface Pending {
  readonly request: 'list' | 'read' | 'write' | 'delete'
  readonly label: string
  perform(variant: Variant): void
}

interface Runner {
  pending: Pending | null
  wake: () => void
  history: number
  release: Release | null
  error: unknown
  crashed: boolean
  /** Prefix of the claim tags it reads next: `_claim.3.r1.2`. */
  phase: string
  /** History index of the last own write: a lagging list shows at least that much. */
  lastWrite: number
  writeBefore: number
  /** Highest version that was visible when the upload began. */
  floor: number
}

const MEDIA_TYPE = 'application/vnd.oci.image.manifest.v1+json'
const CONTENT = content()

function content(): Manifest {
  const config = digestOf(new TextEncoder().encode('{}'))
  const bytes = new TextEncoder().encode(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: MEDIA_TYPE,
      config: { mediaType: 'application/vnd.oci.image.config.v1+json', digest: config, size: 2 },
      layers: [],
    }),
  )
  return { bytes, digest: digestOf(bytes), mediaType: MEDIA_TYPE }
}

/** Same past, same number: local states of uploads are told apart by what they have been answered. */
const PASTS = new Map<string, number>()
function past(before: number, answer: string): number {
  const key = `${before}|${answer}`
  const known = PASTS.get(key)
  if (known !== undefined) return known
  PASTS.set(key, PASTS.size + 1)
  return PASTS.size
}

/** `_claim.3.r1.2c.89ab…` belongs to what `_claim.3.r1.2` begins. */
function phaseOf(tag: string): string {
  return /^_claim\.\d+\.(?:r\d+\.\d)?/.exec(tag)?.[0] ?? '_'
}

export interface World {
  /** The uploads are at a number, or the consensus in a round, beyond the bound: go on fairly. */
  beyond(): boolean
  actions(): readonly Action[]
  perform(action: Action): Promise<void>
  key(): string
  /** What is wrong now; `null` if nothing. */
  violation(): string | null
  finish(): Promise<void>
  readonly done: () => boolean
  readonly trace: readonly string[]
}

/** The uploads of a setup, each stopped before its first request. Versions are integers, so that gaps show as missing numbers. */
export async function openWorld(setup: Setup): Promise<World> {
  const manifests = new Map<Digest, Manifest>([[CONTENT.digest, CONTENT]])
  let tags = new Map<string, Digest>()
  /** Tag names after each write; index 0 is the beginning. */
  const states: (readonly string[])[] = [[]]
  const lateWrites: { readonly tag: string; readonly manifest: Manifest }[] = []
  const trace: string[] = []
  let crashes = setup.crashes ?? 0
  let hides = setup.hides ?? 0
  let faults = setup.faults ?? 0
  let preemptions = setup.preemptions ?? Number.POSITIVE_INFINITY
  let last = -1
  let broken: string | null = null

  const runners: Runner[] = Array.from({ length: setup.uploads }, () => ({
    pending: null,
    wake: () => undefined,
    history: 0,
    release: null,
    error: null,
    crashed: false,
    lastWrite: 0,
    writeBefore: 0,
    phase: '_',
    floor: 0,
  }))

  function applyWrite(tag: string, manifest: Manifest): void {
    manifests.set(manifest.digest, manifest)
    if (tag.startsWith('sha256:')) return
    const before = tags.get(tag)
    if (/^\d+$/.test(tag) && before !== undefined && before !== manifest.digest) {
      if (setup.immutable) throw new UserError('version-taken', `${tag} is immutable`, '')
      broken ??= `G1: version ${tag} changed`
    }
    tags = new Map(tags).set(tag, manifest.digest)
    states.push([...tags.keys()])
  }

  function ask<T>(
    runner: Runner,
    request: Pending['request'],
    label: string,
    answer: (variant: Variant) => T,
    print: (value: T) => string,
  ): Promise<T> {
    return new Promise((resolve, reject) => {
      runner.pending = {
        request,
        label,
        perform(variant) {
          try {
            const value = answer(variant)
            runner.history = past(runner.history, print(value))
            resolve(value)
          } catch (error) {
            if (!(error instanceof UserError)) throw error
            runner.history = past(runner.history, `error ${error.message}`)
            reject(error)
          }
        },
      }
      runner.wake()
    })
  }

  function repositoryOf(runner: Runner): Repository {
    const text = (value: unknown): string => String(value)
    return {
      name: 'world',
      ...(runners.indexOf(runner) < (setup.wary ?? 0) ? { staleList: true } : {}),
      list: () =>
        ask(
          runner,
          'list',
          'list',
          (variant) => {
            const index =
              setup.list === 'cached' ? 0 : variant === 'oldest' ? runner.lastWrite : variant === 'hidden' ? runner.writeBefore : states.length - 1
            return [...(states[index] ?? [])].sort()
          },
          // what an upload does next depends on versions and on the claims of the phase it is in, not on older claims
          (value) => value.filter((tag) => /^\d+$/.test(tag) || tag === CACHED_LIST || tag.startsWith(runner.phase)).join(),
        ),
      head: (reference) => ask(runner, 'read', `head ${reference}`, () => tags.get(reference) ?? null, text),
      get: (reference) =>
        ask(
          runner,
          'read',
          `get ${reference}`,
          () => {
            const digest = tags.get(reference)
            return digest === undefined ? null : (manifests.get(digest) ?? null)
          },
          (value) => text(value?.digest),
        ),
      putManifest: (reference, { bytes, mediaType }) => {
        const manifest = { bytes, mediaType, digest: digestOf(bytes) }
        return ask(
          runner,
          'write',
          `put ${reference} := ${manifest.digest.slice(7, 13)}`,
          (variant) => {
            if (variant === 'lost-before') throw new UserError('registry-unreachable', 'the request got lost', '')
            runner.phase = phaseOf(reference)
            applyWrite(reference, manifest)
            runner.writeBefore = runner.lastWrite
            runner.lastWrite = states.length - 1
            if (variant === 'repeated') lateWrites.push({ tag: reference, manifest })
            if (variant === 'lost-after') throw new UserError('registry-unreachable', 'the answer got lost', '')
          },
          () => 'ok',
        )
      },
      deleteTags: (gone) =>
        ask(
          runner,
          'delete',
          `delete ${gone.length}`,
          () => {
            if (!setup.deletes) return false
            tags = new Map([...tags].filter(([tag]) => !gone.includes(tag)))
            states.push([...tags.keys()])
            runner.lastWrite = states.length - 1
            return true
          },
          text,
        ),
      hasBlob: async () => true,
      getBlob: async () => new TextEncoder().encode('{}'),
      putBlob: async () => undefined,
    }
  }

  function visible(): number {
    return Math.max(0, ...[...tags.keys()].filter((tag) => /^\d+$/.test(tag)).map(Number))
  }

  async function settled(runner: Runner, act: () => void): Promise<void> {
    const woken = new Promise<void>((resolve) => {
      runner.wake = resolve
    })
    act()
    await woken
  }

  const protocol: Protocol = { ...PROTOCOL, pace: { sleep: async () => undefined, random: () => 0, looks: [0], courtesy: [] }, ...setup.protocol }
  const publish = publishWith(protocol)
  for (const [index, runner] of runners.entries()) {
    const upload: Upload = {
      repository: repositoryOf(runner),
      content: CONTENT,
      numbering: { scheme: 'integer', prefix: '', initial: '1', allowBreaking: false },
      immutableTags: setup.immutable ?? false,
      nonce: `run${index}.1.u${index}`,
      compare: () => ({ level: 'weights', changes: [] }),
      annotations: {},
      floating: [],
      log: () => undefined,
    }
    await settled(runner, () => {
      publish(upload)
        .then(
          (release) => {
            runner.release = release
          },
          (error: unknown) => {
            runner.error = error
          },
        )
        .then(() => runner.wake())
    })
  }

  const alive = (runner: Runner): boolean => !runner.crashed && runner.pending !== null

  function variants(runner: Runner): readonly Variant[] {
    const request = runner.pending?.request
    if (request === 'list') {
      if (setup.list === 'lagging') return ['plain', 'oldest']
      if (setup.list === 'hiding' && hides > 0) return ['plain', 'hidden']
    }
    if (request === 'write' && faults > 0) return ['plain', 'lost-before', 'lost-after', 'repeated']
    return ['plain']
  }

  async function perform(action: Action): Promise<void> {
    if (action.kind === 'late') {
      const [write] = lateWrites.splice(action.write, 1)
      if (write === undefined) throw new Error('no such late write')
      trace.push(`late ${write.tag}`)
      try {
        applyWrite(write.tag, write.manifest)
      } catch (error) {
        if (!(error instanceof UserError)) throw error
      }
      return
    }
    const runner = runners[action.upload]
    if (runner === undefined) throw new Error('no such upload')
    if (action.kind === 'crash') {
      trace.push(`${action.upload} dies before ${runner.pending?.label}`)
      runner.crashed = true
      crashes--
      return
    }
    const { pending } = runner
    if (pending === null) throw new Error('this upload has no request')
    if (runner.history === 0) runner.floor = visible()
    const before = runners[last]
    if (last !== action.upload && before !== undefined && alive(before)) preemptions--
    last = action.upload
    if (action.variant !== 'plain' && pending.request === 'write') faults--
    if (action.variant === 'hidden') hides--
    trace.push(`${action.upload} ${pending.label}${action.variant === 'plain' ? '' : ` (${action.variant})`}`)
    runner.pending = null
    await settled(runner, () => pending.perform(action.variant))
  }

  const done = (): boolean => !runners.some(alive)

  function violation(): string | null {
    if (broken !== null) return broken
    const owners = new Map<string, string>()
    for (const [tag, digest] of tags) {
      if (!/^\d+$/.test(tag)) continue
      const nonce = /"dev\.mlambda\.upload":"([^"]*)"/.exec(new TextDecoder().decode(manifests.get(digest)?.bytes))?.[1] ?? '?'
      const other = owners.get(nonce)
      if (other !== undefined) return `G2: upload ${nonce} holds ${other} and ${tag}`
      owners.set(nonce, tag)
      const runner = runners[Number(/^run(\d+)/.exec(nonce)?.[1])]
      if (runner !== undefined && Number(tag) <= runner.floor) return `G3: upload ${nonce} got ${tag}, but ${runner.floor} was visible when it began`
    }
    for (const { release, error } of runners) {
      if (release !== null && tags.get(release.tag) !== release.digest) return `G1: ${release.tag} doesn't hold what its upload reported`
      if (error !== null && !(error instanceof UserError)) return `bug: ${error instanceof Error ? error.stack : String(error)}`
    }
    const reported = runners.flatMap(({ release }) => (release === null ? [] : [release.version]))
    if (new Set(reported).size !== reported.length) return `G2: two uploads report ${reported.join(' and ')}`
    if (!done()) return null
    const trusted = (setup.list === 'atomic' || setup.list === 'lagging') && (setup.wary ?? 0) === 0
    const numbers = [...owners.values()].map(Number).sort((a, b) => a - b)
    if (trusted && numbers.some((number, index) => number !== index + 1)) return `G4: versions ${numbers.join()} have a gap`
    const failed = runners.find(({ error }) => error !== null)
    if (failed !== undefined && (setup.faults ?? 0) === 0 && setup.list !== 'hiding') return `G5: an upload fails: ${String(failed.error)}`
    return null
  }

  return {
    trace,
    done,
    perform,
    violation,
    beyond: () =>
      [...tags.keys()].some((tag) => {
        const [, number, round] = /^_claim\.(\d+)\.(?:r(\d+))?/.exec(tag) ?? []
        return Number(number ?? 0) > setup.uploads + 1 || Number(round ?? 0) > (setup.rounds ?? 2)
      }),

    actions() {
      const before = runners[last]
      const steps = runners.flatMap((runner, upload): readonly Action[] => {
        if (!alive(runner)) return []
        const preempts = upload !== last && before !== undefined && alive(before)
        if (preempts && preemptions <= 0) return []
        const moves: Action[] = variants(runner).map((variant) => ({ kind: 'step', upload, variant }))
        return crashes > 0 ? [...moves, { kind: 'crash', upload }] : moves
      })
      return [...steps, ...lateWrites.map((_, write): Action => ({ kind: 'late', write }))]
    },

    key() {
      const local = runners.map(
        (runner) => `${runner.crashed ? 'x' : ''}${runner.history}${setup.list === 'atomic' ? '' : `@${runner.writeBefore}.${runner.lastWrite}`}`,
      )
      const shared = [...tags].map(([tag, digest]) => `${tag}=${digest.slice(7, 15)}`).sort()
      const lagging = setup.list === 'atomic' || setup.list === 'cached' ? '' : states.map((state) => state.length).join('.')
      const bound = Number.isFinite(preemptions) ? `${preemptions}.${last}` : ''
      return [local.join(), shared.join(), lagging, lateWrites.map(({ tag }) => tag).join(), crashes, faults, hides, bound].join(';')
    },

    /** The fair rest of a trace: everybody in turn, no faults. */
    async finish() {
      for (let step = 0; step < 5000 && !done(); step++) {
        const upload = step % runners.length
        const runner = runners[upload]
        if (runner !== undefined && alive(runner)) await perform({ kind: 'step', upload, variant: 'plain' })
      }
      if (!done()) broken ??= 'G5: uploads go on for ever'
    },
  }
}
