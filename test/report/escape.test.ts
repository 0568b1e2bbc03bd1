import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codeForMarkdown, cut, forHtml, forLog, forMarkdown, sentenceForMarkdown, visible } from '../../src/report/escape.ts'
import { foreignTags, githubLinks, tagsOf, textOf, toHtml } from './rendered.ts'
import { HOSTILE_NAMES } from './sample-reports.ts'

/** Any text, and text made of what has a meaning somewhere. */
const TEXT = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .array(
      fc.constantFrom(...'|`\\<>*_~[]()!#@:/&;$-+=.\n\r\t "\'ax1', '::', '##[', 'www.', 'http://', '&lt;', '<b>', '```', '\u202e', '👩‍🚀', '&#124;'),
      { maxLength: 40 },
    )
    .map((parts) => parts.join('')),
)

describe('visible', () => {
  it.each([
    ['a\nb', 'a\\nb'],
    ['a\r\tb', 'a\\r\\tb'],
    ['\u001b[31m', '\\u{1b}[31m'],
    ['a\u202eb', 'a\\u{202e}b'],
    ['a\u200bb\ufeff', 'a\\u{200b}b\\u{feff}'],
    ['a\u00a0b', 'a\\u{a0}b'],
    ['a\ud800', 'a\\u{d800}'],
    ['\u{e0041}', '\\u{e0041}'],
    ['a\u200db', 'a\\u{200d}b'],
  ])('spells out what cannot be seen: %j', (text, shown) => {
    expect(visible(text)).toBe(shown)
  })

  it.each(['👨‍👩‍👧‍👦', '❤️', '1️⃣', '👩🏽‍🚀', '🏳️‍🌈', 'größe', '年齢', 'возраст', 'a b'])('leaves %s as people write it', (text) => {
    expect(visible(text)).toBe(text)
  })
})

describe('cut', () => {
  it('counts letters as people do, so that a family is one', () => {
    expect(cut('👨‍👩‍👧‍👦'.repeat(5), 3)).toBe('👨‍👩‍👧‍👦👨‍👩‍👧‍👦…')
  })

  it('keeps a name of 60 emoji whole', () => {
    expect(cut('👩🏽‍🚀'.repeat(60), 120)).toBe('👩🏽‍🚀'.repeat(60))
  })

  it('does not let one letter carry 10,000 accents', () => {
    expect(cut(`a${'\u0301'.repeat(10_000)}`, 120).length).toBeLessThan(40)
  })

  it('never leaves half a character, and never more letters than asked for', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), fc.integer({ min: 1, max: 20 }), (text, limit) => {
        const shown = cut(text, limit)
        expect([...new Intl.Segmenter('en').segment(shown)].length).toBeLessThanOrEqual(limit)
        expect(shown).not.toMatch(/\p{Cs}/u)
      }),
    )
  })
})

describe('forLog', () => {
  it.each([
    ['::error::x', '\\::error::x'],
    ['  ::error::x', '  \\::error::x'],
    ['x ##[error]y', 'x ##\\[error]y'],
    ['aten::conv2d', 'aten::conv2d'],
    ['a\n::error::x', 'a\\n::error::x'],
  ])('%j starts no workflow command', (text, shown) => {
    expect(forLog(text)).toBe(shown)
  })

  it('gives one line without a command, whatever the text', () => {
    fc.assert(
      fc.property(TEXT, (text) => {
        const line = forLog(text)
        expect(line).not.toMatch(/[\p{Cc}\u2028\u2029]/u)
        expect(line.trimStart().startsWith('::')).toBe(false)
        expect(line).not.toContain('##[')
      }),
    )
  })
})

describe('forMarkdown', () => {
  // each was a link once
  it.each(['\r_www.x', '_www.example', '~www.example', '(www.example'])('makes no link of %j', (text) => {
    expect(toHtml(forMarkdown(text))).not.toContain('<a')
  })

  it('reads as it is written', () => {
    expect(forMarkdown('callers that send 4 columns (a_b, c) fail.')).toBe('callers that send 4 columns (a_b, c) fail.')
  })

  it.each(['paragraph', 'cell', 'item'] as const)('gives the same text and no element in a %s, whatever the text', (place) => {
    fc.assert(
      fc.property(TEXT, (text) => {
        fc.pre(text.trim() !== '')
        const html = toHtml(placed(place, forMarkdown(text)))
        expect(tagsOf(html)).toEqual(tagsOf(toHtml(placed(place, 'x'))))
        expect(githubLinks(html)).toEqual([])
        expect(collapsed(textOf(html))).toBe(collapsed(textWithin(place, visible(cut(text, 600)))))
      }),
      { numRuns: 400 },
    )
  })
})

describe('codeForMarkdown', () => {
  it.each([
    ['age', '`age`'],
    ['a`b', '``a`b``'],
    ['`', '`` ` ``'],
    ['a|b', '<code>a&#124;b</code>'],
    ['', '`""`'],
    [' a', '`  a `'],
  ])('writes %j as %s', (text, code) => {
    expect(codeForMarkdown(text)).toBe(code)
  })

  it('is one piece of code with the same text in a table cell, whatever the text', () => {
    fc.assert(
      fc.property(TEXT, (text) => {
        const html = toHtml(placed('cell', codeForMarkdown(text)))
        expect(tagsOf(html)).toEqual(tagsOf(toHtml(placed('cell', '`x`'))))
        const shown = visible(cut(text, 120))
        expect(collapsed(textOf(html))).toBe(collapsed(textWithin('cell', shown.trim() === '' ? `"${shown}"` : shown)))
      }),
      { numRuns: 400 },
    )
  })
})

describe('sentenceForMarkdown', () => {
  it('shows quoted names as code', () => {
    expect(sentenceForMarkdown('callers that send `a_b` as *int64* fail')).toBe('callers that send `a_b` as &#42;int64&#42; fail')
  })

  it('keeps two names apart that touch', () => {
    const html = toHtml(sentenceForMarkdown('`a``b`'))
    expect(tagsOf(html)).toEqual(['<p>', '<code>', '</code>', '<code>', '</code>', '</p>'])
  })

  it('is nothing but prose and code, whatever the sentence', () => {
    fc.assert(
      fc.property(TEXT, (text) => {
        const html = toHtml(placed('cell', sentenceForMarkdown(text)))
        expect(tagsOf(html).filter((tag) => !/^<\/?code>$/.test(tag))).toEqual(tagsOf(toHtml(placed('cell', 'x'))))
        expect(githubLinks(html)).toEqual([])
      }),
      { numRuns: 400 },
    )
  })

  it('keeps a name whole that holds a backtick itself', () => {
    expect(sentenceForMarkdown('callers must send `a`b` now', ['a`b'])).toBe('callers must send ``a`b`` now')
  })

  it.each(HOSTILE_NAMES)('stays a sentence around %s', (_, name) => {
    const html = toHtml(`| h |\n|---|\n| ${sentenceForMarkdown(`callers must send \`${name}\` now`, ['predict', name])} |`)
    expect(foreignTags(html)).toEqual([])
    expect(githubLinks(html)).toEqual([])
  })
})

describe('forHtml', () => {
  it('closes neither an element nor an attribute', () => {
    fc.assert(
      fc.property(TEXT, (text) => {
        expect(forHtml(text)).not.toMatch(/[<>"']|&(?!(?:amp|lt|gt|quot|#39);)/)
      }),
    )
  })
})

function placed(place: 'paragraph' | 'cell' | 'item', text: string): string {
  if (place === 'cell') return `| h |  z |\n|---|---|\n| ${text} | z |`
  return place === 'item' ? `- ${text}` : text
}

function textWithin(place: 'paragraph' | 'cell' | 'item', text: string): string {
  return place === 'cell' ? `hz${text}z` : text
}

/** HTML shows any run of blanks as one; tables have line ends between cells. */
const collapsed = (text: string): string => text.replace(/\s+/g, '')
