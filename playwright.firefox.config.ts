import { existsSync } from 'node:fs'
import { defineConfig } from '@playwright/test'
import config from './playwright.config.ts'

const INSTALLED = ['/usr/bin/firefox-esr', '/usr/bin/firefox']
const executablePath = INSTALLED.find((path) => existsSync(path))
if (!executablePath) {
  throw new Error('Firefox is not installed. Debian and Ubuntu: apt-get install firefox-esr')
}

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
