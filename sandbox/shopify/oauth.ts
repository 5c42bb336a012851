import { randomBytes } from 'node:crypto'
import type { Context } from 'hono'
import * as z from 'zod'
import { type Shop, scopesOf } from './shop-store.ts'

const TOKEN_SECONDS = 24 * 60 * 60 - 1
const MAX_TOKENS = 50

const requestSchema = z.object({
  grant_type: z.string(),
  client_id: z.string(),
  client_secret: z.string(),
})

const readRequest = async (c: Context) => {
  const isJson = c.req.header('content-type')?.startsWith('application/json') ?? false
  const body: unknown = isJson ? await c.req.json().catch(() => null) : await c.req.parseBody()
  return requestSchema.safeParse(body).data
}

/** The client credentials grant: a token for 24 hours. */
export const grantToken = async (c: Context, shop: Shop, now: number): Promise<Response> => {
  const request = await readRequest(c)
  const { clientId, clientSecret } = shop.credentials
  if (!request) return refuse(c, 400, 'invalid_request', 'The request is missing a parameter')
  if (request.grant_type !== 'client_credentials') {
    return refuse(c, 400, 'unsupported_grant_type', 'This grant type is not supported')
  }
  const isKnown = request.client_id === clientId && request.client_secret === clientSecret
  if (!isKnown || shop.state.settings.revoked) {
    return refuse(c, 401, 'invalid_client', 'Client authentication failed')
  }
  const token = `shpca_${randomBytes(16).toString('hex')}`
  const live = shop.state.tokens.filter((known) => known.expiresAt > now)
  shop.state.tokens = [...live, { token, expiresAt: now + TOKEN_SECONDS * 1000 }].slice(-MAX_TOKENS)
  shop.save()
  return c.json({ access_token: token, scope: scopesOf(shop).join(','), expires_in: TOKEN_SECONDS })
}

const refuse = (c: Context, status: 400 | 401, error: string, description: string): Response =>
  c.json({ error, error_description: description }, status)

/** Whether a request has a token of this shop that is still valid. */
export const isAuthorized = (c: Context, shop: Shop, now: number): boolean => {
  if (shop.state.settings.revoked) return false
  const token = c.req.header('x-shopify-access-token')
  if (token === shop.credentials.accessToken) return true
  return shop.state.tokens.some((known) => known.token === token && known.expiresAt > now)
}
