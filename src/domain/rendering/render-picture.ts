import { utcMonth } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { writeAll } from '../../db/client.ts'
import type { Picture } from '../../db/schema/pictures.ts'
import { AppError } from '../../errors.ts'
import { namedId } from '../../ids.ts'
import type { DynamicMockups } from '../../integrations/dynamic-mockups/create-client.ts'
import type { RenderMessage } from '../../queues/messages.ts'
import {
  type DynamicMockupsKey,
  findDynamicMockupsKey,
} from '../integrations/get-dynamic-mockups-key.ts'
import { clearIntegrationError } from '../integrations/mark-integration-error.ts'
import { postNotice } from '../notices/post-notice.ts'
import { UNWANTED_NOTE } from '../pictures/drop-unwanted.ts'
import { type Failure, movePicture } from '../pictures/picture.ts'
import { attemptIdOf } from '../pictures/recipe.ts'
import { describeStored, fileOf, storePicture } from '../pictures/store-picture.ts'
import { refreshSoon } from '../templates/refresh-templates.ts'
import { CANCELLED_NOTE } from './end-unstarted.ts'
import { findPicture } from './load-job.ts'
import { parkWork, unfinishedOf } from './park-work.ts'
import { prepareRender } from './prepare-render.ts'
import { type RenderEnd, type RenderPorts, renderOne } from './render-one.ts'
import { sendLater } from './send-renders.ts'
import { startAgain } from './start-again.ts'

/**
 * Renders the picture a message names. An older attempt, and one that has ended, need nothing: the
 * message is done. Throws only for faults of our own infrastructure.
 */
export async function renderPicture(
  ctx: Context,
  message: Pick<RenderMessage, 'pictureId' | 'attempt'>,
): Promise<RenderEnd | 'nothing_to_do'> {
  const picture = await findPicture(ctx, message.pictureId)
  if (!picture || picture.attempt !== message.attempt) return 'nothing_to_do'
  // One in doubt may have been proven paid since.
  const isOpen = ['waiting', 'rendering', 'suspect'].includes(picture.state)
  if (!isOpen) return 'nothing_to_do'
  const ports = await createPorts(ctx, picture)
  return ports === 'parked' ? 'parked' : renderOne(ports)
}

async function createPorts(ctx: Context, picture: Picture): Promise<RenderPorts | 'parked'> {
  const attemptId = attemptIdOf(picture)
  const key = await findDynamicMockupsKey(ctx)
  if (key instanceof AppError && (await isUnpaid(ctx, attemptId))) {
    await parkWork(ctx, picture, { message: key.message })
    return 'parked'
  }
  // What is paid for is fetched and recorded without a key.
  const usable = key instanceof AppError ? NO_KEY : key
  const vendor = ctx.dynamicMockups(usable.apiKey)
  return {
    acceptedAtMs: Date.parse(picture.accepted_at),
    writtenAtMs: Date.parse(picture.updated_at),
    isUntouched: picture.state === 'waiting' && picture.waiting_for !== 'download',
    wasUnreachable: picture.waiting_for === 'unreachable' || picture.waiting_for === 'breaker',
    now: () => ctx.clock.now(),
    random: () => ctx.random(),
    sleep: (milliseconds) => scheduler.wait(milliseconds),
    limiter: ctx.limiterOf('dynamic_mockups', usable.account),
    atVendor: ctx.atVendor,
    ...moneyPorts(ctx, picture, usable, vendor.timeoutMs),
    ...vendorPorts(ctx, picture, vendor),
    ...recordPorts(ctx, picture),
  }
}

const NO_KEY: DynamicMockupsKey = {
  apiKey: '',
  account: 'none',
  sealed: null,
  own: true,
  markedBroken: false,
}

/** Whether the attempt's call was neither begun nor paid. */
async function isUnpaid(ctx: Context, attemptId: string): Promise<boolean> {
  const [state] = await ctx.ledger.states([attemptId])
  return state?.state !== 'in_flight' && state?.state !== 'posted' && state?.state !== 'suspect'
}

/** Nobody wanted it when its credit was released: who waits all the same gets one of their own. */
const RELEASED: readonly (string | null)[] = [UNWANTED_NOTE, CANCELLED_NOTE]

function moneyPorts(ctx: Context, picture: Picture, key: DynamicMockupsKey, timeoutMs: number) {
  const id = attemptIdOf(picture)
  const limiter = ctx.limiterOf('dynamic_mockups', key.account)
  const { annualCredits } = ctx.config.dynamicMockups.sharedKey
  const cap = key.own ? undefined : annualCredits
  return {
    ledger: {
      async begin() {
        const begun = await ctx.ledger.begin(id)
        const isReleased = begun.result === 'voided' && RELEASED.includes(begun.note)
        return isReleased ? { result: 'expired' } : begun
      },
      callStarted: (token) => ctx.ledger.callStarted(id, token, timeoutMs),
      async charged(token, exportUrl) {
        const end = await ctx.ledger.charged(id, token, exportUrl)
        if (key.markedBroken) await noteKeyWorks(ctx)
        return end
      },
      async notCharged(token, end, note) {
        if (cap !== undefined) await limiter.giveBack(id)
        return ctx.ledger.notCharged(id, token, end, note)
      },
      unknown: (token, note) => ctx.ledger.unknown(id, token, note),
    },
    async spend() {
      if (cap === undefined) return 'ok'
      return limiter.spend(id, utcMonth(ctx.clock.now()).year, cap)
    },
    async notifyCorrection() {
      const text =
        'Dynamic Mockups delivered a mockup whose credit had been returned. 1 credit was charged for it.'
      await writeAll(ctx.db, [
        postNotice(ctx, {
          id: await namedId('correction', id),
          tone: 'amber',
          text,
          href: '/credits',
        }),
      ])
    },
  } satisfies Partial<RenderPorts>
}

function vendorPorts(ctx: Context, picture: Picture, vendor: DynamicMockups) {
  return {
    probe: () => vendor.probe(),
    prepare: () => prepareRender(ctx, picture, vendor, { isFurtherAttempt: picture.attempt > 1 }),
    download: (exportUrl: string) => ctx.atResults(() => vendor.downloadResult(exportUrl)),
  } satisfies Partial<RenderPorts>
}

function recordPorts(ctx: Context, picture: Picture) {
  return {
    isStored: async () => (await ctx.files.head(fileOf(ctx, picture))) !== undefined,
    store: (result) => storePicture(ctx, picture, result),
    async markRendering() {
      await movePicture(ctx, picture, { kind: 'rendering' })
    },
    async record(known) {
      const file = await describeStored(ctx, picture, known)
      await movePicture(ctx, picture, { kind: 'stored', file })
    },
    async fail(failure) {
      await movePicture(ctx, picture, { kind: 'failed', failure })
      if (isAboutTemplate(failure)) refreshSoon(ctx)
    },
    park: (refusal) => parkWork(ctx, picture, refusal),
    async defer(milliseconds, reason) {
      const untilMs = ctx.clock.now() + milliseconds
      await movePicture(ctx, picture, { kind: 'deferred', untilMs, reason })
      await keepClaims(ctx, picture)
      await sendLater(ctx, picture, milliseconds)
    },
    requeue: (milliseconds) => sendLater(ctx, picture, milliseconds),
    startAgain: (why) => startAgain(ctx, picture, why),
  } satisfies Partial<RenderPorts>
}

/** Template or smart object may be gone: then the scene's health tells it from now on. */
function isAboutTemplate({ code, status, paid }: Failure): boolean {
  return code === 'vendor' && !paid && (status === undefined || status === 404 || status === 422)
}

const CLAIMS_RENEWED_AFTER_MS = 60 * 60_000

/** What is deferred again and again is never found by the sweep: its claims are renewed here. */
async function keepClaims(ctx: Context, picture: Picture): Promise<void> {
  const waitedMs = ctx.clock.now() - Date.parse(picture.accepted_at)
  if (waitedMs < CLAIMS_RENEWED_AFTER_MS) return
  await ctx.ledger.renew(await unfinishedOf(ctx, [picture.id]))
}

/** A key that was refused before is in order again. A fault here is only logged. */
async function noteKeyWorks(ctx: Context): Promise<void> {
  try {
    await clearIntegrationError(ctx, 'dynamic_mockups')
  } catch (cause) {
    ctx.log.error('recovery_not_noted', cause)
  }
}
