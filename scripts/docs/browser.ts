import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { posix } from 'node:path'

const root = new URL('../../', import.meta.url)

/** src/catalogue/script.ts: the page's program and all it imports, as one classic script that pages carry inside. */
export function browserScript(): string {
  const script = bundle('src/catalogue/page.ts')
  const text = script.replaceAll('\\', '\\\\').replaceAll('`', '\\`').replaceAll('${', '\\${')
  return `// Generated from src/catalogue/page.ts by \`npm run docs\`: change it there.\nexport const SCRIPT = \`${text}\`\n`
}

/** Each file becomes a function that gives its exports; files come after those they import. Import cycles are forbidden in this house (test/house.test.ts). */
function bundle(entry: string): string {
  const parts = new Map<string, string>()
  const visit = (file: string): void => {
    if (parts.has(file)) return
    const code = stripTypeScriptTypes(readFileSync(new URL(file, root), 'utf8'), { mode: 'strip' })
    const imports = [...code.matchAll(/^import \{([^}]*)\} from '([^']+)'\s*$/gm)].map(([statement, names = '', target = '']) => ({
      statement,
      names,
      target,
    }))
    for (const { target } of imports) if (target.startsWith('.')) visit(posix.join(posix.dirname(file), target))
    let body = code
    for (const { statement, names, target } of imports) {
      const kept = names
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== '' && !name.startsWith('type '))
      // node's own modules serve what pages never call: the digest of a contract
      const source = target.startsWith('.') ? `modules[${JSON.stringify(posix.join(posix.dirname(file), target))}]` : '{}'
      body = body.replace(statement, kept.length === 0 ? '' : `const { ${kept.map((name) => name.replace(/ as /, ': ')).join(', ')} } = ${source}`)
    }
    const exported = [...body.matchAll(/^export (?:const|function|async function|class) (\w+)/gm)].map(([, name = '']) => name)
    const plain = withoutComments(body.replace(/^export (?=const|function|async function|class)/gm, ''))
    parts.set(file, `modules[${JSON.stringify(file)}] = (() => {\n${plain}\nreturn { ${exported.join(', ')} }\n})()`)
  }
  visit(entry)
  return `(() => {\n'use strict'\nconst modules = {}\n${[...parts.values()].join('\n')}\nmodules[${JSON.stringify(entry)}].start(document)\n})()`
}

/** Comments on lines of their own, and what the types leave behind: blanks. Comments behind code stay. */
function withoutComments(code: string): string {
  return code
    .replace(/^\s*\/\*\*[\s\S]*?\*\/\s*$/gm, '')
    .replace(/^\s*\/\/.*$/gm, '')
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{2,}/g, '\n')
    .trim()
}
