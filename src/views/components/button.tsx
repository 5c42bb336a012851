import type { Child } from 'hono/jsx'
import { classNames } from './class-names.ts'
import { Icon, type IconName } from './icon.tsx'
import { linkWords as words } from './words.ts'

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger'
export type ButtonSize = 'medium' | 'small'

type Look = { variant?: ButtonVariant; size?: ButtonSize; icon?: IconName; wide?: boolean }

function buttonClass({ variant = 'secondary', size = 'medium', wide }: Look) {
  return classNames(
    'button',
    `button-${variant}`,
    size === 'small' && 'button-small',
    wide && 'button-wide',
  )
}

export type ButtonProps = Look & {
  children?: Child
  type?: 'submit' | 'button' | 'reset'
  name?: string
  value?: string
  disabled?: boolean
  form?: string
  formaction?: string
  formnovalidate?: boolean
  hidden?: boolean
  popovertarget?: string
  autofocus?: boolean
  id?: string
  title?: string
  /** What it is about, for those who hear the button alone: "Approve" of many on a page. */
  about?: string
}

/**
 * A button; attributes with a hyphen (hx-…, data-…, aria-…) are passed on. With an icon alone it has
 * an `aria-label`.
 */
export function Button({
  children,
  variant,
  size,
  icon,
  wide,
  about,
  type = 'submit',
  ...rest
}: ButtonProps) {
  return (
    <button {...rest} type={type} class={buttonClass({ variant, size, wide })}>
      {icon ? <Icon name={icon} /> : null}
      {children ? <span class="button-label">{children}</span> : null}
      {about ? <span class="visually-hidden"> {about}</span> : null}
    </button>
  )
}

export type ButtonLinkProps = Look & {
  children?: Child
  href: string
  external?: boolean
  download?: boolean
  id?: string
  title?: string
  /** As of a button. */
  about?: string
}

/** A link that looks like a button. `external` opens a new tab and says so. */
export function ButtonLink({
  children,
  variant,
  size,
  icon,
  wide,
  external,
  about,
  ...rest
}: ButtonLinkProps) {
  const newTab = external ? { target: '_blank', rel: 'noopener' } : {}
  return (
    <a {...rest} {...newTab} class={buttonClass({ variant, size, wide })}>
      {icon ? <Icon name={icon} /> : null}
      <span class="button-label">{children}</span>
      {about ? <span class="visually-hidden"> {about}</span> : null}
      {external ? <ExternalMark /> : null}
    </a>
  )
}

function ExternalMark() {
  return (
    <>
      <Icon name="external" class="icon-small" />
      <span class="visually-hidden">{words.newTab}</span>
    </>
  )
}

export type ExternalLinkProps = { children?: Child; href: string }

/** A text link to another site, in a new tab. */
export function ExternalLink({ children, href }: ExternalLinkProps) {
  return (
    <a href={href} target="_blank" rel="noopener" class="external-link">
      {children}
      <ExternalMark />
    </a>
  )
}
