import { UserError } from '../../../errors.ts'
import type { Zip, ZipEntry } from '../../../formats/zip.ts'
import type { Inference } from '../../framework.ts'
import { readProgram } from './program.ts'

/** The graph of a model as JSON: some KiB per layer; language models stay below 100 MiB. */
const MAX_PROGRAM_BYTES = 192 * 1024 * 1024
/** Programs of one archive: one for each method or size that somebody exported. */
const MAX_PROGRAMS = 100

/** How `torch.export.save` laid out the archive; undefined for any other zip. */
export function layoutOf(zip: Zip): Layout | undefined {
  const old = zip.entries.filter(({ name }) => /^(?:[^/]+\/)?serialized_exported_program\.json$/.test(name))
  if (old.length > 0) return { kind: 'program', programs: old.map((entry) => ({ entry, name: 'forward' })) }
  // the archive's writer puts everything below one folder, named like the file (torch/export/pt2_archive/constants.py)
  const top = /^([^/]+\/)?archive_format$/.exec(zip.entries.find(({ name }) => /^(?:[^/]+\/)?archive_format$/.test(name))?.name ?? '')
  const models = zip.entries.filter(({ name }) => /^(?:[^/]+\/)?models\/[^/]+\.json$/.test(name))
  const compiled = zip.entries.some(({ name }) => /^(?:[^/]+\/)?data\/aotinductor\/[^/]+\/.+/.test(name))
  if (top === null && !compiled) return undefined
  if (models.length === 0) return { kind: compiled ? 'aotinductor' : 'empty' }
  const named = models.map((entry) => ({ entry, name: entry.name.replace(/^.*\/(.+)\.json$/, '$1') }))
  return { kind: 'program', programs: named.length === 1 ? named.map(({ entry }) => ({ entry, name: 'forward' })) : named }
}

export type Layout =
  | { readonly kind: 'program'; readonly programs: readonly { readonly entry: ZipEntry; readonly name: string }[] }
  | { readonly kind: 'aotinductor' | 'empty' }

/** What `torch.export.save` wrote: one signature per program. Throws UserError `not-inferable` for archives of compiled code only. */
export function readPt2(zip: Zip, layout: Layout, file: string): Inference {
  if (layout.kind !== 'program') throw withoutProgram(file, layout.kind)
  if (layout.programs.length > MAX_PROGRAMS) {
    throw new UserError('unsafe', `${file} holds ${layout.programs.length} programs`, 'put each into a file of its own', { file })
  }
  const programs = layout.programs.map(({ entry, name }) => readProgram(zip.text(entry, MAX_PROGRAM_BYTES), `${file}: ${entry.name}`, name))
  const version = programs[0]?.version
  return {
    framework: { name: 'pytorch', ...(version !== undefined && { version }), format: 'pt2' },
    signatures: programs.map(({ signature }) => signature),
    warnings: programs.flatMap(({ warnings }) => warnings),
    findings: [],
  }
}

function withoutProgram(file: string, kind: 'aotinductor' | 'empty'): UserError {
  const [what, remedy] =
    kind === 'aotinductor'
      ? [
          'holds code that AOTInductor compiled, and no program that says what goes in',
          'Add the exported program: torch.export.pt2_archive.package_pt2(f, exported_programs={"model": ep}, aoti_files=…)',
        ]
      : ['is a PT2 archive without a program', 'Save it with torch.export.save(torch.export.export(model, args), path)']
  return new UserError('not-inferable', `${file} ${what}.`, `${remedy}; or declare the contract in serving.yaml.`, { file })
}
