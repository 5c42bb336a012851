import type { Child } from 'hono/jsx'
import { elementId } from './field-id.ts'

export type SectionProps = {
  title: string
  lead?: Child
  actions?: Child
  children?: Child
  id?: string
  hidden?: boolean
}

/** A headed part of a page without a box around it. */
export function Section({ title, lead, actions, children, id, ...rest }: SectionProps) {
  const headingId = elementId('section', id ?? title)
  return (
    <section {...rest} class="section" id={id} aria-labelledby={headingId}>
      <div class="section-header">
        <div>
          <h2 id={headingId}>{title}</h2>
          {lead ? <p class="muted">{lead}</p> : null}
        </div>
        {actions ? <div class="cluster">{actions}</div> : null}
      </div>
      {children}
    </section>
  )
}
