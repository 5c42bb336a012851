import type { Child } from 'hono/jsx'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'
import type { Tone } from './tone.ts'
import { toastWords as words } from './words.ts'

export type NoticeProps = {
  tone?: Tone
  title?: string
  children?: Child
  /** What can be done about it, at the end of the line: a link or a button. */
  action?: Child
  /** Shows a close button; it needs a script, so the button is hidden without one. */
  dismissible?: boolean
}

/** A message in the page: what happened, what was not lost, what to do. */
export function Notice({ tone = 'neutral', title, children, action, dismissible }: NoticeProps) {
  const urgent = tone === 'red' || tone === 'amber'
  return (
    <div class={`notice notice-${tone}`} role={tone === 'red' ? 'alert' : undefined} data-notice>
      <Icon name={urgent ? 'warning' : tone === 'sage' ? 'approval' : 'info'} />
      <div class="notice-body">
        {title ? <p class="notice-title">{title}</p> : null}
        {children}
      </div>
      {action ? <div class="notice-action">{action}</div> : null}
      {dismissible ? (
        <Button variant="quiet" size="small" type="button" icon="close" data-dismiss data-scripted>
          <span class="visually-hidden">{words.dismiss}</span>
        </Button>
      ) : null}
    </div>
  )
}
