import { test as base, expect, type Page } from '@playwright/test'
import { DEMO_EMAIL, DEMO_PASSWORD } from '../../scripts/local/demo-login.ts'

/** What the browser reported: script errors, refused content, missing files. */
type BrowserErrors = {
  /** For work that causes errors by itself: screenshots and axe inject styles. */
  ignoreDuring<T>(work: () => Promise<T>): Promise<T>
}

type Fixtures = { browserErrors: BrowserErrors }

const SETTLE_MS = 100

export const test = base.extend<Fixtures>({
  browserErrors: [
    async ({ page }, use) => {
      const reported: string[] = []
      let isListening = true
      const note = (text: string) => {
        if (isListening) reported.push(`${page.url()}: ${text}`)
      }
      page.on('console', (message) => {
        const isRefusal = message.text().includes('Content Security Policy')
        if (message.type() === 'error' || isRefusal) note(message.text())
      })
      page.on('pageerror', (error) => note(error.message))
      await use({
        async ignoreDuring(work) {
          isListening = false
          const result = await work()
          // Messages of the browser arrive a moment after what caused them.
          await page.waitForTimeout(SETTLE_MS)
          isListening = true
          return result
        },
      })
      expect(reported, 'The browser reported errors').toEqual([])
    },
    { auto: true },
  ],
})

export { expect }

/** Signs in as the demo account, by the form. */
export async function signIn(page: Page): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('Email').fill(DEMO_EMAIL)
  await page.getByLabel('Password').fill(DEMO_PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('navigation').first()).toBeVisible()
}
