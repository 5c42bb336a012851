import { Cluster } from '../components/arrange.tsx'
import { Badge } from '../components/badge.tsx'
import { ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'

export type Steps = { uploaded: boolean; generated: boolean; approved: boolean; product: boolean }

const STEPS = [
  {
    key: 'uploaded',
    title: 'Upload artwork',
    text: 'A finished print, as PNG, JPEG or WebP.',
    href: '/assets?upload=1',
  },
  {
    key: 'generated',
    title: 'Generate mockups',
    text: 'See it in five rooms. Each picture costs one credit.',
    href: '/generate',
  },
  {
    key: 'approved',
    title: 'Approve the good ones',
    text: 'One by one, or many at once.',
    href: '/approvals',
  },
  {
    key: 'product',
    title: 'Create a product',
    text: 'Sizes, frames and prices; then publish it to the shop.',
    href: '/products/new',
  },
] as const satisfies { key: keyof Steps; title: string; text: string; href: string }[]

/** The way from a print to a product; gone once it has been walked. */
export function FirstSteps({ steps }: { steps: Steps }) {
  const next = STEPS.find(({ key }) => !steps[key])
  if (!next) return null
  return (
    <Card title="First steps" lead="From a finished print to a product that sells.">
      <ol class="first-steps">
        {STEPS.map(({ key, title, text }) => (
          <li aria-current={key === next.key ? 'step' : undefined}>
            <p>
              <strong>{title}</strong> {steps[key] ? <Badge tone="sage">Done</Badge> : null}
            </p>
            <p class="muted small">{text}</p>
          </li>
        ))}
      </ol>
      <Cluster>
        <ButtonLink href={next.href} variant="primary">
          {next.title}
        </ButtonLink>
      </Cluster>
    </Card>
  )
}
