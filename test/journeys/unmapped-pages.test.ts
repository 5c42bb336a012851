import { beforeEach, describe, expect, test } from 'vitest'
import { createKit } from '../../src/domain/kits/create-kit.ts'
import { newKit } from '../../src/domain/kits/schemas.ts'
import { createScene } from '../../src/domain/scenes/create-scene.ts'
import { newScene } from '../../src/domain/scenes/schemas.ts'
import { listTemplates } from '../../src/domain/templates/list-templates.ts'
import { refreshTemplates } from '../../src/domain/templates/refresh-templates.ts'
import { newId } from '../../src/ids.ts'
import type { Browser } from '../support/worker/browser.ts'
import { newStudioKey } from '../support/worker/create-user.ts'
import { openPerson, type Person } from '../support/worker/open-person.ts'
import { vendorRenders } from '../support/worker/sandbox.ts'
import { seedMockup } from '../support/worker/seed-mockup.ts'

const OAK = 'Bedroom, oak, square'
const REASON = 'has no template dm_bedroom_001. Choose one of its templates for this scene.'

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

describe('the page of generating', () => {
  /** The box of a scene, as it is in the page. */
  function boxOf(html: string, key: string): string {
    const boxes = [...html.matchAll(/<input[^>]*>/g)].map(([box]) => box)
    const box = boxes.find((one) => one.includes('name="scene"') && one.includes(`value="${key}"`))
    if (!box) throw new Error(`no box of ${key}`)
    return box
  }

  async function addScene(name: string, more: object = {}) {
    const [row] = (await listTemplates(person.ctx, { limit: 1, offset: 0, search: OAK })).rows
    const config = { smart_object: row?.layers[0]?.id }
    const scene = { scene_key: name.toLowerCase(), name, dm_template_id: row?.id, config, ...more }
    return createScene(person.ctx, newScene.parse(scene))
  }

  test('shows a scene that has no template, but not to be ticked, and leads to choosing one', async () => {
    await refreshTemplates(person.ctx)
    await addScene('Den')
    const { id } = await addScene('Attic', { dm_template_id: 'dm_gone' })
    const { assetId } = await seedMockup(person)
    const scenes = 'scene=bedroom&scene=attic&scene=den'
    const html = await text(await browser.get(`/generate?asset=${assetId}&${scenes}`))
    expect(boxOf(html, 'bedroom')).toMatch(/disabled=""/)
    expect(boxOf(html, 'bedroom')).not.toContain('checked')
    expect(boxOf(html, 'attic')).toMatch(/disabled=""/)
    expect(boxOf(html, 'den')).toContain('checked=""')
    expect(boxOf(html, 'den')).not.toContain('disabled')
    expect(html).toContain('<span class="badge badge-amber">No template</span>')
    expect(html).toContain('<span class="badge badge-red">Broken</span>')
    expect(html).toContain(REASON)
    expect(html).toContain('href="/scenes/import?for=bedroom">Choose a template')
    expect(html).toContain('href="/scenes/import?for=attic">Choose another template')
    expect(html).toContain(`href="/scenes?edit=${id}">Edit`)
    expect(html).toContain('1 artwork × 1 scene =')
    expect(html).not.toContain('No scene has a template yet')
  })

  test('says which scenes of a kit it leaves out, and why, and ticks the others', async () => {
    await refreshTemplates(person.ctx)
    await addScene('Den')
    const scenes = ['bedroom', 'den'].map((scene_key) => ({ scene_key, role: 'room' }))
    const kit = await createKit(person.ctx, newKit.parse({ name: 'Launch set', scenes }))
    const { assetId } = await seedMockup(person)
    const html = await text(await browser.get(`/generate?asset=${assetId}&kit=${kit.id}`))
    expect(html).toMatch(/Left out of “Launch set”.*Bedroom: Your Dynamic.*no template dm_bedroom/s)
    expect(boxOf(html, 'den')).toContain('checked=""')
    expect(html).not.toContain('type="hidden" name="scene"')
    expect(html).toContain('1 artwork × 1 scene =')
    expect(html).not.toContain('Scene template not found')
  })

  test('follows the artworks with a default kit of which only what can be ticked is', async () => {
    await refreshTemplates(person.ctx)
    await addScene('Den')
    const scenes = ['bedroom', 'den'].map((scene_key) => ({ scene_key, role: 'room' }))
    const input = { name: 'Launch set', scenes, default_for: ['growth'] }
    const kit = await createKit(person.ctx, newKit.parse(input))
    const { assetId } = await seedMockup(person)
    const sent = { scene: 'den', kit: kit.id, kit_shown: kit.id, kit_by_default: 'true' }
    const answer = await browser.post('/generate/quote', { asset: assetId, ...sent })
    const html = await text(answer)
    // The artwork has no collection: a default that nobody has changed ends with it.
    expect(boxOf(html, 'den')).not.toContain('checked')
    expect(html).not.toContain('name="kit_shown"')
  })

  test('leads to the templates where no scene can be rendered', async () => {
    await refreshTemplates(person.ctx)
    await seedMockup(person)
    const html = await text(await browser.get('/generate'))
    expect(html).toContain('No scene has a template yet')
    expect(html).toContain('href="/scenes/import" class="button button-primary"')
    expect(html).not.toMatch(/name="scene"[^>]*checked/)
  })

  test('says of scenes that were never checked that they can be ticked', async () => {
    await seedMockup(person)
    await person.ctx.d1
      .prepare('DELETE FROM template_reads WHERE user_id = ?')
      .bind(person.userId)
      .run()
    const html = await text(await browser.get('/generate?scene=bedroom'))
    expect(html).toContain(
      'have not been read yet. You can also select scenes that are not checked yet',
    )
    expect(html).toContain('<span class="badge badge-neutral">Not checked</span>')
    expect(boxOf(html, 'bedroom')).toContain('checked=""')
    expect(boxOf(html, 'bedroom')).not.toContain('disabled')
  })
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
