import type { Context } from '../../context.ts'
import { insufficientCredits } from '../credits/insufficient-credits.ts'
import type { ChosenPicture } from './choose-pictures.ts'
import type { RequestedPicture } from './picture.ts'
import { attemptIdOf } from './recipe.ts'

/** A mockup that wants a picture. */
export type Claimant = { mockupId: string; runId: string; chosen: ChosenPicture }

export type Reservation = {
  /** Pictures to be written with the attempt that the ledger gave. */
  requested: RequestedPicture[]
  /** Those of them that nobody else has begun to wait for: to be sent. */
  started: RequestedPicture[]
  /** Pictures that are there already. */
  reused: string[]
  /** Mockups that pay for their picture; all others share one. */
  payers: Set<string>
}

/**
 * Holds a credit for each picture that has to be rendered, for all of them or none; pictures that
 * are stored never reach the ledger. Asked again with the same group it answers the same.
 * @throws AppError insufficient_credits
 */
export async function reservePictures(
  ctx: Context,
  groupId: string,
  budget: number,
  claimants: readonly Claimant[],
): Promise<Reservation> {
  const reused = new Set(claimants.flatMap(({ chosen }) => (chosen.isStored ? chosen.id : [])))
  const unpaid = claimants.filter(({ chosen }) => !chosen.isStored)
  if (unpaid.length === 0) {
    return { requested: [], started: [], reused: [...reused], payers: new Set() }
  }
  await closeEnded(ctx, unpaid)
  const reservation = await ctx.ledger.reserveMany({
    groupId,
    budget,
    items: unpaid.map(({ mockupId, runId, chosen }) => ({
      pictureId: chosen.id,
      mockupId,
      runId,
      operation: chosen.edition === '' ? 'generation' : 'regeneration',
    })),
  })
  if (reservation.result === 'insufficient') throw insufficientCredits(reservation.remaining)
  const attempts = new Map(reservation.items.map((item) => [item.pictureId, item.attempt]))
  const requested = new Map(
    unpaid.map(({ chosen }) => [chosen.id, toRequested(chosen, attempts.get(chosen.id) ?? 0)]),
  )
  const paying = reservation.items.filter((item) => item.result === 'reserved')
  return {
    requested: [...requested.values()],
    started: paying.flatMap((item) => requested.get(item.pictureId) ?? []),
    reused: [...reused],
    payers: new Set(paying.map((item) => item.mockupId)),
  }
}

/**
 * The ledger may not have heard that a picture has gone: a crash may have come in between. Only the
 * attempt that was read is closed: a newer one may have been paid meanwhile.
 */
async function closeEnded(ctx: Context, claimants: readonly Claimant[]): Promise<void> {
  const ended = claimants.flatMap(({ chosen: { picture } }) =>
    picture?.state === 'gone' || picture?.state === 'lost' ? attemptIdOf(picture) : [],
  )
  await ctx.ledger.close([...new Set(ended)])
}

function toRequested(chosen: ChosenPicture, attempt: number): RequestedPicture {
  const { id, fingerprint, edition, asset_hash, recipe, scene } = chosen
  return { id, fingerprint, edition, asset_hash, recipe, scene, attempt }
}
