import { PageHeader } from '../components/page-header.tsx'
import { Results } from '../components/results.tsx'
import { Tabs } from '../components/tabs.tsx'
import { formatCounted } from '../format-number.ts'
import { Layout, type PageFrame } from '../layout.tsx'
import { RetryAll, type RetryAllProps } from '../retries/retry-all.tsx'
import { FailedPublishes, type FailedPublishesProps } from './failed-publishes.tsx'
import { NeedsYou, type NeedsYouProps } from './needs-you.tsx'
import { PROBLEM_TABS, type ProblemTab, problemsUrl } from './problems-url.ts'
import { Resolved, type ResolvedProps } from './resolved.tsx'
import { Suspects, type SuspectsProps } from './suspects.tsx'
import { Waiting, type WaitingProps } from './waiting.tsx'
import { problemsWords as words } from './words.ts'

/** The tab that is shown, with what is on it. */
export type ProblemsContent =
  | ({ tab: 'needs_you' } & NeedsYouProps)
  | ({ tab: 'waiting' } & WaitingProps)
  | ({ tab: 'suspects' } & SuspectsProps)
  | ({ tab: 'publishing' } & FailedPublishesProps)
  | ({ tab: 'resolved' } & ResolvedProps)

export type ProblemsPageProps = {
  frame: PageFrame
  /** What is on each tab; what is over is not counted. */
  counts: Record<Exclude<ProblemTab, 'resolved'>, number>
  content: ProblemsContent
  /** What the buttons of all retries would start; none on tabs without retries. */
  all?: Pick<RetryAllProps, 'open' | 'most'>
}

export function ProblemsPage({ frame, counts, content, all }: ProblemsPageProps) {
  const { tab } = content
  const shown = tab === 'resolved' ? content.page.total : counts[tab]
  return (
    <Layout {...frame} title={words.title} current="/problems">
      <PageHeader
        title={words.title}
        lead={words.lead}
        actions={all ? <RetryAll {...all} tab={tab} /> : null}
      />
      <Results announce={words.announced[tab](shown)}>
        <Tabs
          label={words.tabs}
          items={PROBLEM_TABS.map(({ name, label }) => ({
            href: problemsUrl(name),
            label,
            count: name === 'resolved' ? undefined : formatCounted(counts[name]),
            current: name === tab,
          }))}
        />
        <Content content={content} />
      </Results>
    </Layout>
  )
}

function Content({ content }: { content: ProblemsContent }) {
  switch (content.tab) {
    case 'needs_you':
      return <NeedsYou {...content} />
    case 'waiting':
      return <Waiting {...content} />
    case 'suspects':
      return <Suspects {...content} />
    case 'publishing':
      return <FailedPublishes {...content} />
    case 'resolved':
      return <Resolved {...content} />
  }
}
