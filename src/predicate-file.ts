import { mkdtemp, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { contractPredicate } from './report/predicate.ts'
import type { Report } from './report/types.ts'

/**
 * Writes what can be attested of one model's image below `directory`, for the steps that follow.
 * @returns its path; '' for several models and where nothing stands in the registry
 */
export async function writePredicate(reports: readonly Report[], directory: string): Promise<string> {
  const [report, ...others] = reports
  const predicate = report === undefined || others.length > 0 ? null : contractPredicate(report)
  if (predicate === null) return ''
  // a directory of its own: several steps of one job publish several models
  const file = join(await mkdtemp(join(directory, 'mlambda-')), 'contract-predicate.json')
  await writeFile(file, `${JSON.stringify(predicate)}\n`)
  return file
}
