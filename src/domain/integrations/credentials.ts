import * as z from 'zod'
import type { Context } from '../../context.ts'
import { decryptText, encryptText } from './encrypt.ts'
import type { Provider } from './schemas.ts'

export const dynamicMockupsCredentials = z.strictObject({ apiKey: z.string().min(1) })

/**
 * Of an app of the shop's own organisation, or a token that was pasted, with the API secret key of
 * its app where that was given: Shopify signs webhooks with the client's or the app's secret.
 */
export const shopifyCredentials = z.union([
  z.strictObject({ clientId: z.string().min(1), clientSecret: z.string().min(1) }),
  z.strictObject({ accessToken: z.string().min(1), apiSecret: z.string().min(1).optional() }),
])

export type ShopifyCredentials = z.infer<typeof shopifyCredentials>

/** Credentials as they are kept: encrypted, bound to their owner, the provider and the account. */
export function sealCredentials(
  ctx: Context,
  provider: Provider,
  credentials: Record<string, string>,
  account: string | null = null,
): Promise<string> {
  const { credentialsSecret } = ctx.config
  return encryptText(
    credentialsSecret,
    bindingOf(ctx, provider, account),
    JSON.stringify(credentials),
  )
}

/**
 * What `sealCredentials` kept.
 *
 * @throws AppError not_configured it cannot be read: another owner's, account's or secret's
 */
export async function openCredentials<Schema extends z.ZodType>(
  ctx: Context,
  provider: Provider,
  ciphertext: string,
  schema: Schema,
  account: string | null = null,
): Promise<z.output<Schema>> {
  const { credentialsSecret } = ctx.config
  const text = await decryptText(credentialsSecret, bindingOf(ctx, provider, account), ciphertext)
  return schema.parse(JSON.parse(text))
}

function bindingOf(ctx: Context, provider: Provider, account: string | null): string {
  return [ctx.userId, provider, ...(account ? [account] : [])].join('\n')
}
