import type { Tree } from '@lezer/common'

/** One node of the concrete tree: the grammar's name, its place in the text, its children without comments. */
export interface Concrete {
  readonly type: string
  readonly from: number
  readonly to: number
  readonly children: readonly Concrete[]
  /** Holds something that the grammar could not read. */
  readonly damaged: boolean
}

/** The grammar's mark for what it skipped or missed. */
export const ERROR = '⚠'

/** Copies the parser's tree without recursion: nesting depth is the file's choice. */
export function concreteTree(tree: Tree): Concrete {
  const cursor = tree.cursor()
  const root = open(cursor)
  const stack = [root]
  for (;;) {
    const top = stack[stack.length - 1] ?? root
    if (cursor.firstChild()) stack.push(open(cursor))
    else {
      // a leaf: close it and every ancestor that has no further child
      let node: Growing = top
      for (;;) {
        stack.pop()
        const parent = stack[stack.length - 1]
        if (parent === undefined) return root
        if (node.damaged) parent.damaged = true
        if (node.type !== 'Comment') parent.children.push(node)
        if (cursor.nextSibling()) {
          stack.push(open(cursor))
          break
        }
        cursor.parent()
        node = parent
      }
    }
  }
}

interface Growing extends Concrete {
  readonly children: Concrete[]
  damaged: boolean
}

const open = (cursor: {
  readonly name: string
  readonly from: number
  readonly to: number
  readonly type: { readonly isError: boolean }
}): Growing => ({
  type: cursor.type.isError ? ERROR : cursor.name,
  from: cursor.from,
  to: cursor.to,
  children: [],
  damaged: cursor.type.isError,
})
