import type { MockupView } from '../../domain/mockups/mockup-view.ts'
import { isDecidable } from '../../domain/review/decide-mockups.ts'
import { isUnfinished } from '../../domain/runs/run-progress.ts'
import { reasonText } from '../approvals/reason-codes.ts'
import { RejectDialog } from '../approvals/reject-dialog.tsx'
import { ActionForm } from '../components/action-form.tsx'
import { Badge } from '../components/badge.tsx'
import { DefinitionList } from '../components/definition-list.tsx'
import { elementId } from '../components/field-id.ts'
import { PageHeader } from '../components/page-header.tsx'
import { Results } from '../components/results.tsx'
import { MockupStatusBadge } from '../components/status-badge.tsx'
import { Thumb } from '../components/thumb.tsx'
import { TimeAgo } from '../components/time-ago.tsx'
import { Layout, type PageFrame } from '../layout.tsx'
import { FullSize } from './full-size.tsx'
import { compareWords, fullSizeWords, mockupWords } from './words.ts'

const PART = 'compare'

type Shown = { view: MockupView; scene: string; picture: string | null }

export type ComparePageProps = {
  frame: PageFrame
  shown: readonly Shown[]
  list: 'review' | 'gallery'
  back: string
  /** This very page. */
  here: string
  now: number
}

/** Two mockups next to each other; each is decided where it is. */
export function ComparePage({ frame, shown, list, back, here, now }: ComparePageProps) {
  const isPair = areVersions(shown)
  return (
    <Layout
      {...frame}
      title={compareWords.title}
      current={list === 'review' ? '/approvals' : '/mockups'}
      judging
    >
      <PageHeader
        title={compareWords.title}
        lead={isPair ? compareWords.versions : undefined}
        back={{ href: back, label: mockupWords.page.backTo[list] }}
      />
      <Results id={PART} label={compareWords.list}>
        <ul class="compare" data-keys="pair" aria-label={compareWords.list}>
          {shown.map((one) => (
            <Side shown={one} others={shown} isPair={isPair} here={here} now={now} />
          ))}
        </ul>
      </Results>
      <RejectDialog />
      <FullSize />
    </Layout>
  )
}

function areVersions(shown: readonly Shown[]): boolean {
  const pairs = new Set(shown.map(({ view: { mockup } }) => `${mockup.asset_id} ${mockup.scene}`))
  return pairs.size === 1
}

type SideProps = Pick<ComparePageProps, 'here' | 'now'> & {
  shown: Shown
  others: readonly Shown[]
  isPair: boolean
}

function Side({ shown, others, isPair, here, now }: SideProps) {
  const { view, scene, picture } = shown
  const { mockup, asset } = view
  const name = mockupWords.name(asset.title, scene)
  const thumb = (
    <Thumb
      src={picture}
      alt=""
      width={view.picture.width}
      height={view.picture.height}
      ratio="landscape"
      fit="cover"
      busy={isUnfinished(mockup.status)}
      placeholder={mockup.status === 'failed' ? 'warning' : 'picture'}
      eager
    />
  )
  return (
    <li class="compare-side" id={elementId('compared', mockup.id)} data-item>
      {picture ? (
        <a
          href={`/mockups/${mockup.id}/picture`}
          aria-label={fullSizeWords.open(name)}
          hx-boost="false"
          data-open
          data-full-size={name}
        >
          {thumb}
        </a>
      ) : (
        thumb
      )}
      <div class="compare-text">
        <h2>
          <a href={`/mockups/${mockup.id}`}>{name}</a>
        </h2>
        <p class="cluster cluster-tight">
          <MockupStatusBadge status={mockup.status} />
          {isPair ? <Badge tone="neutral">{ageOf(shown, others)}</Badge> : null}
          {mockup.stale ? <Badge tone="amber">{mockupWords.outdated}</Badge> : null}
        </p>
        <Decide view={view} name={name} here={here} />
        <Facts view={view} now={now} />
      </div>
    </li>
  )
}

function ageOf({ view }: Shown, others: readonly Shown[]): string {
  const isOldest = others.every((other) => view.mockup.id <= other.view.mockup.id)
  return isOldest ? compareWords.older : compareWords.newer
}

function Decide({ view, name, here }: { view: MockupView; name: string; here: string }) {
  const { id, status } = view.mockup
  if (!isDecidable(status)) return null
  const values = { seen: status, back: here }
  return (
    <div class="cluster">
      {status === 'rejected' ? null : (
        <ActionForm
          action={`/mockups/${id}/reject`}
          values={values}
          icon="close"
          shortcut="r"
          results={PART}
          about={name}
        >
          {mockupWords.reject}
        </ActionForm>
      )}
      {status === 'approved' ? null : (
        <ActionForm
          action={`/mockups/${id}/approve`}
          values={values}
          variant="primary"
          icon="approval"
          shortcut="a"
          results={PART}
          about={name}
        >
          {mockupWords.approve}
        </ActionForm>
      )}
    </div>
  )
}

function Facts({ view, now }: { view: MockupView; now: number }) {
  const { mockup, picture } = view
  const reason = mockup.status === 'rejected' ? reasonText(picture) : undefined
  const items = [
    { term: compareWords.made, description: <TimeAgo at={mockup.created_at} now={now} /> },
    ...(picture.width && picture.height
      ? [{ term: compareWords.size, description: `${picture.width} × ${picture.height} px` }]
      : []),
    ...(mockup.quality_score === null
      ? []
      : [{ term: compareWords.quality, description: String(mockup.quality_score) }]),
    ...(reason ? [{ term: mockupWords.reason, description: reason }] : []),
  ]
  return <DefinitionList items={items} />
}
