import { expect, signIn, test } from './fixtures.ts'

test('the demo account signs in and out', async ({ page }) => {
  await page.goto('/assets')
  await expect(page).toHaveURL(/\/sign-in/)
  await signIn(page)
  await page.goto('/assets')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Artwork')
  await page.getByRole('button', { name: /^Account menu for/ }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/\/sign-in/)
})

test('a wrong password is reported, and the e-mail typed is kept', async ({
  page,
  browserErrors,
}) => {
  await page.goto('/sign-in')
  await page.getByLabel('Email').fill('demo@havenhub.test')
  await page.getByLabel('Password').fill('not-the-password')
  // The browser itself reports the status 401 as an error.
  await browserErrors.ignoreDuring(async () => {
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByRole('alert').first()).toBeVisible()
  })
  await expect(page.getByLabel('Email')).toHaveValue('demo@havenhub.test')
})
