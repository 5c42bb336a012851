import { Card } from '../components/card.tsx'
import { problemsUrl } from '../problems/problems-url.ts'
import { homeWords } from './words.ts'

/** How many there are of each, all but the first counted to 100. */
export type ProblemsProps = {
  failedRenders: number
  failedPublishes: number
  /** Renders that may have been charged. */
  unconfirmed: number
  productsToReview: number
  /** What is retried by itself. */
  retrying: number
}

type Problem = { href: string; label: string; text: string; urgent?: boolean }

/** What only a person can settle, and what settles itself. */
export function Problems(props: ProblemsProps) {
  const problems = problemsOf(props)
  return (
    <Card title={homeWords.problems} id="problems">
      {problems.length === 0 ? (
        <p class="muted">{homeWords.noProblems}</p>
      ) : (
        <ul class="to-do">
          {problems.map(({ href, label, text, urgent }) => (
            <li>
              <a class={urgent ? 'to-do-urgent' : undefined} href={href}>
                {label}
              </a>
              <span class="muted small">{text}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

function problemsOf(props: ProblemsProps): Problem[] {
  const { unconfirmed, failedRenders, failedPublishes, productsToReview, retrying } = props
  const all: [number, Problem][] = [
    [
      unconfirmed,
      {
        href: problemsUrl('suspects'),
        label: homeWords.unconfirmed(unconfirmed),
        text: homeWords.unconfirmedText,
        urgent: true,
      },
    ],
    [
      failedRenders,
      {
        href: problemsUrl('needs_you'),
        label: homeWords.failedRenders(failedRenders),
        text: homeWords.failedRendersText,
        urgent: true,
      },
    ],
    [
      failedPublishes,
      {
        href: problemsUrl('publishing'),
        label: homeWords.failedPublishes(failedPublishes),
        text: homeWords.failedPublishesText,
        urgent: true,
      },
    ],
    [
      productsToReview,
      {
        href: '/approvals?type=product',
        label: homeWords.productsToReview(productsToReview),
        text: homeWords.productsToReviewText,
      },
    ],
    [
      retrying,
      {
        href: problemsUrl('waiting'),
        label: homeWords.retrying(retrying),
        text: homeWords.retryingText,
      },
    ],
  ]
  return all.flatMap(([n, problem]) => (n > 0 ? [problem] : []))
}
