import type { MockupView } from '../../domain/mockups/mockup-view.ts'
import { Decided, type DecidedProps } from '../approvals/review-tile.tsx'
import { Badge } from '../components/badge.tsx'
import { ButtonLink } from '../components/button.tsx'
import { ErrorSummary } from '../components/error-summary.tsx'
import { Notice } from '../components/notice.tsx'
import { PageHeader } from '../components/page-header.tsx'
import { MockupStatusBadge } from '../components/status-badge.tsx'
import { Layout, type PageFrame } from '../layout.tsx'
import type { MockupPlace } from './mockups-url.ts'
import { PLACEMENT_FORM, PlacementForm, type PlacementFormProps } from './placement-form.tsx'
import { mockupWords, placementWords as words } from './words.ts'

export type PlacementPageProps = Omit<PlacementFormProps, 'action' | 'draftAction'> & {
  frame: PageFrame
  view: MockupView
  place: MockupPlace
  /** Who decided about the mockup, and why. */
  decided: DecidedProps['item']
  /** Why the mockup was not rendered again. */
  refusal?: string | undefined
}

/** Renders a mockup again with its artwork placed otherwise: a draft first, then one press. */
export function PlacementPage(props: PlacementPageProps) {
  const { frame, view, place, scene, decided, errors = {}, refusal, problem, now } = props
  const { mockup, asset } = view
  const summary = Object.entries(errors).map(([name, message]) => ({ name, message }))
  return (
    <Layout
      {...frame}
      title={words.titleOf(mockupWords.name(asset.title, scene))}
      current={place.list === 'review' ? '/approvals' : `/mockups/${mockup.id}`}
    >
      <PageHeader
        title={words.title}
        lead={mockupWords.name(asset.title, scene)}
        back={{ href: place.urlOf(mockup.id), label: words.back }}
        badges={
          <>
            <MockupStatusBadge status={mockup.status} />
            {mockup.stale ? <Badge tone="amber">{mockupWords.outdated}</Badge> : null}
          </>
        }
      />
      <Decided item={decided} now={now} />
      {refusal ? (
        <Notice tone="red" title={words.refused}>
          <p>{refusal}</p>
        </Notice>
      ) : null}
      {problem ? (
        <Notice
          tone="amber"
          title={words.unrenderable}
          action={
            <ButtonLink href={problem.href} size="small">
              {problem.href === '/scenes' ? words.seeScenes : words.seeArtwork}
            </ButtonLink>
          }
        >
          <p>{problem.reason}</p>
        </Notice>
      ) : null}
      <ErrorSummary errors={summary} scope={PLACEMENT_FORM} />
      <PlacementForm
        {...props}
        action={place.urlOf(mockup.id, '/regenerate')}
        draftAction={place.urlOf(mockup.id, '/regenerate/draft')}
      />
    </Layout>
  )
}
