/** The house rules that a machine can check: design of src/ as drawn in CONTRIBUTING.md. */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { parseCall } from '../src/commands/call.ts'
import { ERROR_CODES } from '../src/errors.ts'
import { INPUTS } from '../src/metadata.ts'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const read = (file: string): string => readFileSync(join(root, file), 'utf8')
const sources = globSync('src/**/*.ts', { cwd: root }).sort()

interface Import {
  readonly file: string
  /** `node:fs`, `execa`, or the imported file: `src/contract/types.ts`. */
  readonly target: string
  readonly typeOnly: boolean
  readonly lazy: boolean
}

/** The room of a file: its folder directly under src, or `src` itself (the story and its entries). */
const roomOf = (file: string): string => (file.split('/').length > 2 ? (file.split('/')[1] ?? '') : 'src')

const imports: readonly Import[] = sources.flatMap((file) => {
  const text = read(file)
  const found = [
    ...[...text.matchAll(/^(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm)].map(([, type, target = '']) => ({
      target,
      typeOnly: type !== undefined,
      lazy: false,
    })),
    ...[...text.matchAll(/\bimport\('([^']+)'\)/g)].map(([, target = '']) => ({ target, typeOnly: false, lazy: true })),
  ]
  return found.map(({ target, ...rest }) => ({
    file,
    target: target.startsWith('.') ? relative(root, resolve(root, dirname(file), target)) : target,
    ...rest,
  }))
})

/** What a room may use of other rooms at run time, and what only by type. `errors.ts` is for everybody; `src` (the story) uses all. */
const ROOMS: Readonly<Record<string, { readonly uses: readonly string[]; readonly types: readonly string[] }>> = {
  contract: { uses: [], types: [] },
  formats: { uses: [], types: [] },
  shapes: { uses: [], types: ['contract'] },
  frameworks: { uses: ['contract', 'formats', 'shapes'], types: ['model'] },
  model: { uses: ['contract', 'formats'], types: ['frameworks'] },
  tools: { uses: [], types: [] },
  // the names of labels and annotations are the image's; names of repositories are the registry's
  registry: { uses: ['contract', 'image/types.ts', 'image/parse-object.ts'], types: ['image', 'tools'] },
  image: { uses: ['contract', 'model', 'registry'], types: ['tools'] },
  report: { uses: ['contract'], types: ['frameworks', 'registry', 'image', 'model'] },
  catalogue: { uses: ['contract', 'registry', 'report'], types: [] },
  callers: { uses: ['contract'], types: [] },
  commands: { uses: ['callers', 'catalogue', 'contract', 'model', 'registry', 'image', 'report', 'tools', 'frameworks'], types: [] },
}

/** Rooms that read hostile bytes: they get them through ByteSource and can reach nothing else. */
const PURE = ['contract', 'formats', 'shapes', 'frameworks']
const PURE_MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  contract: ['node:crypto'],
  formats: ['node:zlib', 'saxes', 'yaml', '@lezer/python', '@lezer/common', 'hyparquet'],
  shapes: [],
  frameworks: ['node:path'],
}

/** Longer than 400 lines because they are one table. */
const TABLES = ['src/metadata.ts', 'src/catalogue/script.ts']

describe('rooms', () => {
  it('are all in the plan', () => {
    expect([...new Set(sources.map(roomOf))].filter((room) => room !== 'src' && !(room in ROOMS))).toEqual([])
  })

  it.each(Object.entries(ROOMS))('%s uses only the rooms it may', (room, { uses, types }) => {
    const broken = imports
      .filter(({ file, target }) => roomOf(file) === room && target.startsWith('src/') && roomOf(target) !== room && target !== 'src/errors.ts')
      .filter(({ target, typeOnly }) => {
        const allowed = typeOnly ? [...uses, ...types] : uses
        if (allowed.some((name) => roomOf(target) === name || target === `src/${name}`)) return false
        // what the entries share with their rooms: logging, inputs, the ports; never the entries or the story for the inner rooms
        return !(roomOf(target) === 'src' && (room === 'commands' || ['src/log.ts', 'src/ports.ts'].includes(target)) && !PURE.includes(room))
      })
      .map(({ file, target }) => `${file} → ${target}`)
    expect(broken).toEqual([])
  })

  it.each(PURE)('%s reaches nothing but its input', (room) => {
    const broken = imports
      .filter(({ file, target }) => roomOf(file) === room && !target.startsWith('src/'))
      .filter(({ target }) => !PURE_MAY_IMPORT[room]?.includes(target))
      .map(({ file, target }) => `${file} → ${target}`)
    expect(broken).toEqual([])
  })

  it('start processes in few places', () => {
    const starters = imports.filter(({ target }) => ['node:child_process', 'execa', '@actions/exec', 'node:worker_threads'].includes(target))
    expect(starters.filter(({ file }) => roomOf(file) !== 'tools' && file !== 'src/registry/oras.ts').map(({ file }) => file)).toEqual([])
  })

  it('execute nothing they read', () => {
    const executes = /\beval\(|\bnew Function\b|node:vm|createRequire|\bimport\((?!')/
    expect(sources.filter((file) => executes.test(read(file)))).toEqual([])
  })

  it('import without cycles', () => {
    const next = new Map(
      sources.map((file) => [file, imports.filter((edge) => edge.file === file && !edge.typeOnly && !edge.lazy).map(({ target }) => target)]),
    )
    const done = new Set<string>()
    const cycleFrom = (file: string, path: readonly string[]): readonly string[] | null => {
      if (path.includes(file)) return [...path.slice(path.indexOf(file)), file]
      if (done.has(file)) return null
      for (const target of next.get(file) ?? []) {
        const cycle = cycleFrom(target, [...path, file])
        if (cycle !== null) return cycle
      }
      done.add(file)
      return null
    }
    expect(sources.map((file) => cycleFrom(file, [])).find((cycle) => cycle !== null) ?? null).toBeNull()
  })

  it('import only files that exist, by their full name', () => {
    expect(
      imports.filter(({ target }) => target.startsWith('src/') && !existsSync(join(root, target))).map(({ file, target }) => `${file} → ${target}`),
    ).toEqual([])
  })
})

describe('files', () => {
  it('hold one idea: at most 400 lines, unless they are a table', () => {
    const lengths = sources.filter((file) => !TABLES.includes(file)).map((file) => [file, read(file).trimEnd().split('\n').length] as const)
    expect(lengths.filter(([, lines]) => lines > 400)).toEqual([])
  })

  it('are named for what they hold', () => {
    expect(sources.filter((file) => /utils?\b|helpers?\b|manager|misc|common/i.test(file))).toEqual([])
    const named = /^export (?:async )?(?:function|const|class|interface|type) (\w*(?:Utils?|Helpers?|Manager))\b/m
    expect(sources.filter((file) => named.test(read(file)))).toEqual([])
  })

  it('use nothing newer than Node 20', () => {
    const newer =
      /[zZ]std(?:Compress|Decompress)|\bglobSync\b|Promise\.(?:withResolvers|try)\b|\b(?:Object|Map)\.groupBy\b|Array\.fromAsync|import\.meta\.main\b|node:sqlite/
    expect(sources.filter((file) => newer.test(read(file)))).toEqual([])
  })

  it('leave nothing for later', () => {
    expect(sources.filter((file) => /\b(?:TODO|FIXME|XXX|HACK)\b/.test(read(file)))).toEqual([])
  })
})

describe('package.json', () => {
  const manifest = JSON.parse(read('package.json')) as Record<'dependencies' | 'devDependencies' | 'optionalDependencies', Record<string, string>>

  it('pins every version exactly', () => {
    const all = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies })
    expect(all.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([])
  })

  it('lists exactly the packages that src imports', () => {
    const packageOf = (target: string): string =>
      target
        .split('/')
        .slice(0, target.startsWith('@') ? 2 : 1)
        .join('/')
    const used = new Set(
      imports.filter(({ target }) => !target.startsWith('src/') && !target.startsWith('node:')).map(({ target }) => packageOf(target)),
    )
    expect([...used].sort()).toEqual(Object.keys(manifest.dependencies).sort())
  })
})

describe('docs', () => {
  it('explain every error code, and no other', () => {
    const explained = [...read('docs/troubleshooting.md').matchAll(/^###+ `([a-z-]+)`/gm)].map(([, code]) => code)
    expect(explained.sort()).toEqual([...ERROR_CODES].sort())
  })

  it('point to files that exist', () => {
    const pages = globSync(['*.md', 'docs/**/*.md', 'examples/**/*.md'], { cwd: root })
    const broken = pages.flatMap((page) =>
      [...read(page).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
        .map(([, target = '']) => target)
        .filter((target) => !/^[a-z]+:/.test(target) && !existsSync(resolve(root, dirname(page), target)))
        .map((target) => `${page} → ${target}`),
    )
    expect(broken).toEqual([])
  })
})

describe('action.yml', () => {
  const action = parse(read('action.yml')) as {
    inputs: Record<string, { description?: string; default?: string }>
    runs: { using: string; main: string }
  }

  it('runs on Node 24', () => {
    expect(action.runs).toEqual({ using: 'node24', main: 'dist/index.js' })
  })

  it('has the inputs and defaults that the program knows', () => {
    const known = INPUTS.map(({ name, default: value }) => [name, value])
    // an expression is filled in by the runner; in a terminal there is none
    const text = (value = ''): string => (value.startsWith('${{') ? '' : value)
    expect(Object.entries(action.inputs).map(([name, input]) => [name, text(input.default)])).toEqual(known)
  })

  it.each(Object.keys(action.inputs).filter((name) => name !== 'path'))('%s is a flag of the command line', (name) => {
    expect(() => parseCall(['DIR', `--${name}`, action.inputs[name]?.default || 'text'])).not.toThrow()
  })
})

it('every folder of src has tests', () => {
  const rooms = [...new Set(sources.map(roomOf))].filter((room) => !['src', 'commands'].includes(room))
  expect(rooms.filter((room) => globSync(`test/${basename(room)}/**/*.test.ts`, { cwd: root }).length === 0)).toEqual([])
})
