import { formatSize } from '../../domain/pricing/size.ts'
import type { Recipe } from '../../domain/recipes/get-recipe.ts'
import { MAX_RECIPES } from '../../domain/recipes/schemas.ts'
import { Cluster } from '../components/arrange.tsx'
import { ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { ConfirmButton } from '../components/confirm-button.tsx'
import { type Column, DataTable } from '../components/data-table.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { elementId } from '../components/field-id.ts'
import { PageHeader } from '../components/page-header.tsx'
import { Results } from '../components/results.tsx'
import { Layout, type PageFrame } from '../layout.tsx'
import { pluralize } from '../pluralize.ts'
import { FINISHES } from '../products/finishes.ts'
import { recipeWords as words } from './words.ts'

export type RecipesPageProps = {
  frame: PageFrame
  recipes: readonly Recipe[]
  /** Names by id. */
  kits: ReadonlyMap<string, string>
}

export function RecipesPage({ frame, recipes, kits }: RecipesPageProps) {
  const add = (
    <ButtonLink href="/recipes/new" variant="primary" icon="plus">
      {words.add}
    </ButtonLink>
  )
  const isFull = recipes.length >= MAX_RECIPES
  return (
    <Layout {...frame} title={words.title} current="/recipes">
      <PageHeader
        title={words.title}
        lead={words.lead}
        actions={isFull || recipes.length === 0 ? null : add}
      />
      <Results announce={pluralize(recipes.length, 'recipe')}>
        {recipes.length > 0 ? (
          <Card flush>
            <RecipesTable recipes={recipes} kits={kits} />
          </Card>
        ) : (
          <EmptyState title={words.none} icon="product" action={add}>
            {words.noneHelp}
          </EmptyState>
        )}
        {isFull ? <p class="muted small">{words.full(MAX_RECIPES)}</p> : null}
      </Results>
    </Layout>
  )
}

function RecipesTable({ recipes, kits }: Omit<RecipesPageProps, 'frame'>) {
  const columns: Column<Recipe>[] = [
    {
      key: 'name',
      header: words.recipe,
      primary: true,
      cell: ({ id, name }) => <a href={`/recipes/${id}`}>{name}</a>,
    },
    { key: 'makes', header: words.makes, cell: (recipe) => <Makes recipe={recipe} /> },
    { key: 'texts', header: words.texts, cell: (recipe) => <Texts recipe={recipe} /> },
    {
      key: 'pictures',
      header: words.pictures,
      from: 'large',
      cell: ({ kit_id }) => {
        const kit = kits.get(kit_id ?? '')
        return kit ? words.kitOrder(kit) : words.anyOrder
      },
    },
    {
      key: 'after',
      header: words.after,
      from: 'medium',
      cell: ({ publish }) => (publish ? words.publish : words.draft),
    },
    {
      key: 'actions',
      header: words.actions,
      hideHeader: true,
      cell: (recipe) => <Actions recipe={recipe} />,
    },
  ]
  return (
    <DataTable
      caption={words.title}
      columns={columns}
      rows={recipes}
      rowId={({ id }) => elementId('recipe', id)}
    />
  )
}

function Makes({ recipe: { sizes, frames, digital } }: { recipe: Recipe }) {
  const keys: readonly string[] = digital ? [...frames, 'digital'] : frames
  const finishes = FINISHES.filter(({ key }) => keys.includes(key)).map(({ label }) => label)
  return (
    <div class="stack stack-small">
      <p>{sizes.map(formatSize).join(', ')}</p>
      <p class="muted">{finishes.join(', ')}</p>
    </div>
  )
}

function Texts({ recipe: { title, tags } }: { recipe: Recipe }) {
  return (
    <div class="stack stack-small">
      <p>{title}</p>
      {tags.length > 0 ? <p class="muted">{tags.join(', ')}</p> : null}
    </div>
  )
}

function Actions({ recipe: { id, name } }: { recipe: Recipe }) {
  return (
    <Cluster>
      <ButtonLink href={`/recipes/apply?recipe=${id}`} size="small" about={name}>
        {words.use}
      </ButtonLink>
      <ButtonLink href={`/recipes/${id}`} size="small" variant="quiet" about={name}>
        {words.edit}
      </ButtonLink>
      <ConfirmButton
        id={elementId('delete', id)}
        label={words.delete}
        about={name}
        results="results"
        title={words.deleteTitle(name)}
        action={`/recipes/${id}/delete`}
        size="small"
        variant="quiet"
      >
        <p>{words.deleteText}</p>
      </ConfirmButton>
    </Cluster>
  )
}
