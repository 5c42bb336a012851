import { env } from 'cloudflare:workers'
import { type Context, forUser } from '../../../src/context.ts'
import { connectDynamicMockups } from '../../../src/domain/integrations/connect-dynamic-mockups.ts'
import { newId } from '../../../src/ids.ts'
import { type Browser, openBrowser } from './browser.ts'
import { testBase } from './create-user.ts'
import { renderAtOnce } from './sandbox.ts'

export type Person = { userId: string; ctx: Context }

/** Somebody new in a browser, with a vendor key of their own that renders at once. */
export async function openPerson(vendorKey = `sandbox_${newId()}`): Promise<{
  browser: Browser
  person: Person
  vendorKey: string
}> {
  const browser = await openBrowser()
  const userId = String(
    await env.DB.prepare('SELECT id FROM users ORDER BY rowid DESC LIMIT 1').first('id'),
  )
  const person = { userId, ctx: forUser(testBase(), userId, { kind: 'system', job: 'test' }) }
  await renderAtOnce(vendorKey)
  await connectDynamicMockups(person.ctx, { api_key: vendorKey })
  return { browser, person, vendorKey }
}
