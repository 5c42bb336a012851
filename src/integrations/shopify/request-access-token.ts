import * as z from 'zod'
import type { ShopifyFailure, ShopifyResult } from './result.ts'
import { failureOfStatus, readJson, type ShopEndpoint, send } from './send.ts'
import { tokenUrl } from './shop-urls.ts'

const TOKEN_TIMEOUT_MS = 10_000
const TOKEN_MAX_BYTES = 64 * 1024

export type ShopToken = { accessToken: string; scope: string; expiresAt: number }

const tokenAnswer = z.object({
  access_token: z.string().min(1),
  scope: z.string(),
  expires_in: z.number().int().positive(),
})

/**
 * An access token by Shopify's client credentials grant (an app of the shop's own organisation).
 * `expiresAt` is in milliseconds since 1970; Shopify gives 24 hours. Asking again is harmless.
 */
export async function requestAccessToken(
  endpoint: ShopEndpoint,
  credentials: { clientId: string; clientSecret: string },
  nowMs: number,
): Promise<ShopifyResult<ShopToken>> {
  const sent = await send(endpoint.outbound, tokenUrl(endpoint.originTemplate, endpoint.shop), {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      accept: 'application/json',
    },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: credentials.clientId,
      client_secret: credentials.clientSecret,
    }).toString(),
    timeoutMs: TOKEN_TIMEOUT_MS,
    maxBytes: TOKEN_MAX_BYTES,
  })
  if (sent.kind !== 'answer') return sent
  const refused = failureOfStatus(sent.answer)
  if (refused) return explainRefusal(refused, sent.answer.status)
  const token = readJson(sent.answer, tokenAnswer)
  if (!token) return { kind: 'transient', message: 'Shopify’s response could not be read' }
  return {
    kind: 'ok',
    value: {
      accessToken: token.access_token,
      scope: token.scope,
      expiresAt: nowMs + token.expires_in * 1000,
    },
  }
}

/** Here a 400, 401 or 403 is about the client id and secret, not about a token. */
function explainRefusal(refused: ShopifyFailure, status: number): ShopifyFailure {
  if (status !== 400 && status !== 401 && status !== 403) return refused
  return { kind: 'unauthorized', message: 'Shopify did not accept this client ID and secret' }
}
