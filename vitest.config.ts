import { fileURLToPath } from 'node:url'
import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'
import { unstable_readConfig as readWranglerConfig } from 'wrangler'
import * as z from 'zod'

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

const QUEUE_WAIT_SECONDS = 0.05

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
    // Hundreds of histories, with no waiting in them: a busy machine only needs longer.
    testTimeout: 600_000,
  },
}

declare module 'vitest' {
  interface ProvidedContext {
    ledgerModel: typeof ledgerModel
  }
}

/** How many random histories of the ledger are tried, and which one alone. */
const ledgerModel = {
  histories: Number(process.env.LEDGER_HISTORIES ?? 100),
  seed: process.env.LEDGER_SEED ? Number(process.env.LEDGER_SEED) : undefined,
  path: process.env.LEDGER_PATH,
  replay: process.env.LEDGER_REPLAY,
}

const queueConsumers = z.array(
  z.object({
    queue: z.string(),
    max_batch_size: z.int(),
    max_retries: z.int(),
    dead_letter_queue: z.string().optional(),
  }),
)

/** The queues as they are deployed, but that a message hardly waits for others to go with it. */
function hurriedQueues(environment?: string) {
  const { queues } = readWranglerConfig({ config: './wrangler.toml', env: environment })
  const consumers = queueConsumers.parse(queues.consumers ?? []).map((each) => [
    each.queue,
    {
      maxBatchSize: each.max_batch_size,
      maxBatchTimeout: QUEUE_WAIT_SECONDS,
      maxRetries: each.max_retries,
      deadLetterQueue: each.dead_letter_queue,
    },
  ])
  return Object.fromEntries(consumers)
}

/** The Worker in the real runtime; `environment` chooses a section of wrangler.toml. */
function worker(
  name: string,
  include: string[],
  { environment, setupFiles = [] }: { environment?: string; setupFiles?: string[] } = {},
) {
  return {
    plugins: [
      cloudflareTest(async ({ inject }) => ({
        wrangler: { configPath: './wrangler.toml', ...(environment ? { environment } : {}) },
        miniflare: {
          queueConsumers: hurriedQueues(environment),
          bindings: {
            ...secrets,
            ...unset,
            DYNAMIC_MOCKUPS_API_URL: `${inject('sandboxUrl')}/dynamic-mockups/api/v1`,
            SHOPIFY_API_ORIGIN: `${inject('sandboxUrl')}/shopify/{shop}`,
            SANDBOX_URL: inject('sandboxUrl'),
            SIGN_UP: 'open',
            // Room for a busy machine: a test of a silent vendor gives up sooner by itself.
            RENDER_TIMEOUT_SECONDS: '20',
            TEST_MIGRATIONS: await readD1Migrations('./migrations'),
          },
        },
      })),
    ],
    test: {
      name,
      include,
      // One runtime for all files: to start one and to load the Worker takes three seconds.
      isolate: false,
      exclude: ['**/node_modules/**', 'src/**/*.node.test.{ts,tsx}'],
      globalSetup: ['./test/support/node/start-sandbox.ts'],
      sequence: { setupFiles: 'list' as const },
      setupFiles: [
        ...setupFiles,
        './test/support/worker/mute-late-lines.ts',
        './test/support/worker/restore-globals.ts',
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
    maxWorkers: 2,
    projects: [
      { test: { name: 'node', ...node } },
      simulation,
      worker('worker', [
        'src/**/*.test.{ts,tsx}',
        'test/journeys/**/*.test.ts',
        'test/simulation/contract/*.worker.test.ts',
      ]),
      worker('faults', ['test/faults/**/*.test.ts'], {
        environment: 'faults',
        setupFiles: ['./test/support/faults/empty-storage.ts'],
      }),
    ],
  },
})
