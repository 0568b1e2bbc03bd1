import { UserError } from '../errors.ts'
import type { Digest } from '../registry/port.ts'
import { goJson, type Json, sortedMap } from './oci-json.ts'

/** OCI image-spec config.md. */
export const CONFIG_TYPE = 'application/vnd.oci.image.config.v1+json'

/** SOURCE_DATE_EPOCH=0: an image of the same files is the same bytes on every day. When it was published is an annotation of the manifest. */
const EPOCH = '1970-01-01T00:00:00Z'

/** BuildKit adds it to an image that has none: written at once, so that its config is ours. */
const DEFAULT_PATH = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

/** Marks our layers in the history; docs/image.md: `files.json` counts layers from the first of them. */
export const HISTORY_COMMENT = 'mlambda'

/** A base image's config as parsed JSON; only what containers need is taken over. */
export type BaseConfig = { readonly [key: string]: unknown }

export interface ConfigParts {
  readonly platform: { readonly os: string; readonly architecture: string }
  readonly labels: Readonly<Record<string, string>>
  readonly layers: readonly { readonly diffId: Digest; readonly title: string }[]
  readonly base?: BaseConfig
}

/**
 * The image config as deterministic bytes, in the form that BuildKit writes itself: a `FROM` of this image changes nothing.
 * Keys of the top level sorted, keys of `config` in the order of Go's structs (moby/docker-image-spec specs-go/v1/image.go), empty ones left out.
 * Throws UserError `builder-unsuitable` for a base with ONBUILD triggers.
 */
export function imageConfig(parts: ConfigParts): Uint8Array {
  const base = parts.base ?? {}
  const baseLayers = list(record(base['rootfs'])['diff_ids']).filter((id) => typeof id === 'string')
  const ours = parts.layers.map(({ title }) => ({ created: EPOCH, created_by: title, comment: HISTORY_COMMENT }))
  return goJson(
    {
      architecture: parts.platform.architecture,
      author: text(base['author']),
      config: containerConfig(record(base['config']), parts.labels),
      created: EPOCH,
      history: [...baseHistory(base, baseLayers.length), ...ours],
      os: parts.platform.os,
      'os.features': texts(base['os.features']),
      'os.version': text(base['os.version']),
      rootfs: { type: 'layers', diff_ids: [...baseLayers, ...parts.layers.map(({ diffId }) => diffId)] },
      variant: text(base['variant']),
    },
    0,
  )
}

function containerConfig(config: BaseConfig, labels: Readonly<Record<string, string>>): Json {
  const triggers = texts(config['OnBuild'])
  if (triggers) {
    throw new UserError(
      'builder-unsuitable',
      `the runtime has ONBUILD triggers (${triggers[0]}), which would run inside every image built on it`,
      'use a runtime without ONBUILD',
    )
  }
  const env = texts(config['Env']) ?? []
  const inherited = Object.entries(record(config['Labels'])).flatMap(([key, value]) =>
    typeof value === 'string' && !describesImage(key) ? [[key, value] as const] : [],
  )
  return {
    User: text(config['User']),
    ExposedPorts: set(config['ExposedPorts']),
    Env: env.some((entry) => entry.startsWith('PATH=')) ? env : [...env, DEFAULT_PATH],
    Entrypoint: texts(config['Entrypoint']),
    Cmd: texts(config['Cmd']),
    Volumes: set(config['Volumes']),
    WorkingDir: text(config['WorkingDir']) ?? '/',
    Labels: sortedMap([...inherited, ...Object.entries(labels)]),
    StopSignal: text(config['StopSignal']),
    ArgsEscaped: config['ArgsEscaped'] === true ? true : undefined,
    Healthcheck: healthcheck(config['Healthcheck']),
    Shell: texts(config['Shell']),
  }
}

/** Labels of the base that say something about the base itself (its version, its contract) would be wrong facts about the model. */
function describesImage(key: string): boolean {
  return key.startsWith('org.opencontainers.image.') || key.startsWith('dev.mlambda.')
}

function healthcheck(value: unknown): Json | undefined {
  const check = record(value)
  const parts = {
    Test: texts(check['Test']),
    Interval: count(check['Interval']),
    Timeout: count(check['Timeout']),
    StartPeriod: count(check['StartPeriod']),
    StartInterval: count(check['StartInterval']),
    Retries: count(check['Retries']),
  }
  return Object.values(parts).every((part) => part === undefined) ? undefined : parts
}

/** The base's history, where it fits its layers; else one line per layer, because readers pair the two lists. */
function baseHistory(base: BaseConfig, layers: number): Json[] {
  const lines = list(base['history']).map(record)
  if (lines.filter((line) => line['empty_layer'] !== true).length !== layers) {
    return Array.from({ length: layers }, () => ({ created: EPOCH, comment: 'layer of the runtime' }))
  }
  return lines.map((line) => ({
    created: time(line['created']),
    created_by: text(line['created_by']),
    author: text(line['author']),
    comment: text(line['comment']),
    empty_layer: line['empty_layer'] === true ? true : undefined,
  }))
}

/** RFC 3339 as Go prints it: no zeros at the end of the fraction. */
function time(value: unknown): string | undefined {
  const found = typeof value === 'string' ? /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/.exec(value) : null
  if (!found) return undefined
  const fraction = (found[2] ?? '').replace(/0+$/, '').replace(/\.$/, '')
  return `${found[1]}${fraction}${found[3] === '+00:00' || found[3] === '-00:00' ? 'Z' : found[3]}`
}

function record(value: unknown): BaseConfig {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : {}
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

function texts(value: unknown): string[] | undefined {
  const found = list(value).filter((item) => typeof item === 'string')
  return found.length > 0 ? found : undefined
}

function count(value: unknown): number | undefined {
  return typeof value === 'number' && value !== 0 ? value : undefined
}

/** `{"80/tcp": {}}`: the keys are the set. */
function set(value: unknown): Json | undefined {
  const keys = Object.keys(record(value))
  return keys.length > 0 ? sortedMap(keys.map((key) => [key, {}] as const)) : undefined
}
