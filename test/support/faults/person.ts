import { env } from 'cloudflare:workers'
import { hashApiKey } from '../../../src/domain/accounts/hash-api-key.ts'
import { newId } from '../../../src/ids.ts'
import { plainPng } from '../worker/artwork.ts'
import type { Browser } from '../worker/browser.ts'
import { openPerson } from '../worker/open-person.ts'
import { recordQueue } from './record-queue.ts'
import type { Stage } from './stage.ts'

/** A stage whose user also sits at the pages, in a browser of their own. */
export async function openPersonStage(
  ownVendorKey?: string,
): Promise<Stage & { browser: Browser }> {
  const { browser, person, vendorKey } = await openPerson(ownVendorKey)
  const apiKey = `hh_${newId()}`
  const now = Date.now()
  await env.DB.prepare(
    `INSERT INTO api_keys (id, user_id, name, start, prefix, key_hash, created_at, updated_at)
     VALUES (?, ?, 'Test key', 'hh_', 'hh_', ?, ?, ?)`,
  )
    .bind(newId(), person.userId, await hashApiKey(apiKey), now, now)
    .run()
  const { queue, sent } = recordQueue()
  return {
    browser,
    user: { ...person, apiKey, vendorKey },
    sent,
    bindings: { MOCKUP_RENDERS: queue },
  }
}

/** Puts another file in an artwork's place, of a size that tells it from the first. */
export async function replaceFile(
  { browser }: { browser: Browser },
  assetId: string,
  { width, height }: { width: number; height: number },
): Promise<void> {
  const form = new FormData()
  const bytes = await plainPng(width, height, [20, 120, 200])
  form.set('file', new File([bytes], 'another.png', { type: 'image/png' }))
  const answer = await browser.post(`/assets/${assetId}/file`, form)
  if (answer.status !== 303) throw new Error(`not replaced: ${answer.status}`)
}
