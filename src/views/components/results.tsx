import type { Child } from 'hono/jsx'
import { listWords as words } from './words.ts'

export type ResultsProps = {
  id?: string
  /** Read aloud after the filters changed: "12 mockups". */
  announce?: string
  children?: Child
  label?: string
}

/** The part of a list page that its filters swap. */
export function Results({ id = 'results', announce, children, label }: ResultsProps) {
  return (
    <section class="results" id={id} aria-label={label ?? words.results} data-announce={announce}>
      {children}
    </section>
  )
}
