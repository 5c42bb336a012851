import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { type Mockup, mockups } from '../../db/schema/mockups.ts'
import { AppError } from '../../errors.ts'
import type { DynamicMockups } from '../../integrations/dynamic-mockups/create-client.ts'
import type { RenderMessage } from '../../queues/messages.ts'
import { getDynamicMockupsKey } from '../integrations/get-dynamic-mockups-key.ts'
import { clearIntegrationError } from '../integrations/mark-integration-error.ts'
import { attemptId } from '../mockups/attempt-id.ts'
import { describeStoredPicture, pictureFile, storePicture } from '../pictures/store-picture.ts'
import { getSettings } from '../settings/get-settings.ts'
import { failMockup } from './fail-mockup.ts'
import { isUnfinished } from './is-unfinished.ts'
import { loadRenderJob, type RenderJob } from './load-render-job.ts'
import { parkWork } from './park-work.ts'
import { prepareRender } from './prepare-render.ts'
import { recordMockup } from './record-mockup.ts'
import { CANCELLED_NOTE, type RenderEnd, type RenderPorts, renderOne } from './render-one.ts'
import { renderMessageOf } from './send-renders.ts'

// The most that a queue takes (Cloudflare Queues' limit: 12 hours).
const MAX_DELAY_SECONDS = 12 * 60 * 60

/**
 * Renders the mockup a message names. A deleted mockup, an older attempt and one that has ended
 * need nothing: the message is done. Throws only for faults of our own infrastructure.
 */
export async function renderMockup(
  ctx: Context,
  message: Pick<RenderMessage, 'mockupId' | 'attempt'>,
): Promise<RenderEnd | 'nothing_to_do'> {
  const job = await loadRenderJob(ctx, message.mockupId)
  if (!job || job.mockup.attempt !== message.attempt) return 'nothing_to_do'
  if (job.mockup.status !== 'pending' && job.mockup.status !== 'generating') return 'nothing_to_do'
  // What was rendering when its run was cancelled, and came back unpaid, is not begun again. An
  // attempt that a person asked for later stands.
  if (job.run.cancelled_at !== null && message.attempt === 1) {
    await ctx.ledger.release([attemptId(job.mockup)], CANCELLED_NOTE)
  }
  const ports = await createPorts(ctx, job)
  if ('failed' in ports) return 'failed'
  return renderOne(ports)
}

async function createPorts(ctx: Context, job: RenderJob): Promise<RenderPorts | { failed: true }> {
  const { mockup } = job
  const attempt = attemptId(mockup)
  const [settings, key] = await Promise.all([getSettings(ctx), findKey(ctx)])
  if (key instanceof AppError && (await giveBackUnpaid(ctx, attempt, key.message))) {
    await parkWork(ctx, mockup, key.message)
    return { failed: true }
  }
  // What is paid for is fetched and recorded without a key.
  const { apiKey, account, markedBroken } = key instanceof AppError ? NO_KEY : key
  const vendor = ctx.dynamicMockups(apiKey)
  const limiter = ctx.limiterOf('dynamic_mockups', account)
  const budget = settings.guardrails.annual_mockup_budget
  return {
    now: () => ctx.clock.now(),
    random: () => ctx.random(),
    sleep: (milliseconds) => scheduler.wait(milliseconds),
    ledger: {
      begin: () => ctx.ledger.begin(attempt, budget),
      callStarted: (token) => ctx.ledger.callStarted(attempt, token, vendor.timeoutMs),
      async charged(token, exportUrl) {
        const end = await ctx.ledger.charged(attempt, token, exportUrl)
        if (markedBroken) await noteKeyWorks(ctx)
        return end
      },
      notCharged: (token, end, note) => ctx.ledger.notCharged(attempt, token, end, note),
      unknown: (token, note) => ctx.ledger.unknown(attempt, token, note),
    },
    limiter,
    ...vendorPorts(ctx, job, vendor),
    ...recordPorts(ctx, job),
  }
}

const NO_KEY = { apiKey: '', account: 'none', markedBroken: false }

/** Gives the credit back, unless its call was begun or paid: tells whether nothing is held now. */
async function giveBackUnpaid(ctx: Context, attempt: string, why: string): Promise<boolean> {
  await ctx.ledger.release([attempt], why)
  const [state] = await ctx.ledger.states([attempt])
  return state === undefined || state.state === 'voided' || state.state === 'expired'
}

function vendorPorts(ctx: Context, job: RenderJob, vendor: DynamicMockups) {
  return {
    probe: () => vendor.probe(),
    prepare: () => prepareRender(ctx, job, vendor),
    download: (exportUrl: string) => vendor.downloadResult(exportUrl),
  } satisfies Partial<RenderPorts>
}

function recordPorts(ctx: Context, job: RenderJob) {
  const { mockup } = job
  const delay = (milliseconds: number) =>
    ctx.queues.mockupRenders.send(renderMessageOf(ctx, mockup.id, mockup.attempt), {
      delaySeconds: Math.min(Math.ceil(milliseconds / 1_000), MAX_DELAY_SECONDS),
    })
  return {
    isStored: async () => (await ctx.files.head(pictureFile(ctx, mockup))) !== undefined,
    store: (bytes: Uint8Array) => storePicture(ctx, mockup, bytes),
    markGenerating: () =>
      setProgress(ctx, job, { status: 'generating', next_attempt_at: null, waiting_for: null }),
    record: async () => recordMockup(ctx, job, await describeStoredPicture(ctx, mockup)),
    fail: (failure) => failMockup(ctx, mockup, failure),
    park: (reason) => parkWork(ctx, mockup, reason),
    async wait(milliseconds, waiting_for) {
      const next_attempt_at = isoTime(ctx.clock.now() + milliseconds)
      await setProgress(ctx, job, { status: 'pending', next_attempt_at, waiting_for })
      await delay(milliseconds)
    },
    async comeBack(milliseconds) {
      await delay(milliseconds)
    },
  } satisfies Partial<RenderPorts>
}

/** Moves an unfinished mockup between waiting and rendering; an ended one stays as it is. */
async function setProgress(
  ctx: Context,
  { mockup }: RenderJob,
  change: Pick<Mockup, 'status' | 'next_attempt_at' | 'waiting_for'>,
): Promise<void> {
  await ctx.db
    .update(mockups)
    .set({ ...change, updated_at: isoTime(ctx.clock.now()) })
    .where(isUnfinished(ctx, mockup))
}

async function findKey(ctx: Context) {
  try {
    return await getDynamicMockupsKey(ctx)
  } catch (cause) {
    if (cause instanceof AppError && cause.code === 'not_configured') return cause
    throw cause
  }
}

/** A key that was refused before is in order again. Nothing hangs on it: a fault here is only noted. */
async function noteKeyWorks(ctx: Context): Promise<void> {
  try {
    await clearIntegrationError(ctx, 'dynamic_mockups')
  } catch (cause) {
    ctx.log.error('recovery_not_noted', cause)
  }
}
