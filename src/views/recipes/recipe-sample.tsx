import { fillLine, fillTemplate, type TemplateValues } from '../../domain/recipes/fill-template.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { pluralize } from '../pluralize.ts'
import type { RecipeValues } from './recipe-form-page.tsx'
import { recipeFormWords as words } from './words.ts'

/** The artwork that the sample is of. */
export type SampleSource = { title: string; values: TemplateValues }

type RecipeSampleProps = {
  id: string | undefined
  values: RecipeValues
  source: SampleSource | undefined
}

function sampleUrl(id: string | undefined): string {
  return id ? `/recipes/${id}/sample` : '/recipes/sample'
}

/** Attributes of what is around the fields: the sample follows what is typed in them. */
export function redrawsSample(id: string | undefined): Record<string, string> {
  return {
    'hx-post': sampleUrl(id),
    'hx-trigger': 'input delay:400ms',
    'hx-include': 'closest form',
    'hx-target': '#sample-parts',
    'hx-select': '#sample-parts',
    'hx-swap': 'outerHTML show:none',
    'hx-push-url': 'false',
    'hx-sync': 'replace',
  }
}

/** What the texts make of one artwork, and of one that has nothing but its title. */
export function RecipeSample({ id, values, source }: RecipeSampleProps) {
  return (
    <div id="sample">
      <Card
        title={words.sample}
        actions={
          <Button size="small" formaction={sampleUrl(id)} formnovalidate data-unscripted>
            {words.showSample}
          </Button>
        }
      >
        <div id="sample-parts" class="stack">
          {source ? (
            <>
              <Made label={words.sampleOf(source.title)} texts={values} values={source.values} />
              <Made
                label={words.sampleWithout}
                texts={values}
                values={{ artwork: source.values.artwork }}
              />
            </>
          ) : (
            <p class="muted">{words.sampleNone}</p>
          )}
        </div>
      </Card>
    </div>
  )
}

const MAX_LINE = 200

function Made({
  label,
  texts,
  values,
}: {
  label: string
  texts: RecipeValues
  values: TemplateValues
}) {
  const title = fillLine(texts.title, values, MAX_LINE) || values.artwork || words.noTitle
  const description = fillTemplate(texts.description.trim(), values)
  const tags = texts.tags.split(',').flatMap((tag) => fillLine(tag, values, MAX_LINE) || [])
  const variants = texts.sizes.length * texts.finishes.length
  return (
    <section class="stack stack-small" aria-label={label}>
      <p class="muted small">{label}</p>
      <p>
        <strong>{title}</strong> <span class="muted">{pluralize(variants, 'variant')}</span>
      </p>
      {description ? <p class="sample-text">{description}</p> : null}
      <p class="muted small">{tags.length > 0 ? tags.join(', ') : words.noTags}</p>
    </section>
  )
}
