import { withoutPosition } from '../../paging.ts'
import { type Collections, collectionName, collectionOptions } from '../components/collections.ts'
import { FilterChips } from '../components/filter-chips.tsx'
import { Filters } from '../components/filters.tsx'
import { formatDate } from '../components/format-time.ts'
import { SearchedSelect } from '../components/searched-select.tsx'
import { type Option, optionsOf, Select } from '../components/select.tsx'
import { mockupStatusLabels } from '../components/status-labels.ts'
import { TextField } from '../components/text-field.tsx'
import { isFiltered, type MockupFilters, mockupsUrl } from './mockups-url.ts'
import { type SceneNames, sceneLabel } from './scene-label.ts'
import { mockupWords } from './words.ts'

const words = mockupWords.filters

/** Artworks that the filter offers; the chosen one is among them. */
export type ArtworkPicker = { options: readonly Option[]; search: string | undefined }

type Props = {
  filters: MockupFilters
  names: SceneNames
  collections: Collections
  artworks: ArtworkPicker
}

export function MockupFilterBar({ filters, names, collections, artworks }: Props) {
  return (
    <Filters
      action="/mockups"
      search={{ label: words.search, value: filters.search }}
      selects={[
        {
          name: 'status',
          label: words.status,
          value: filters.status,
          emptyLabel: words.anyStatus,
          options: optionsOf(mockupStatusLabels),
        },
        {
          name: 'scene',
          label: words.scene,
          value: filters.scene,
          emptyLabel: words.anyScene,
          options: [...names].map(([value, label]) => ({ value, label })),
        },
        {
          name: 'sort',
          label: words.sort,
          value: filters.sort,
          emptyLabel: words.newest,
          options: Object.entries(words.sorts).map(([value, label]) => ({ value, label })),
        },
      ]}
      clearHref={isFiltered(filters) ? mockupsUrl({ sort: filters.sort }) : undefined}
    >
      <details class="more-filters" open={artworks.search !== undefined}>
        <summary class="button button-secondary">{words.more}</summary>
        <div class="more-filters-body">
          <MoreFilters {...{ filters, collections, artworks }} />
        </div>
      </details>
    </Filters>
  )
}

function MoreFilters({ filters, collections, artworks }: Omit<Props, 'names'>) {
  return (
    <>
      <Select
        name="collection"
        label={words.collection}
        scope="filter"
        value={filters.collection}
        emptyLabel={words.anyCollection}
        options={collectionOptions(collections, filters.collection)}
      />
      <SearchedSelect
        name="assetId"
        label={words.artwork}
        scope="filter"
        value={filters.assetId}
        emptyLabel={words.anyArtwork}
        options={artworks.options}
        searchName="asset_search"
        searchLabel={words.searchArtwork}
        search={{ text: artworks.search, href: '/assets/choices' }}
      />
      <Select
        name="stale"
        label={words.state}
        scope="filter"
        value={filters.stale}
        emptyLabel={words.anyState}
        options={[{ value: 'true', label: words.outdated }]}
      />
      <TextField type="date" name="from" label={words.from} scope="filter" value={filters.from} />
      <TextField type="date" name="to" label={words.to} scope="filter" value={filters.to} />
    </>
  )
}

/** What is filtered by and is behind More filters, each with a way out. */
export function MockupFilterChips({ filters, names, collections, artworks }: Props) {
  const { scene, collection, assetId, run, stale, from, to } = filters
  const titleOf = (id: string) => artworks.options.find(({ value }) => value === id)?.label
  const kept = withoutPosition(filters)
  const without = (name: keyof MockupFilters) => mockupsUrl({ ...kept, [name]: undefined })
  return (
    <FilterChips
      chips={[
        // A scene that is gone is no option of its select.
        {
          label: scene && !names.has(scene) && sceneLabel(names, scene),
          href: without('scene'),
        },
        {
          label: collection && collectionName(collections, collection),
          href: without('collection'),
        },
        {
          label: assetId && (titleOf(assetId) ?? words.deletedArtwork),
          href: without('assetId'),
        },
        { label: run && words.ofRun, href: without('run') },
        { label: stale && words.outdated, href: without('stale') },
        { label: from && words.fromDay(day(from)), href: without('from') },
        { label: to && words.toDay(day(to)), href: without('to') },
      ]}
    />
  )
}

/** A day is the same wherever it is. */
function day(text: string): string {
  return formatDate(Date.parse(text), 'UTC')
}
