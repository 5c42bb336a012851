import type { ActivityRow } from '../../db/schema/desk.ts'
import type { MockupUses } from '../../domain/mockups/find-uses.ts'
import type { MockupView } from '../../domain/mockups/mockup-view.ts'
import { isDecidable } from '../../domain/review/decide-mockups.ts'
import { isUnfinished } from '../../domain/runs/run-progress.ts'
import { RejectDialog } from '../approvals/reject-dialog.tsx'
import type { DecidedProps } from '../approvals/review-tile.tsx'
import { UndoLast } from '../approvals/undo-last.tsx'
import { Stack } from '../components/arrange.tsx'
import { Badge } from '../components/badge.tsx'
import { Card } from '../components/card.tsx'
import type { Collections } from '../components/collections.ts'
import { Icon, type IconName } from '../components/icon.tsx'
import { Notice } from '../components/notice.tsx'
import { PageHeader } from '../components/page-header.tsx'
import { QuoteText } from '../components/quote-text.tsx'
import { useShortcut } from '../components/shortcut.ts'
import { MockupStatusBadge } from '../components/status-badge.tsx'
import { failureLabels } from '../components/status-labels.ts'
import { Thumb } from '../components/thumb.tsx'
import { Layout, type PageFrame } from '../layout.tsx'
import { PairNote } from '../runs/pair-note.tsx'
import { FullSize } from './full-size.tsx'
import { Decision, MOCKUP_PART, MockupActions, type Refused } from './mockup-actions.tsx'
import { MockupFacts } from './mockup-facts.tsx'
import { MockupHistory } from './mockup-history.tsx'
import { MockupProducts } from './mockup-products.tsx'
import { MockupVersions, type ShownVersion } from './mockup-versions.tsx'
import type { MockupPlace } from './mockups-url.ts'
import { ScoreForm, type ScoreFormProps } from './score-form.tsx'
import { SuspectDecision } from './suspect-decision.tsx'
import { fullSizeWords, mockupWords as words } from './words.ts'

/** One by one each is a page of its own: undoing reaches back to those before it. */
const UNDO_REACH_MS = 60 * 60 * 1_000

export type MockupPageProps = {
  frame: PageFrame
  view: MockupView
  uses: MockupUses
  scene: string
  collections: Collections
  /** The list that it was opened from. */
  place: MockupPlace
  /** URLs of the large picture, the file to download and the artwork. */
  links: { picture: string | null; download: string | null; artwork: string | null }
  history: readonly ActivityRow[]
  /** Of the same artwork in the same scene, newest first. */
  versions: readonly ShownVersion[]
  decided: DecidedProps['item']
  /** Whether this person can take their decision back. */
  canReopen: boolean
  userId: string | null
  groupId: string
  refused?: Refused
  scoreRefused?: ScoreFormProps['refused']
  now: number
}

export function MockupPage(props: MockupPageProps) {
  const { frame, view, scene, links, place, now } = props
  const { mockup, asset } = view
  const polling = isUnfinished(mockup.status)
    ? {
        'hx-get': place.urlOf(mockup.id),
        'hx-trigger': 'every 2s',
        'hx-select': `#${MOCKUP_PART}`,
        'hx-target': 'this',
        'hx-swap': 'outerMorph',
      }
    : {}
  return (
    <Layout
      {...frame}
      title={words.name(asset.title, scene)}
      current={place.list === 'review' ? '/approvals' : `/mockups/${mockup.id}`}
      judging
    >
      <section
        class="results"
        id={MOCKUP_PART}
        aria-label={words.page.label}
        data-page-keys
        {...polling}
      >
        <PageHeader
          title={asset.title}
          lead={scene}
          back={{ href: place.back, label: words.page.backTo[place.list] }}
          badges={
            <>
              <MockupStatusBadge status={mockup.status} />
              {mockup.stale ? <Badge tone="amber">{words.outdated}</Badge> : null}
            </>
          }
          actions={
            <>
              {place.list === 'review' ? <Undo id={mockup.id} place={place} now={now} /> : null}
              <Turn place={place} />
            </>
          }
        />
        <Failure view={view} />
        {mockup.failure_code === 'suspect' ? <SuspectDecision id={mockup.id} /> : null}
        <div class="mockup">
          <div class="stack">
            <Picture {...props} />
            {isUnfinished(mockup.status) ? <PairNote view={view} now={now} /> : null}
            <MockupActions {...{ view, place, groupId: props.groupId }} download={links.download} />
            {mockup.stale ? <OutdatedExplained /> : null}
          </div>
          <div class="stack stack-large mockup-aside">
            <Aside {...props} />
          </div>
          <div class="stack stack-large">
            <MockupVersions versions={props.versions} current={mockup} now={now} />
            <MockupHistory
              {...{ view, uses: props.uses, userId: props.userId, now }}
              rows={props.history}
            />
          </div>
        </div>
      </section>
      <RejectDialog />
      <FullSize />
    </Layout>
  )
}

/** What was decided on the pages before this one. */
function Undo({ id, place, now }: Pick<MockupPageProps, 'place' | 'now'> & { id: string }) {
  const sinceMs = now - UNDO_REACH_MS
  return <UndoLast action="/mockups/undo" back={place.urlOf(id)} sinceMs={sinceMs} />
}

/** In its frame; pressed, in full size. */
function Picture({ view, scene, links }: MockupPageProps) {
  const { mockup, picture, asset } = view
  const name = words.name(asset.title, scene)
  const thumb = (
    <Thumb
      src={links.picture}
      alt={name}
      width={picture.width}
      height={picture.height}
      ratio="landscape"
      fit="cover"
      busy={isUnfinished(mockup.status)}
      placeholder={mockup.status === 'failed' ? 'warning' : 'picture'}
      eager
    />
  )
  if (!links.picture) return thumb
  return (
    <a
      class="mockup-picture"
      href={links.picture}
      aria-label={fullSizeWords.open(name)}
      hx-boost="false"
      data-full-size={name}
      data-swipe={isDecidable(mockup.status) ? '' : undefined}
    >
      {thumb}
    </a>
  )
}

/** To the mockups before and after it, by the keys of the list too. */
function Turn({ place }: Pick<MockupPageProps, 'place'>) {
  if (!place.previous && !place.next) return null
  return (
    <nav class="cluster" aria-label={words.page.place}>
      <TurnLink href={place.previous} label={words.page.previous} icon="previous" shortcut="k" />
      <TurnLink href={place.next} label={words.page.next} icon="next" shortcut="j" />
    </nav>
  )
}

type TurnLinkProps = { href: string | undefined; label: string; icon: IconName; shortcut: string }

function TurnLink({ href, label, icon, shortcut }: TurnLinkProps) {
  const content = (
    <>
      {icon === 'previous' ? <Icon name={icon} class="icon-small" /> : null}
      <span class="button-label">{label}</span>
      {icon === 'next' ? <Icon name={icon} class="icon-small" /> : null}
    </>
  )
  const look = 'button button-secondary button-small'
  return href ? (
    <a
      class={look}
      href={href}
      rel={icon === 'previous' ? 'prev' : 'next'}
      {...useShortcut(shortcut)}
    >
      {content}
    </a>
  ) : (
    <span class={look} aria-disabled="true">
      {content}
    </span>
  )
}

function Aside(props: MockupPageProps) {
  const { view, uses, scene, collections, place, links, refused, now } = props
  const { mockup, asset, quote } = view
  return (
    <>
      <Decision
        {...{ view, place, refused, now }}
        decided={props.decided}
        canReopen={props.canReopen}
      />
      <MockupProducts view={view} uses={uses} />
      <Card title={words.page.details}>
        <MockupFacts {...{ view, uses, scene, collections, now }} />
        {isDecidable(mockup.status) ? (
          <ScoreForm
            action={place.urlOf(mockup.id, '/score')}
            score={mockup.quality_score}
            refused={props.scoreRefused}
          />
        ) : null}
      </Card>
      <Card title={words.page.artwork}>
        <Stack>
          <a href={`/assets/${asset.id}`}>
            <Thumb src={links.artwork} alt={asset.title} ratio="portrait" />
          </a>
          {quote ? <QuoteText text={quote.text} /> : null}
          <a href={`/mockups?assetId=${asset.id}`}>{words.page.allOfArtwork}</a>
        </Stack>
      </Card>
    </>
  )
}

function OutdatedExplained() {
  return (
    <Notice tone="amber" title={words.page.outdatedTitle}>
      <p>
        {words.page.outdatedBody} <a href="/mockups/stale">{words.page.renderOutdated}</a>
      </p>
    </Notice>
  )
}

function Failure({ view: { mockup } }: Pick<MockupPageProps, 'view'>) {
  if (mockup.status !== 'failed') return null
  const { failure_code, error_message } = mockup
  return (
    <Notice tone="red" title={failure_code ? failureLabels[failure_code] : words.page.failed}>
      {error_message ? <p>{error_message}</p> : null}
    </Notice>
  )
}
