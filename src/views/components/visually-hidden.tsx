import type { PropsWithChildren } from 'hono/jsx'

/** Text for screen readers only. */
export function VisuallyHidden({ children }: PropsWithChildren) {
  return <span class="visually-hidden">{children}</span>
}
