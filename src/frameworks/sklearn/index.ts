import { UserError } from '../../errors.ts'
import { itemsOf, type PyValue, recordOf } from '../../formats/pickle/values.ts'
import type { ModelFiles } from '../../model/types.ts'
import type { Finding, Framework, Inference, Match, Warning } from '../framework.ts'
import { pickleFindings } from '../pickle-findings.ts'
import { openPickle } from '../pickles.ts'
import { signaturesOf } from './contract.ts'
import { describeEstimator } from './describe.ts'
import { type Estimator, estimatorOf, textAt } from './estimator.ts'
import { matchSklearn } from './match.ts'
import { readSkops } from './skops.ts'

/**
 * scikit-learn and what has its interface, from pickles, joblib files and skops archives: one signature per method that serves new rows.
 * Nothing is unpickled: records are read (formats/pickle), and attributes of known classes say the rest (table.ts).
 */
export const sklearn: Framework = { name: 'sklearn', match: matchSklearn, infer }

function infer(files: ModelFiles, match: Match): Inference {
  const { root, findings } = match.format === 'skops' ? { root: readSkops(files.open(match.path)), findings: [] } : unpickled(files, match.path)
  const estimator = estimatorOf(root)
  const warnings: Warning[] = []
  const version = estimator === null ? '' : versionOf(estimator)
  const described = estimator === null ? null : describeEstimator(estimator, version)
  if (described === null) warnings.push(notAnEstimator(root, match.path))
  else if (described.outputs.size === 0) warnings.push(nothingServed(estimator, match.path))
  return {
    framework: { name: 'sklearn', ...(version !== '' && { version }), format: match.format },
    signatures: described === null ? [] : signaturesOf(described, `${match.path}: ${estimator?.name}`),
    warnings,
    findings,
  }
}

function unpickled(files: ModelFiles, path: string): { readonly root: PyValue; readonly findings: readonly Finding[] } {
  const pickle = openPickle(files, path)
  const findings = pickleFindings(pickle, path)
  const isDangerous = findings.some(({ severity }) => severity === 'critical' || severity === 'high')
  // what is dangerous is told as such, even where the file then breaks off
  if (pickle.root === undefined && !isDangerous)
    throw pickle.failure ?? new UserError('corrupt', `${path} holds no object`, 'Save the model again.', { file: path })
  return { root: pickle.root ?? null, findings }
}

/** Estimators looked at for a version. */
const MAX_SEARCHED = 2_000

/** `_sklearn_version` of the model, or of the first estimator inside that has one (pipelines before 0.24, classes of others). */
function versionOf(estimator: Estimator): string {
  const queue: PyValue[] = [estimator.record]
  const seen = new Set<PyValue>()
  for (let looked = 0; queue.length > 0 && looked < MAX_SEARCHED; looked++) {
    const value = queue.shift()
    if (value === undefined || seen.has(value)) continue
    seen.add(value)
    const found = estimatorOf(value)
    const version = found === null ? null : textAt(found, '_sklearn_version')
    if (version !== null) return version
    const children =
      found?.attributes.pairs.map(([, item]) => item) ?? itemsOf(value)?.slice(0, 100) ?? recordOf(value, 'dict')?.pairs.map(([, item]) => item) ?? []
    for (const child of children) if (typeof child === 'object' && child !== null) queue.push(child)
  }
  return ''
}

function notAnEstimator(root: PyValue, path: string): Warning {
  const kind = recordOf(root, 'dict') !== null ? 'a dict' : itemsOf(root) !== null ? 'a list' : 'an object'
  return {
    code: 'sklearn-no-estimator',
    message: `${path} holds ${kind} with estimators in it, and no single one: save the one that serves (a Pipeline joins several), or declare the contract`,
    where: path,
  }
}

const nothingServed = (estimator: Estimator | null, path: string): Warning => ({
  code: 'sklearn-no-methods',
  message: `${estimator?.name ?? 'the object'} has no predict or transform for new rows that can be known: it is not fitted, only fits (DBSCAN), or is a class that is not known`,
  where: path,
})
