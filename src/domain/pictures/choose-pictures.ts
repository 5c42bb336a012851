import { getTableColumns, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { listed } from '../../db/client.ts'
import { type Picture, pictures } from '../../db/schema/pictures.ts'
import { fingerprintOf, pictureIdOf } from './recipe.ts'

export type WantedPicture = {
  scene: string
  asset_hash: string
  recipe: string
  /** Exactly this edition, and none that is there already. */
  edition?: string
}

export type ChosenPicture = Pick<
  Picture,
  'id' | 'fingerprint' | 'edition' | 'asset_hash' | 'recipe'
> & {
  scene: string
  /** The row as it is, if there is one. */
  picture: Picture | undefined
  /** The picture is there: shown again, it costs nothing. */
  isStored: boolean
}

/**
 * The picture for each of those wanted, in their order: the newest stored edition that is
 * not rejected, else the newest rejected one, else one on its way, else one in doubt, else the
 * first edition, to be paid for.
 */
export async function choosePictures(
  ctx: Context,
  wanted: readonly WantedPicture[],
): Promise<ChosenPicture[]> {
  const fingerprints = await Promise.all(
    wanted.map(({ asset_hash, recipe }) => fingerprintOf(asset_hash, recipe)),
  )
  const known = Map.groupBy(await findPictures(ctx, fingerprints), (row) => row.fingerprint)
  return Promise.all(
    wanted.map(async ({ scene, asset_hash, recipe, edition }, index) => {
      const fingerprint = fingerprints[index] ?? ''
      const editions = known.get(fingerprint) ?? []
      const picture =
        edition === undefined
          ? best(editions)
          : editions.find((candidate) => candidate.edition === edition)
      const name = edition ?? picture?.edition ?? ''
      return {
        id: picture?.id ?? (await pictureIdOf(ctx.userId, fingerprint, name)),
        fingerprint,
        edition: name,
        asset_hash,
        recipe,
        scene,
        picture,
        isStored: picture?.state === 'stored' || picture?.state === 'unused',
      }
    }),
  )
}

/**
 * A picture of its own for each of those wanted, by an edition that names what is begun just now:
 * none is looked for, since nothing has been written under that name.
 */
export function nameEditions(
  ctx: Context,
  wanted: readonly WantedPicture[],
  edition: string,
): Promise<ChosenPicture[]> {
  return Promise.all(
    wanted.map(async (one) => {
      const { asset_hash, recipe } = one
      const fingerprint = await fingerprintOf(asset_hash, recipe)
      const id = await pictureIdOf(ctx.userId, fingerprint, edition)
      return { ...one, id, fingerprint, edition, picture: undefined, isStored: false }
    }),
  )
}

async function findPictures(ctx: Context, fingerprints: readonly string[]): Promise<Picture[]> {
  const asked = [...new Set(fingerprints)].map((fingerprint) => ({ fingerprint }))
  return ctx.db
    .select(getTableColumns(pictures))
    .from(listed(ctx.userId, asked))
    .crossJoin(pictures)
    .where(
      sql`${pictures.user_id} = asked.value ->> 'user_id'
        AND ${pictures.fingerprint} = asked.value ->> 'fingerprint'`,
    )
}

function best(editions: readonly Picture[]): Picture | undefined {
  return editions.toSorted(
    (a, b) => rank(a) - rank(b) || (a.accepted_at < b.accepted_at ? 1 : -1),
  )[0]
}

function rank({ state, decision, edition }: Picture): number {
  switch (state) {
    case 'stored':
    case 'unused':
      return decision === 'rejected' ? 1 : 0
    case 'waiting':
    case 'rendering':
      return 2
    case 'suspect':
      return 3
    default:
      return edition === '' ? 4 : 5
  }
}
