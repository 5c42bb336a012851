import type { Child } from 'hono/jsx'
import { classNames } from './class-names.ts'
import type { Tone } from './tone.ts'

export type StatProps = { label: string; value: Child; note?: Child; tone?: Tone; href?: string }

/** One number with its name, in a StatRow. */
export function Stat({ label, value, note, tone, href }: StatProps) {
  return (
    <div class={classNames('stat', tone && tone !== 'neutral' && `stat-${tone}`)}>
      <dt>{href ? <a href={href}>{label}</a> : label}</dt>
      <dd class="stat-value">{value}</dd>
      {note ? <dd class="stat-note">{note}</dd> : null}
    </div>
  )
}

export function StatRow({ children }: { children?: Child }) {
  return <dl class="stat-row">{children}</dl>
}
