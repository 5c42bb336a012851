import { fileURLToPath } from 'node:url'
import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'

const secrets = {
  AUTH_SECRET: 'test-auth-secret-0123456789abcdef0123456789',
  CREDENTIALS_SECRET: 'test-credentials-secret-0123456789abcdef',
  LINKS_SECRET: 'test-links-secret-0123456789abcdef0123456',
}

/** What a developer's .dev.vars may set for their own hub is not set here: empty counts as unset. */
const unset = {
  DYNAMIC_MOCKUPS_API_KEY: '',
  SHARED_KEY_ANNUAL_CREDITS: '',
  SHARED_KEY_ACCOUNT_CREDITS: '',
  PUBLIC_URL: '',
  OUTBOUND_HOSTS: '',
}

const node = {
  environment: 'node',
  include: [
    'src/**/*.node.test.{ts,tsx}',
    'sandbox/**/*.test.ts',
    'scripts/**/*.test.ts',
    'test/{contract,tree}/**/*.test.ts',
  ],
  testTimeout: 30_000,
}

/** The simulation runs the product in plain Node: two modules of the runtime have doubles there. */
const simulation = {
  // A copy of the source with a planted bug lies outside of what tsconfig.json names.
  oxc: { jsx: { runtime: 'automatic' as const, importSource: 'hono/jsx' } },
  resolve: {
    alias: {
      'cloudflare:workers': fileURLToPath(
        new URL('./test/simulation/doubles/cloudflare-workers.ts', import.meta.url),
      ),
      uuidv7: fileURLToPath(new URL('./test/simulation/doubles/uuidv7.ts', import.meta.url)),
    },
  },
  test: {
    name: 'simulation',
    environment: 'node',
    // `npm run simulate` names one of the long ones.
    include: [process.env.SIMULATION_FILES ?? 'test/simulation/{,contract/}*.test.ts'],
    exclude: ['**/*.worker.test.ts'],
    testTimeout: 120_000,
  },
}

declare module 'vitest' {
  interface ProvidedContext {
    ledgerModel: typeof ledgerModel
  }
}

/** How many random histories of the ledger are tried, and which one alone. */
const ledgerModel = {
  histories: Number(process.env.LEDGER_HISTORIES ?? 300),
  seed: process.env.LEDGER_SEED ? Number(process.env.LEDGER_SEED) : undefined,
  path: process.env.LEDGER_PATH,
  replay: process.env.LEDGER_REPLAY,
}

/** The Worker in the real runtime; `environment` chooses a section of wrangler.toml. */
function worker(name: string, include: string[], environment?: string) {
  return {
    plugins: [
      cloudflareTest(async ({ inject }) => ({
        wrangler: { configPath: './wrangler.toml', ...(environment ? { environment } : {}) },
        miniflare: {
          bindings: {
            ...secrets,
            ...unset,
            DYNAMIC_MOCKUPS_API_URL: `${inject('sandboxUrl')}/dynamic-mockups/api/v1`,
            SHOPIFY_API_ORIGIN: `${inject('sandboxUrl')}/shopify/{shop}`,
            SANDBOX_URL: inject('sandboxUrl'),
            SIGN_UP: 'open',
            RENDER_TIMEOUT_SECONDS: '3',
            TEST_MIGRATIONS: await readD1Migrations('./migrations'),
          },
        },
      })),
    ],
    test: {
      name,
      include,
      exclude: ['**/node_modules/**', 'src/**/*.node.test.{ts,tsx}'],
      globalSetup: ['./test/support/node/start-sandbox.ts'],
      setupFiles: [
        './test/support/worker/mute-late-lines.ts',
        './test/support/worker/apply-migrations.ts',
        './test/support/statements/record.ts',
      ],
      provide: { ledgerModel },
      testTimeout: 30_000,
      hookTimeout: 30_000,
    },
  }
}

export default defineConfig({
  test: {
    // What a test writes to the log is shown where it fails.
    silent: 'passed-only',
    projects: [
      { test: { name: 'node', ...node } },
      simulation,
      worker('worker', [
        'src/**/*.test.{ts,tsx}',
        'test/journeys/**/*.test.ts',
        'test/simulation/contract/*.worker.test.ts',
      ]),
      worker('faults', ['test/faults/**/*.test.ts'], 'faults'),
    ],
  },
})
