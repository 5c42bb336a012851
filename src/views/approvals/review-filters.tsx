import { withoutPosition } from '../../paging.ts'
import { Button } from '../components/button.tsx'
import { type Collections, collectionName, collectionOptions } from '../components/collections.ts'
import { FilterChips } from '../components/filter-chips.tsx'
import { exactTime } from '../components/format-time.ts'
import { Icon } from '../components/icon.tsx'
import { SearchedSelect } from '../components/searched-select.tsx'
import { type Option, Select } from '../components/select.tsx'
import { useTimeZone } from '../components/time-zone.ts'
import { isNarrowed, type ReviewUrlFilters, reviewUrl } from './review-url.ts'
import { reviewWords as words } from './words.ts'

type Run = { id: string; created_at: string; pair_count: number }

/** What the filters offer; the chosen ones are among them. */
export type ReviewPickers = {
  runs: readonly Run[]
  artworks: readonly Option[]
  scenes: readonly Option[]
  search: string | undefined
}

type Props = { filters: ReviewUrlFilters; pickers: ReviewPickers; collections: Collections }

/** Filters in the URL, out of the way until they are wanted. */
export function ReviewFilters({ filters, pickers, collections }: Props) {
  const { type, status } = filters
  const ofMockups = type !== 'product'
  return (
    <details class="review-filters">
      <summary class="button button-secondary button-small">
        <Icon name="search" />
        <span class="button-label">{words.filter.open}</span>
      </summary>
      <form
        class="form review-filter-panel"
        method="get"
        action="/approvals"
        aria-label={words.filter.open}
      >
        {ofMockups ? null : <input type="hidden" name="type" value={type} />}
        {status === 'pending' ? null : <input type="hidden" name="status" value={status} />}
        {ofMockups ? <MockupFilters filters={filters} pickers={pickers} /> : null}
        <Select
          name="collection"
          label={words.filter.collection}
          scope="filter"
          value={filters.collection}
          emptyLabel={words.filter.anyCollection}
          options={collectionOptions(collections, filters.collection)}
        />
        <div class="form-actions">
          <Button variant="primary" size="small">
            {words.filter.apply}
          </Button>
          {isNarrowed(filters) ? (
            <a href={reviewUrl({ type, status })}>{words.filter.clear}</a>
          ) : null}
        </div>
      </form>
    </details>
  )
}

function MockupFilters({ filters, pickers }: Omit<Props, 'collections'>) {
  return (
    <>
      <SearchedSelect
        name="artwork"
        label={words.filter.artwork}
        scope="filter"
        value={filters.artwork}
        emptyLabel={words.filter.anyArtwork}
        options={pickers.artworks}
        searchName="artwork_search"
        searchLabel={words.filter.searchArtwork}
        search={{ text: pickers.search, href: reviewUrl(filters) }}
      />
      <Select
        name="scene"
        label={words.filter.scene}
        scope="filter"
        value={filters.scene}
        emptyLabel={words.filter.anyScene}
        options={pickers.scenes}
      />
      <Select
        name="run"
        label={words.filter.run}
        scope="filter"
        value={filters.run}
        emptyLabel={words.filter.anyRun}
        options={useRunOptions(pickers.runs)}
      />
    </>
  )
}

/** A run by when it was started, in the user's time zone. */
function useRunOptions(runs: readonly Run[]): Option[] {
  const zone = useTimeZone()
  return runs.map(({ id, created_at, pair_count }) => ({
    value: id,
    label: words.filter.runLabel(exactTime(Date.parse(created_at), zone), pair_count),
  }))
}

/** What the list is filtered by, each with a way out. */
export function ReviewFilterChips({ filters, pickers, collections }: Props) {
  const runs = useRunOptions(pickers.runs)
  const labelIn = (options: readonly Option[], value = '') =>
    options.find((option) => option.value === value)?.label ?? value
  const kept = withoutPosition(filters)
  const without = (name: keyof ReviewUrlFilters) => reviewUrl({ ...kept, [name]: undefined })
  return (
    <FilterChips
      chips={[
        {
          label: filters.artwork && labelIn(pickers.artworks, filters.artwork),
          href: without('artwork'),
        },
        { label: filters.scene && labelIn(pickers.scenes, filters.scene), href: without('scene') },
        { label: filters.run && labelIn(runs, filters.run), href: without('run') },
        {
          label: filters.collection && collectionName(collections, filters.collection),
          href: without('collection'),
        },
      ]}
    />
  )
}
