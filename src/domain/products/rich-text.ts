import xss, { type IFilterXSSOptions } from 'xss'

/** What a description may be made of; links lead to https pages or write an e-mail. */
const BLOCKS = ['p', 'h2', 'h3', 'h4', 'ul', 'ol', 'li', 'blockquote']
const INLINE = ['strong', 'em', 'u', 'a']
const ALLOWED = new Set([...BLOCKS, ...INLINE, 'br'])

/** What word processors and older editors write for the same. */
const SAME_AS: Readonly<Record<string, string>> = {
  b: 'strong',
  i: 'em',
  h1: 'h2',
  h5: 'h4',
  h6: 'h4',
  div: 'p',
}

/** What is in these is no text of a description. */
const WITHOUT_CONTENT = [
  ...['script', 'style', 'title', 'template', 'textarea', 'select', 'noscript', 'iframe'],
  ...['object', 'embed', 'svg', 'math', 'xmp', 'noembed', 'noframes', 'plaintext'],
]

// Reading the attributes of a tag takes the square of its length.
const MAX_TAG_CHARACTERS = 2100
const MAX_LINK_CHARACTERS = 2000
const MAX_DEPTH = 12

/** Those that markup takes for one; a space that does not break is text. */
const SPACES = /[ \t\r\n\f]+/g

const OPTIONS: IFilterXSSOptions = {
  whiteList: { a: ['href'] },
  css: false,
  stripBlankChar: true,
  stripIgnoreTagBody: WITHOUT_CONTENT,
  onTag(tag, html, { isClosing }) {
    const name = SAME_AS[tag] ?? tag
    if (!ALLOWED.has(name)) return undefined
    if (isClosing) return `</${name}>`
    if (name !== 'a') return `<${name}>`
    return html.length > MAX_TAG_CHARACTERS ? '<a>' : undefined
  },
  onIgnoreTag(tag) {
    return WITHOUT_CONTENT.includes(tag) ? undefined : ''
  },
  onTagAttr(_tag, name, value) {
    const link = name === 'href' ? safeLink(value) : ''
    return link === '' ? '' : `href="${escapeAttribute(link)}"`
  },
  escapeHtml: (text) => escapeText(decode(text)),
}

/**
 * A description as a shop may show it: the tags of an editor and nothing else, each closed, in
 * paragraphs, headings, lists and quotes. The same again stays the same.
 */
export function sanitizeHtml(html: string): string {
  const spaced = html
    .replace(SPACES, ' ')
    .replace(/<!--.*?(?:-->|$)/g, '')
    .replace(/<(?![a-z/!?])/gi, '&lt;')
  // What is left open of that whose content goes is closed; what is first is not taken for nothing.
  return tidy(nest(xss(` ${spaced}</script>`, OPTIONS)))
}

/** Its words, with an empty line between paragraphs: for lists, search and search engines. */
export function textOfHtml(html: string): string {
  const lines = html
    .replace(SPACES, ' ')
    .replace(/<li>/g, '• ')
    .replace(/<br>|<\/li>/g, '\n')
    .replace(/<\/(?:p|h[234]|blockquote|ul|ol)>/g, '\n\n')
    .replace(/<[^>]*>/g, '')
  return decode(lines)
    .replace(/ *\n */g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** Paragraphs and line breaks as they were typed; nothing typed becomes markup. */
export function htmlOfText(text: string | null): string {
  if (!text) return ''
  return escapeText(text)
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${paragraph.trim().replaceAll('\n', '<br>')}</p>`)
    .join('')
}

/** Whether a text that was typed into one field is meant as markup. */
export function isMarkup(typed: string): boolean {
  return /<(?:p|br|b|strong|i|em|u|a|ul|ol|li|blockquote|div|h[1-6])(?:\s[^<>]*)?\/?>/i.test(typed)
}

function safeLink(value: string): string {
  const url = URL.parse(decode(value).trim())
  if (!url || !/^(?:https|mailto):$/.test(url.protocol)) return ''
  return url.href.length > MAX_LINK_CHARACTERS ? '' : url.href
}

/** Puts the tags of filtered HTML into each other as they may be, and closes all of them. */
function nest(html: string): string {
  const open: string[] = []
  let out = ''
  const close = (until: (top: string | undefined) => boolean) => {
    while (open.length > 0 && !until(open.at(-1))) out += `</${open.pop()}>`
  }
  const start = (name: string, tag = `<${name}>`) => {
    if (open.length >= MAX_DEPTH) return
    open.push(name)
    out += tag
  }
  const startBlock = (name: string) => {
    const isItem = name === 'li' && open.some((tag) => tag === 'ul' || tag === 'ol')
    close((top) => (isItem ? top === 'ul' || top === 'ol' : top === 'li' || top === 'blockquote'))
    start(name === 'li' && !isItem ? 'p' : name)
  }
  const startText = () => {
    const top = open.at(-1)
    if (top === undefined) start('p')
    if (top === 'ul' || top === 'ol') start('li')
  }
  for (const token of html.split(/(<[^>]*>)/)) {
    const [, slash, name = ''] = /^<(\/?)([a-z0-9]+)/.exec(token) ?? []
    if (name === '') {
      if (token.trim() !== '' || INLINE.includes(open.at(-1) ?? '') || isInText(open)) {
        if (token.trim() !== '') startText()
        out += token
      }
    } else if (slash) {
      const closed = name === 'li' && !open.includes('li') ? 'p' : name
      if (!open.includes(closed)) continue
      close((top) => top === closed)
      out += `</${open.pop()}>`
    } else if (name === 'br') {
      if (isInText(open)) out += '<br>'
    } else if (BLOCKS.includes(name)) {
      startBlock(name)
    } else if (!open.includes(name)) {
      startText()
      start(name, token)
    }
  }
  close(() => false)
  return out
}

/** Whether text may follow here: between two blocks white space is none. */
function isInText(open: readonly string[]): boolean {
  const top = open.at(-1)
  return top !== undefined && top !== 'ul' && top !== 'ol' && top !== 'blockquote'
}

const EMPTY = /<(p|h[234]|ul|ol|li|blockquote|strong|em|u|a)(?: [^>]*)?>(?:\s|<br>)*<\/\1>/g
const BLOCK_START = /(<(?:p|h[234]|ul|ol|li|blockquote)>|<br>)[ \t\r\n\f]+/g
const BLOCK_END = /[ \t\r\n\f]+(<(?:\/(?:p|h[234]|ul|ol|li|blockquote)|br)>)/g

/** Without white space that is not seen, and without what holds nothing. */
function tidy(html: string): string {
  const tidied = html
    .replace(EMPTY, '')
    .replace(SPACES, ' ')
    .replace(BLOCK_START, '$1')
    .replace(BLOCK_END, '$1')
  return tidied === html ? html : tidy(tidied)
}

const ENTITIES: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0', shy: '' },
  ...{ hellip: '…', mdash: '—', ndash: '–', lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”' },
  ...{ laquo: '«', raquo: '»', bull: '•', middot: '·', times: '×', deg: '°', copy: '©' },
  ...{ reg: '®', trade: '™', euro: '€', pound: '£', frac12: '½', eacute: 'é' },
}
const MAX_CODE_POINT = 0x10ffff

function decode(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]\w{1,9}));/gi,
    (all, ten, hex, name) => {
      if (name !== undefined) return ENTITIES[name] ?? all
      const code = ten === undefined ? Number.parseInt(hex, 16) : Number(ten)
      const isText = code >= 32 && code <= MAX_CODE_POINT && (code < 0xd800 || code > 0xdfff)
      return isText ? String.fromCodePoint(code) : ' '
    },
  )
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function escapeAttribute(value: string): string {
  return escapeText(value).replaceAll('"', '&quot;')
}
