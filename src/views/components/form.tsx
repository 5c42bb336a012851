import type { Child } from 'hono/jsx'

export type FormProps = {
  action: string
  method?: 'post' | 'get'
  id?: string
  /** Needed for a file. */
  multipart?: boolean
  /** Warns before typed changes are left behind (with a script). */
  warnUnsaved?: boolean
  /**
   * Under this name what is typed is kept in the browser until the form is saved (with a script),
   * and put back where the form is opened again: it needs a `KeptNotice` inside.
   */
  keep?: string
  /** A short form on one line: a select and its button. */
  inline?: boolean
  novalidate?: boolean
  label?: string
  /** It decides about what the page is of: the next one follows. */
  decides?: 'page'
  children?: Child
}

/** A form with even spacing; its buttons rest while a request is under way. */
export function Form({
  method = 'post',
  multipart,
  warnUnsaved,
  keep,
  inline,
  label,
  decides,
  children,
  ...rest
}: FormProps) {
  return (
    <form
      {...rest}
      class={inline ? 'form-inline' : 'form'}
      method={method}
      enctype={multipart ? 'multipart/form-data' : undefined}
      aria-label={label}
      data-decides={decides}
      data-keep={keep}
      data-warn-unsaved={warnUnsaved ? '' : undefined}
    >
      {children}
    </form>
  )
}

/** Fields side by side where there is room. */
export function FieldRow({ children }: { children?: Child }) {
  return <div class="field-row">{children}</div>
}

/** The buttons that end a form. */
export function FormActions({ children }: { children?: Child }) {
  return <div class="form-actions">{children}</div>
}
