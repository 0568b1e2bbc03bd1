import { globSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { attempt } from './components.ts'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const own = globSync('.github/workflows/*.yml', { cwd: root })
const examples = globSync('examples/*/.github/workflows/*.yml', { cwd: root })

describe('workflows', () => {
  it.each([...own, ...examples])('actionlint finds nothing in %s', async (workflow) => {
    const ran = await attempt('actionlint', ['-no-color', '-oneline', workflow], { cwd: root })
    expect(ran.stdout + ran.stderr).toBe('')
    expect(ran.code).toBe(0)
  })

  it('zizmor finds no security problem in our own', async () => {
    const ran = await attempt(
      'zizmor',
      [
        '--offline',
        '--no-progress',
        '--persona',
        'pedantic',
        '--config',
        '.github/zizmor.yml',
        '--color',
        'never',
        ...own,
        'action.yml',
        '.github/dependabot.yml',
      ],
      { cwd: root },
    )
    expect(ran.code, ran.stdout + ran.stderr).toBe(0)
  })

  it('zizmor finds nothing serious in the examples', async () => {
    // the examples name actions by tag, so that they are read easily; README says how to pin
    const ran = await attempt(
      'zizmor',
      ['--offline', '--no-progress', '--min-severity', 'high', '--config', '.github/zizmor-examples.yml', '--color', 'never', ...examples],
      { cwd: root },
    )
    expect(ran.code, ran.stdout + ran.stderr).toBe(0)
  })
})
