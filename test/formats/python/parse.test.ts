import { describe, expect, it } from 'vitest'
import { UserError } from '../../../src/errors.ts'
import { parseExpression, parsePython } from '../../../src/formats/python/parse.ts'
import type { Expression, Parameter, Statement } from '../../../src/formats/python/syntax.ts'

/** The tree in one line with every operation in parentheses, as Python would nest it. */
function show(expression: Expression | null): string {
  if (expression === null) return ''
  switch (expression.kind) {
    case 'name':
      return expression.id
    case 'attribute':
      return `${show(expression.object)}.${expression.name}`
    case 'subscript':
      return `${show(expression.object)}[${show(expression.index)}]`
    case 'call':
      return `${show(expression.callee)}(${[...expression.args.map(show), ...expression.keywords.map(({ name, value }) => (name === null ? `**${show(value)}` : `${name}=${show(value)}`))].join(', ')})`
    case 'string':
    case 'bytes':
      return JSON.stringify(expression.value)
    case 'format':
      return `f<${expression.parts.map((part) => (typeof part === 'string' ? JSON.stringify(part) : show(part))).join('|')}>`
    case 'number':
      return `${expression.value}:${expression.type}`
    case 'constant':
      return String(expression.value)
    case 'tuple':
    case 'list':
    case 'set':
      return `${expression.kind}<${expression.elements.map(show).join(', ')}>`
    case 'dict':
      return `dict<${expression.entries.map(({ key, value }) => (key === null ? `**${show(value)}` : `${show(key)}: ${show(value)}`)).join(', ')}>`
    case 'binary':
      return `(${show(expression.left)} ${expression.op} ${show(expression.right)})`
    case 'unary':
      return `(${expression.op} ${show(expression.operand)})`
    case 'conditional':
      return `(${show(expression.body)} if ${show(expression.test)} else ${show(expression.otherwise)})`
    case 'lambda':
      return `lambda<${expression.parameters.map(parameter).join(', ')}: ${show(expression.body)}>`
    case 'comprehension':
      return `${expression.of}<${show(expression.element)}${expression.value === null ? '' : `: ${show(expression.value)}`}${expression.clauses.map(({ target, iterable, filtered }) => ` for ${show(target)} in ${show(iterable)}${filtered ? ' if' : ''}`).join('')}>`
    case 'await':
    case 'starred':
    case 'yield':
    case 'yield-from':
      return `${expression.kind}<${show(expression.value)}>`
    case 'named':
      return `(${show(expression.target)} := ${show(expression.value)})`
    case 'slice':
      return [expression.lower, expression.upper, expression.step].map(show).join(':')
    case 'unknown':
      return '⚠'
  }
}

function parameter({ name, kind, annotation, default: fallback }: Parameter): string {
  const marks: Readonly<Record<Parameter['kind'], string>> = { 'positional-only': '/', positional: '', args: '*', 'keyword-only': '^', kwargs: '**' }
  return `${marks[kind]}${name}${annotation === null ? '' : `: ${show(annotation)}`}${fallback === null ? '' : ` = ${show(fallback)}`}`
}

const first = (source: string): Statement | undefined => parsePython(source, 'test.py').body[0]

describe('expressions', () => {
  // [source, tree]: precedence and nesting as CPython's ast module gives them
  const cases: readonly (readonly [string, string])[] = [
    ['not a or b', '((not a) or b)'],
    ['a or b and c', '(a or (b and c))'],
    ['not a in b', '(not (a in b))'],
    ['a not in b and c is not d', '((a not in b) and (c is not d))'],
    ['1 < a <= 2', '((1:int < a) <= 2:int)'],
    ['-x ** -2', '(- (x ** (- 2:int)))'],
    ['2 ** 3 ** 4', '(2:int ** (3:int ** 4:int))'],
    ['a - b - c * d', '((a - b) - (c * d))'],
    ['a | b & c ^ d << 1', '(a | ((b & c) ^ (d << 1:int)))'],
    ['a if b else c if d else e', '(a if b else (c if d else e))'],
    ['x / 255.', '(x / 255:float)'],
    ['1_000 + 0xff + 1e-3 + 2j', '(((1000:int + 255:int) + 0.001:float) + 2:complex)'],
    ['f(a, *b, c=1, **d)', 'f(a, starred<b>, c=1:int, **d)'],
    ['f(x for a, b in c if d)', 'f(generator<x for tuple<a, b> in c if>)'],
    ['a[1:, ::2, "k"]', 'a[tuple<1:int::, ::2:int, "k">]'],
    ['{"a": 1, **b}', 'dict<"a": 1:int, **b>'],
    ['{k: v for k in a for v in b}', 'dict<k: v for k in a for v in b>'],
    ['lambda a, b=1, *c, **d: a', 'lambda<a, b = 1:int, *c, **d: a>'],
    ['"a" \'b\\n\' """c"""', '"ab\\nc"'],
    ['r"\\d" "\\x41\\u00e9\\101\\q"', '"\\\\dAéA\\\\q"'],
    ['b"\\xff"', '"ÿ"'],
    ['f"{{x}}"', '"{x}"'],
    ['f"a{b!r:>{w}}c{d["e"]}"', 'f<"a"|b|"c"|d["e"]>'],
    ['(a := 1)', '(a := 1:int)'],
    ['await f(x).y', 'await<f(x).y>'],
    ['(yield)', 'yield<>'],
    ['()', 'tuple<>'],
    ['(a,)', 'tuple<a>'],
    ['...', '...'],
  ]
  for (const [source, tree] of cases) {
    it(source, () => {
      const statement = first(`x = ${source}\n`)
      expect(statement?.kind === 'assign' && show(statement.value)).toBe(tree)
    })
  }
})

describe('parameters', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['a, b: int = 1', 'a | b: int = 1:int'],
    ['self, /, a, *, b', '/self | a | ^b'],
    ['*args: int, k=2, **kwargs: str', '*args: int | ^k = 2:int | **kwargs: str'],
    ['a, # with / in a comment\n  b', 'a | b'],
    ['x: "np.ndarray" = None,', 'x: "np.ndarray" = null'],
  ]
  for (const [source, expected] of cases) {
    it(source, () => {
      const statement = first(`def f(${source}): pass\n`)
      expect(statement?.kind === 'function' && statement.parameters.map(parameter).join(' | ')).toBe(expected)
    })
  }
})

describe('statements', () => {
  const kinds = (source: string): readonly string[] => parsePython(source, 'test.py').body.map(({ kind }) => kind)

  it('several on one line', () => expect(kinds('import a; a.b(); pass\n')).toEqual(['import', 'expression', 'pass']))
  it('elif is an if alone in the else before it', () => {
    const statement = first('if a:\n  pass\nelif b:\n  x\nelse:\n  y; z\n')
    const inner = statement?.kind === 'if' ? statement.otherwise[0] : undefined
    expect(inner?.kind === 'if' && inner.otherwise.length).toBe(2)
  })
  it('the handlers of a try', () => {
    const statement = first('try:\n  a\nexcept (A, B) as e:\n  b\nexcept:\n  c\nelse:\n  d\nfinally:\n  e\n')
    expect(statement?.kind === 'try' && statement.handlers.map(({ type, name }) => `${show(type)} ${name}`)).toEqual(['tuple<A, B> e', ' null'])
    expect(statement?.kind === 'try' && [statement.otherwise.length, statement.final.length]).toEqual([1, 1])
  })
  it('with targets of every form', () => {
    const targets = (source: string) => {
      const statement = first(source)
      return statement?.kind === 'with' ? statement.items.map(({ context, target }) => `${show(context)} → ${show(target)}`) : []
    }
    expect(targets('with a as b, c: pass\n')).toEqual(['a → b', 'c → '])
    expect(targets('with f() as (a, b): pass\n')).toEqual(['f() → tuple<a, b>'])
    expect(targets('with (open(a) as b, open(c) as d,):\n  pass\n')).toEqual(['open(a) → b', 'open(c) → d'])
  })
  it('imports', () => {
    expect(first('from ..a.b import (c as d, e,)\n')).toEqual({
      kind: 'import-from',
      module: 'a.b',
      level: 2,
      names: [
        { name: 'c', as: 'd' },
        { name: 'e', as: null },
      ],
      line: 1,
    })
    expect(first('import a.b as c, d\n')).toMatchObject({
      kind: 'import',
      names: [
        { module: 'a.b', as: 'c' },
        { module: 'd', as: null },
      ],
    })
  })
  it('decorators, bases, keywords', () => {
    const statement = first('@a.b(c=1)\nclass D(E, metaclass=F):\n  x: int\n')
    expect(
      statement?.kind === 'class' && [
        show(statement.decorators[0] ?? null),
        statement.bases.map(show),
        statement.keywords.map(({ name }) => name),
        statement.line,
      ],
    ).toEqual(['a.b(c=1:int)', ['E'], ['metaclass'], 2])
  })
  it('class patterns without arguments, form feeds, Python 2', () => {
    for (const source of ['match a:\n  case ast.B():\n    pass\n', 'a\n\f\nb\n', 'print "x"\nexcept_ = 1\n', 'try:\n  a\nexcept E, e:\n  b\n'])
      expect(parsePython(source, 'test.py').errors).toEqual([])
  })
})

describe('what is damaged or hostile', () => {
  it('lists the lines it could not read, and marks the function', () => {
    const module = parsePython('a = 1\ndef f(x):\n  y = x $ 2\n  return y\nb = 2\n', 'test.py')
    expect(module.errors).toEqual([3])
    expect(module.body.map((statement) => statement.kind === 'function' && statement.damaged)).toEqual([false, true, false])
  })

  const hostile: Readonly<Record<string, string>> = {
    'brackets nested deeper than Python allows': '('.repeat(201),
    'a source above the limit': 'a'.repeat(1024 * 1024 + 1),
    garbage: ':'.repeat(400_000),
  }
  for (const [what, source] of Object.entries(hostile))
    it(`refuses ${what}`, () => expect(() => parsePython(source, 'test.py')).toThrow(expect.objectContaining({ code: 'corrupt' })))

  it('nests chains of any length without overflowing', () => {
    for (const source of [
      `x = ${'a + '.repeat(20_000)}a\n`,
      `x = a${'.b()'.repeat(5_000)}\n`,
      `x = ${'- '.repeat(20_000)}a\n`,
      `x = ${'lambda: '.repeat(3_000)}1\n`,
    ]) {
      try {
        parsePython(source, 'test.py')
      } catch (error) {
        expect(error).toBeInstanceOf(UserError)
      }
    }
  })
})

describe('quoted annotations', () => {
  it('are one expression', () => {
    expect(show(parseExpression(' Optional[int] ') ?? null)).toBe('Optional[int]')
    for (const text of ['a b', 'import a', 'a\nb', '', '(']) expect(parseExpression(text)).toBeUndefined()
  })
})
