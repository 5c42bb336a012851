import type { Child } from 'hono/jsx'
import { DataTable } from './data-table.tsx'
import { Icon } from './icon.tsx'

export type ConflictField = {
  label: string
  yours: string | null | undefined
  now: string | null | undefined
}

export type ConflictNoticeProps = {
  /** `changed`: somebody edited it since the form was opened. `exists`: the form has made it. */
  kind: 'changed' | 'exists'
  /** "This quote was changed meanwhile" */
  title: string
  /** Every field of the form; those that are equal are left out. */
  fields: readonly ConflictField[]
  /** What can be done, with links: the sentence after "Nothing of yours was saved". */
  children?: Child
}

/** On top of a form that was not saved: what was typed and what is stored, field by field. */
export function ConflictNotice({ kind, title, fields, children }: ConflictNoticeProps) {
  const differing = fields.filter(({ yours, now }) => (yours ?? '') !== (now ?? ''))
  return (
    <div
      class="notice notice-amber"
      role="alert"
      tabindex={-1}
      autofocus
      data-error-summary
      data-conflict={kind}
    >
      <Icon name="warning" />
      <div class="notice-body">
        <p class="notice-title">{title}</p>
        <p>Nothing of yours was saved; it is still in the form below. {children}</p>
        {differing.length > 0 ? (
          <DataTable
            caption="What you typed, and what is stored"
            rows={differing}
            columns={[
              { key: 'label', header: 'Field', primary: true, cell: ({ label }) => label },
              { key: 'yours', header: 'Yours', cell: ({ yours }) => <Value text={yours} /> },
              { key: 'now', header: 'Now', cell: ({ now }) => <Value text={now} /> },
            ]}
          />
        ) : null}
      </div>
    </div>
  )
}

function Value({ text }: { text: string | null | undefined }) {
  return text ? <>{text}</> : <span class="muted">empty</span>
}
