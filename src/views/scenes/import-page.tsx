import type { Child } from 'hono/jsx'
import { roomName } from '../../domain/scenes/room-name.ts'
import { MAX_IMPORTED } from '../../domain/scenes/schemas.ts'
import type { TemplateList, TemplateView } from '../../domain/templates/list-templates.ts'
import { Badge } from '../components/badge.tsx'
import { Button, ButtonLink } from '../components/button.tsx'
import { EmptyState, NothingMatches } from '../components/empty-state.tsx'
import { FieldError } from '../components/field.tsx'
import { ImageGrid, Tile } from '../components/image-grid.tsx'
import { PageHeader } from '../components/page-header.tsx'
import { formatPageRange } from '../components/page-range.ts'
import { PickerFilter } from '../components/picker-filter.tsx'
import { Select } from '../components/select.tsx'
import { Layout, type PageFrame } from '../layout.tsx'
import { ReadLine } from './account-notices.tsx'
import { layerLabel } from './layer-label.ts'
import { accountWords, importWords as words } from './words.ts'

type ShownTemplate = Pick<TemplateView, 'id' | 'name' | 'collections' | 'layers'> & {
  picture: string | null
  scene_keys?: readonly string[]
}

export type ImportPageProps = {
  frame: PageFrame
  /** off: no account is connected; reading: for the first time; failed: never read yet. */
  state: 'off' | 'reading' | 'failed' | 'read'
  list: Omit<TemplateList, 'rows'>
  /** Those that are ticked, wherever they are in the list, and the others of this page. */
  chosen: readonly ShownTemplate[]
  others: readonly ShownTemplate[]
  filters: { search?: string; collection?: string }
  /** The scene that one is chosen for. */
  scene: { scene_key: string; name: string } | undefined
  now: number
  error?: string
}

export function ImportPage(props: ImportPageProps) {
  const { frame, state, list, scene, now } = props
  return (
    <Layout {...frame} title={words.title} current="/scenes">
      <PageHeader
        back={{ href: '/scenes', label: words.back }}
        title={scene ? words.forScene(scene.name) : words.title}
        lead={scene ? words.forSceneLead : words.lead}
      />
      {state === 'off' ? null : <ReadLine read={list.read} isConnected now={now} back="import" />}
      {state === 'read' ? <Templates {...props} /> : <Unread state={state} />}
    </Layout>
  )
}

function Unread({ state }: { state: Exclude<ImportPageProps['state'], 'read'> }) {
  switch (state) {
    case 'off':
      return (
        <EmptyState
          icon="integration"
          title={words.noAccount}
          action={
            <ButtonLink href="/integrations" variant="primary">
              {accountWords.connect}
            </ButtonLink>
          }
        >
          {words.noAccountHelp}
        </EmptyState>
      )
    case 'reading':
      return (
        <EmptyState
          icon="scene"
          title={words.reading}
          action={<ButtonLink href="/scenes/import">{words.lookAgain}</ButtonLink>}
        >
          {words.readingHelp}
        </EmptyState>
      )
    case 'failed':
      return (
        <EmptyState icon="warning" title={words.unknown}>
          {words.unknownHelp}
        </EmptyState>
      )
  }
}

function Templates(props: ImportPageProps) {
  const { list, chosen, others, filters, scene } = props
  const isFiltered = Boolean(filters.search || filters.collection)
  if (chosen.length + others.length === 0 && !isFiltered) {
    return (
      <EmptyState icon="scene" title={words.empty}>
        {words.emptyHelp}
      </EmptyState>
    )
  }
  return (
    <form
      class="form"
      id="import"
      method="get"
      action="/scenes/import"
      autocomplete="off"
      aria-label={words.form}
    >
      {scene ? <input type="hidden" name="for" value={scene.scene_key} /> : null}
      <TemplateFilter list={list} filters={filters} />
      <div class="results" id="templates" data-announce={words.found(list.total)}>
        <FieldError id="templates" error={props.error} />
        {chosen.length + others.length > 0 ? (
          <ImageGrid label={words.grid} size="small" keys>
            {chosen.map((template) => (
              <TemplateTile template={template} isOne={scene !== undefined} checked />
            ))}
            {others.map((template) => (
              <TemplateTile template={template} isOne={scene !== undefined} checked={false} />
            ))}
          </ImageGrid>
        ) : (
          <NothingMatches
            clearHref={scene ? `/scenes/import?for=${scene.scene_key}` : '/scenes/import'}
            noun={words.nothingNoun}
          />
        )}
        <PageButtons list={list} />
      </div>
      <div class="bulk-bar">
        <p class="muted small">{scene ? words.chooseOne : words.chooseMany(MAX_IMPORTED)}</p>
        <div class="cluster bulk-actions">
          <Button variant="primary" formaction="/scenes/import/new" name="add" value="1">
            {words.continue}
          </Button>
        </div>
      </div>
    </form>
  )
}

function TemplateFilter({ list, filters }: Pick<ImportPageProps, 'list' | 'filters'>) {
  return (
    <PickerFilter
      id="template-filter"
      request={{ 'hx-get': '/scenes/import' }}
      include="#import [data-select], #import [name=for], #template-filter .input"
      target="templates"
      search={{ label: words.search, value: filters.search }}
      inUrl
    >
      <Select
        name="collection"
        label={words.collection}
        hideLabel
        emptyLabel={words.allCollections}
        value={filters.collection}
        options={list.collections.map(({ id, name }) => ({ value: id, label: name }))}
      />
    </PickerFilter>
  )
}

type TemplateTileProps = { template: ShownTemplate; isOne: boolean; checked: boolean }

function TemplateTile({ template, isOne, checked }: TemplateTileProps) {
  const { id, name, layers, collections, picture, scene_keys = [] } = template
  const [only, another] = layers
  const isEmpty = only === undefined
  return (
    <Tile
      picture={{
        src: picture,
        alt: '',
        ratio: 'landscape',
        fit: 'cover',
        placeholder: 'scene',
      }}
      title={name}
      badges={badgesOf(scene_keys, isEmpty)}
      meta={[
        only && (another ? words.smartObjects(layers.length) : layerLabel(only)),
        ...collections.map((one) => one.name),
      ]
        .filter(Boolean)
        .join(' · ')}
      select={{
        name: 'template',
        value: id,
        label: name,
        checked,
        disabled: isEmpty,
        kind: isOne ? 'radio' : 'checkbox',
      }}
    />
  )
}

function badgesOf(keys: readonly string[], isEmpty: boolean): Child {
  if (isEmpty) return <Badge tone="amber">{words.noSmartObject}</Badge>
  if (keys.length === 0) return null
  return (
    <Badge tone="teal" long>
      {words.inUse(keys.map(roomName))}
    </Badge>
  )
}

/** Pages of the list; buttons of the form, so that the ticks travel along. */
function PageButtons({ list }: Pick<ImportPageProps, 'list'>) {
  const { limit, offset, total } = list
  if (total <= limit) return null
  const shown = Math.max(0, Math.min(limit, total - offset))
  return (
    <div class="pager">
      <PageButton to={offset > 0 ? Math.max(0, offset - limit) : undefined}>
        {words.previous}
      </PageButton>
      <span class="figures">{formatPageRange({ total, offset, shown })}</span>
      <PageButton to={offset + limit < total ? offset + limit : undefined}>{words.next}</PageButton>
    </div>
  )
}

function PageButton({ to, children }: { to: number | undefined; children: string }) {
  return (
    <Button size="small" name="offset" value={String(to ?? '')} disabled={to === undefined}>
      {children}
    </Button>
  )
}
