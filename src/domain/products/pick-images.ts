import { and, eq, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { isAnyOf } from '../../db/client.ts'
import { assets, quotes } from '../../db/schema/catalogue.ts'
import { mockups } from '../../db/schema/mockups.ts'
import { type PictureDecision, pictures } from '../../db/schema/pictures.ts'
import { AppError } from '../../errors.ts'
import { roomName } from '../scenes/room-name.ts'
import type { ImageRow } from './load-parts.ts'
import { suggestAlt } from './suggest-alt.ts'

/**
 * What a picture of a product is made of, with a text for those who do not see it. Its row keeps the
 * key, so the source may be deleted.
 */
export type PickedImage = Pick<
  ImageRow,
  | 'picture_id'
  | 'file_key'
  | 'thumbnail_key'
  | 'width'
  | 'height'
  | 'source_type'
  | 'source_id'
  | 'asset_id'
  | 'scene'
  | 'alt'
>

/** What an id is wrong with: a JSON pointer to where the caller named it. */
type PointerOf = (id: string) => string

/**
 * The pictures behind ids of the user's assets and approved mockups, in the order given.
 * @throws AppError not_found with the ids that are neither; conflict with the mockups that have no
 *   picture, or whose picture was rejected or nobody has approved.
 */
export async function pickImages(
  ctx: Context,
  ids: readonly string[],
  pointerOf?: PointerOf,
): Promise<PickedImage[]> {
  return ids.length === 0 ? [] : pickFrom(await findSources(ctx, ids), ids, pointerOf)
}

/** The same of what `findSources` has read for any number of products. */
export function pickFrom(
  sources: Sources,
  ids: readonly string[],
  pointerOf: PointerOf = () => '/image_ids',
): PickedImage[] {
  const wrong = (refusal: Refusal, isWrong: (id: string) => boolean) =>
    refuse(ids.filter(isWrong), refusal, pointerOf)
  const decisionOf = (id: string) => sources.get(id)?.decision
  const hasFile = (id: string) => Boolean(sources.get(id)?.file_key)
  wrong(NOT_FOUND, (id) => !sources.has(id))
  wrong(REJECTED, (id) => decisionOf(id) === 'rejected')
  wrong(NOT_RENDERED, (id) => !hasFile(id))
  wrong(NOT_APPROVED, (id) => decisionOf(id) === 'open')
  return ids.flatMap((id) => toPicked(sources.get(id)) ?? [])
}

type Refusal = {
  code: 'not_found' | 'conflict'
  sentence: (ids: string) => string
  message: (id: string) => string
}

const NOT_FOUND: Refusal = {
  code: 'not_found',
  sentence: (named) => `These pictures were not found: ${named}`,
  message: (id) => `You have no asset or mockup with the id ${id}`,
}
const REJECTED: Refusal = {
  code: 'conflict',
  sentence: (named) =>
    `These mockups were rejected: ${named}. Nothing was changed. Approve them, or choose others.`,
  message: (id) => `The mockup ${id} was rejected: approve it first, or choose another`,
}
const NOT_RENDERED: Refusal = {
  code: 'conflict',
  sentence: (named) => `These mockups have not been rendered yet: ${named}. Nothing was changed.`,
  message: (id) => `The mockup ${id} has not been rendered yet`,
}
const NOT_APPROVED: Refusal = {
  code: 'conflict',
  sentence: (named) =>
    `These mockups are not approved yet: ${named}. Nothing was changed. Approve them first, or choose others.`,
  message: (id) => `The mockup ${id} is not approved yet: approve it first, or choose another`,
}

/** Refuses the ids that are wrong, by name. */
function refuse(
  wrong: readonly string[],
  { code, sentence, message }: Refusal,
  pointerOf: PointerOf,
): void {
  if (wrong.length === 0) return
  throw new AppError(code, sentence(wrong.join(', ')), {
    errors: wrong.map((id) => ({ pointer: pointerOf(id), message: message(id) })),
  })
}

type Sources = ReadonlyMap<string, Source>
type Source = Omit<PickedImage, 'file_key'> & {
  file_key: string | null
  /** What was decided about the picture; artwork is not decided about. */
  decision?: PictureDecision
}

function toPicked(source: Source | undefined): PickedImage | undefined {
  if (!source?.file_key) return undefined
  const { decision: _, file_key, ...image } = source
  return { ...image, file_key }
}

/** What a picture shows in words: its artwork's title and quote. */
type Described = { title: string; text: string | null; author: string | null }

function describe({ title, text, author }: Described, scene: string | null, room: string | null) {
  return suggestAlt({
    title,
    quote: text === null ? null : { text, author },
    scene: scene === null ? null : { key: scene, name: room ?? roomName(scene) },
  })
}

/** What is behind ids of the user's assets and mockups; those that are neither are left out. */
export async function findSources(
  ctx: Context,
  ids: readonly string[],
): Promise<Map<string, Source>> {
  const [ofAssets, ofMockups] = await ctx.db.batch([
    selectAssets(ctx, ids),
    selectMockups(ctx, ids),
  ])
  return new Map<string, Source>([
    ...ofAssets.map(({ title, text, author, ...row }) => {
      // Artwork without a quote is what the product's own title says.
      const alt = text === null ? null : describe({ title, text, author }, null, null)
      const kind = { source_type: 'asset', picture_id: null, scene: null } as const
      return [row.source_id, { ...row, ...kind, asset_id: row.source_id, alt }] as const
    }),
    ...ofMockups.map(({ title, text, author, room, ...row }) => {
      const alt = describe({ title, text, author }, row.scene, room)
      return [row.source_id, { ...row, source_type: 'mockup', alt }] as const
    }),
  ])
}

function selectAssets(ctx: Context, ids: readonly string[]) {
  return ctx.db
    .select({
      source_id: assets.id,
      file_key: assets.file_key,
      thumbnail_key: assets.thumbnail_key,
      width: assets.width,
      height: assets.height,
      title: assets.title,
      text: quotes.text,
      author: quotes.author,
    })
    .from(assets)
    .leftJoin(quotes, and(eq(quotes.user_id, assets.user_id), eq(quotes.id, assets.quote_id)))
    .where(isAnyOf([assets.user_id, assets.id], [ctx.userId], ids))
}

function selectMockups(ctx: Context, ids: readonly string[]) {
  return ctx.db
    .select({
      source_id: mockups.id,
      asset_id: mockups.asset_id,
      scene: mockups.scene,
      decision: pictures.decision,
      picture_id: mockups.picture_id,
      file_key: pictures.file_key,
      thumbnail_key: pictures.thumbnail_key,
      width: pictures.width,
      height: pictures.height,
      title: assets.title,
      text: quotes.text,
      author: quotes.author,
      room: sql<string | null>`(SELECT s.name FROM mockup_scene_templates AS s
        WHERE s.user_id = ${mockups.user_id} AND s.scene_key = ${mockups.scene})`.as('room'),
    })
    .from(mockups)
    .innerJoin(
      pictures,
      and(eq(pictures.user_id, mockups.user_id), eq(pictures.id, mockups.picture_id)),
    )
    .innerJoin(assets, and(eq(assets.user_id, mockups.user_id), eq(assets.id, mockups.asset_id)))
    .leftJoin(quotes, and(eq(quotes.user_id, assets.user_id), eq(quotes.id, assets.quote_id)))
    .where(isAnyOf([mockups.user_id, mockups.id], [ctx.userId], ids))
}
