import type { Child } from 'hono/jsx'
import { DataTable } from './data-table.tsx'
import { Icon } from './icon.tsx'
import { conflictWords as words } from './words.ts'

type ConflictField = {
  label: string
  yours: string | null | undefined
  now: string | null | undefined
}

export type ConflictNoticeProps = {
  /**
   * `changed`: it was edited since the form was opened. `exists`: the form was sent before with
   * other values, and made it.
   */
  kind: 'changed' | 'exists'
  /** "This quote was changed meanwhile" */
  title: string
  /** Where the form is opened with what is stored. */
  href: string
  /** All fields of the form; those that are equal are left out. */
  fields: readonly ConflictField[]
  /** What else should be known: a file has to be chosen again. */
  children?: Child
}

/**
 * Goes above a form that was not saved: what was typed and what is stored, field by field. The
 * form keeps what was typed and sends the version that is shown here, so saving it again replaces
 * what is stored.
 */
export function ConflictNotice({ kind, title, href, fields, children }: ConflictNoticeProps) {
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
        <p>
          {kind === 'changed' ? words.replace : words.sentBefore}
          <a href={href}>{kind === 'changed' ? words.takeStored : words.leave}</a>. {children}
        </p>
        {differing.length > 0 ? <Differences fields={differing} /> : null}
      </div>
    </div>
  )
}

function Differences({ fields }: { fields: readonly ConflictField[] }) {
  return (
    <DataTable
      caption={words.typedAndStored}
      rows={fields}
      columns={[
        { key: 'label', header: words.field, primary: true, cell: ({ label }) => label },
        { key: 'yours', header: words.yours, cell: ({ yours }) => valueOrEmpty(yours) },
        { key: 'now', header: words.stored, cell: ({ now }) => valueOrEmpty(now) },
      ]}
    />
  )
}

function valueOrEmpty(text: string | null | undefined) {
  return text || <span class="muted">{words.empty}</span>
}
