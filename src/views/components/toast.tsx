import { Button } from './button.tsx'
import { Icon } from './icon.tsx'
import { swapAttributes } from './swap-attributes.ts'
import type { Tone } from './tone.ts'
import { toastWords as words } from './words.ts'

export type ToastProps = {
  tone: Tone
  /** What happened, to what or how many: "Approved Quiet Is Enough in Therapy Office. 15 left." */
  text: string
  title?: string
  /** Where to look further. */
  link?: { href: string; label: string }
  /** A form that takes it back; `part` is the id of the Results to swap, if the page has them. */
  undo?: { action: string; values: Record<string, string>; part?: string | undefined }
}

/**
 * Says what a press of a button did, without moving what is on the page. One that is good news
 * goes after a while; app.js takes it away.
 */
export function Toasts({ toasts }: { toasts: readonly ToastProps[] }) {
  return (
    <div class="toasts" id="toasts" role="status">
      {toasts.map((toast) => (
        <Toast {...toast} />
      ))}
    </div>
  )
}

function Toast({ tone, text, title, link, undo }: ToastProps) {
  const urgent = tone === 'red' || tone === 'amber'
  return (
    <div
      class={`toast toast-${tone}`}
      role={tone === 'red' ? 'alert' : undefined}
      data-notice
      data-passing={urgent ? undefined : ''}
    >
      <Icon name={urgent ? 'warning' : tone === 'sage' ? 'approval' : 'info'} />
      <div class="toast-body">
        {title ? <strong>{title} </strong> : null}
        {text} {link ? <a href={link.href}>{link.label}</a> : null}
      </div>
      {undo ? (
        <form
          {...swapAttributes(undo.part)}
          class="action-form"
          method="post"
          action={undo.action}
          data-undo
        >
          {Object.entries(undo.values).map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          <Button variant="secondary" size="small">
            {words.undo}
          </Button>
        </form>
      ) : null}
      <Button variant="quiet" size="small" type="button" icon="close" data-dismiss data-scripted>
        <span class="visually-hidden">{words.dismiss}</span>
      </Button>
    </div>
  )
}
