import type { DatabaseSync } from 'node:sqlite'
import type { Context } from '../../src/context.ts'
import type { Content } from '../../src/domain/products/shop-content.ts'
import type { Field } from '../../src/domain/publishing/sides/fields.ts'
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
  // Deleting it at once could take it from a repeat of the same work that is about to name it.
  {
    sentence: /^I18: replace \d+ was refused with 412 and left users\/\S+(?:, users\/\S+)?$/,
    fault: 'a replacement that another change refuses leaves its file to the sweep of orphans',
  },
]

/**
 * I17: how long one user's first render may wait behind another's many pairs, with every message
 * there, and with every message lost.
 */
export const CROWD_WAITS_MS = { sent: 60_000, lost: 4 * 60_000 }

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
  /** The picture that it shows or waits for. */
  pictureId: string
}

type Row = Record<string, unknown>

const MOCKUPS = `SELECT m.user_id, m.id, m.run_id, m.asset_id, m.scene, m.status, m.failure_code,
    p.file_key, m.stale, m.picture_id
  FROM mockups AS m JOIN pictures AS p ON p.user_id = m.user_id AND p.id = m.picture_id
  ORDER BY m.id`

/** Every mockup as it is in D1. */
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
    pictureId: text(row.picture_id),
  }))
}

export type PictureFact = {
  userId: string
  id: string
  state: string
  attempt: number
  decision: string
  /** Rendered on purpose although it was there: paid for beside the others of its pixels. */
  isEdition: boolean
}

/** Every picture as it is in D1. */
export function readPictures(db: DatabaseSync): PictureFact[] {
  const columns = 'user_id, id, state, attempt, decision, edition'
  return rows(db, `SELECT ${columns} FROM pictures ORDER BY id`).map((row) => ({
    userId: text(row.user_id),
    id: text(row.id),
    state: text(row.state),
    attempt: Number(row.attempt),
    decision: text(row.decision),
    isEdition: row.edition !== '',
  }))
}

/** States in which a picture still has to end. */
export const OPEN_PICTURE: readonly string[] = ['waiting', 'rendering', 'suspect']
/** States in which a picture that was paid for may end. */
export const PAID_PICTURE: readonly string[] = ['stored', 'unused', 'gone', 'lost']

/** A statement that may have moved a mockup or its picture. */
export const MOVES_MOCKUPS = /\b(?:INTO|UPDATE|FROM)\s+"?(?:mockups|mockup_runs|pictures)\b/i
export const isUnfinished = ({ status }: MockupFact) =>
  status === 'pending' || status === 'generating'
export const isStored = ({ status }: MockupFact) =>
  status === 'completed' || status === 'approved' || status === 'rejected'
export const isApproved = ({ status }: MockupFact) => status === 'approved'
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

/** The task that a product has or had last. */
export type TaskFact = { taskId: string; target: string | null; overwrites: boolean }

export function readTask(db: DatabaseSync, productId: string): TaskFact {
  const columns = 'publish_task_id, publish_target, publish_overwrites'
  const [row] = db.prepare(`SELECT ${columns} FROM products WHERE id = ?`).all(productId)
  return {
    taskId: text(row?.publish_task_id),
    target: maybe(row?.publish_target),
    overwrites: row?.publish_overwrites === 1,
  }
}

/**
 * A change that undoes another one, each named by the task that does it. What was a draft before a
 * change is one again, with what that change has sent.
 */
export type UndoFact = { productId: string; taskId: string; undoes: string; isExact: boolean }

export function readChanges(db: DatabaseSync): UndoFact[] {
  return rows(
    db,
    `SELECT u.product_id, u.id, u.undoes, u.state, b.before ->> 'status' AS status
     FROM product_changes AS u JOIN product_changes AS b ON b.user_id = u.user_id
       AND b.product_id = u.product_id AND b.id = u.undoes ORDER BY u.id`,
  ).map((row) => ({
    productId: text(row.product_id),
    taskId: text(row.id),
    undoes: text(row.undoes),
    isExact: row.state === 'done' && row.status === 'active',
  }))
}

/** What a product is here, and what is said of it against its shop. */
export type Standing = {
  content: Content
  locked: readonly string[]
  /** Fields that were changed at the shop. */
  drifted: readonly string[]
  isUnsent: boolean
}

/** Whether a user's shop has refused the hub. */
export function isBroken(db: DatabaseSync, userId: string): boolean {
  const [row] = rows(
    db,
    `SELECT status FROM integrations WHERE user_id = '${userId}' AND provider = 'shopify'`,
  )
  return row?.status === 'error'
}

export type JobFact = { userId: string; id: string; state: string; waiting: number }

export function readJobs(db: DatabaseSync): JobFact[] {
  return rows(
    db,
    `SELECT user_id, id, state, (SELECT count(*) FROM job_items AS i WHERE i.user_id = jobs.user_id
       AND i.job_id = jobs.id AND i.state = 'waiting') AS waiting FROM jobs ORDER BY id`,
  ).map((row) => ({
    userId: text(row.user_id),
    id: text(row.id),
    state: text(row.state),
    waiting: Number(row.waiting),
  }))
}

export type RepricedFact = {
  id: string
  /** How often its prices were changed, by its version, by the log, and by the rows of jobs. */
  versions: number
  logged: number
  done: number
  /** How often of these it was undone. */
  undone: number
  price: number
}

/** What jobs have made of the products that they are about. */
export function readRepriced(db: DatabaseSync): RepricedFact[] {
  const items = (more: string) => `(SELECT count(*) FROM job_items AS i
    JOIN jobs AS j ON j.user_id = i.user_id AND j.id = i.job_id
    WHERE i.user_id = p.user_id AND i.subject_id = p.id AND i.state = 'done'
      AND i.version_after IS NOT NULL ${more})`
  return rows(
    db,
    `SELECT p.id, p.version - 1 AS versions, ${items('')} AS done,
       ${items("AND j.type = 'undo'")} AS undone,
       (SELECT count(*) FROM activity_log AS a WHERE a.user_id = p.user_id
         AND a.reference_id = p.id AND a.action_type = 'product_changed') AS logged,
       (SELECT price FROM product_variants AS v WHERE v.user_id = p.user_id
         AND v.product_id = p.id) AS price
     FROM products AS p WHERE EXISTS (SELECT 1 FROM job_items AS i
       WHERE i.user_id = p.user_id AND i.subject_id = p.id) ORDER BY p.id`,
  ).map((row) => ({
    id: text(row.id),
    versions: Number(row.versions),
    logged: Number(row.logged),
    done: Number(row.done),
    undone: Number(row.undone),
    price: Number(row.price),
  }))
}

/** What an 8×10 print sells for, and after so many raises by a tenth; in cents. */
export const RAISED_PRICES = [2_499, 2_749, 3_024, 3_326]

/** What D1 reports of a user's credits, and what of it every entry of the ledger must say too. */
export function readReport(db: DatabaseSync, userId: string): string[] {
  return rows(
    db,
    `SELECT sequence, attempt_id, picture_id, mockup_id, credits, operation, balance_after
     FROM mockup_credit_usage WHERE user_id = '${userId}' ORDER BY sequence`,
  ).map((row) =>
    entryText(
      row.sequence,
      row.attempt_id,
      row.picture_id,
      row.mockup_id,
      row.credits,
      row.operation,
      row.balance_after,
    ),
  )
}

const entryText = (...parts: unknown[]) => parts.join(' ')

/** The files that rows of D1 name. */
export function readNamedFiles(db: DatabaseSync): string[] {
  return rows(
    db,
    `SELECT file_key AS key FROM pictures WHERE file_key IS NOT NULL
     UNION SELECT file_key FROM assets UNION SELECT file_key FROM product_images`,
  ).map((row) => text(row.key))
}

export type PairFact = { fileKey: string; template: string; rotation: number }

/** What each artwork and scene would show now: what a picture that is not stale must show. */
export function readPairs(db: DatabaseSync): Map<string, PairFact> {
  const found = rows(
    db,
    `SELECT m.id, a.file_key, s.dm_template_id, s.config ->> 'rotation' AS rotation
     FROM mockups AS m
     JOIN assets AS a ON a.user_id = m.user_id AND a.id = m.asset_id
     JOIN mockup_scene_templates AS s ON s.scene_key = m.scene
       AND coalesce(s.user_id, m.user_id) = m.user_id`,
  )
  return new Map(
    found.map((row) => [
      text(row.id),
      {
        fileKey: text(row.file_key),
        template: text(row.dm_template_id),
        rotation: Number(row.rotation ?? 0),
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
export type AttemptFact = { attemptId: string; state: string; closed: boolean }

type Ledger = {
  usage(
    year: number,
    month: number,
    budget: number,
  ): { total_used: number; held: number; suspect: number }
  states(attemptIds: string[]): AttemptFact[]
  settledAfter(
    sequence: number,
    limit: number,
  ): {
    sequence: number
    attemptId: string
    pictureId: string | null
    mockupId: string | null
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
          entry.pictureId,
          entry.mockupId,
          entry.credits,
          entry.operation,
          entry.balanceAfter,
        ),
      })),
  }
}

/** The attempts that a reservation names, paid by it or by another. */
export function reservedBy(result: unknown): string[] {
  const { items }: { items?: { attemptId: string }[] } = Object.assign({}, result)
  return (items ?? []).map((item) => item.attemptId)
}

/** The picture of an attempt, whose id is what the vendor is given as its label. */
export const pictureOf = (attemptId: string) => attemptId.slice(0, attemptId.lastIndexOf('.'))
/** An attempt that has ended never changes: what comes after it is another attempt. */
export const RESOLVED: readonly string[] = ['posted', 'voided', 'expired']
/** The ledger call that gives back all that one request has held, and nothing else. */
export const GIVES_BACK_OWN = 'releaseGroup'
/** Ledger calls that give credits back. */
const GIVES_BACK: readonly string[] = ['release', GIVES_BACK_OWN]

/** How many credits such a call gave back. */
export function releasedBy({ method, result }: { method: string; result: unknown }): number {
  if (!GIVES_BACK.includes(method)) return 0
  const { voided }: { voided?: string[] } = Object.assign({}, result)
  return voided?.length ?? 0
}

/** Says what of a ledger does not add up; undefined when all does. */
export async function loadFindImbalance(product: Product) {
  const module: typeof import('../../src/ledger/storage.ts') = await load(
    product.root,
    'ledger/storage.ts',
  )
  return (sql: SqlStorage) => {
    const storage = module.openStorage(sql)
    const newer = storage.findImbalance()
    if (newer) return newer
    storage.writeCheckpoint()
    storage.audit(Number.MAX_SAFE_INTEGER, 0)
    return storage.readFlaw()
  }
}

/* The verbs, as a page's handlers call them. */

export type GenerateInput = {
  workId: string
  assetIds: string[]
  scenes: string[]
  regenerate: boolean
  skipApproval: boolean
}
export type PublishChoice = { planId?: string; overwrite?: boolean }
export type PlanFact = {
  planId: string
  changes: { path: string; shop: string | null; will: string }[]
}
/** A field that was changed at the shop, and what it shows there, as one text. */
export type DriftFact = { field: Field; seen: string; shop: string; undecided: boolean }
export type DecisionFact = { field: Field; take: 'hub' | 'shop'; seen: string }
export type EditFact = { title?: string; description?: string; tags?: string[] }
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
  const again = await domain<typeof import('../../src/domain/runs/regenerate-mockups.ts')>(
    'runs/regenerate-mockups.ts',
  )
  const tries = await domain<typeof import('../../src/domain/rendering/retry-picture.ts')>(
    'rendering/retry-picture.ts',
  )
  const retries =
    await domain<typeof import('../../src/domain/recovery/run-retry.ts')>('recovery/run-retry.ts')
  const all = await domain<typeof import('../../src/domain/recovery/run-all-retries.ts')>(
    'recovery/run-all-retries.ts',
  )
  const discards = await domain<typeof import('../../src/domain/retries/discard-retry.ts')>(
    'retries/discard-retry.ts',
  )
  const decisions = await domain<typeof import('../../src/domain/review/decide-mockups.ts')>(
    'review/decide-mockups.ts',
  )
  const mockups = await domain<typeof import('../../src/domain/mockups/delete-mockups.ts')>(
    'mockups/delete-mockups.ts',
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
  const refunds = await domain<typeof import('../../src/domain/suspects/refund-mockup.ts')>(
    'suspects/refund-mockup.ts',
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
  const archiving = await domain<typeof import('../../src/domain/publishing/archive-product.ts')>(
    'publishing/archive-product.ts',
  )
  const plans = await domain<typeof import('../../src/domain/publishing/plan/plan-action.ts')>(
    'publishing/plan/plan-action.ts',
  )
  const drifts = await domain<typeof import('../../src/domain/publishing/drift/read-drift.ts')>(
    'publishing/drift/read-drift.ts',
  )
  const driftDecisions = await domain<
    typeof import('../../src/domain/publishing/drift/decide-drift.ts')
  >('publishing/drift/decide-drift.ts')
  const locks = await domain<typeof import('../../src/domain/publishing/drift/lock-fields.ts')>(
    'publishing/drift/lock-fields.ts',
  )
  const undos = await domain<typeof import('../../src/domain/publishing/undo/undo-change.ts')>(
    'publishing/undo/undo-change.ts',
  )
  const changes = await domain<typeof import('../../src/domain/publishing/undo/list-changes.ts')>(
    'publishing/undo/list-changes.ts',
  )
  const connections = await domain<typeof import('../../src/domain/publishing/connect-shop.ts')>(
    'publishing/connect-shop.ts',
  )
  const reading =
    await domain<typeof import('../../src/domain/products/get-product.ts')>(
      'products/get-product.ts',
    )
  const publications = await domain<typeof import('../../src/domain/publishing/publications.ts')>(
    'publishing/publications.ts',
  )
  const contents = await domain<typeof import('../../src/domain/products/shop-content.ts')>(
    'products/shop-content.ts',
  )
  const edits = await domain<typeof import('../../src/domain/products/update-product.ts')>(
    'products/update-product.ts',
  )
  const bulk =
    await domain<typeof import('../../src/domain/bulk/request-job.ts')>('bulk/request-job.ts')
  const jobCancels =
    await domain<typeof import('../../src/domain/jobs/cancel-job.ts')>('jobs/cancel-job.ts')
  const jobRetries =
    await domain<typeof import('../../src/domain/jobs/retry-job.ts')>('jobs/retry-job.ts')
  const jobUndos =
    await domain<typeof import('../../src/domain/jobs/undo-job.ts')>('jobs/undo-job.ts')
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
      quotes.tryRun(ctx, { asset_ids: assetIds, scenes, regenerate }),
    cancel: cancels.cancelRun,
    regenerate: again.regenerateMockup,
    retryMockup: tries.retryMockup,
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
    createProduct: (ctx: Context, workId: string, title: string, imageIds: string[]) =>
      products.addProduct(
        ctx,
        {
          title,
          variants: [{ size: '8x10', frame_style: null, is_digital: false, accept_free: false }],
          image_ids: imageIds,
          accept_free: false,
          publish_immediately: false,
        },
        workId,
      ),
    publish: (ctx: Context, id: string, options: PublishChoice = {}) =>
      publishing.publishProduct(ctx, id, options),
    archive: archiving.archiveProduct,
    planPublish: async (ctx: Context, id: string, overwrite: boolean): Promise<PlanFact> => {
      const { plan_id, changes } = await plans.planAction(ctx, id, { action: 'publish', overwrite })
      return { planId: plan_id, changes }
    },
    readDrift: async (ctx: Context, id: string): Promise<DriftFact[]> => {
      const { fields } = await drifts.readDrift(ctx, id)
      return fields.map(({ field, seen, shop, undecided }) => ({
        field,
        seen,
        undecided,
        shop: JSON.stringify(shop),
      }))
    },
    readStanding: async (ctx: Context, id: string): Promise<Standing> => {
      const { shop_domain, fields } = await drifts.readDrift(ctx, id)
      const product = await reading.getProduct(ctx, id)
      const publication = await publications.findPublication(ctx, {
        productId: id,
        shop: shop_domain,
      })
      return {
        content: contents.contentOf(product),
        locked: product.locked_fields,
        drifted: fields.map(({ field }) => field),
        isUnsent: publication?.sent_hash == null || publication.unsent_since !== null,
      }
    },
    decideDrift: driftDecisions.decideDrift,
    lockFields: locks.lockFields,
    listUndoable: async (ctx: Context, id: string): Promise<string[]> => {
      const page = await changes.listChanges(ctx, id, { limit: 20, offset: 0 })
      return page.rows.flatMap((change) => (change.can_undo ? [change.id] : []))
    },
    planUndo: async (ctx: Context, id: string, changeId: string): Promise<PlanFact> => {
      const plan = await undos.planUndo(ctx, id, changeId)
      return { planId: plan.plan_id, changes: plan.changes }
    },
    undoChange: (ctx: Context, id: string, changeId: string, planId?: string) =>
      undos.undoChange(ctx, id, changeId, { planId }),
    editProduct: (ctx: Context, id: string, change: EditFact) =>
      edits.updateProduct(ctx, id, { accept_free: false, ...change }),
    retire: (ctx: Context, id: string) => retiring.retireProduct(ctx, id, 'manual'),
    restore: restoring.restoreProduct,
    startJob: (ctx: Context, workId: string, ids: string[]) =>
      bulk.requestJob(
        ctx,
        { type: 'prices', sel: { ids }, change: { percent: 10, round: 'none' } },
        workId,
      ),
    cancelJob: jobCancels.cancelJob,
    retryJob: jobRetries.retryJob,
    undoJob: jobUndos.undoJob,
    connectVendor: (ctx: Context, apiKey: string) =>
      vendors.connectDynamicMockups(ctx, { api_key: apiKey }),
    connectShop: (ctx: Context, domain: string) => shops.connectShopify(ctx, accessTo(domain)),
    /** The same by a person, for whom it goes on with what waits. */
    reconnectShop: (ctx: Context, domain: string) => connections.connectShop(ctx, accessTo(domain)),
  }
}

function accessTo(domain: string) {
  const name = domain.replace('.myshopify.com', '')
  return {
    shop_domain: domain,
    client_id: `client_${name}`,
    client_secret: `secret_${name}`,
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
