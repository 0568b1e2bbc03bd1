import { UserError } from '../../errors.ts'
import type { ModelFiles } from '../../model/types.ts'
import type { Framework, Inference, Match, Warning } from '../framework.ts'
import { signatureOf } from './contract.ts'
import { createFlow } from './flow.ts'
import { matchSpark } from './match.ts'
import { inferBundle } from './mleap/walk.ts'
import { mllibSignature } from './mllib.ts'
import { isEstimator, walkLooseStages, walkSaved } from './pipeline.ts'
import { openSaved, type Saved } from './saved.ts'

/**
 * Apache Spark: pipelines and single models of ML (1.6 and later), models of the older MLlib, and bundles that MLeap exports.
 * The contract is the dataflow over columns: what stages read and nobody makes goes in, what they make and nobody reads comes out.
 * Source: apache/spark mllib/src/main/scala/org/apache/spark/ml, the Reader and Writer of each class.
 */
export const spark: Framework = { name: 'spark', match: matchSpark, infer }

function infer(files: ModelFiles, match: Match): Inference {
  if (match.format === 'mleap') return inferBundle(files, match)
  const folder = match.path === '' ? '' : `${match.path}/`
  const saved = openSaved(files, folder)
  if (match.format === 'mllib' && saved !== null) return fromMllib(files, saved)
  if (saved !== null && isEstimator(saved.className)) throw estimator(saved)
  const flow = createFlow()
  const warnings: Warning[] = []
  if (saved === null) {
    const message = `the pipeline's own metadata is not there: Spark cannot load it. Its ${folder}stages are read in the order of their numbers`
    warnings.push({ code: 'spark-no-metadata', message, where: folder })
    walkLooseStages({ files, flow, warnings }, folder)
  } else walkSaved({ files, flow, warnings }, saved)
  return {
    framework: { name: 'spark', ...(saved?.version !== undefined && { version: saved.version }), format: 'sparkml' },
    signatures: [signatureOf(flow)],
    warnings,
    findings: [],
  }
}

function fromMllib(files: ModelFiles, saved: Saved): Inference {
  const signature = mllibSignature(files, saved)
  if (signature === null) {
    throw new UserError(
      'not-inferable',
      `${saved.className} has no predict() over vectors whose shape is stored`,
      'train it with org.apache.spark.ml, whose models name their columns; or declare the contract in serving.yaml',
      { file: saved.folder },
    )
  }
  return { framework: { name: 'spark', format: 'mllib' }, signatures: [signature], warnings: [], findings: [] }
}

const estimator = (saved: Saved): UserError =>
  new UserError(
    'not-a-model',
    `${saved.folder === '' ? 'the directory' : saved.folder} holds ${saved.className}, an estimator that was never fitted: it has no transform()`,
    'save what fit() returns: estimator.fit(data).write().save(path)',
    { file: saved.folder },
  )
