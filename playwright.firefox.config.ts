import { existsSync } from 'node:fs'
import { defineConfig } from '@playwright/test'
import config from './playwright.config.ts'

const INSTALLED = ['/usr/bin/firefox-esr', '/usr/bin/firefox']
// Read by checks too, on machines without Firefox: Playwright itself says what is missing, and where.
const executablePath = INSTALLED.find((path) => existsSync(path)) ?? INSTALLED[0]

/** The main journey in Firefox, driven over WebDriver BiDi as the system installs it. */
export default defineConfig({
  ...config,
  testMatch: 'whole-path.spec.ts',
  use: {
    ...config.use,
    browserName: 'firefox',
    channel: 'moz-firefox',
    launchOptions: { executablePath },
  },
})
