import type { Page } from '../../paging.ts'
import { Cluster } from '../components/arrange.tsx'
import { Button } from '../components/button.tsx'
import { CollectionBadge } from '../components/collection-badge.tsx'
import { type Collections, collectionOptions } from '../components/collections.ts'
import { EmptyState } from '../components/empty-state.tsx'
import { FieldError } from '../components/field.tsx'
import { ImageGrid, Tile } from '../components/image-grid.tsx'
import { formatTotal } from '../components/page-range.ts'
import { PickerFilter } from '../components/picker-filter.tsx'
import { Section } from '../components/section.tsx'
import { Select } from '../components/select.tsx'
import { CHOSEN, SEARCHED } from './asks-for-quote.ts'
import type { Choice } from './choice.ts'
import { generateWords } from './words.ts'

export type ShownArtwork = {
  id: string
  title: string
  width: number
  height: number
  picture: string | null
  collection: string | null
}

export type ArtworkPickerProps = {
  choice: Choice
  /** Those that are ticked, wherever they are in the list. */
  chosen: readonly ShownArtwork[]
  /** Further ones that match the filter. */
  others: readonly ShownArtwork[]
  /** How many match, and where their list goes on. */
  found: Omit<Page<unknown>, 'rows'>
  collections: Collections
  error?: string
}

/** Artworks as a grid to tick; filtering loses none of the ticks. */
export function ArtworkPicker(props: ArtworkPickerProps) {
  const { choice, chosen, others, collections, error } = props
  return (
    <Section title={generateWords.artworks} lead={generateWords.artworksLead}>
      <ArtworkFilter choice={choice} collections={collections} />
      <div
        class="results"
        id="artworks"
        data-announce={generateWords.artworksFound(formatTotal(props.found, 'artwork'))}
      >
        <FieldError id="artworks" error={error} />
        {chosen.length + others.length > 0 ? (
          <ImageGrid label={generateWords.artworks} size="small" keys>
            {chosen.map((artwork) => (
              <ArtworkTile {...{ artwork, collections }} checked />
            ))}
            {others.map((artwork) => (
              <ArtworkTile {...{ artwork, collections }} checked={false} />
            ))}
          </ImageGrid>
        ) : (
          <EmptyState icon="search" title={generateWords.noMatch}>
            {generateWords.noArtworkMatches}
          </EmptyState>
        )}
        <PageButtons {...props} />
      </div>
    </Section>
  )
}

function ArtworkFilter({
  choice,
  collections,
}: Pick<ArtworkPickerProps, 'choice' | 'collections'>) {
  return (
    <PickerFilter
      id="artwork-filter"
      request={{ 'hx-get': '/generate' }}
      include={`${CHOSEN}, ${SEARCHED}`}
      target="artworks"
      search={{ label: generateWords.searchTitles, value: choice.search }}
      inUrl
      formaction="/generate/filter"
    >
      <Select
        name="collection"
        label={generateWords.collection}
        hideLabel
        emptyLabel={generateWords.allCollections}
        value={choice.collection}
        options={collectionOptions(collections, choice.collection)}
      />
    </PickerFilter>
  )
}

type ArtworkTileProps = { artwork: ShownArtwork; collections: Collections; checked: boolean }

function ArtworkTile({ artwork, collections, checked }: ArtworkTileProps) {
  const { id, title, width, height, picture, collection } = artwork
  return (
    <Tile
      picture={{ src: picture, alt: '', width, height, ratio: 'portrait' }}
      title={title}
      badges={collection ? <CollectionBadge of={collection} collections={collections} /> : null}
      select={{ name: 'asset', value: id, label: title, checked }}
    />
  )
}

/** Pages of the list; buttons of the form, so that the ticks travel along. */
function PageButtons({ found }: ArtworkPickerProps) {
  const { next_cursor, previous_cursor } = found
  if (!next_cursor && !previous_cursor) return null
  return (
    <Cluster spread>
      <PageButton name="before" to={previous_cursor}>
        {generateWords.newer}
      </PageButton>
      <span class="muted small figures">{formatTotal(found, 'artwork')}</span>
      <PageButton name="cursor" to={next_cursor}>
        {generateWords.older}
      </PageButton>
    </Cluster>
  )
}

function PageButton(props: {
  name: 'cursor' | 'before'
  to: string | undefined
  children: string
}) {
  return (
    <Button
      size="small"
      formaction="/generate/filter"
      formnovalidate
      name={props.name}
      value={props.to}
      disabled={props.to === undefined}
    >
      {props.children}
    </Button>
  )
}
