import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { splitMultipart } from './split-multipart.ts'

const TYPE = 'multipart/form-data; boundary=line'

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(text, 'utf8'))
}

function split(text: string, type = TYPE) {
  const parts = splitMultipart(bytesOf(text), type)
  return parts?.map(({ bytes, ...names }) => ({ ...names, text: Buffer.from(bytes).toString() }))
}

function part(disposition: string, content: string): string {
  return `--line\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n${content}\r\n`
}

test('a form that a browser makes is split into what went into it', async () => {
  const value = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.uint8Array({ maxLength: 300 }),
  )
  const named = fc.tuple(fc.string({ minLength: 1, maxLength: 9 }), value)
  await fc.assert(
    fc.asyncProperty(fc.array(named, { maxLength: 5 }), async (fields) => {
      const form = new FormData()
      for (const [name, given] of fields) {
        if (typeof given === 'string') form.append(name, given)
        else form.append(name, new File([new Uint8Array(given)], `"${name}".png`))
      }
      const sent = new Response(form)
      const type = sent.headers.get('content-type') ?? ''
      const body = new Uint8Array(await sent.arrayBuffer())
      const read = await new Response(body, { headers: { 'content-type': type } }).formData()
      const expected = await Promise.all(
        [...read].map(async ([name, given]) => [
          typeof given === 'string' ? [name] : [name, given.name],
          Buffer.from(typeof given === 'string' ? given : await given.arrayBuffer()).toString(
            'hex',
          ),
        ]),
      )
      const parts = splitMultipart(body, type)
      expect(
        parts?.map(({ name, fileName, bytes }) => [
          fileName === undefined ? [name] : [name, fileName],
          Buffer.from(bytes).toString('hex'),
        ]),
      ).toEqual(expected)
    }),
    { numRuns: 300 },
  )
})

describe('a form as programs make it', () => {
  test.each([
    ['without quotes', part('name=title', 'Rest'), { name: 'title', text: 'Rest' }],
    [
      'with quotes in a name',
      part('name="file"; filename="a %22b%22 C:\\c.png"', 'x'),
      { name: 'file', fileName: 'a "b" C:\\c.png', text: 'x' },
    ],
    ['with no file chosen', part('name="file"; filename=""', ''), { fileName: '', text: '' }],
    ['with lines in a field', part('name="n"', 'a\r\n--lin\r\n'), { text: 'a\r\n--lin\r\n' }],
    ['after a preamble', `hello\r\n${part('name="n"', 'x')}`, { name: 'n', text: 'x' }],
  ])('%s', (_name, text, expected) => {
    expect(split(`${text}--line--\r\n`)).toMatchObject([expected])
  })

  test('with its boundary in quotes', () => {
    const type = 'multipart/form-data; charset=utf-8; boundary="line"'
    expect(split(`${part('name="n"', 'x')}--line--`, type)).toMatchObject([{ name: 'n' }])
  })

  test('with nothing in it', () => expect(split('--line--\r\n')).toEqual([]))
})

describe('what is no complete form', () => {
  test.each([
    ['nothing', ''],
    ['a text', 'hello'],
    ['a form whose end is missing', part('name="n"', 'x')],
    ['a part that breaks off in its headers', '--line\r\nContent-Disposition: form-data; name="n"'],
    ['a part without a name', `${part('filename="a"', 'x')}--line--`],
    ['a part that says nothing of itself', '--line\r\n\r\n\r\nx\r\n--line--'],
    ['more parts than any form has', `${part('name="n"', 'x').repeat(200)}--line--`],
  ])('%s', (_name, text) => expect(split(text)).toBeUndefined())

  test('a form without a boundary', () => {
    expect(split(`${part('name="n"', 'x')}--line--`, 'multipart/form-data')).toBeUndefined()
  })
})
