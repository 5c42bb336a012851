import { addMockups } from './add-mockups.ts'
import { expect, test } from './fixtures.ts'
import { createOwner, send, signUp } from './owner.ts'

test('a rejected mockup is rendered again with another placement, drawn as it is changed', async ({
  page,
}) => {
  const { email } = await createOwner(page)
  const [first] = addMockups(email, 1)
  await send(page, `/approvals/${first?.itemId}/reject`, { reason_code: 'placement' })
  await page.goto('/approvals?status=rejected')
  await page.getByRole('link', { name: /^Render again/ }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Change placement')
  await expect(page.getByText('Rejected by you')).toBeVisible()
  const said = page.locator('#placement-draft-words')
  const before = (await said.textContent()) ?? ''
  const down = page.getByRole('button', { name: 'Down' })
  await down.focus()
  await page.keyboard.press('Enter')
  await expect(said).not.toHaveText(before)
  await expect(down).toBeFocused()
  const top = page.getByLabel('From the top')
  const lower = (await said.textContent()) ?? ''
  // Typed values are drawn without a press, and what is being typed is left alone.
  await top.fill('450')
  await expect(said).not.toHaveText(lower)
  await expect(top).toHaveValue('450')
  await expect(top).toBeFocused()
  const typed = (await said.textContent()) ?? ''
  // Enter draws, and spends nothing.
  await top.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Change placement')
  await expect(said).toHaveText(typed)
  await page.getByRole('button', { name: 'Render again · 1 credit' }).click()
  await expect(page.locator('#toasts')).toContainText('Rendering Print 1 in Bedroom again.')
  await expect(page).toHaveURL(/\/approvals\?status=rejected$/)
  await page.getByRole('link', { name: 'View the run' }).click()
  await expect(page).toHaveURL(/\/runs\//)
})

test('on a phone both decisions stay within reach on the page of a mockup', async ({ page }) => {
  const { email } = await signUp(page)
  const [first] = addMockups(email, 1)
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`/mockups/${first?.id}`)
  const decisions = [
    page.getByRole('button', { name: 'Approve', exact: true }),
    page.getByRole('button', { name: 'Reject', exact: true }),
  ]
  for (const decision of decisions) await expect(decision).toBeInViewport({ ratio: 1 })
  await page.getByRole('link', { name: 'All mockups of this artwork' }).scrollIntoViewIfNeeded()
  for (const decision of decisions) await expect(decision).toBeInViewport({ ratio: 1 })
  await decisions[1]?.click()
  await expect(page.locator('#toasts')).toContainText('Rejected Print 1 in')
  await expect(page.getByRole('button', { name: 'Return to review' })).toBeVisible()
  // What says so covers neither.
  await decisions[0]?.click({ trial: true })
})
