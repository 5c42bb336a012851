import type { Recipe } from '../../domain/recipes/get-recipe.ts'
import { Button, ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { Form, FormActions } from '../components/form.tsx'
import { ImageGrid, Tile } from '../components/image-grid.tsx'
import { Notice } from '../components/notice.tsx'
import { PageHeader } from '../components/page-header.tsx'
import { Results } from '../components/results.tsx'
import { Section } from '../components/section.tsx'
import { Select } from '../components/select.tsx'
import { swapAttributes } from '../components/swap-attributes.ts'
import { urlWith } from '../components/url-with.ts'
import { Layout, type PageFrame } from '../layout.tsx'
import { pluralize } from '../pluralize.ts'
import { ApplyLines, isRefused, type ShownLine } from './apply-line.tsx'
import { applyUrl } from './apply-url.ts'
import { recipeWords, applyWords as words } from './words.ts'

type OfferedArtwork = {
  id: string
  title: string
  width: number
  height: number
  picture: string
}

export type ApplyPageProps = {
  frame: PageFrame
  workId: string
  recipes: readonly Recipe[]
  recipe: Recipe | undefined
  lines: readonly ShownLine[]
  assetIds: readonly string[]
  /** To choose from, where none are asked for. */
  offered: readonly OfferedArtwork[]
  /** How many of the artworks are not there any more. */
  gone: number
  /** Given where more artworks were asked for than are made at once. */
  most: number | undefined
  /** How many of the lines can be made as they are. */
  ready: number
  /** A job that makes what is not on this page any more. */
  started: { jobId: string; total: number } | undefined
}

/** All that a recipe will make of some artworks, before anything is made. */
export function ApplyPage(props: ApplyPageProps) {
  const { frame, recipe, assetIds, gone, most } = props
  return (
    <Layout {...frame} title={words.title} current="/recipes">
      <PageHeader
        title={words.title}
        lead={words.lead}
        back={{ href: '/recipes', label: recipeWords.title }}
      />
      <Results id="apply" label={words.table} announce={pluralize(assetIds.length, 'product')}>
        {gone > 0 ? (
          <Notice tone="amber">
            <p>{words.gone(gone)}</p>
          </Notice>
        ) : null}
        {most ? (
          <Notice tone="amber">
            <p>{words.tooMany(most)}</p>
          </Notice>
        ) : null}
        {recipe ? (
          assetIds.length > 0 ? (
            <ApplyForm {...props} recipe={recipe} />
          ) : (
            <Choose {...props} />
          )
        ) : (
          <NoRecipes {...props} />
        )}
      </Results>
    </Layout>
  )
}

/** Artworks to choose, the newest; others are chosen on their own page. */
function Choose({ offered, recipe }: Pick<ApplyPageProps, 'offered' | 'recipe'>) {
  const more = <ButtonLink href="/assets">{words.toArtworks}</ButtonLink>
  if (offered.length === 0) {
    return (
      <EmptyState title={words.noArtworks} icon="asset" action={more}>
        {words.noArtworksHelp}
      </EmptyState>
    )
  }
  return (
    <Form action="/recipes/apply" method="get" label={words.choose}>
      {recipe ? <input type="hidden" name="recipe" value={recipe.id} /> : null}
      <Section title={words.choose} lead={words.chooseLead} actions={more}>
        <ImageGrid label={words.choose} size="small" keys>
          {offered.map(({ id, title, width, height, picture }) => (
            <Tile
              picture={{ src: picture, alt: '', width, height, ratio: 'portrait' }}
              title={title}
              select={{ name: 'asset', value: id, label: title }}
            />
          ))}
        </ImageGrid>
      </Section>
      <FormActions>
        <Button variant="primary">{words.continue}</Button>
      </FormActions>
    </Form>
  )
}

function NoRecipes({ assetIds }: ApplyPageProps) {
  return (
    <EmptyState
      title={words.noRecipes}
      icon="product"
      action={
        <ButtonLink href={newRecipeUrl(assetIds)} variant="primary" icon="plus">
          {words.makeRecipe}
        </ButtonLink>
      }
    >
      {words.noRecipesHelp(assetIds.length)}
    </EmptyState>
  )
}

function newRecipeUrl(assetIds: readonly string[]): string {
  return urlWith('/recipes/new', { back_to: applyUrl(assetIds) })
}

function ApplyForm(props: ApplyPageProps & { recipe: Recipe }) {
  const { workId, recipe, recipes, lines, assetIds, ready, started } = props
  const kept = lines.filter(({ line }) => !line.isLeftOut)
  const refused = kept.filter(isRefused).length
  const backTo = applyUrl(assetIds)
  return (
    <form
      {...swapAttributes('apply')}
      class="form"
      id="products"
      method="post"
      action="/recipes/apply"
      aria-label={words.title}
      data-warn-unsaved
    >
      <input type="hidden" name="work_id" value={workId} />
      <Started started={started} rest={lines.length} />
      <div class="cluster apply-recipe">
        <Select
          name="recipe"
          label={words.recipe}
          value={recipe.id}
          options={recipes.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Button name="update" value="true" formnovalidate>
          {words.useRecipe}
        </Button>
        <ButtonLink href={urlWith(`/recipes/${recipe.id}`, { back_to: backTo })} variant="quiet">
          {words.editRecipe}
        </ButtonLink>
        <ButtonLink href={newRecipeUrl(assetIds)} variant="quiet">
          {words.newRecipe}
        </ButtonLink>
      </div>
      <Card flush>
        <ApplyLines lines={lines} recipe={recipe} />
      </Card>
      <div class="apply-bar">
        <div>
          {refused > 0 ? <p class="field-error">{words.refused(refused)}</p> : null}
          <p class="muted">{recipe.publish ? words.publishes : words.drafts}</p>
        </div>
        <div class="cluster">
          <Button name="update" value="true" formnovalidate>
            {words.update}
          </Button>
          <Button
            name="create"
            value="true"
            variant="primary"
            disabled={kept.length === 0}
            data-whole
          >
            {words.create(ready, kept.length)}
          </Button>
        </div>
      </div>
    </form>
  )
}

function Started({ started, rest }: Pick<ApplyPageProps, 'started'> & { rest: number }) {
  if (!started) return null
  return (
    <Notice
      tone="sage"
      action={
        <ButtonLink href={`/jobs/${started.jobId}`} size="small">
          {words.progress}
        </ButtonLink>
      }
    >
      <p>{words.startedSome(started.total, rest)}</p>
    </Notice>
  )
}
