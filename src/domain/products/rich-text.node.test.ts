import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { htmlOfText, isMarkup, sanitizeHtml, textOfHtml } from './rich-text.ts'

const ALLOWED =
  /^(?:<\/?(?:p|h[234]|ul|ol|li|blockquote|strong|em|u)>|<br>|<\/a>|<a>|<a href="(?:https:|mailto:)[^"<>]*">|[^<>])*$/

const attacks = [
  '<script>alert(1)</script>Rest',
  '<SCRIPT SRC=//evil.example/x.js></SCRIPT>Rest',
  '<scr<script>ipt>alert(1)</scr</script>ipt>',
  '<script>alert(1)',
  '<p onclick="alert(1)" onmouseover=alert(2)>Rest</p>',
  '<img src=x onerror=alert(1)>',
  '<a href="javascript:alert(1)">Rest</a>',
  '<a href="JaVa&#115;cript&colon;alert(1)">Rest</a>',
  '<a href="java\tscript:alert(1)">Rest</a>',
  '<a href=" data:text/html,<script>alert(1)</script>">Rest</a>',
  '<a href="vbscript:x">Rest</a>',
  '<a href="//evil.example">Rest</a>',
  `<a href="https://a.example/" onclick="alert(1)" style="color:red" target=_blank>Rest</a>`,
  `<a href='https://a.example/"onclick="alert(1)'>Rest</a>`,
  '<a href="https://a.example/\n" onclick=alert(1)>Rest</a>',
  '<p style="background:url(javascript:alert(1))">Rest</p>',
  '<style>@import "https://evil.example/x.css";</style>Rest',
  '<svg><script>alert(1)</script></svg>Rest',
  '<svg onload=alert(1)>',
  '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<object data="x"><embed src="x"></object>',
  '<form action="https://evil.example"><input name=password><button>Go</button></form>',
  '<!--><script>alert(1)</script-->Rest<!-- <p>',
  '<![CDATA[<script>alert(1)</script>]]>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
  '<textarea><script>alert(1)</script></textarea>',
  '<p title="a>b" id="x<script>">Rest</p>',
  '<p/onclick=alert(1)>Rest',
  '<a href="https://a.example/?q=<script>">Rest</a>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '<p>&#60;img src=x onerror=alert(1)&#62;</p>',
  '<base href="https://evil.example"><meta http-equiv=refresh content=0>',
  '<p>Rest</div></section></main></body></html>',
  `<a ${'x '.repeat(10_000)}>Rest</a>`,
  `${'<blockquote>'.repeat(5000)}Rest`,
]

describe('a description is made of the tags of an editor and nothing else', () => {
  it.each(attacks.map((attack) => [attack.slice(0, 70), attack]))('%s', (_start, attack) => {
    const html = sanitizeHtml(attack)
    expect(html).toMatch(ALLOWED)
    expect(html).not.toMatch(/\son\w+="|style=|javascript:(?!alert\(1\)<)/i)
    expect(html).not.toContain('removed]')
    expect(sanitizeHtml(html)).toBe(html)
  })

  it.each([
    ['<p>Rest <b>well</b>, <i>now</i></p>', '<p>Rest <strong>well</strong>, <em>now</em></p>'],
    ['<h1>Care</h1>Dust it<br>gently', '<h2>Care</h2><p>Dust it<br>gently</p>'],
    ['<ul><li>one<li>two</ul>after', '<ul><li>one</li><li>two</li></ul><p>after</p>'],
    ['<p>one<p>two', '<p>one</p><p>two</p>'],
    ['<strong>never closed', '<p><strong>never closed</strong></p>'],
    ['<div><div>a</div></div> <p><br></p> <p> </p>', '<p>a</p>'],
    ['<script>x</script><p>a</p><script>alert(1)', '<p>a</p>'],
    ['a < b & c > d', '<p>a &lt; b &amp; c &gt; d</p>'],
    ['<p>Rest&nbsp;&amp;&mdash;&#8217;&unknown;</p>', '<p>Rest\u00a0&amp;—’&amp;unknown;</p>'],
    [
      '<a href="https://a.example/?x=1&amp;y=2" target="_blank">Shop</a>',
      '<p><a href="https://a.example/?x=1&amp;y=2">Shop</a></p>',
    ],
    ['<a href="mailto:hi@a.example">Write</a>', '<p><a href="mailto:hi@a.example">Write</a></p>'],
    ['<blockquote>Be still.</blockquote>', '<blockquote>Be still.</blockquote>'],
  ])('%s becomes %s', (given, wanted) => {
    expect(sanitizeHtml(given)).toBe(wanted)
  })

  it('whatever is sent, and the same again stays the same', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '<p>',
        '</p>',
        '<li>',
        '</li>',
        '<ul>',
        '</ul>',
        '<ol>',
        '<b>',
        '</b>',
        '<br>',
      ),
      fc.constantFrom('<a href="https://a.example">', '</a>', '<h3>', '</h3>', '<blockquote>'),
      fc.constantFrom(
        '</blockquote>',
        '<script>',
        '</script>',
        '<svg x="',
        '">',
        '<',
        '>',
        '"',
        '&',
      ),
      fc.constantFrom(' ', '\n', '&lt;', '&amp;', '&nbsp;', '<!--', '-->', 'Rest', '<em>', '</em>'),
      fc.string({ unit: 'grapheme', maxLength: 6 }),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const html = sanitizeHtml(pieces.join(''))
        expect(html).toMatch(ALLOWED)
        expect(sanitizeHtml(html)).toBe(html)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('the words of a description', () => {
  it('are what is read, with an empty line between paragraphs', () => {
    const html =
      '<h2>Care</h2><p>Dust &amp; rest<br>here</p><ul><li>one</li><li>two</li></ul><p>end</p>'
    expect(textOfHtml(html)).toBe('Care\n\nDust & rest\nhere\n\n• one\n• two\n\nend')
  })

  it('make the same paragraphs again where nothing else was there', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z&<"]{1,9}(?: [a-z]{1,5}|\n{1,2}[a-z>]{1,4}){0,5}$/),
        (text) => {
          const html = htmlOfText(text)
          expect(sanitizeHtml(html)).toBe(html)
          expect(textOfHtml(html)).toBe(text)
        },
      ),
    )
  })

  it('are told from markup by its tags', () => {
    for (const typed of ['a < b', 'i <3 you', '<unknown>', 'x<y>z'])
      expect(isMarkup(typed)).toBe(false)
    for (const typed of ['<p>a</p>', 'a<br>b', 'a <STRONG class="x">b'])
      expect(isMarkup(typed)).toBe(true)
  })
})
