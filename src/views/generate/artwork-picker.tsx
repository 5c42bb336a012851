import type { Page } from '../../paging.ts'
import { Cluster } from '../components/arrange.tsx'
import { Button } from '../components/button.tsx'
import { CollectionBadge } from '../components/collection-badge.tsx'
import { type Collections, collectionOptions } from '../components/collections.ts'
import { EmptyState } from '../components/empty-state.tsx'
import { FieldError } from '../components/field.tsx'
import { ImageGrid, Tile } from '../components/image-grid.tsx'
import { Notice } from '../components/notice.tsx'
import { formatTotal } from '../components/page-range.ts'
import { PickerFilter } from '../components/picker-filter.tsx'
import { Section } from '../components/section.tsx'
import { Select } from '../components/select.tsx'
import { urlWith } from '../components/url-with.ts'
import { asksForQuote, CHANGES_ARTWORKS, CHOSEN, SEARCHED } from './asks-for-quote.ts'
import type { Choice } from './choice.ts'
import { Selected } from './selected.tsx'
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
  /** Those that are selected, wherever they are in the list. */
  chosen: readonly ShownArtwork[]
  /** Asked for, and put away: they are left out. */
  archived: readonly { id: string; title: string }[]
  /** A page of those that match the filter. */
  listed: readonly ShownArtwork[]
  /** How many match, and where their list goes on. */
  found: Omit<Page<unknown>, 'rows'>
  /** As many as can be selected. */
  most: number
  collections: Collections
  error?: string
}

/** Artworks as a grid to tick; filtering loses none of the ticks. */
export function ArtworkPicker(props: ArtworkPickerProps) {
  const { choice, chosen, archived, listed, collections, error } = props
  const selected = new Set(choice.asset)
  return (
    <Section title={generateWords.artworks} lead={generateWords.artworksLead}>
      <ArtworkFilter choice={choice} collections={collections} />
      {/* Not around the filter: what is searched for costs nothing. */}
      <div {...asksForQuote('#scenes')}>
        <div
          class="results"
          id="artworks"
          data-announce={generateWords.artworksFound(
            formatTotal(props.found, 'artwork'),
            chosen.length,
          )}
        >
          <FieldError id="artworks" error={error} />
          <LeftOut archived={archived} />
          <Selected chosen={chosen} />
          <Carried chosen={chosen} listed={listed} />
          <Matching {...props} />
          {listed.length > 0 ? (
            <ImageGrid label={generateWords.artworks} size="small" keys>
              {listed.map((artwork) => (
                <ArtworkTile {...{ artwork, collections }} checked={selected.has(artwork.id)} />
              ))}
            </ImageGrid>
          ) : (
            <EmptyState icon="search" title={generateWords.noMatch}>
              {generateWords.noArtworkMatches} {generateWords.archivedElsewhere}{' '}
              <a href={urlWith('/assets', { status: 'archived', search: choice.search })}>
                {generateWords.showArchived}
              </a>
            </EmptyState>
          )}
          <PageButtons {...props} />
          <Place choice={choice} />
        </div>
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
      <Select
        name="mockups"
        label={generateWords.mockupsFilter}
        hideLabel
        emptyLabel={generateWords.anyMockups}
        value={choice.mockups}
        options={[{ value: 'none', label: generateWords.noMockupsYet }]}
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

/** Selects whatever the filter finds, on all pages of the list, as far as a run takes it. */
function Matching({ choice, listed, found, most }: ArtworkPickerProps) {
  const isAllSelected =
    found.total <= listed.length && listed.every(({ id }) => choice.asset.includes(id))
  if (found.total < 2 || isAllSelected) return null
  const isWhole = found.total <= most && !found.total_at_least
  const artworks = formatTotal(found, 'artwork')
  return (
    <Cluster>
      <Button
        {...CHANGES_ARTWORKS}
        size="small"
        formaction="/generate/select"
        formnovalidate
        name="select"
        value="matching"
        disabled={choice.asset.length >= most}
      >
        {isWhole
          ? generateWords.selectAllMatching(artworks)
          : generateWords.selectNewest(most, artworks)}
      </Button>
    </Cluster>
  )
}

/** Selected ones that this part of the list does not show stay selected. */
function Carried({ chosen, listed }: Pick<ArtworkPickerProps, 'chosen' | 'listed'>) {
  const shown = new Set(listed.map(({ id }) => id))
  return chosen.map(({ id }) =>
    shown.has(id) ? null : <input type="hidden" name="asset" value={id} />,
  )
}

/** Where the list is, for what changes the selection and not the list. */
function Place({ choice: { cursor, before } }: Pick<ArtworkPickerProps, 'choice'>) {
  return (
    <>
      {cursor ? <input type="hidden" name="at_cursor" value={cursor} /> : null}
      {before ? <input type="hidden" name="at_before" value={before} /> : null}
    </>
  )
}

function LeftOut({ archived }: Pick<ArtworkPickerProps, 'archived'>) {
  if (archived.length === 0) return null
  return (
    <Notice tone="amber" title={generateWords.leftOutTitle}>
      <p>{generateWords.leftOut}</p>
      <ul class="stack stack-small">
        {archived.map(({ id, title }) => (
          <li>
            <a href={`/assets/${id}`}>{title}</a>
          </li>
        ))}
      </ul>
    </Notice>
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
