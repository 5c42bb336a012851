import type { DatabaseSync } from 'node:sqlite'
import type { Context } from '../../src/context.ts'
import { load, type Product } from './product.ts'

/**
 * Everything that the simulation knows of the product's inside: names of verbs, tables, columns and
 * ledger calls, and how an attempt, a label and a picture are written. What changes shape in the
 * product is changed here, and nowhere else in this folder.
 */

/**
 * What the product is known to break today, by the beginning of the sentence. A history in which
 * one of these shows goes on; any other ends there. The list is empty when all is mended.
 */
export const OPEN_FAULTS: readonly { sentence: RegExp; fault: string }[] = [
  {
    sentence: /^I15/,
    fault: 'the same pixels are paid twice: a retry beside a request, two scenes',
  },
  { sentence: /^I18: delete asset/, fault: 'a refused deletion has given credits back' },
  { sentence: /^I20: the dry run says 200/, fault: 'a dry run answers 200 for what is refused' },
  {
    sentence: /^I6: \S+ is fresh/,
    fault: 'an artwork or scene changed during a run is taken as fresh',
  },
  { sentence: /^I16: a render/, fault: 'the retries of a cancelled run spend later' },
  { sentence: /^I7: \S+ waits for/, fault: 'a reservation that was never written is followed' },
]

/**
 * I17: how long one user's first render may wait behind another's many pairs, with every message
 * there, and with every message lost. To be 60 seconds and 4 minutes: today 149 s and 789 s.
 */
export const CROWD_WAITS_MS = { sent: 180_000, lost: 15 * 60_000 }

export type MockupFact = {
  userId: string
  id: string
  runId: string
  assetId: string
  scene: string
  status: string
  failure: string | null
  fileKey: string | null
  stale: boolean
  /** The mockup whose picture it waits for, where it is not its own. */
  leader: string | null
  /** What the vendor is told for its picture. */
  label: string
  /** Somebody asked to pay for it whatever exists. */
  regenerate: boolean
  runCancelled: boolean
}

type Row = Record<string, unknown>

const MOCKUPS = `SELECT m.user_id, m.id, m.run_id, m.asset_id, m.scene, m.status, m.failure_code,
    m.file_key, m.stale, m.reused_from, coalesce(m.reused_from, m.id) AS label,
    r.regenerate, r.cancelled_at
  FROM mockups AS m JOIN mockup_runs AS r ON r.user_id = m.user_id AND r.id = m.run_id
  ORDER BY m.id`

/** Every mockup as it stands in D1. */
export function readMockups(db: DatabaseSync): MockupFact[] {
  return rows(db, MOCKUPS).map((row) => ({
    userId: text(row.user_id),
    id: text(row.id),
    runId: text(row.run_id),
    assetId: text(row.asset_id),
    scene: text(row.scene),
    status: text(row.status),
    failure: maybe(row.failure_code),
    fileKey: maybe(row.file_key),
    stale: row.stale === 1,
    leader: maybe(row.reused_from),
    label: text(row.label),
    regenerate: row.regenerate === 1,
    runCancelled: row.cancelled_at !== null,
  }))
}

/** A statement that may have moved a mockup or its picture. */
export const MOVES_MOCKUPS = /\b(?:INTO|UPDATE|FROM)\s+"?(?:mockups|mockup_runs|pictures)\b/i
export const isUnfinished = ({ status }: MockupFact) =>
  status === 'pending' || status === 'generating'
export const isStored = ({ status }: MockupFact) =>
  status === 'completed' || status === 'approved' || status === 'rejected'
export const isDecided = ({ status }: MockupFact) => status === 'approved' || status === 'rejected'

/** A statement that may have changed a budget. */
export const MOVES_BUDGETS = /\buser_settings\b/i
const DEFAULT_BUDGET = 3_500

/** The yearly budget of each user that has set one. */
export function readBudgets(db: DatabaseSync, userIds: readonly string[]): Map<string, number> {
  const set = rows(
    db,
    `SELECT user_id, guardrails ->> 'annual_mockup_budget' AS credits FROM user_settings`,
  )
  const known = new Map(set.map((row) => [text(row.user_id), Number(row.credits)]))
  return new Map(userIds.map((id) => [id, known.get(id) ?? DEFAULT_BUDGET]))
}

export type RetryFact = {
  userId: string
  id: string
  operation: string
  subject: string
  status: string
  nextMs: number | undefined
  leaseMs: number | undefined
}

export function readRetries(db: DatabaseSync): RetryFact[] {
  const columns = 'user_id, id, operation_type, subject_id, status, next_attempt_at, lease_until'
  return rows(db, `SELECT ${columns} FROM retry_queue ORDER BY id`).map((row) => ({
    userId: text(row.user_id),
    id: text(row.id),
    operation: text(row.operation_type),
    subject: text(row.subject_id),
    status: text(row.status),
    nextMs: timeOf(row.next_attempt_at),
    leaseMs: timeOf(row.lease_until),
  }))
}

export type ProductFact = {
  userId: string
  id: string
  status: string
  publishing: string
  target: string | null
}

export function readProducts(db: DatabaseSync): ProductFact[] {
  const columns = 'user_id, id, status, publish_state, publish_target'
  return rows(db, `SELECT ${columns} FROM products ORDER BY id`).map((row) => ({
    userId: text(row.user_id),
    id: text(row.id),
    status: text(row.status),
    publishing: text(row.publish_state),
    target: maybe(row.publish_target),
  }))
}

/** What D1 reports of a user's credits, and what of it every entry of the ledger must say too. */
export function readReport(db: DatabaseSync, userId: string): string[] {
  return rows(
    db,
    `SELECT sequence, attempt_id, credits, operation, balance_after FROM mockup_credit_usage
     WHERE user_id = '${userId}' ORDER BY sequence`,
  ).map((row) =>
    entryText(row.sequence, row.attempt_id, row.credits, row.operation, row.balance_after),
  )
}

const entryText = (...parts: unknown[]) => parts.join(' ')

/** The files that rows of D1 name. */
export function readNamedFiles(db: DatabaseSync): string[] {
  return rows(
    db,
    `SELECT file_key AS key FROM mockups WHERE file_key IS NOT NULL
     UNION SELECT file_key FROM assets UNION SELECT file_key FROM product_images`,
  ).map((row) => text(row.key))
}

/** What each artwork and scene would show now: what a picture that is not stale must show. */
export function readPairs(
  db: DatabaseSync,
): Map<string, { fileKey: string; template: string; version: number }> {
  const found = rows(
    db,
    `SELECT m.id, a.file_key, s.dm_template_id, s.version FROM mockups AS m
     JOIN assets AS a ON a.user_id = m.user_id AND a.id = m.asset_id
     JOIN mockup_scene_templates AS s ON s.id = m.scene_template_id`,
  )
  return new Map(
    found.map((row) => [
      text(row.id),
      {
        fileKey: text(row.file_key),
        template: text(row.dm_template_id),
        version: Number(row.version),
      },
    ]),
  )
}

/* The ledger, as its object's public methods show it. */

export type LedgerFacts = {
  taken: number
  held: number
  suspect: number
}
export type AttemptFact = { attemptId: string; state: string }

type Ledger = {
  usage(
    year: number,
    month: number,
    budget: number,
  ): { total_used: number; held: number; suspect: number }
  states(attemptIds: string[]): { attemptId: string; state: string }[]
  settledAfter(
    sequence: number,
    limit: number,
  ): {
    sequence: number
    attemptId: string
    credits: number
    operation: string
    balanceAfter: number
  }[]
}

/** Reads beside every call: the methods only read, and change nothing. */
export function openLedgerFacts(instance: object) {
  const ledger: Ledger = Object.assign(instance)
  return {
    usage(year: number): LedgerFacts {
      const { total_used, held, suspect } = ledger.usage(year, 1, 0)
      return { taken: total_used + held + suspect, held, suspect }
    },
    states: (attemptIds: string[]): AttemptFact[] =>
      attemptIds.length === 0 ? [] : ledger.states(attemptIds),
    entries: () =>
      ledger.settledAfter(0, 1_000).map((entry) => ({
        sequence: entry.sequence,
        operation: entry.operation,
        credits: entry.credits,
        attemptId: entry.attemptId,
        text: entryText(
          entry.sequence,
          entry.attemptId,
          entry.credits,
          entry.operation,
          entry.balanceAfter,
        ),
      })),
  }
}

export type Reserved = { result: string; attemptIds: string[]; held: string[] }

/** Attempts that a reservation names, and those for which it holds a credit. */
export function reservedBy(result: unknown): Reserved {
  const answer: { result: string; items?: { attemptId: string; result: string }[] } = Object.assign(
    { result: 'unknown' },
    result,
  )
  const items = answer.items ?? []
  return {
    result: answer.result,
    attemptIds: items.map((item) => item.attemptId),
    held: items.flatMap((item) => (item.result === 'reserved' ? [item.attemptId] : [])),
  }
}

/** The vendor's label of an attempt. */
export const labelOfAttempt = (attemptId: string) => attemptId.slice(0, attemptId.lastIndexOf('.'))
/** A resolved attempt never changes; an expired one is begun again as its next round. */
export const RESOLVED: readonly string[] = ['posted', 'voided']
/** Ledger calls that give credits back. */
export const GIVES_BACK: readonly string[] = ['release', 'releaseGroup']

/** How many credits such a call gave back. */
export function releasedBy({ method, result }: { method: string; result: unknown }): number {
  if (!GIVES_BACK.includes(method)) return 0
  const { released }: { released?: string[] } = Object.assign({}, result)
  return released?.length ?? 0
}

export async function loadFindImbalance(product: Product) {
  const module: typeof import('../../src/ledger/find-imbalance.ts') = await load(
    product.root,
    'ledger/find-imbalance.ts',
  )
  return module.findImbalance
}

/* The verbs, as a page's handlers call them. */

export type GenerateInput = {
  workId: string
  assetIds: string[]
  scenes: string[]
  regenerate: boolean
  skipApproval: boolean
}
export type Quote = { cost: number }
export type Verbs = Awaited<ReturnType<typeof loadVerbs>>

export async function loadVerbs({ root }: Product) {
  const domain = <Module>(path: string): Promise<Module> => load(root, `domain/${path}`)
  const runs =
    await domain<typeof import('../../src/domain/runs/request-run.ts')>('runs/request-run.ts')
  const quotes =
    await domain<typeof import('../../src/domain/runs/quote-run.ts')>('runs/quote-run.ts')
  const cancels =
    await domain<typeof import('../../src/domain/runs/cancel-run.ts')>('runs/cancel-run.ts')
  const again = await domain<typeof import('../../src/domain/runs/regenerate-mockup.ts')>(
    'runs/regenerate-mockup.ts',
  )
  const retries =
    await domain<typeof import('../../src/domain/retries/run-retry.ts')>('retries/run-retry.ts')
  const all =
    await domain<typeof import('../../src/domain/retries/run-all.ts')>('retries/run-all.ts')
  const discards = await domain<typeof import('../../src/domain/retries/discard-retry.ts')>(
    'retries/discard-retry.ts',
  )
  const decisions = await domain<typeof import('../../src/domain/approvals/decide-mockup.ts')>(
    'approvals/decide-mockup.ts',
  )
  const mockups = await domain<typeof import('../../src/domain/mockups/delete-mockup.ts')>(
    'mockups/delete-mockup.ts',
  )
  const assets =
    await domain<typeof import('../../src/domain/assets/delete-asset.ts')>('assets/delete-asset.ts')
  const files =
    await domain<typeof import('../../src/domain/assets/replace-file.ts')>('assets/replace-file.ts')
  const uploads =
    await domain<typeof import('../../src/domain/assets/store-asset.ts')>('assets/store-asset.ts')
  const scenes =
    await domain<typeof import('../../src/domain/scenes/update-scene.ts')>('scenes/update-scene.ts')
  const newScenes =
    await domain<typeof import('../../src/domain/scenes/create-scene.ts')>('scenes/create-scene.ts')
  const settings = await domain<typeof import('../../src/domain/settings/update-settings.ts')>(
    'settings/update-settings.ts',
  )
  const suspects = await domain<typeof import('../../src/domain/suspects/resolve-suspect.ts')>(
    'suspects/resolve-suspect.ts',
  )
  const refunds = await domain<typeof import('../../src/domain/credits/refund-mockup.ts')>(
    'credits/refund-mockup.ts',
  )
  const products = await domain<typeof import('../../src/domain/publishing/add-product.ts')>(
    'publishing/add-product.ts',
  )
  const publishing = await domain<typeof import('../../src/domain/publishing/publish-product.ts')>(
    'publishing/publish-product.ts',
  )
  const retiring = await domain<typeof import('../../src/domain/publishing/retire-product.ts')>(
    'publishing/retire-product.ts',
  )
  const restoring = await domain<typeof import('../../src/domain/publishing/restore-product.ts')>(
    'publishing/restore-product.ts',
  )
  const vendors = await domain<
    typeof import('../../src/domain/integrations/connect-dynamic-mockups.ts')
  >('integrations/connect-dynamic-mockups.ts')
  const shops = await domain<typeof import('../../src/domain/integrations/connect-shopify.ts')>(
    'integrations/connect-shopify.ts',
  )
  const errors: typeof import('../../src/errors.ts') = await load(root, 'errors.ts')
  const keys = await domain<typeof import('../../src/domain/accounts/hash-api-key.ts')>(
    'accounts/hash-api-key.ts',
  )
  return {
    errors,
    hashApiKey: keys.hashApiKey,
    generate: async (ctx: Context, { workId, assetIds, scenes, ...more }: GenerateInput) => {
      const [run] = await runs.requestRun(ctx, {
        group_id: workId,
        asset_ids: assetIds,
        scenes,
        regenerate: more.regenerate,
        skip_approval: more.skipApproval,
      })
      return run
    },
    quote: (ctx: Context, { assetIds, scenes, regenerate }: GenerateInput): Promise<Quote> =>
      quotes.quoteRun(ctx, { asset_ids: assetIds, scenes, regenerate }),
    cancel: cancels.cancelRun,
    regenerate: again.regenerateMockup,
    runRetry: retries.runRetry,
    runAllRetries: (ctx: Context) => all.runAllRetries(ctx, 'mockup_generation'),
    discardRetry: discards.discardRetry,
    decideMockup: decisions.decideMockup,
    deleteMockup: mockups.deleteMockup,
    deleteAsset: assets.deleteAsset,
    replaceFile: files.replaceFile,
    storeAsset: (ctx: Context, bytes: Uint8Array<ArrayBuffer>, title: string) =>
      uploads.storeAsset(ctx, { bytes, title }),
    changeScene: (ctx: Context, id: string, rotation: number) =>
      scenes.updateScene(ctx, id, { config: { smart_object: 'artwork_frame', rotation } }),
    createScene: (ctx: Context, key: string) =>
      newScenes.createScene(ctx, {
        scene_key: key,
        name: key,
        description: '',
        dm_template_id: 'dm_bedroom_001',
        config: { smart_object: 'artwork_frame', rotation: 1 },
        is_active: true,
        recommended_collections: [],
      }),
    setBudget: (ctx: Context, credits: number) =>
      settings.updateSettings(ctx, { guardrails: { annual_mockup_budget: credits } }),
    decideSuspect: (ctx: Context, id: string, again: boolean) =>
      suspects.resolveSuspect(ctx, id, again ? 'render_again' : 'count_as_paid'),
    refund: refunds.refundMockup,
    createProduct: (ctx: Context, title: string, imageIds: string[]) =>
      products.addProduct(ctx, {
        title,
        variants: [{ size: '8x10', frame_style: null, is_digital: false }],
        image_ids: imageIds,
        publish_immediately: false,
      }),
    publish: publishing.publishProduct,
    retire: (ctx: Context, id: string) => retiring.retireProduct(ctx, id, 'manual'),
    restore: restoring.restoreProduct,
    connectVendor: (ctx: Context, apiKey: string) =>
      vendors.connectDynamicMockups(ctx, { api_key: apiKey }),
    connectShop: (ctx: Context, domain: string) => {
      const name = domain.replace('.myshopify.com', '')
      return shops.connectShopify(ctx, {
        shop_domain: domain,
        client_id: `client_${name}`,
        client_secret: `secret_${name}`,
      })
    },
  }
}

/** A user with a key for the API, as signing up and the keys page leave them. */
export function insertUser(
  db: DatabaseSync,
  user: { id: string; keyId: string; keyHash: string; nowMs: number },
): void {
  db.prepare(
    'INSERT INTO users (id, name, email, email_verified, created_at, updated_at) VALUES (?, ?, ?, 1, ?, ?)',
  ).run(user.id, 'Owner', `${user.id}@example.com`, user.nowMs, user.nowMs)
  db.prepare(
    `INSERT INTO api_keys (id, user_id, name, start, prefix, key_hash, created_at, updated_at)
     VALUES (?, ?, 'Key', 'hh_', 'hh_', ?, ?, ?)`,
  ).run(user.keyId, user.id, user.keyHash, user.nowMs, user.nowMs)
}

function rows(db: DatabaseSync, sql: string): Row[] {
  return db.prepare(sql).all()
}

const text = (value: unknown) => String(value)
const maybe = (value: unknown) => (value === null || value === undefined ? null : String(value))
const timeOf = (value: unknown) => (typeof value === 'string' ? Date.parse(value) : undefined)
