import type { Child } from 'hono/jsx'
import type { Tone } from './tone.ts'

/** A short label with a coloured dot: state, collection, kind. */
export function Badge({ tone = 'neutral', children }: { tone?: Tone; children?: Child }) {
  return <span class={`badge badge-${tone}`}>{children}</span>
}
