import type { Child } from 'hono/jsx'
import { classNames } from './class-names.ts'
import type { Colour } from './tone.ts'

export type BadgeProps = {
  tone?: Colour
  /** A name that somebody gave, which may take more than a line. */
  long?: boolean
  children?: Child
}

/** A short label with a coloured dot: state, collection, kind. */
export function Badge({ tone = 'neutral', long, children }: BadgeProps) {
  return <span class={classNames('badge', `badge-${tone}`, long && 'badge-long')}>{children}</span>
}
