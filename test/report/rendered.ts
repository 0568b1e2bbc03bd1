import { marked } from 'marked'

/** Elements that our own Markdown may hold; everything else was injected. */
const OURS = new Set([
  'h3',
  'p',
  'strong',
  'code',
  'pre',
  'table',
  'thead',
  'tbody',
  'tr',
  'th',
  'td',
  'details',
  'summary',
  'ul',
  'li',
  'sub',
  'br',
  'a',
])

/** What a browser gets for a Markdown body: GFM through marked, which passes HTML on as GitHub's renderer does before it sanitises. */
export function toHtml(markdown: string): string {
  return marked.parse(markdown, { async: false, gfm: true })
}

/** Every tag of rendered HTML, in order: `<p>`, `</p>`, `<a href="…">`. */
export function tagsOf(html: string): readonly string[] {
  return html.match(/<[a-zA-Z/!?][^>]*>/g) ?? []
}

/** Tags, comments and links that are not ours. */
export function foreignTags(html: string): readonly string[] {
  return tagsOf(html).filter((tag) => {
    const name = /^<\/?([a-zA-Z0-9]+)/.exec(tag)?.[1]?.toLowerCase() ?? tag
    if (!OURS.has(name)) return true
    if (name === 'a') return !/^<\/a>$|^<a href="https:\/\/github\.com\/mlambda\/upload-action\//.test(tag)
    return !/^<\/?[a-z0-9]+>$|^<details open(="")?>$|^<t[hd] align="[a-z]+">$/.test(tag)
  })
}

const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" }

/** Text as a person reads it: tags taken off, entities resolved, our zero-width splits left out. */
export function textOf(html: string): string {
  return decoded(html).replaceAll('\u200b', '').trim()
}

/**
 * What GitHub would link or replace in the finished text outside of code: mentions, references, commits, addresses, emoji names.
 * Source: the passes that docs.github.com lists under "Autolinked references and URLs" and "Using emojis".
 */
export function githubLinks(html: string): readonly string[] {
  const text = decoded(html.replace(/<(code|a)\b[^>]*>.*?<\/\1>/gs, ' '))
  const passes = [
    /(?<![\w`])@\w[\w-]*/g,
    /#\d+/g,
    /\bGH-\d+/gi,
    /\bwww\.\S+/gi,
    /\b[a-z]+:\/\/\S+/gi,
    /[\w.+-]+@[\w-]+\.\w+/g,
    /:[a-z0-9_+-]+:/gi,
    /\b(?=\d*[a-f])[0-9a-f]{7,40}\b/gi,
  ]
  return passes.flatMap((pass) => text.match(pass) ?? [])
}

function decoded(html: string): string {
  return html
    .replace(/<[a-zA-Z/][^>]*>/g, '')
    .replace(/&(?:amp|lt|gt|quot|#39);|&#(\d+);/g, (entity, code?: string) =>
      code !== undefined && entity !== '&#39;' ? String.fromCodePoint(Number(code)) : (ENTITIES[entity] ?? entity),
    )
}
