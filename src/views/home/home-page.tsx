import type { Credits } from '../../domain/credits/get-credits.ts'
import type { Overview } from '../../domain/overview/read-overview.ts'
import type { RunSummary } from '../../domain/runs/list-runs.ts'
import { Columns, Stack } from '../components/arrange.tsx'
import { ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { ImageGrid } from '../components/image-grid.tsx'
import { liveAttributes } from '../components/live-attributes.ts'
import { PageHeader } from '../components/page-header.tsx'
import { Section } from '../components/section.tsx'
import { CreditCard } from '../credits/credit-card.tsx'
import { Layout, type PageFrame } from '../layout.tsx'
import { MockupTile, type ShownMockup } from '../mockups/mockup-tile.tsx'
import type { SceneNames } from '../mockups/scene-label.ts'
import { RunTable } from '../runs/run-table.tsx'
import { FirstSteps } from './first-steps.tsx'
import { HOME_PART } from './home-part.ts'
import { MonthCard } from './month-card.tsx'
import { Problems, type ProblemsProps } from './problems.tsx'
import { ToReview, type ToReviewProps } from './to-review.tsx'
import { Unpublished, type UnpublishedProps } from './unpublished.tsx'
import { homeWords } from './words.ts'

const EVERY_SECONDS = 3

export type HomePageProps = {
  frame: PageFrame
  credits: Credits | undefined
  overview: Overview
  problems: ProblemsProps
  review: Omit<ToReviewProps, 'names'>
  unpublished: UnpublishedProps['products']
  runs: readonly RunSummary[]
  latest: readonly ShownMockup[]
  names: SceneNames
  now: number
}

export function HomePage(props: HomePageProps) {
  const { frame, overview } = props
  return (
    <Layout {...frame} title={homeWords.title} current="/">
      <PageHeader
        title={homeWords.title}
        actions={
          overview.steps.uploaded ? (
            <ButtonLink href="/generate" variant="primary" icon="spark">
              {homeWords.generate}
            </ButtonLink>
          ) : null
        }
      />
      <ToDo {...props} />
    </Layout>
  )
}

/** All that changes, in one part: while something renders it fetches itself, and nothing else does. */
function ToDo(props: HomePageProps) {
  const { overview, credits, review, problems, unpublished, names, now } = props
  const every = overview.rendering > 0 ? EVERY_SECONDS : undefined
  const { steps, month } = overview
  return (
    <div
      {...liveAttributes(HOME_PART, '/', every)}
      class="home"
      id={HOME_PART}
      data-announce={homeWords.announced(review.waiting)}
    >
      <FirstSteps steps={steps} />
      {steps.generated ? <ToReview {...review} names={names} /> : null}
      <Columns
        aside={
          <>
            <CreditCard credits={credits} />
            <MonthCard month={month} credits={credits} now={now} />
          </>
        }
      >
        <Stack gap="large">
          <Problems {...problems} />
          <Unpublished products={unpublished} />
          <Runs {...props} />
        </Stack>
      </Columns>
      <Latest {...props} />
    </div>
  )
}

function Runs({ runs, now }: Pick<HomePageProps, 'runs' | 'now'>) {
  if (runs.length === 0) return null
  return (
    <Section
      id="latest-runs"
      title={homeWords.latestRuns}
      actions={<a href="/runs">{homeWords.allRuns}</a>}
    >
      <Card flush>
        <RunTable runs={runs} now={now} />
      </Card>
    </Section>
  )
}

function Latest({ latest, names, now }: Pick<HomePageProps, 'latest' | 'names' | 'now'>) {
  if (latest.length === 0) return null
  return (
    <Section
      title={homeWords.latestMockups}
      actions={<a href="/mockups">{homeWords.allMockups}</a>}
    >
      <div class="latest-mockups">
        <ImageGrid label={homeWords.latestMockups} size="small">
          {latest.map((view) => (
            <MockupTile view={view} names={names} now={now} />
          ))}
        </ImageGrid>
      </div>
    </Section>
  )
}
