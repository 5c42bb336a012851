import { beforeEach, expect, test } from 'vitest'
import { listTemplates } from '../../src/domain/templates/list-templates.ts'
import { refreshTemplates } from '../../src/domain/templates/refresh-templates.ts'
import { newId } from '../../src/ids.ts'
import type { Browser } from '../support/worker/browser.ts'
import { newStudioKey } from '../support/worker/create-user.ts'
import { openPerson, type Person } from '../support/worker/open-person.ts'
import { vendorRenders } from '../support/worker/sandbox.ts'
import { seedMockup } from '../support/worker/seed-mockup.ts'

const REASON = 'has no template dm_bedroom_001. Choose one of its own templates for this scene.'

let browser: Browser
let person: Person
let vendorKey: string
beforeEach(async () => {
  ;({ browser, person, vendorKey } = await openPerson(newStudioKey()))
})

async function text(answer: Response): Promise<string> {
  return (await answer.text()).replaceAll('&#39;', '’')
}

async function expectNothingSpent(): Promise<void> {
  expect((await vendorRenders(vendorKey)).renders).toEqual([])
}

test('connecting an account on the page reads its templates', async () => {
  const api_key = newStudioKey()
  const answer = await browser.post('/integrations/dynamic_mockups', { api_key })
  expect(answer.status).toBe(303)
  const { total, read } = await listTemplates(person.ctx, { limit: 1, offset: 0 })
  expect({ total, error: read?.error }).toEqual({ total: 200, error: null })
})

test('the form of generating says why a scene cannot be rendered, and keeps what was ticked', async () => {
  await refreshTemplates(person.ctx)
  const { assetId } = await seedMockup(person)
  const form = new FormData()
  form.set('group_id', newId())
  form.set('asset', assetId)
  form.set('scene', 'bedroom')
  const answer = await browser.post('/generate', form)
  expect(answer.status).toBe(400)
  expect(await text(answer)).toContain(REASON)
  await expectNothingSpent()
})

test('a mockup’s own page says why it cannot be regenerated', async () => {
  await refreshTemplates(person.ctx)
  const { mockupId } = await seedMockup(person)
  const answer = await browser.post(`/mockups/${mockupId}/regenerate`, { group_id: newId() })
  expect(answer.status).toBe(400)
  expect(await text(answer)).toContain(REASON)
  await expectNothingSpent()
})

test('the page of stale mockups says which scenes are left out, and why', async () => {
  await refreshTemplates(person.ctx)
  const { assetId } = await seedMockup(person)
  await person.ctx.d1
    .prepare("UPDATE assets SET content_hash = 'another' WHERE user_id = ? AND id = ?")
    .bind(person.userId, assetId)
    .run()
  const page = await text(await browser.get('/mockups/stale'))
  expect(page).toContain('Scene template not found: bedroom')
  expect(page).toContain(REASON)
  expect(page).not.toContain('Nothing to render again')
  const answer = await browser.post('/mockups/stale', { group_id: newId() })
  expect(answer.status).toBe(400)
  await expectNothingSpent()
})
