import type { Credits } from '../../domain/credits/get-credits.ts'
import type { Overview } from '../../domain/overview/read-overview.ts'
import type { ProductCounts } from '../../domain/products/count-products.ts'
import type { RunSummary } from '../../domain/runs/list-runs.ts'
import { Columns } from '../components/arrange.tsx'
import { ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { ImageGrid } from '../components/image-grid.tsx'
import { PageHeader } from '../components/page-header.tsx'
import { Section } from '../components/section.tsx'
import { CreditCard } from '../credits/credit-card.tsx'
import { Layout, type PageFrame } from '../layout.tsx'
import { MockupTile, type ShownMockup } from '../mockups/mockup-tile.tsx'
import type { SceneNames } from '../mockups/scene-label.ts'
import { RunTable } from '../runs/run-table.tsx'
import { FirstSteps, type Steps } from './first-steps.tsx'
import { ProductStates } from './product-states.tsx'
import { Waiting } from './waiting.tsx'

export type HomePageProps = {
  frame: PageFrame
  credits: Credits | undefined
  steps: Steps
  mockups: Overview['mockups']
  approvals: number
  retries: { waiting: number; exhausted: number }
  products: ProductCounts
  runs: readonly RunSummary[]
  latest: readonly ShownMockup[]
  names: SceneNames
  now: number
}

export function HomePage(props: HomePageProps) {
  const { frame, credits, steps, products } = props
  return (
    <Layout {...frame} title="Home" current="/">
      <PageHeader
        title="Home"
        lead="What waits for you, and what is under way."
        actions={
          steps.uploaded ? (
            <ButtonLink href="/generate" variant="primary" icon="spark">
              Generate mockups
            </ButtonLink>
          ) : null
        }
      />
      <Columns
        aside={
          <>
            <CreditCard credits={credits} />
            <ProductStates products={products} />
          </>
        }
      >
        <FirstSteps steps={steps} />
        {steps.generated ? <Waiting {...props} /> : null}
        <Runs {...props} />
        <Latest {...props} />
      </Columns>
    </Layout>
  )
}

/** Fetches itself while one of the runs is under way. */
function Runs({ runs, now }: Pick<HomePageProps, 'runs' | 'now'>) {
  if (runs.length === 0) return null
  const running = runs.some(({ progress }) => progress.status === 'running')
  const polling = running ? { 'hx-trigger': 'every 4s' } : {}
  return (
    <Section
      id="latest-runs"
      title="Latest runs"
      actions={<a href="/runs">All runs</a>}
      hx-get="/"
      hx-select="#latest-runs"
      hx-target="this"
      hx-swap="outerMorph"
      {...polling}
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
    <Section title="Latest mockups" actions={<a href="/mockups">All mockups</a>}>
      <ImageGrid label="Latest mockups">
        {latest.map((view) => (
          <MockupTile view={view} names={names} now={now} />
        ))}
      </ImageGrid>
    </Section>
  )
}
