import { RULES, type Rule, type RuleName, ruleId, type Side } from '../../src/contract/rules.ts'

const SIDES: readonly Side[] = ['model', 'signature', 'input', 'output']

/** The table of changes for docs/contract.md: one row per kind of change, one anchor per rule id. */
export function contractRules(): string {
  const rows = RULES.map((rule: Rule) => {
    const sides = SIDES.filter((side) => rule.levels[side] !== undefined)
    const anchors = sides.map((side) => `<a id="${ruleId(rule.name as RuleName, side)}"></a>`).join('')
    const ids = sides.map((side) => `\`${ruleId(rule.name as RuleName, side)}\``).join('<br>')
    const whole = rule.levels.model ?? rule.levels.signature
    const levels = whole === undefined ? `${rule.levels.input ?? ''} | ${rule.levels.output ?? ''}` : `${whole} | ${whole}`
    return `| ${anchors}${rule.change} | ${levels} | ${rule.meaning} | ${ids} |`
  })
  return ['| change | input | output | for callers | rule |', '|---|---|---|---|---|', ...rows].join('\n')
}
