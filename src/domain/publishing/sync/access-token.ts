import type { Context } from '../../../context.ts'
import { AppError } from '../../../errors.ts'
import { decryptText, encryptText } from '../../integrations/encrypt.ts'
import type { ShopifyAccount } from '../../integrations/get-shopify-account.ts'
import { type CallResult, sleep } from './session.ts'

/** Renewed this long before it ends, so that no call meets its last second. */
const EARLY_MS = 5 * 60_000
const LEASE_MS = 20_000
const LEASE_NAME = 'access-token'
const LOOKS_WHILE_RENEWED = 10
const LOOK_AGAIN_MS = 500
const LATER_MS = 5_000

/**
 * The shop's access token: the pasted one, or one by client credentials, kept encrypted at the
 * shop's limiter and renewed by one caller at a time; others wait for that one. `refused` is a
 * token that the shop has just refused: another one is asked for, unless somebody has it already.
 */
export async function getAccessToken(
  ctx: Context,
  account: ShopifyAccount,
  refused?: string,
): Promise<CallResult<string>> {
  const { credentials, shopDomain } = account
  if ('accessToken' in credentials) return { kind: 'ok', value: credentials.accessToken }
  const limiter = ctx.limiterOf('shopify', shopDomain)
  const vault = openVault(ctx, shopDomain, credentials.clientId)
  for (let looks = 0; looks < LOOKS_WHILE_RENEWED; looks += 1) {
    const kept = await vault.read()
    if (kept && kept !== refused) return { kind: 'ok', value: kept }
    const lease = await limiter.lease(LEASE_NAME, LEASE_MS)
    if (lease.result === 'leased') {
      try {
        return await requestToken(ctx, shopDomain, credentials, vault)
      } finally {
        await limiter.releaseLease(LEASE_NAME, lease.token)
      }
    }
    await sleep(LOOK_AGAIN_MS)
  }
  return { kind: 'later', waitMs: LATER_MS }
}

type Vault = ReturnType<typeof openVault>

/** Its name holds the client id: a shop connected with another app has another token. */
function openVault(ctx: Context, shopDomain: string, clientId: string) {
  const limiter = ctx.limiterOf('shopify', shopDomain)
  const name = `access-token:${clientId}`
  const binding = `${ctx.userId}\nshopify\n${shopDomain}\n${name}`
  const secret = ctx.config.credentialsSecret
  return {
    async read(): Promise<string | undefined> {
      const kept = await limiter.readSecret(name)
      if (!kept) return undefined
      return decryptText(secret, binding, kept.value).catch(ignoreUnreadable)
    },
    async write(token: string, expiresAtMs: number): Promise<void> {
      await limiter.writeSecret(name, {
        value: await encryptText(secret, binding, token),
        expiresAtMs,
      })
    },
  }
}

/** Another owner's, or of an older secret: as if there were none, a new one is asked for. */
function ignoreUnreadable(cause: unknown): undefined {
  if (!(cause instanceof AppError)) throw cause
}

async function requestToken(
  ctx: Context,
  shopDomain: string,
  credentials: { clientId: string; clientSecret: string },
  vault: Vault,
): Promise<CallResult<string>> {
  const answer = await ctx.shopAccess.requestToken(shopDomain, credentials, ctx.clock.now())
  if (answer.kind !== 'ok') return answer
  await vault.write(answer.value.accessToken, answer.value.expiresAt - EARLY_MS)
  return { kind: 'ok', value: answer.value.accessToken }
}
