import type { Child } from 'hono/jsx'
import type { Colour } from './tone.ts'

/** A short label with a coloured dot: state, collection, kind. */
export function Badge({ tone = 'neutral', children }: { tone?: Colour; children?: Child }) {
  return <span class={`badge badge-${tone}`}>{children}</span>
}
