import { existsSync } from 'node:fs'
import { defineConfig } from '@playwright/test'
import { settings } from './test/e2e/settings.ts'

const INSTALLED_BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]

// The system's browser where there is one; otherwise the one that Playwright has installed.
const executablePath = settings.CHROMIUM_PATH ?? INSTALLED_BROWSERS.find((path) => existsSync(path))

/** Tests of the running product, on ports and data of its own: a developer's stay untouched. */
export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  timeout: 120_000,
  expect: { timeout: 15_000 },
  // Tests write rows straight into the database of their hub, which refuses a second writer.
  workers: 1,
  forbidOnly: process.env.CI !== undefined,
  use: {
    baseURL: `http://localhost:${settings.E2E_HUB_PORT}`,
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    actionTimeout: 15_000,
    // Without pictures of each moment, which take a core much of its time.
    trace: { mode: 'retain-on-failure', screenshots: false },
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      // Browsers refuse to sandbox themselves for root, as which containers run.
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
  },
  webServer: {
    command: 'node test/e2e/start-product.ts',
    env: {
      HUB_PORT: String(settings.E2E_HUB_PORT),
      SANDBOX_PORT: String(settings.E2E_SANDBOX_PORT),
      HUB_STATE_DIR: '.wrangler/e2e',
    },
    wait: { stdout: /Ctrl-C stops both/ },
    timeout: 180_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 15_000 },
  },
})
