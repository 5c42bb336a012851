import type { Import } from './source-files.ts'

/** Who must not import whom. Types are let through where `alsoTypes` is not set. */
type Rule = { from: RegExp; never: RegExp; alsoTypes?: boolean; instead: string }

const DRIZZLE = 'drizzle-orm'
const inside = (...folders: string[]) => new RegExp(`^src/(?:${folders.join('|')})/`)
const insideOrDrizzle = (...folders: string[]) =>
  new RegExp(`^(?:src/(?:${folders.join('|')})/|${DRIZZLE})`)

/** Rules without any input or output. They may use one another. */
const PURE = [
  'ledger/entries',
  'limiter/core',
  'domain/(?:retries|mockups)/retry-policy',
  'queues/retry-policy',
  'domain/products/(?:sku|variant-title|variant-kind)',
  'domain/pricing/size',
  'domain/(?:rendering/render-one|runs/run-progress|pictures/picture-key|mockups/attempt-id)',
].join('|')

const RULES: Rule[] = [
  {
    from: inside('routes'),
    never: insideOrDrizzle('db', 'integrations', 'ledger', 'limiter', 'queues', 'cron'),
    instead: 'Handlers parse, call one verb of src/domain and render: move this into a verb.',
  },
  {
    from: inside('views'),
    never: insideOrDrizzle('db', 'integrations', 'ledger', 'limiter', 'queues', 'cron', 'routes'),
    instead:
      'Views get what they show as properties: load it in a verb, hand it over in the route.',
  },
  {
    from: inside('queues', 'cron'),
    never: insideOrDrizzle('db', 'integrations', 'ledger', 'limiter', 'routes', 'views'),
    instead: 'Queue and cron shells call one verb of src/domain: move this into a verb.',
  },
  {
    from: inside('domain'),
    never: inside('routes', 'views', 'cron'),
    alsoTypes: true,
    instead: 'Rules know nothing of HTTP, pages or schedules: pass in what the verb needs.',
  },
  {
    from: inside('domain/products', 'domain/integrations'),
    never: inside('domain/publishing'),
    alsoTypes: true,
    instead: 'Publishing knows products and integrations, never the other way: move it there.',
  },
  {
    from: inside('domain'),
    never: inside('ledger', 'limiter', 'files', 'queues', 'integrations'),
    instead: 'Verbs reach ledger, limiter, files, queues and vendors as values on ctx alone.',
  },
  {
    from: inside('integrations', 'files'),
    never: insideOrDrizzle(
      'db',
      'domain',
      'ledger',
      'limiter',
      'queues',
      'cron',
      'routes',
      'views',
    ),
    instead: 'Clients of the outside world know no rules of ours: take plain values, give answers.',
  },
  {
    from: inside('ledger', 'limiter'),
    never: insideOrDrizzle('domain', 'integrations', 'queues', 'cron', 'routes', 'views', 'files'),
    instead:
      'Durable Objects decide by themselves and call nobody: let the caller bring the facts.',
  },
  {
    from: inside('db'),
    never: /^src\/(?!db\/)/,
    alsoTypes: true,
    instead: 'Tables and helpers of the database stand alone: move what is shared into src/db.',
  },
  {
    from: new RegExp(`^src/(?:${PURE})\\.ts$`),
    never: new RegExp(`^src/(?!(?:${PURE})\\.ts$)`),
    instead: 'This file is pure, so that simulations can run it: pass in what it needs.',
  },
  {
    from: /^src\/worker\.ts$/,
    never: /^src\/(?!app\.tsx|queues\/|cron\/|ledger\/|limiter\/)/,
    instead: 'The entry names fetch, queue, scheduled and the Durable Objects, and nothing else.',
  },
  {
    from: /^src\/(?!worker\.ts)/,
    never: /^src\/(?:worker\.ts|app\.tsx)$/,
    instead: 'Nothing depends on the entry: move what is shared into a file of its own.',
  },
  {
    from: /^src\//,
    never: /^(?:sandbox|scripts|test)\//,
    alsoTypes: true,
    instead: 'The product does not know its sandbox, scripts and tests: move this into src.',
  },
  {
    from: /^(?:src|sandbox|scripts)\//,
    never: /(?:^|\/)index\.tsx?$/,
    instead: 'Name the file that has it. Files that only re-export hide who depends on whom.',
  },
]

// The one list of all routes is called index by its layout and re-exports nothing.
const ALLOWED = new Set(['src/app.tsx → src/routes/index.ts'])

/** What an import breaks, as sentences that say what to do. */
export function judge(one: Import): string[] {
  const edge = `${one.from} → ${one.target}`
  if (ALLOWED.has(edge)) return []
  return RULES.filter(
    ({ from, never, alsoTypes }) =>
      from.test(one.from) && never.test(one.target) && (alsoTypes || !one.onlyTypes),
  ).map(({ instead }) => `${edge}. ${instead}`)
}
