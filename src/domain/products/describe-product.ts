import { htmlOfText, sanitizeHtml, textOfHtml } from './rich-text.ts'

type Description = { description: string | null; description_html: string | null }
type Given = { [Field in keyof Description]?: string | null | undefined }

/**
 * What a product's description becomes. Markup that is given counts, sanitised, and its words are
 * the plain description; one of plain paragraphs is kept as that alone. Plain text that is given
 * without it, and is another than before, leaves no markup.
 */
export function describeProduct(given: Given, before?: Description): Partial<Description> {
  const { description, description_html } = given
  if (description_html) {
    const html = sanitizeHtml(description_html)
    const text = textOfHtml(html)
    return {
      description: text || null,
      description_html: html === htmlOfText(text) ? null : html,
    }
  }
  if (description === undefined) {
    return description_html === undefined ? {} : { description_html: null }
  }
  const text = description || null
  const isSame = text === before?.description && description_html === undefined
  return isSame ? {} : { description: text, description_html: null }
}
