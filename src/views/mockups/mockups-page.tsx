import type { Credits } from '../../domain/credits/get-credits.ts'
import type { Page } from '../../paging.ts'
import { Columns } from '../components/arrange.tsx'
import { BulkBar } from '../components/bulk-bar.tsx'
import { ButtonLink } from '../components/button.tsx'
import { EmptyState, NothingMatches } from '../components/empty-state.tsx'
import { Filters } from '../components/filters.tsx'
import { ImageGrid } from '../components/image-grid.tsx'
import { PageHeader } from '../components/page-header.tsx'
import { formatTotal } from '../components/page-range.ts'
import { Pager } from '../components/pager.tsx'
import { Results } from '../components/results.tsx'
import { mockupStatusLabels } from '../components/status-labels.ts'
import { TextField } from '../components/text-field.tsx'
import { CreditCard } from '../credits/credit-card.tsx'
import { Layout, type PageFrame } from '../layout.tsx'
import { isDecidable, MockupTile, type ShownMockup } from './mockup-tile.tsx'
import { isFiltered, type MockupFilters, mockupsUrl } from './mockups-url.ts'
import type { SceneNames } from './scene-label.ts'
import { StaleNotice, type StaleNoticeProps } from './stale-notice.tsx'

const DECIDE_FORM = 'decide'
export const MAX_REASON_CHARACTERS = 500

export type MockupsPageProps = {
  frame: PageFrame
  page: Omit<Page<unknown>, 'rows'> & { rows: readonly ShownMockup[] }
  filters: MockupFilters
  names: SceneNames
  credits: Credits | undefined
  /** The artwork that the gallery is filtered by. */
  artwork?: string
  stale: StaleNoticeProps
  /** A reason that could not be taken, and why. */
  refused?: { reason: string; error: string }
  now: number
}

export function MockupsPage(props: MockupsPageProps) {
  const { frame, page, filters, names, credits, artwork, stale } = props
  const first = page.total === 0 && !isFiltered(filters)
  return (
    <Layout {...frame} title="Mockups" current="/mockups">
      <PageHeader
        title="Mockups"
        lead={artwork ? `Pictures of “${artwork}”` : 'Your prints in rooms, the newest first.'}
        actions={
          first ? null : (
            <ButtonLink href="/generate" variant="primary" icon="spark">
              Generate mockups
            </ButtonLink>
          )
        }
      />
      <StaleNotice {...stale} />
      <Columns aside={<CreditCard credits={credits} />}>
        {first ? null : <MockupFilterBar filters={filters} names={names} artwork={artwork} />}
        <Results announce={formatTotal(page, 'mockup')}>
          <Found {...props} first={first} />
        </Results>
      </Columns>
    </Layout>
  )
}

function MockupFilterBar({
  filters,
  names,
  artwork,
}: Pick<MockupsPageProps, 'filters' | 'names' | 'artwork'>) {
  return (
    <Filters
      action="/mockups"
      selects={[
        {
          name: 'status',
          label: 'Status',
          value: filters.status,
          emptyLabel: 'All Status',
          options: Object.entries(mockupStatusLabels).map(([value, { label }]) => ({
            value,
            label,
          })),
        },
        {
          name: 'scene',
          label: 'Scene',
          value: filters.scene,
          emptyLabel: 'All Scenes',
          options: [...names].map(([value, label]) => ({ value, label })),
        },
        {
          name: 'stale',
          label: 'Freshness',
          value: filters.stale,
          emptyLabel: 'Fresh and Stale',
          options: [{ value: 'true', label: 'Stale' }],
        },
        ...(filters.assetId
          ? [
              {
                name: 'assetId',
                label: 'Artwork',
                value: filters.assetId,
                emptyLabel: 'All Artworks',
                options: [{ value: filters.assetId, label: artwork ?? 'A deleted artwork' }],
              },
            ]
          : []),
      ]}
      clearHref={isFiltered(filters) ? '/mockups' : undefined}
    />
  )
}

function Found(props: MockupsPageProps & { first: boolean }) {
  const { page, filters, names, now, first, refused } = props
  if (first) {
    return (
      <EmptyState
        title="No mockups yet"
        action={
          <ButtonLink href="/generate" variant="primary">
            Generate mockups
          </ButtonLink>
        }
      >
        Choose an artwork and the rooms to show it in. One picture costs one credit.
      </EmptyState>
    )
  }
  if (page.rows.length === 0) return <NothingMatches clearHref="/mockups" noun="mockups" />
  return (
    <>
      <p class="muted small figures">{formatTotal(page, 'mockup')}</p>
      <ImageGrid label="Mockups" keys>
        {page.rows.map((view) => (
          <MockupTile view={view} names={names} now={now} form={DECIDE_FORM} />
        ))}
      </ImageGrid>
      <Pager {...page} path="/mockups" query={{ ...filters }} />
      {page.rows.some(({ mockup }) => isDecidable(mockup.status)) ? (
        <DecideBar filters={filters} refused={refused} />
      ) : null}
    </>
  )
}

function DecideBar({ filters, refused }: Pick<MockupsPageProps, 'filters' | 'refused'>) {
  return (
    <BulkBar
      id={DECIDE_FORM}
      action={mockupsUrl(filters, {}, '/mockups/decide')}
      noun="mockup"
      results="results"
      actions={[
        { label: 'Reject', name: 'decision', value: 'rejected', shortcut: 'r' },
        {
          label: 'Approve',
          name: 'decision',
          value: 'approved',
          variant: 'primary',
          shortcut: 'a',
        },
      ]}
    >
      <TextField
        name="reason"
        label="Reason"
        hideLabel
        placeholder="Reason, if any"
        scope={DECIDE_FORM}
        maxlength={MAX_REASON_CHARACTERS}
        value={refused?.reason}
        error={refused?.error}
      />
    </BulkBar>
  )
}
