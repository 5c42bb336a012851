import { isMarkup, sanitizeHtml, textOfHtml } from '../../domain/products/rich-text.ts'
import {
  MAX_SEO_DESCRIPTION_CHARACTERS,
  MAX_SEO_TITLE_CHARACTERS,
} from '../../domain/products/schemas.ts'
import { TextArea } from '../components/text-area.tsx'
import { TextField } from '../components/text-field.tsx'
import { seoWords as words } from './form-words.ts'
import type { ProductFormProps } from './product-form.tsx'

// About what search engines show.
const SHOWN_TITLE = 60
const SHOWN_DESCRIPTION = 155

/** The title and text of a search result, with the result as it looks; a script keeps it up. */
export function SeoFields({ values, errors, store }: ProductFormProps) {
  const { title, seo_title = '', seo_description = '' } = values
  return (
    <details class="card form-details" open={Boolean(errors.seo_title || errors.seo_description)}>
      <summary>
        <span class="form-details-title">{words.title}</span>
        <span class="muted">{words.lead}</span>
      </summary>
      <div class="card-body" data-seo>
        <figure class="search-result" aria-label={words.preview}>
          <p class="search-result-url">{words.where(store ?? words.store)}</p>
          <p class="search-result-title" data-seo-title data-empty={words.noTitle}>
            {cut(seo_title || title, SHOWN_TITLE) || words.noTitle}
          </p>
          <p class="search-result-text" data-seo-text data-empty={words.noDescription}>
            {cut(seo_description || plain(values.description), SHOWN_DESCRIPTION) ||
              words.noDescription}
          </p>
        </figure>
        <TextField
          name="seo_title"
          label={words.pageTitle}
          optional
          hint={
            <>
              {words.pageTitleHint} <Count typed={seo_title} most={MAX_SEO_TITLE_CHARACTERS} />
            </>
          }
          maxlength={MAX_SEO_TITLE_CHARACTERS}
          autocomplete="off"
          value={seo_title}
          error={errors.seo_title}
        />
        <TextArea
          name="seo_description"
          label={words.description}
          optional
          rows={2}
          hint={
            <>
              {words.descriptionHint}{' '}
              <Count typed={seo_description} most={MAX_SEO_DESCRIPTION_CHARACTERS} />
            </>
          }
          maxlength={MAX_SEO_DESCRIPTION_CHARACTERS}
          value={seo_description}
          error={errors.seo_description}
        />
      </div>
    </details>
  )
}

function Count({ typed, most }: { typed: string; most: number }) {
  return <span data-count>{words.used([...typed].length, most)}</span>
}

function plain(description: string): string {
  const text = isMarkup(description) ? textOfHtml(sanitizeHtml(description)) : description
  return text.replace(/\s+/g, ' ').trim()
}

/** The start of a text, whole words of it, as search engines cut it. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text
  const start = text.slice(0, most)
  return `${start.slice(0, Math.max(start.lastIndexOf(' '), 1))} …`
}
