import { apiKey } from '@better-auth/api-key'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { betterAuth } from 'better-auth/minimal'
import { relations } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import type { BaseContext } from '../../context.ts'
import { accounts, apiKeys, sessions, users, verifications } from '../../db/schema/accounts.ts'
import { newId } from '../../ids.ts'
import { createLog } from '../../log.ts'
import { MAXIMUM_PASSWORD_CHARACTERS, MINIMUM_PASSWORD_CHARACTERS } from './schemas.ts'
import { SESSION_COPY } from './visitor.ts'

const SESSION_DAYS = 7
const SESSION_RENEWAL_HOURS = 24
const SESSION_COPY_SECONDS = 60
const SECONDS_PER_DAY = 24 * 60 * 60
const API_KEY_PREFIX = 'hh_'
const API_KEY_SHOWN_CHARACTERS = 8
const API_KEY_NAME_CHARACTERS = 64

// By these the library asks for a session with its user, and a user with the accounts, at once.
const sessionRelations = relations(sessions, ({ one }) => ({
  user: one(users, { fields: [sessions.userId], references: [users.id] }),
}))
const userRelations = relations(users, ({ many }) => ({ accounts: many(accounts) }))
const accountRelations = relations(accounts, ({ one }) => ({
  user: one(users, { fields: [accounts.userId], references: [users.id] }),
}))
const schema = { users, sessions, accounts, sessionRelations, userRelations, accountRelations }

/** Builds the sign-in library for one origin of the hub. Big: reached through `loadAuth` only. */
export function createAuth(base: BaseContext, origin: string) {
  // Of no request: the library is kept for the life of the isolate.
  const log = createLog({ request_id: 'sign-in-library' })
  return betterAuth({
    appName: 'Haven Hub',
    baseURL: origin,
    basePath: '/api/auth',
    secret: base.config.authSecret,
    database: drizzleAdapter(drizzle(base.d1, { schema }), {
      provider: 'sqlite',
      schema: {
        user: users,
        session: sessions,
        account: accounts,
        verification: verifications,
        apikey: apiKeys,
      },
    }),
    trustedOrigins: trustedOrigins(origin, base.config.publicUrl),
    emailAndPassword: {
      enabled: true,
      disableSignUp: base.config.signUp === 'closed',
      minPasswordLength: MINIMUM_PASSWORD_CHARACTERS,
      maxPasswordLength: MAXIMUM_PASSWORD_CHARACTERS,
    },
    session: {
      expiresIn: SESSION_DAYS * SECONDS_PER_DAY,
      updateAge: SESSION_RENEWAL_HOURS * 60 * 60,
      cookieCache: { enabled: true, maxAge: SESSION_COPY_SECONDS },
    },
    // Attempts are counted in our own table, for the pages and this library's routes alike.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    // The library's warnings name e-mail addresses, and its errors the values of statements: ours
    // leaves them out. What it does not expect is thrown, and answered and logged as any other bug.
    logger: {
      level: 'error',
      log: (_level, message, ...causes) =>
        log.error('sign_in_library', causes.find(isError) ?? message, {}),
    },
    onAPIError: { throw: true },
    advanced: {
      ...cookieSettings(origin),
      disableOriginCheck: false,
      ipAddress: { ipAddressHeaders: ['cf-connecting-ip'] },
      database: { generateId: () => newId(), joins: true },
    },
    plugins: [
      apiKey({
        defaultPrefix: API_KEY_PREFIX,
        startingCharactersConfig: { charactersLength: API_KEY_SHOWN_CHARACTERS },
        requireName: true,
        maximumNameLength: API_KEY_NAME_CHARACTERS,
        rateLimit: { enabled: false },
      }),
    ],
  })
}

function isError(cause: unknown): cause is Error {
  return cause instanceof Error
}

/** The sign-in library as it is set up here. */
export type Auth = ReturnType<typeof createAuth>

/** Origins whose forms are ours: the one asked, its other loopback name, and the public one. */
function trustedOrigins(origin: string, publicUrl: string): string[] {
  const origins = [origin]
  const url = new URL(origin)
  if (url.hostname === 'localhost') origins.push(origin.replace('localhost', '127.0.0.1'))
  if (url.hostname === '127.0.0.1') origins.push(origin.replace('127.0.0.1', 'localhost'))
  if (publicUrl) origins.push(new URL(publicUrl).origin)
  return origins
}

// The `__Host-` prefix makes browsers refuse a cookie that is not Secure, has a Domain or another
// path; without https a browser would drop it, so http on this machine takes a plain name.
function cookieSettings(origin: string) {
  const secure = origin.startsWith('https://')
  const prefix = secure ? '__Host-hub' : 'hub'
  return {
    useSecureCookies: false,
    cookies: {
      session_token: { name: `${prefix}-session` },
      session_data: { name: `${prefix}-${SESSION_COPY}` },
      account_data: { name: `${prefix}-account-copy` },
      dont_remember: { name: `${prefix}-short-session` },
    },
    defaultCookieAttributes: { secure, httpOnly: true, sameSite: 'lax' as const, path: '/' },
  }
}
