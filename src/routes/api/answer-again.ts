import * as z from 'zod'
import type { Context } from '../../context.ts'
import { findApprovals } from '../../domain/approvals/find-approvals.ts'
import { getAsset } from '../../domain/assets/get-asset.ts'
import { getCollection } from '../../domain/collections/get-collection.ts'
import { getDigitalFile } from '../../domain/digital-files/get-digital-file.ts'
import { readJob } from '../../domain/jobs/read-job.ts'
import { jobQuery } from '../../domain/jobs/schemas.ts'
import { getKit } from '../../domain/kits/get-kit.ts'
import { getMockupView } from '../../domain/mockups/get-mockup.ts'
import { getProduct } from '../../domain/products/get-product.ts'
import { getQuote } from '../../domain/quotes/get-quote.ts'
import { getRecipe } from '../../domain/recipes/get-recipe.ts'
import { getRetry } from '../../domain/retries/get-retry.ts'
import { getRun } from '../../domain/runs/get-run.ts'
import { getCheckedScene } from '../../domain/scenes/get-scene.ts'
import { AppError } from '../../errors.ts'
import { presentApproval } from './present-approval.ts'
import { presentAsset } from './present-asset.ts'
import { presentCollection } from './present-collection.ts'
import { presentDigitalFile } from './present-digital-file.ts'
import { presentJob } from './present-job.ts'
import { presentReadKit } from './present-kit.ts'
import { presentMockup } from './present-mockup.ts'
import { presentProduct } from './present-product.ts'
import { presentQuote } from './present-quote.ts'
import { presentRecipe } from './present-recipe.ts'
import { presentRetry } from './present-retry.ts'
import { presentRun } from './present-run.ts'
import { presentScene } from './present-scene.ts'

const FIRST_ROWS = jobQuery.parse({})

type Body = Record<string, unknown>
type Present = (ctx: Context, id: string) => Promise<unknown>

const showScene: Present = async (ctx, id) => presentScene(await getCheckedScene(ctx, id))

/** How what an answer shows is shown again, by the name it has in the answer. */
const KINDS = new Map<string, Present>([
  ['quote', async (ctx, id) => presentQuote(await getQuote(ctx, id))],
  ['asset', async (ctx, id) => presentAsset(ctx, await getAsset(ctx, id))],
  ['scene', showScene],
  ['scenes', showScene],
  ['collection', async (ctx, key) => presentCollection(ctx, await getCollection(ctx, key))],
  ['kit', async (ctx, id) => presentReadKit(ctx, await getKit(ctx, id))],
  ['recipe', async (ctx, id) => presentRecipe(await getRecipe(ctx, id))],
  ['mockup', async (ctx, id) => presentMockup(ctx, await getMockupView(ctx, id))],
  ['run', async (ctx, id) => presentRun(ctx, await getRun(ctx, id))],
  ['approval', showApproval],
  ['approvals', showApproval],
  ['job', async (ctx, id) => presentJob(await readJob(ctx, id, FIRST_ROWS))],
  ['retry', async (ctx, id) => presentRetry(await getRetry(ctx, id))],
  ['digital_file', async (ctx, id) => presentDigitalFile(ctx, await getDigitalFile(ctx, id))],
  ['product', async (ctx, id) => presentProduct(ctx, await getProduct(ctx, id))],
])

const reference = z.union([
  z.object({ id: z.uuid() }),
  z.object({ taskId: z.uuid() }),
  z.object({ jobId: z.uuid() }),
  z.object({ key: z.string() }),
])
type Reference = z.output<typeof reference>
const references = z.union([reference, z.array(reference)])

/** An answer as it is kept for repeats: what it shows is named by id, so that it holds no links. */
export function toReferences(answer: Body): Body {
  return mapEntries(answer, (name, value) => {
    return KINDS.has(name) ? (references.safeParse(value).data ?? value) : value
  })
}

/** The answer made again, as things are now. What is gone since is named by its id alone. */
export async function answerAgain(ctx: Context, kept: Body): Promise<Body> {
  const shown = Object.entries(kept).map(async ([name, value]) => {
    const present = KINDS.get(name)
    const named = present ? references.safeParse(value).data : undefined
    if (!present || !named) return [name, value] as const
    const show = (one: Reference) => presentOrName(ctx, present, one)
    return [
      name,
      await (Array.isArray(named) ? Promise.all(named.map(show)) : show(named)),
    ] as const
  })
  return Object.fromEntries(await Promise.all(shown))
}

async function presentOrName(ctx: Context, present: Present, named: Reference): Promise<unknown> {
  try {
    return await present(ctx, nameOf(named))
  } catch (cause) {
    if (cause instanceof AppError && cause.code === 'not_found') return named
    throw cause
  }
}

function nameOf(named: Reference): string {
  if ('id' in named) return named.id
  if ('taskId' in named) return named.taskId
  return 'jobId' in named ? named.jobId : named.key
}

async function showApproval(ctx: Context, id: string): Promise<unknown> {
  const [item] = await findApprovals(ctx, [id])
  return item ? presentApproval(ctx, item) : { id }
}

function mapEntries(body: Body, change: (name: string, value: unknown) => unknown): Body {
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, change(name, value)]),
  )
}
