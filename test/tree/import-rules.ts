import type { Import } from './source-files.ts'

/** Who must not import whom. Types are let through where `alsoTypes` is not set. */
type Rule = { from: RegExp; never: RegExp; alsoTypes?: boolean; instead: string }

const DRIZZLE = 'drizzle-orm'
const inside = (...folders: string[]) => new RegExp(`^src/(?:${folders.join('|')})/`)
const insideOrDrizzle = (...folders: string[]) =>
  new RegExp(`^(?:src/(?:${folders.join('|')})/|${DRIZZLE})`)

/** Rules without any input or output. They may use one another. */
export const PURE_FILES = [
  'src/ledger/entries.ts',
  'src/limiter/core.ts',
  'src/limiter/points.ts',
  'src/domain/retries/retry-policy.ts',
  'src/domain/products/sku.ts',
  'src/domain/products/variant-title.ts',
  'src/domain/products/variant-kind.ts',
  'src/domain/pricing/size.ts',
  'src/domain/rendering/render-one.ts',
  'src/domain/runs/run-progress.ts',
  'src/domain/templates/scene-health.ts',
]
const PURE = PURE_FILES.map((file) => file.replaceAll('.', '\\.')).join('|')

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
    from: new RegExp(`^(?:${PURE})$`),
    never: new RegExp(`^(?!(?:${PURE})$)src/`),
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

/**
 * Nouns of the domain that depend on one another in a circle at run time, each with its imports:
 * none of them could be understood, tested or moved alone.
 */
export function findCircles(imports: readonly Import[]): string[][] {
  const edges = imports.flatMap((one) => {
    const [from, target] = [nounOf(one.from), nounOf(one.target)]
    if (!from || !target || from === target || one.onlyTypes) return []
    return [{ from, target, text: `${one.from} → ${one.target}` }]
  })
  const targets = Map.groupBy(edges, ({ from }) => from)
  const reached = (noun: string) => {
    const seen = new Set<string>()
    const open = [noun]
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      for (const { target } of targets.get(next) ?? []) {
        if (seen.has(target)) continue
        seen.add(target)
        open.push(target)
      }
    }
    return seen
  }
  const reach = new Map([...targets.keys()].map((noun) => [noun, reached(noun)]))
  const inCircle = edges.filter(({ from, target }) => reach.get(target)?.has(from))
  return [...Map.groupBy(inCircle, ({ from }) => from).values()].map((each) =>
    each.map(({ text }) => text),
  )
}

function nounOf(path: string): string | undefined {
  return /^src\/domain\/([^/]+)\//.exec(path)?.[1]
}

/** What an import breaks, as sentences that say what to do. */
export function judge(one: Import): string[] {
  const edge = `${one.from} → ${one.target}`
  if (ALLOWED.has(edge)) return []
  return RULES.filter(
    ({ from, never, alsoTypes }) =>
      from.test(one.from) && never.test(one.target) && (alsoTypes || !one.onlyTypes),
  ).map(({ instead }) => `${edge}. ${instead}`)
}
