import type { ActivityRow } from '../../db/schema/desk.ts'
import type { MockupView } from '../../domain/mockups/mockup-view.ts'
import { isUnfinished } from '../../domain/runs/run-progress.ts'
import { SubjectHistory } from '../activity/subject-history.tsx'
import { Columns, Stack } from '../components/arrange.tsx'
import { Badge } from '../components/badge.tsx'
import { Card } from '../components/card.tsx'
import type { Collections } from '../components/collections.ts'
import { Notice } from '../components/notice.tsx'
import { PageHeader } from '../components/page-header.tsx'
import { QuoteText } from '../components/quote-text.tsx'
import { MockupStatusBadge } from '../components/status-badge.tsx'
import { failureLabels } from '../components/status-labels.ts'
import { Thumb } from '../components/thumb.tsx'
import { Layout, type PageFrame } from '../layout.tsx'
import { PairNote } from '../runs/pair-note.tsx'
import { Decision, MockupActions, type Refused } from './mockup-actions.tsx'
import { MockupFacts } from './mockup-facts.tsx'
import { SuspectDecision } from './suspect-decision.tsx'

const PART = 'mockup'

export type MockupPageProps = {
  frame: PageFrame
  view: MockupView
  scene: string
  collections: Collections
  /** URLs of the large picture, the file to download and the artwork. */
  links: { picture: string | null; download: string | null; artwork: string | null }
  history: readonly ActivityRow[]
  userId: string | null
  groupId: string
  refused?: Refused
  now: number
}

export function MockupPage(props: MockupPageProps) {
  const { frame, view, scene, links, now } = props
  const { mockup, picture, asset } = view
  const url = `/mockups/${mockup.id}`
  const polling = isUnfinished(mockup.status) ? { 'hx-trigger': 'every 2s' } : {}
  return (
    <Layout {...frame} title={`${asset.title}, ${scene}`} current={url}>
      <section
        class="results"
        id={PART}
        aria-label="Mockup"
        hx-get={url}
        hx-select={`#${PART}`}
        hx-target="this"
        hx-swap="outerMorph"
        {...polling}
      >
        <PageHeader
          title={asset.title}
          lead={scene}
          back={{ href: '/mockups', label: 'Mockups' }}
          badges={
            <>
              <MockupStatusBadge status={mockup.status} />
              {mockup.stale ? <Badge tone="amber">Stale</Badge> : null}
            </>
          }
        />
        <Failure view={view} />
        {mockup.failure_code === 'suspect' ? <SuspectDecision id={mockup.id} /> : null}
        {mockup.stale ? <StaleExplained /> : null}
        <Columns aside={<Aside {...props} />}>
          <Thumb
            src={links.picture}
            alt={`${asset.title}, ${scene}`}
            width={picture.width}
            height={picture.height}
            ratio="landscape"
            fit="cover"
            busy={isUnfinished(mockup.status)}
            placeholder={mockup.status === 'failed' ? 'warning' : 'picture'}
            eager
          />
          {isUnfinished(mockup.status) ? <PairNote view={view} now={now} /> : null}
          <MockupActions view={view} groupId={props.groupId} download={links.download} />
        </Columns>
        <SubjectHistory rows={props.history} userId={props.userId} now={now} />
      </section>
    </Layout>
  )
}

function Aside({ view, scene, collections, links, refused, now }: MockupPageProps) {
  const { asset, quote } = view
  return (
    <>
      <Decision view={view} refused={refused} />
      <Card title="Artwork">
        <Stack>
          <a href={`/assets/${asset.id}`}>
            <Thumb src={links.artwork} alt={asset.title} ratio="portrait" />
          </a>
          {quote ? <QuoteText text={quote.text} /> : null}
          <a href={`/mockups?assetId=${asset.id}`}>All mockups of this artwork</a>
        </Stack>
      </Card>
      <Card title="Facts">
        <MockupFacts {...{ view, scene, collections, now }} />
      </Card>
    </>
  )
}

function StaleExplained() {
  return (
    <Notice tone="amber" title="This picture is stale">
      <p>
        Its artwork or its room has changed since it was rendered. It can still be used as it is.{' '}
        <a href="/mockups/stale">Render stale mockups again</a>
      </p>
    </Notice>
  )
}

function Failure({ view: { mockup } }: Pick<MockupPageProps, 'view'>) {
  if (mockup.status !== 'failed') return null
  const { failure_code, error_message } = mockup
  return (
    <Notice tone="red" title={failure_code ? failureLabels[failure_code] : 'It failed'}>
      {error_message ? <p>{error_message}</p> : null}
    </Notice>
  )
}
