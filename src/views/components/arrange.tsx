import type { Child } from 'hono/jsx'
import { classNames } from './class-names.ts'

/** One below the other. */
export function Stack({
  children,
  gap = 'medium',
}: {
  children?: Child
  gap?: 'small' | 'medium' | 'large'
}) {
  return <div class={`stack stack-${gap}`}>{children}</div>
}

/** Side by side, wrapping: buttons, badges, short facts. */
export function Cluster({ children, spread }: { children?: Child; spread?: boolean }) {
  return <div class={classNames('cluster', spread && 'cluster-spread')}>{children}</div>
}

/** Main content with a narrower column next to it on wide screens. */
export function Columns({ children, aside }: { children?: Child; aside: Child }) {
  return (
    <div class="columns">
      <div class="stack stack-large">{children}</div>
      <div class="stack stack-large">{aside}</div>
    </div>
  )
}
