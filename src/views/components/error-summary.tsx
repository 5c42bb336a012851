import { fieldId } from './field-id.ts'
import { Icon } from './icon.tsx'
import { formWords as words } from './words.ts'

/** `name` (with `value` for one choice of a group) makes the sentence a link to the field. */
type FormError = { message: string; name?: string; value?: string }

export type ErrorSummaryProps = { errors: readonly FormError[]; title?: string; scope?: string }

/** All that is wrong with a form, on top of it; nothing when nothing is. */
export function ErrorSummary({ errors, title, scope }: ErrorSummaryProps) {
  if (errors.length === 0) return null
  return (
    <div class="notice notice-red" role="alert" tabindex={-1} autofocus data-error-summary>
      <Icon name="warning" />
      <div class="notice-body">
        <p class="notice-title">{title ?? words.problems(errors.length)}</p>
        <ul>
          {errors.map(({ message, name, value }) => (
            <li>
              {name ? (
                <a class="error-link" href={`#${fieldId(name, { scope, value })}`}>
                  {message}
                </a>
              ) : (
                message
              )}
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}
