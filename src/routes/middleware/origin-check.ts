import type { MiddlewareHandler } from 'hono'
import { AppError } from '../../errors.ts'
import type { HubEnv } from '../hub-env.ts'
import { isSafe } from './safe-methods.ts'

/**
 * Forms are taken from our own pages only. Keys and signatures protect the JSON API and the
 * webhooks, and the sign-in library checks its own routes, which programs call without a browser.
 */
export const originCheck: MiddlewareHandler<HubEnv> = async (c, next) => {
  if (isSafe(c.req.method) || isProtectedOtherwise(c.req.path)) return next()
  const own = new URL(c.req.url).origin
  const { publicUrl } = c.var.base.config
  const trusted = publicUrl ? [own, new URL(publicUrl).origin] : [own]
  if (!comesFrom(trusted, c.req.header('origin'), c.req.header('sec-fetch-site'))) {
    throw new AppError(
      'forbidden',
      'This form was not sent from a Haven Hub page, so nothing was changed. Open the page here and send it again.',
    )
  }
  return next()
}

function isProtectedOtherwise(path: string): boolean {
  return path.startsWith('/api/') || path.startsWith('/webhooks/')
}

// Browsers send at least one of the two with every form; what sends neither is no form of ours.
function comesFrom(
  trusted: string[],
  origin: string | undefined,
  fetchSite: string | undefined,
): boolean {
  if (fetchSite !== undefined && fetchSite !== 'same-origin') return false
  if (origin !== undefined && origin !== 'null') return trusted.includes(origin)
  return fetchSite === 'same-origin'
}
