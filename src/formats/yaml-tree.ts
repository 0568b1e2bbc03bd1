import {
  Composer,
  type CST,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  Parser,
  Scalar,
  visit,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'
import { UserError } from '../errors.ts'

/**
 * YAML as a tree whose every node knows its place, with the traps taken out: aliases followed, `<<` merged, scalars as written
 * (`12`, `1.0` and `yes` stay what the author typed), a bare `?` understood as a word. No tag is honoured, nothing is constructed.
 */
export type Tree = TreeScalar | TreeMap | TreeList

/** A place in the text: 1-based line and column, and the half-open range of offsets. */
export interface Span {
  readonly line: number
  readonly column: number
  readonly start: number
  readonly end: number
}

export interface TreeScalar {
  readonly kind: 'scalar'
  /** Plain scalars as written, others with quotes and escapes resolved. */
  readonly text: string
  /** Written without quotes: numbers, true, null and ? mean something only then. */
  readonly plain: boolean
  readonly span: Span
}
export interface TreeMap {
  readonly kind: 'map'
  readonly entries: readonly TreeEntry[]
  readonly span: Span
}
export interface TreeEntry {
  readonly key: TreeScalar
  readonly value: Tree
}
export interface TreeList {
  readonly kind: 'list'
  readonly items: readonly Tree[]
  readonly span: Span
}

/** A written definition of 10,000 columns is about 600 kB; YAML libraries need seconds for much more. Bytes (UTF-16 units). */
const MAX_TEXT = 2 * 1024 * 1024
/** Contracts nest a handful deep (struct in sequence in map …); the composer is recursive. */
const MAX_DEPTH = 64
/** Nodes after aliases are followed: 10,000 columns have 80,000; "billion laughs" end here. */
const MAX_NODES = 500_000

/** All documents of a YAML text; empty documents are left out. Throws UserError `definition-invalid` with line and column. */
export function parseYaml(text: string, file: string): readonly Tree[] {
  if (text.length > MAX_TEXT)
    throw new UserError(
      'definition-invalid',
      `${file} is longer than ${MAX_TEXT} characters`,
      'a definition describes one model: keep other data elsewhere',
      { file },
    )
  const mark = unusedCharacter(text)
  const lines = new LineCounter()
  const place = (offset: number): { line: number; column: number } => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(line, 1), column: Math.max(col, 1) }
  }
  const fail = (offset: number, message: string, remedy: string): UserError => {
    const { line, column } = place(offset)
    return new UserError('definition-invalid', `${file}:${line}:${column}: ${message}`, remedy, { file, line, column })
  }
  const tokens = [...new Parser(lines.addNewLine).parse(markQuestions(text, mark))]
  for (const token of tokens) checkDepth(token, fail)
  // keys are compared by ourselves: the library's check is quadratic
  const composer = new Composer({
    uniqueKeys: false,
    merge: false,
    resolveKnownTags: false,
    prettyErrors: false,
    strict: true,
    schema: 'core',
    version: '1.2',
  })
  let nodes = 0

  const trees: Tree[] = []
  for (const document of composer.compose(tokens, false, text.length)) {
    const [error] = [...document.errors, ...document.warnings]
    if (error !== undefined) {
      const [message, remedy] = explainSyntax(error.code, error.message)
      throw fail(error.pos[0], message, remedy)
    }
    if (document.contents === null) continue
    const targets = aliasTargets(document)
    const tree = build(document.contents, 0)
    if (tree.kind !== 'scalar' || tree.text !== '') trees.push(tree)

    function build(node: Node | null | undefined, depth: number): Tree {
      if (++nodes > MAX_NODES)
        throw fail(
          node?.range?.[0] ?? 0,
          `more than ${MAX_NODES} values once its aliases are followed`,
          'write out what is meant without aliases of aliases',
        )
      if (depth > MAX_DEPTH)
        throw fail(node?.range?.[0] ?? 0, `values nest deeper than ${MAX_DEPTH}`, 'an alias that contains itself has no end: write the value out')
      if (isAlias(node)) {
        const target = targets.get(node)
        if (target === undefined)
          throw fail(
            node.range?.[0] ?? 0,
            `there is no &${node.source} before this *${node.source}`,
            `write the value itself, or quote it if the * is meant: '*${node.source}'`,
          )
        return build(target, depth + 1)
      }
      if (isMap(node)) return { kind: 'map', entries: entriesOf(node, depth), span: spanOf(node) }
      if (isSeq(node)) return { kind: 'list', items: (node as YAMLSeq<Node>).items.map((item) => build(item, depth + 1)), span: spanOf(node) }
      if (isScalar(node)) return scalarOf(node)
      return { kind: 'scalar', text: '', plain: true, span: { ...place(0), start: 0, end: 0 } }
    }

    function entriesOf(map: YAMLMap, depth: number): TreeEntry[] {
      const entries = new Map<string, TreeEntry>()
      const merged: TreeEntry[] = []
      for (const { key, value } of (map as YAMLMap<Node, Node | null>).items) {
        const built = build(key, depth + 1)
        if (built.kind !== 'scalar') throw fail(built.span.start, 'a key must be a word', 'write `name: value`')
        if (built.plain && built.text === '<<') {
          const base = build(value, depth + 1)
          for (const part of base.kind === 'list' ? base.items : [base]) {
            if (part.kind !== 'map') throw fail(part.span.start, '<< merges mappings only', 'write the keys out')
            merged.push(...part.entries)
          }
          continue
        }
        const first = entries.get(built.text)
        if (first !== undefined) {
          throw fail(
            built.span.start,
            `the key ${JSON.stringify(built.text)} is written twice, first in line ${first.key.span.line}`,
            'keep one of them',
          )
        }
        const tree = build(value, depth + 1)
        // `key:` with nothing behind it lies, for messages, at its key
        entries.set(built.text, {
          key: built,
          value: tree.span.start === 0 && tree.kind === 'scalar' && tree.text === '' ? { ...tree, span: built.span } : tree,
        })
      }
      // keys of the mapping itself win over merged ones, earlier merged ones over later (yaml.org/type/merge.html)
      for (const entry of merged) if (!entries.has(entry.key.text)) entries.set(entry.key.text, entry)
      return [...entries.values()]
    }

    function scalarOf(node: Scalar): TreeScalar {
      const plain = node.type === Scalar.PLAIN || node.type === undefined
      const written = plain ? (node.source ?? '') : typeof node.value === 'string' ? node.value : (node.source ?? '')
      return { kind: 'scalar', text: written.replaceAll(mark, '?'), plain, span: spanOf(node) }
    }

    function spanOf(node: Node): Span {
      const start = node.range?.[0] ?? 0
      return { ...place(start), start, end: node.range?.[1] ?? start }
    }
  }
  return trees
}

/**
 * In YAML a bare `?` begins an explicit key, so `type: ?` would be a broken mapping. Where a value is expected it is replaced by a character that
 * occurs nowhere else and has the same width, and turned back when scalars are read.
 */
function markQuestions(text: string, mark: string): string {
  return text.replace(/([:,[{-][ \t]*)\?(?=[ \t]*(?:[,\]}]|[ \t]#|\r?\n|$))/g, (_, before: string) => before + mark)
}

function unusedCharacter(text: string): string {
  for (let code = 0xe000; code < 0xf8ff; code++) {
    const character = String.fromCharCode(code)
    if (!text.includes(character)) return character
  }
  return '\uf8ff'
}

/** The composer recurses, the parser does not: depth is measured between them, without recursion. */
function checkDepth(token: CST.Token, fail: (offset: number, message: string, remedy: string) => UserError): void {
  const open: { token: CST.Token; depth: number }[] = [{ token, depth: 0 }]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { token: current, depth } = next
    if (depth > MAX_DEPTH)
      throw fail(current.offset, `values nest deeper than ${MAX_DEPTH}`, 'a contract nests a handful deep: check the brackets and the indentation')
    if (current.type === 'document') {
      if (current.value !== undefined) open.push({ token: current.value, depth })
    } else if ('items' in current) {
      for (const item of current.items) {
        if ('key' in item && item.key) open.push({ token: item.key, depth: depth + 1 })
        if (item.value) open.push({ token: item.value, depth: depth + 1 })
      }
    }
  }
}

/** Which node each alias stands for: the last anchor of that name before it, found in one pass. */
function aliasTargets(document: Document.Parsed): ReadonlyMap<Node, Node> {
  const anchors = new Map<string, Node>()
  const targets = new Map<Node, Node>()
  visit(document, {
    Node(_, node) {
      if (isAlias(node)) {
        const target = anchors.get(node.source)
        if (target !== undefined) targets.set(node, target)
      } else if (node.anchor !== undefined) anchors.set(node.anchor, node)
    },
  })
  return targets
}

/** The library's codes in words for people who write twenty lines of YAML a year. */
function explainSyntax(code: string, message: string): readonly [message: string, remedy: string] {
  switch (code) {
    case 'TAB_AS_INDENT':
      return ['a tab is used for indentation', 'indent with spaces']
    case 'BAD_INDENT':
    case 'MULTILINE_IMPLICIT_KEY':
      return [`the indentation or a bracket is wrong (${message})`, 'give entries of one mapping the same indentation, and close every bracket']
    case 'MISSING_CHAR':
      return [`a character is missing (${message})`, 'close every bracket and quote, and write a space behind every colon and a comma between items']
    case 'TAG_RESOLVE_FAILED':
      return ['a tag (!…) has no meaning here', 'write the plain value, or quote a text that begins with !']
    case 'BLOCK_AS_IMPLICIT_KEY':
    case 'BLOCK_IN_FLOW':
      return ['a second `: ` stands on one line', 'quote a text that holds ": ", or put the inner mapping on its own lines or in { }']
    default:
      return [`not valid YAML: ${message}`, 'correct the YAML at this place; quote texts with special characters']
  }
}
