import type { Overview } from '../../domain/overview/read-overview.ts'
import { Badge } from '../components/badge.tsx'
import { Card } from '../components/card.tsx'
import { homeWords } from './words.ts'

export type Steps = Overview['steps']

const HREFS = {
  vendor: '/integrations',
  shop: '/integrations',
  uploaded: '/assets?upload=1',
  generated: '/generate',
  approved: '/approvals',
  product: '/products/new',
  published: '/products',
} as const satisfies Record<keyof Steps, string>

const ORDER = [
  'vendor',
  'shop',
  'uploaded',
  'generated',
  'approved',
  'product',
  'published',
] as const satisfies (keyof Steps)[]

/** The way from a print to a published product; gone once there is one. */
export function FirstSteps({ steps }: { steps: Steps }) {
  if (steps.published) return null
  const next = ORDER.find((step) => !steps[step])
  return (
    <Card title={homeWords.firstSteps} lead={homeWords.firstStepsLead}>
      <ol class="first-steps">
        {ORDER.map((step) => {
          const { title, text } = homeWords.steps[step]
          return (
            <li
              class={steps[step] ? 'is-done' : undefined}
              aria-current={step === next ? 'step' : undefined}
            >
              <a href={HREFS[step]}>{title}</a>
              {steps[step] ? <Badge tone="sage">{homeWords.done}</Badge> : null}
              <p class="muted small">{text}</p>
            </li>
          )
        })}
      </ol>
    </Card>
  )
}
