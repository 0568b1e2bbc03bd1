import { canonicalJson, contractDigest } from '../contract/canonical.ts'
import { contractAnswer } from './json.ts'
import type { Report } from './types.ts'
import { standingOf } from './usage.ts'

/**
 * `predicateType` of an attestation that holds a contract; it leads to the schema of the predicate. in-toto attestation spec v1, "predicateType":
 * a predicate that readers of this one would misunderstand is another type.
 */
export const PREDICATE_TYPE = 'https://raw.githubusercontent.com/mlambda/upload-action/main/docs/schema/contract-predicate-v1.schema.json'

/**
 * What a signer says of an image's digest: which files it was made of (content digest), the canonical contract, and for each fact where it is from.
 * The same model gives the same text. `null` where nothing stands in the registry that it could be said of.
 */
export function contractPredicate(report: Report): object | null {
  const { contract, content } = report
  const standing = standingOf(report)
  if (standing === null || contract === undefined || content === undefined) return null
  const { completeness, signatures } = contractAnswer({ contract, warnings: [], findings: [] })
  return {
    model: report.model,
    version: standing.version,
    contentDigest: content,
    contractDigest: contractDigest(contract),
    contract: JSON.parse(canonicalJson(contract)),
    evidence: { completeness, signatures },
  }
}
