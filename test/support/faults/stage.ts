import {
  createExecutionContext,
  createMessageBatch,
  createScheduledController,
  getQueueResult,
  runDurableObjectAlarm,
  waitOnExecutionContext,
} from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { and, eq } from 'drizzle-orm'
import { expect, vi } from 'vitest'
import * as z from 'zod'
import type { Context } from '../../../src/context.ts'
import { type RetryRow, retryQueue } from '../../../src/db/schema/desk.ts'
import { type Mockup, type MockupStatus, mockups } from '../../../src/db/schema/mockups.ts'
import { type Picture, pictures } from '../../../src/db/schema/pictures.ts'
import { statusOf } from '../../../src/domain/pictures/mockup-status.ts'
import { requestRun } from '../../../src/domain/runs/request-run.ts'
import { newId } from '../../../src/ids.ts'
import type { RenderMessage } from '../../../src/queues/messages.ts'
import worker from '../../../src/worker.ts'
import { api } from '../worker/api.ts'
import { plainPng } from '../worker/artwork.ts'
import { contextOf, createUser, type TestUser } from '../worker/create-user.ts'
import { renderAtOnce } from '../worker/sandbox.ts'
import { upload } from '../worker/upload.ts'
import { recordQueue, type Sent } from './record-queue.ts'

/** A user whose messages go nowhere but into `sent`: the test delivers them, or loses them. */
export type Stage = { user: TestUser; sent: Sent[]; bindings: Partial<Env> }

export async function openStage({
  budget,
  vendorKey,
}: {
  budget?: number
  vendorKey?: string
} = {}): Promise<Stage> {
  const user = await createUser(vendorKey)
  await renderAtOnce(user.vendorKey)
  if (budget !== undefined) {
    await api(user, 'PUT', '/api/settings', { guardrails: { annual_mockup_budget: budget } })
  }
  const { queue, sent } = recordQueue()
  return { user, sent, bindings: { MOCKUP_RENDERS: queue } }
}

/** The user's work under the stage's bindings, with `changes` on top. */
export function contextOn({ user, bindings }: Stage, changes: Partial<Env> = {}): Context {
  return contextOf(user, { ...bindings, ...changes })
}

let artworks = 0

/** An artwork that no other looks like. */
export async function addArtwork({ user }: Stage, widthPixels = 60): Promise<string> {
  artworks += 1
  const colour = [artworks % 256, Math.floor(artworks / 256), 90] as const
  const answer = await upload(user, await plainPng(widthPixels, 80, [...colour]))
  return z.object({ asset: z.object({ id: z.string() }) }).parse(await answer.json()).asset.id
}

type RunInput = { assetId?: string; scenes?: string[]; regenerate?: boolean; groupId?: string }

/** Starts a run, of one new artwork in one room by default. Answers its id. */
export async function startRun(
  stage: Stage,
  { assetId, scenes = ['bedroom'], regenerate = false, groupId = newId() }: RunInput = {},
  changes: Partial<Env> = {},
): Promise<string> {
  const request = {
    group_id: groupId,
    asset_ids: [assetId ?? (await addArtwork(stage))],
    scenes,
    skip_approval: false,
    regenerate,
  }
  await requestRun(contextOn(stage, changes), request)
  return groupId
}

/** Takes what has been sent so far; nothing is delivered by itself. */
export function takeSent({ sent }: Stage): RenderMessage[] {
  return sent.splice(0).map((each) => each.body)
}

/** A run of one pair, and its message. */
export async function startOne(stage: Stage): Promise<RenderMessage> {
  await startRun(stage)
  const [message, ...more] = takeSent(stage)
  if (!message || more.length > 0) throw new Error('expected one message')
  return message
}

export type Delivered = { acked: number; retried: number }

/** One batch of messages to the Worker's consumer, as the queue would. */
export async function deliver(
  stage: Stage,
  bodies: unknown[],
  changes: Partial<Env> = {},
  queue = 'mockup-renders',
): Promise<Delivered> {
  const messages = bodies.map((body) => ({
    id: newId(),
    timestamp: new Date(),
    attempts: 1,
    body,
  }))
  const batch = createMessageBatch(queue, messages)
  const execution = createExecutionContext()
  await worker.queue(batch, { ...env, ...stage.bindings, ...changes }, execution)
  const result = await getQueueResult(batch, execution)
  return { acked: result.explicitAcks.length, retried: result.retryMessages.length }
}

export const ACKED: Delivered = { acked: 1, retried: 0 }
export const RETRIED: Delivered = { acked: 0, retried: 1 }

// Later than the limiter's own pause, so that no delivery has to sleep it out.
const QUEUE_LATE_MS = 10_000

/** Delivers what is sent, and what that sends, at the hour it is due, until nothing is left. */
export async function settle(stage: Stage, changes: Partial<Env> = {}): Promise<void> {
  for (let rounds = 0; stage.sent.length > 0; rounds++) {
    if (rounds === 20) throw new Error('messages without end')
    passTime(Math.max(...stage.sent.map((each) => each.delaySeconds)) * 1_000 + QUEUE_LATE_MS)
    await deliver(stage, takeSent(stage), changes)
  }
}

/** The sweeps of each minute, or all of them. */
export async function runCron(
  stage: Stage,
  changes: Partial<Env> = {},
  cron = '* * * * *',
): Promise<void> {
  const execution = createExecutionContext()
  const controller = createScheduledController({ cron, scheduledTime: Date.now() })
  await worker.scheduled(controller, { ...env, ...stage.bindings, ...changes }, execution)
  await waitOnExecutionContext(execution)
}

/** Moves the clock of the Worker and of its objects. */
export function passTime(milliseconds: number): void {
  setTime(Date.now() + milliseconds)
}

export function setTime(atMs: number): void {
  if (!vi.isFakeTimers()) vi.useFakeTimers({ toFake: ['Date'] })
  vi.setSystemTime(atMs)
}

export function ledgerStub({ user }: Stage) {
  return env.CREDIT_LEDGER.getByName(user.userId)
}

/** What time has done becomes visible, and the outbox is drained. */
export async function fireAlarm(stage: Stage): Promise<boolean> {
  return runDurableObjectAlarm(ledgerStub(stage))
}

/** A mockup with what matters of its picture. */
export type Pair = Omit<Mockup, 'status'> & { status: MockupStatus } & Pick<
    Picture,
    'attempt' | 'waiting_for' | 'file_key'
  >

export async function mockupsOf({ user }: Stage): Promise<Pair[]> {
  const rows = await user.ctx.db
    .select({ mockup: mockups, picture: pictures })
    .from(mockups)
    .innerJoin(
      pictures,
      and(eq(pictures.user_id, mockups.user_id), eq(pictures.id, mockups.picture_id)),
    )
    .where(eq(mockups.user_id, user.userId))
    .orderBy(mockups.id)
  return rows.map(({ mockup, picture }) => ({
    ...mockup,
    status: statusOf(mockup, picture),
    attempt: picture.attempt,
    waiting_for: picture.waiting_for,
    file_key: picture.file_key,
  }))
}

/** The user's rows of the retry queue. */
export async function retriesOf({ user }: Stage): Promise<RetryRow[]> {
  return user.ctx.db.select().from(retryQueue).where(eq(retryQueue.user_id, user.userId))
}

/** The only mockup of the user. */
export async function onlyMockup(stage: Stage): Promise<Pair> {
  const [mockup, ...more] = await mockupsOf(stage)
  expect(more).toEqual([])
  if (!mockup) throw new Error('there is no mockup')
  return mockup
}
