import type { Context } from '../../../context.ts'
import { countFailure, forgetFailures } from '../publications.ts'
import type { Pushed } from './push-content.ts'
import { type Outcome, outcomeOf, type Session, sleep } from './session.ts'
import type { Work } from './work.ts'

// A picture takes a second or two; while a slow one takes longer the queue serves others.
const POLLS = 6
const POLL_MS = 1_000
const SLOW_PICTURES_WAIT_MS = 5_000
/** A picture is sent no more often than this. */
const MOST_PUSHES = 3

export const VANISHED = 'The product was deleted on Shopify while it was being published'

/**
 * Undefined once every picture of ours is ready; `again` where one that the shop could not process
 * is to be sent once more. Those of others are their matter.
 */
export async function awaitPictures(
  ctx: Context,
  session: Session,
  work: Work,
  pushed: Pushed,
): Promise<Outcome | 'again' | undefined> {
  const places = new Map(
    work.content.pictures.map(({ id }, place) => [pushed.imageGids.get(id), place]),
  )
  let progress: Pick<Pushed['media'][number], 'gid' | 'status' | 'errors'>[] = pushed.media
  for (let polls = 0; ; polls += 1) {
    const own = progress.filter(({ gid }) => places.has(gid))
    const failed = own.find(({ status }) => status === 'FAILED')
    if (failed) {
      return pushAgain(ctx, session, work, { ...failed, place: places.get(failed.gid) ?? 0 })
    }
    if (own.every(({ status }) => status === 'READY')) return undefined
    if (polls === POLLS) return { kind: 'wait', waitMs: SLOW_PICTURES_WAIT_MS }
    await sleep(POLL_MS)
    const read = await session.call((shop) => shop.findPictures(pushed.gid, pushed.media.length))
    if (read.kind !== 'ok') return outcomeOf(read)
    if (!read.value) return { kind: 'failed', error: VANISHED, permanent: false }
    progress = read.value
  }
}

/** The shop's id of it is forgotten, so that it is sent alone while the others stay. */
async function pushAgain(
  ctx: Context,
  { key }: Session,
  { content }: Work,
  { place, errors }: { place: number; errors: string[] },
): Promise<Outcome | 'again'> {
  const picture = content.pictures[place]
  if (!picture) return 'again'
  const failures = await countFailure(ctx, key, picture.id)
  if (failures < MOST_PUSHES) return 'again'
  await forgetFailures(ctx, key, picture.id)
  const reason = errors.join(' ') || 'It gave no reason.'
  const error = `Shopify could not process picture ${place + 1} (“${picture.alt}”), which was sent ${failures} times: ${reason} Replace it on the product’s page, then publish again.`
  return { kind: 'failed', error, permanent: true }
}
