import type { Child } from 'hono/jsx'
import { classNames } from './class-names.ts'
import { elementId } from './field-id.ts'

export type CardProps = {
  title?: string
  lead?: Child
  actions?: Child
  footer?: Child
  children?: Child
  id?: string
  /** No padding around the content: for tables and pictures that reach the edge. */
  flush?: boolean
}

/** A surface with an optional heading; attributes with a hyphen are passed on. */
export function Card({ title, lead, actions, footer, children, id, flush, ...rest }: CardProps) {
  const headingId = title ? elementId('card', id ?? title) : undefined
  return (
    <section {...rest} class="card" id={id} aria-labelledby={headingId}>
      {title ? (
        <div class="card-header">
          <div>
            <h2 id={headingId}>{title}</h2>
            {lead ? <p class="muted">{lead}</p> : null}
          </div>
          {actions ? <div class="cluster">{actions}</div> : null}
        </div>
      ) : null}
      <div class={classNames('card-body', flush && 'card-flush')}>{children}</div>
      {footer ? <div class="card-footer">{footer}</div> : null}
    </section>
  )
}
