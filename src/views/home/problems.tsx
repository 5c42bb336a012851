import type { Overview } from '../../domain/overview/read-overview.ts'
import { Card } from '../components/card.tsx'
import { homeWords } from './words.ts'

export type ProblemsProps = Pick<
  Overview,
  'productsToReview' | 'retrying' | 'failedRenders' | 'failedPublishes'
> & { unconfirmed: number }

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
        href: '/suspects',
        label: homeWords.unconfirmed(unconfirmed),
        text: homeWords.unconfirmedText,
        urgent: true,
      },
    ],
    [
      failedRenders,
      {
        href: '/retries?show=exhausted',
        label: homeWords.failedRenders(failedRenders),
        text: homeWords.failedRendersText,
        urgent: true,
      },
    ],
    [
      failedPublishes,
      {
        href: '/retries?show=exhausted',
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
        href: '/retries?show=waiting',
        label: homeWords.retrying(retrying),
        text: homeWords.retryingText,
      },
    ],
  ]
  return all.flatMap(([n, problem]) => (n > 0 ? [problem] : []))
}
