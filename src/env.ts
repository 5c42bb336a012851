import * as z from 'zod'
import { AppError } from './errors.ts'

const MINIMUM_SECRET_CHARACTERS = 32

const secret = (name: string) =>
  z
    .string({ error: `${name} is missing: run the set-up, or put the secret with wrangler` })
    .min(MINIMUM_SECRET_CHARACTERS, `${name} must have at least 32 characters`)

/** A number of credits; empty counts as unset. */
const credits = (name: string) =>
  z.coerce
    .string()
    .regex(/^\d{0,9}$/, `${name} must be a whole number of credits`)
    .transform((value) => (value === '' ? undefined : Number(value)))
    .optional()

const variables = z.object({
  DYNAMIC_MOCKUPS_API_URL: z.url().default('https://app.dynamicmockups.com/api/v1'),
  DYNAMIC_MOCKUPS_API_KEY: z.string().optional(),
  SHARED_KEY_ANNUAL_CREDITS: credits('SHARED_KEY_ANNUAL_CREDITS'),
  SHARED_KEY_ACCOUNT_CREDITS: credits('SHARED_KEY_ACCOUNT_CREDITS'),
  SHOPIFY_API_ORIGIN: z.string().includes('{shop}').default('https://{shop}'),
  OUTBOUND_HOSTS: z.string().default(''),
  PUBLIC_URL: z.union([z.url(), z.literal('')]).default(''),
  SIGN_UP: z.enum(['open', 'closed']).default('closed'),
  RENDER_TIMEOUT_SECONDS: z.coerce.number().int().min(1).max(120).default(60),
  AUTH_SECRET: secret('AUTH_SECRET'),
  CREDENTIALS_SECRET: secret('CREDENTIALS_SECRET'),
  LINKS_SECRET: secret('LINKS_SECRET'),
})

/** What the variables and secrets say, in the shape the code uses. */
export type Config = {
  /** Where people and vendors reach the hub; empty when only this machine does. */
  publicUrl: string
  signUp: 'open' | 'closed'
  authSecret: string
  credentialsSecret: string
  linksSecret: string
  /** Hosts (with port where it is not the scheme's own) that may be called beyond the vendors'. */
  outboundHosts: string[]
  dynamicMockups: {
    apiUrl: string
    /** The key of users without one of their own. */
    apiKey: string | undefined
    /** What the shared key may spend in a UTC year, in all and for one account; unset: no cap. */
    sharedKey: { annualCredits?: number; accountCredits?: number }
    timeoutSeconds: number
  }
  shopify: { originTemplate: string }
}

const parsed = new WeakMap<object, Config>()

/**
 * Reads the variables once an isolate.
 * @throws AppError not_configured, with what to do about it
 */
export function readConfig(env: object): Config {
  const known = parsed.get(env)
  if (known) return known
  const result = variables.safeParse(env)
  if (!result.success) {
    const sentences = result.error.issues.map(
      (issue) => `${issue.path.join('.')}: ${issue.message}`,
    )
    throw new AppError('not_configured', `Haven Hub is not configured. ${sentences.join('. ')}`)
  }
  const config = toConfig(result.data)
  requireCaps(config)
  parsed.set(env, config)
  return config
}

/** Where strangers may sign up, the operator's key is not theirs to spend without a limit. */
function requireCaps({ signUp, publicUrl, dynamicMockups: { apiKey, sharedKey } }: Config): void {
  if (!apiKey || signUp !== 'open' || !publicUrl.startsWith('https://')) return
  const { annualCredits, accountCredits } = sharedKey
  const unset = [
    annualCredits === undefined ? 'SHARED_KEY_ANNUAL_CREDITS' : [],
    accountCredits === undefined ? 'SHARED_KEY_ACCOUNT_CREDITS' : [],
  ].flat()
  if (unset.length === 0) return
  throw new AppError(
    'not_configured',
    `Haven Hub is not configured. Anybody may sign up and render with the shared key: set ${unset.join(' and ')} to what may be spent a year, set SIGN_UP to closed, or remove DYNAMIC_MOCKUPS_API_KEY.`,
  )
}

function toConfig(from: z.infer<typeof variables>): Config {
  return {
    publicUrl: from.PUBLIC_URL.replace(/\/$/, ''),
    signUp: from.SIGN_UP,
    authSecret: from.AUTH_SECRET,
    credentialsSecret: from.CREDENTIALS_SECRET,
    linksSecret: from.LINKS_SECRET,
    outboundHosts: [
      ...from.OUTBOUND_HOSTS.split(',').flatMap((host) => host.trim() || []),
      ...hostOf(from.DYNAMIC_MOCKUPS_API_URL),
      ...hostOf(from.SHOPIFY_API_ORIGIN.replace('{shop}', 'shop')),
    ],
    dynamicMockups: {
      apiUrl: from.DYNAMIC_MOCKUPS_API_URL.replace(/\/$/, ''),
      apiKey: from.DYNAMIC_MOCKUPS_API_KEY || undefined,
      sharedKey: {
        annualCredits: from.SHARED_KEY_ANNUAL_CREDITS,
        accountCredits: from.SHARED_KEY_ACCOUNT_CREDITS,
      },
      timeoutSeconds: from.RENDER_TIMEOUT_SECONDS,
    },
    shopify: { originTemplate: from.SHOPIFY_API_ORIGIN },
  }
}

function hostOf(url: string): string[] {
  const parsed = URL.parse(url)
  return parsed ? [parsed.host] : []
}
