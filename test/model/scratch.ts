import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach } from 'vitest'

/** Text or bytes of a file, or the target of a symbolic link. */
export type Content = string | Uint8Array | { readonly link: string }

const made: string[] = []

afterEach(() => {
  for (const directory of made.splice(0)) rmSync(directory, { recursive: true, force: true })
})

/** A real directory with these files, removed after the test. */
export function scratch(contents: Readonly<Record<string, Content>>): string {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'mlambda-model-')))
  made.push(root)
  for (const [name, content] of Object.entries(contents)) {
    const disk = path.join(root, name)
    mkdirSync(path.dirname(disk), { recursive: true })
    if (typeof content === 'object' && 'link' in content) symlinkSync(content.link, disk)
    else writeFileSync(disk, content)
  }
  return root
}

/** A Git LFS pointer as `git lfs` writes it. */
export function lfsPointer(size = 123456789): string {
  return `version https://git-lfs.github.com/spec/v1\noid sha256:${'4d7a2146'.repeat(8)}\nsize ${size}\n`
}

/** The UserError's code, message, remedy and place; fails for anything else. */
export function refusal(action: () => unknown): { code: string; message: string; remedy: string; where: unknown } {
  try {
    action()
  } catch (error) {
    if (error instanceof Error && 'code' in error && 'remedy' in error) {
      const { code, message, remedy } = error as Error & { code: string; remedy: string; where?: unknown }
      return { code, message, remedy, where: (error as { where?: unknown }).where }
    }
    throw error
  }
  throw new Error('nothing was refused')
}
