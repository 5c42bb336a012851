import { test as base, expect, type Page } from '@playwright/test'
import { DEMO_EMAIL, DEMO_PASSWORD } from '../../scripts/local/demo-login.ts'

/** What the browser complained about: script errors, refused content, files that are not there. */
type Complaints = {
  /** Does something that the page is not to blame for: screenshots and axe inject styles. */
  unheard<T>(work: () => Promise<T>): Promise<T>
}

type Fixtures = { complaints: Complaints }

const SETTLE_MS = 100

export const test = base.extend<Fixtures>({
  complaints: [
    async ({ page }, use) => {
      const heard: string[] = []
      let isListening = true
      const note = (text: string) => {
        if (isListening) heard.push(`${page.url()}: ${text}`)
      }
      page.on('console', (message) => {
        const isRefusal = message.text().includes('Content Security Policy')
        if (message.type() === 'error' || isRefusal) note(message.text())
      })
      page.on('pageerror', (error) => note(error.message))
      await use({
        async unheard(work) {
          isListening = false
          const result = await work()
          // Messages of the browser arrive a moment after what caused them.
          await page.waitForTimeout(SETTLE_MS)
          isListening = true
          return result
        },
      })
      expect(heard, 'The browser complained').toEqual([])
    },
    { auto: true },
  ],
})

export { expect }

/** Signs in as the demo account, by the form. */
export async function signIn(page: Page): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(DEMO_EMAIL)
  await page.getByLabel('Password').fill(DEMO_PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('navigation').first()).toBeVisible()
}
