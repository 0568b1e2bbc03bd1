/**
 * `config.cfg` of a pipeline: sections of `key = value`, each value JSON. Only what says which components run is read.
 * Source: spacy.io/api/data-formats, "Training config".
 */
export interface PipelineConfig {
  /** Names of components, in the order in which they run. */
  readonly pipeline: readonly string[] | undefined
  readonly disabled: readonly string[]
  /** Name of a component → its factory. */
  readonly factories: ReadonlyMap<string, string>
}

export function parseConfig(text: string): PipelineConfig {
  const sections = sectionsOf(text)
  const nlp = sections.get('nlp')
  const factories = new Map<string, string>()
  for (const [name, entries] of sections) {
    const component = /^components\.([^.]+)$/.exec(name)?.[1]
    const factory = valueOfJson(entries.get('factory'))
    if (component !== undefined && typeof factory === 'string') factories.set(component, factory)
  }
  return {
    pipeline: textsIn(valueOfJson(nlp?.get('pipeline'))),
    disabled: textsIn(valueOfJson(nlp?.get('disabled'))) ?? [],
    factories,
  }
}

type Section = Map<string, string>

function sectionsOf(text: string): ReadonlyMap<string, Section> {
  const sections = new Map<string, Section>()
  let section: Section = new Map()
  let key = ''
  for (const line of text.split(/\r?\n/)) {
    const header = /^\[([^\]]*)\]\s*$/.exec(line)?.[1]
    const entry = /^([^\s#;=[][^=]*?)\s*=\s*(.*)$/.exec(line)
    if (header !== undefined) {
      section = new Map()
      sections.set(header.trim(), section)
      key = ''
    } else if (entry) {
      key = entry[1] ?? ''
      section.set(key, entry[2] ?? '')
    } else if (key !== '' && /^\s+\S/.test(line)) {
      // a value goes on in indented lines
      section.set(key, `${section.get(key) ?? ''}\n${line.trim()}`)
    }
  }
  return sections
}

function valueOfJson(text: string | undefined): unknown {
  if (text === undefined) return undefined
  try {
    return JSON.parse(text)
  } catch {
    // a reference to another section, or what a person wrote without quotes
    return undefined
  }
}

const textsIn = (value: unknown): readonly string[] | undefined =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : undefined
