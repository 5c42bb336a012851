import { env } from 'cloudflare:workers'
import {
  type BaseContext,
  type Context,
  createBaseContext,
  forUser,
  systemPorts,
} from '../../../src/context.ts'
import { hashApiKey } from '../../../src/domain/accounts/hash-api-key.ts'
import { sealCredentials } from '../../../src/domain/integrations/credentials.ts'
import { newId } from '../../../src/ids.ts'

export type TestUser = {
  userId: string
  apiKey: string
  /** The user's own key at the vendor, so that what is rendered and charged is theirs alone. */
  vendorKey: string
  ctx: Context
}

/** A context without a request around it. `changes` replace parts of the environment. */
export function testBase(changes: Partial<Env> = {}): BaseContext {
  return createBaseContext(
    { ...env, ...changes },
    { requestId: 'test', origin: 'http://localhost:8787', waitUntil: () => {} },
    systemPorts,
  )
}

/** The same user's work under a changed environment: a binding that fails, another variable. */
export function contextOf(user: TestUser, changes: Partial<Env> = {}): Context {
  return forUser(testBase(changes), user.userId, { kind: 'system', job: 'test' })
}

/** A key of the sandbox's second account, whose templates are not the system's. */
export function newStudioKey(): string {
  return `sandbox_studio_key_${newId()}`
}

/** A user of the test's own, with an API key of every scope and a vendor key. */
export async function createUser(vendorKey = `sandbox_${newId()}`): Promise<TestUser> {
  const userId = newId()
  const apiKey = `hh_${newId()}`
  const now = Date.now()
  await env.DB.batch([
    env.DB.prepare(
      'INSERT INTO users (id, name, email, email_verified, created_at, updated_at) VALUES (?, ?, ?, 1, ?, ?)',
    ).bind(userId, 'Test Owner', `${userId}@example.com`, now, now),
    env.DB.prepare(
      'INSERT INTO api_keys (id, user_id, name, start, prefix, key_hash, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    ).bind(newId(), userId, 'Test key', 'hh_', 'hh_', await hashApiKey(apiKey), now, now),
  ])
  const ctx = forUser(testBase(), userId, { kind: 'system', job: 'test' })
  const user = { userId, apiKey, vendorKey, ctx }
  await connectVendor(user)
  return user
}

async function connectVendor({ ctx, userId, vendorKey }: TestUser): Promise<void> {
  const credentials = await sealCredentials(ctx, 'dynamic_mockups', { apiKey: vendorKey })
  const now = new Date().toISOString()
  await env.DB.prepare(
    `INSERT INTO integrations (user_id, provider, id, status, metadata, credentials, created_at, updated_at)
     VALUES (?, 'dynamic_mockups', ?, 'connected', '{}', ?, ?, ?)`,
  )
    .bind(userId, newId(), credentials, now, now)
    .run()
}
