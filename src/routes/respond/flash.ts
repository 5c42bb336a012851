import type { Context as HonoContext } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { CookieOptions } from 'hono/utils/cookie'
import * as z from 'zod'
import type { ToastProps } from '../../views/components/toast.tsx'
import type { HubEnv } from '../hub-env.ts'

const COOKIE = 'flash'
const LIFETIME_SECONDS = 60
/** With its name and attributes a cookie stays below the 4,096 bytes that browsers keep. */
const MAX_TEXT_CHARACTERS = 300
const MAX_COOKIE_CHARACTERS = 3_500

const path = z.string().regex(/^\/(?!\/)/)
const flash = z.object({
  tone: z.enum(['neutral', 'sage', 'teal', 'amber', 'red']),
  text: z.string(),
  title: z.string().optional(),
  link: z.object({ href: path, label: z.string() }).optional(),
  undo: z
    .object({
      action: path,
      values: z.record(z.string(), z.string()),
      part: z
        .string()
        .regex(/^[\w-]+$/)
        .optional(),
    })
    .optional(),
})

/** 303 to a page of ours, which shows once what was done: that page alone, not its reload. */
export function redirectWith(c: HonoContext<HubEnv>, to: string, toast: ToastProps): Response {
  setCookie(c, COOKIE, encode(toast), { ...cookieOptions(c), maxAge: LIFETIME_SECONDS })
  return c.redirect(to, 303)
}

/** What the request before this one has to say, once. A cookie that is not ours says nothing. */
export function takeFlash(c: HonoContext<HubEnv>): ToastProps | undefined {
  const { prefix, ...attributes } = cookieOptions(c)
  const value = prefix ? getCookie(c, COOKIE, prefix) : getCookie(c, COOKIE)
  // A page that is fetched ahead leaves it to the one that is shown.
  if (value === undefined || c.req.header('x-ahead')) return undefined
  deleteCookie(c, COOKIE, { ...attributes, prefix })
  return decode(value)
}

/** Of a cookie of ours; over https its name says that no other host has set it. */
export function cookieOptions(c: HonoContext<HubEnv>) {
  const https = c.req.url.startsWith('https:')
  return {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: https,
    prefix: https ? 'host' : undefined,
  } as const satisfies CookieOptions
}

function encode(toast: ToastProps): string {
  const text = toast.text.slice(0, MAX_TEXT_CHARACTERS)
  const value = JSON.stringify({ ...toast, text })
  const isLong = encodeURIComponent(value).length > MAX_COOKIE_CHARACTERS
  return isLong ? JSON.stringify({ tone: toast.tone, text }) : value
}

function decode(value: string): ToastProps | undefined {
  try {
    return flash.parse(JSON.parse(value))
  } catch {
    return undefined
  }
}
