import { MAX_ARTWORKS_FOUND } from '../../domain/mockups/artworks-found.ts'
import { isUnfinished } from '../../domain/runs/run-progress.ts'
import type { Page } from '../../paging.ts'
import { ButtonLink } from '../components/button.tsx'
import type { Collections } from '../components/collections.ts'
import { EmptyState, NothingMatches } from '../components/empty-state.tsx'
import { ImageGrid } from '../components/image-grid.tsx'
import { PageHeader } from '../components/page-header.tsx'
import { formatTotal } from '../components/page-range.ts'
import { Pager } from '../components/pager.tsx'
import { Results } from '../components/results.tsx'
import { Layout, type PageFrame } from '../layout.tsx'
import { GALLERY_FORM, GalleryBar } from './gallery-bar.tsx'
import type { Refused } from './mockup-actions.tsx'
import { type ArtworkPicker, MockupFilterBar, MockupFilterChips } from './mockup-filter-bar.tsx'
import { MockupTile, type ShownMockup } from './mockup-tile.tsx'
import { isFiltered, listedMockupUrl, type MockupFilters } from './mockups-url.ts'
import type { SceneNames } from './scene-label.ts'
import { StaleNotice, type StaleNoticeProps } from './stale-notice.tsx'
import { mockupWords as words } from './words.ts'

export type MockupsPageProps = {
  frame: PageFrame
  page: Omit<Page<unknown>, 'rows'> & { rows: readonly ShownMockup[] }
  filters: MockupFilters
  names: SceneNames
  collections: Collections
  artworks: ArtworkPicker
  stale: StaleNoticeProps
  /** A reason that could not be taken, and why. */
  refused?: Refused
  now: number
}

export function MockupsPage(props: MockupsPageProps) {
  const { frame, page, filters, artworks, stale } = props
  const artwork = artworks.options.find(({ value }) => value === filters.assetId)?.label
  const first = page.total === 0 && !isFiltered(filters)
  return (
    <Layout {...frame} title={words.title} current="/mockups">
      <PageHeader
        title={words.title}
        lead={artwork ? words.leadOf(artwork) : words.lead}
        actions={
          first ? null : (
            <ButtonLink href="/generate" variant="primary" icon="spark">
              {words.generate}
            </ButtonLink>
          )
        }
      />
      <StaleNotice {...stale} />
      {first ? null : <MockupFilterBar {...props} />}
      <Results announce={formatTotal(page, 'mockup')}>
        <MockupFilterChips {...props} />
        <Found {...props} first={first} />
      </Results>
    </Layout>
  )
}

function Found(props: MockupsPageProps & { first: boolean }) {
  const { page, filters, names, now, first, refused } = props
  if (first) {
    return (
      <EmptyState
        title={words.empty.title}
        action={
          <ButtonLink href="/generate" variant="primary">
            {words.generate}
          </ButtonLink>
        }
      >
        {words.empty.body}
      </EmptyState>
    )
  }
  // A picture that several runs have asked for is shown once.
  const groups = [...Map.groupBy(page.rows, ({ mockup }) => mockup.picture_id).values()]
  if (page.rows.length === 0) return <NothingMatches clearHref="/mockups" noun={words.nouns} />
  return (
    <>
      <p class="muted small figures">{formatTotal(page, 'mockup')}</p>
      <ImageGrid label={words.title} keys>
        {groups.map(([view, ...others]) =>
          view ? (
            <MockupTile
              view={view}
              names={names}
              now={now}
              form={GALLERY_FORM}
              href={listedMockupUrl(filters, view.mockup.id)}
              others={others}
            />
          ) : null,
        )}
      </ImageGrid>
      <Pager {...page} path="/mockups" query={{ ...filters }} />
      {filters.search && page.total_at_least && !page.next_cursor ? (
        <p class="muted small">{words.newestFound(MAX_ARTWORKS_FOUND)}</p>
      ) : null}
      {page.rows.some(({ mockup }) => !isUnfinished(mockup.status)) ? (
        <GalleryBar page={page} filters={filters} refused={refused} />
      ) : null}
    </>
  )
}
