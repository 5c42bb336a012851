import { chunksOf } from '../../chunks.ts'
import type { Context } from '../../context.ts'
import { type Statement, writeAll } from '../../db/client.ts'
import { AppError } from '../../errors.ts'
import { derivedId } from '../../ids.ts'
import { findChosenAssets } from '../assets/find-chosen-assets.ts'
import { writeFields } from '../assets/update-asset.ts'
import { requireCollections, whereKnown } from '../collections/require-collections.ts'
import { insertQuote, newQuoteRow } from '../quotes/create-quote.ts'
import type { NewQuote } from '../quotes/schemas.ts'
import { plainText } from './match-artworks.ts'
import { findStored } from './plan-list.ts'

export const MAX_LINES = 200
/** An even number: a change and its activity row are in one batch. */
const STATEMENTS_PER_BATCH = 100

export type ListLine = NewQuote & { assetId: string | undefined }
export type SavedList = { added: number; joined: number; linked: number }

/**
 * Adds the quotes of a list, at most 200, and gives artworks theirs. A quote that reads like one that
 * is there, or like an earlier line, is that one. Ids follow from the work id and the words: the same
 * list again, or what of it was not written, adds nothing twice.
 *
 * @throws AppError not_found naming artworks that are not the user's
 * @throws AppError invalid for a collection that the user does not have; then nothing is written
 */
export async function saveList(
  ctx: Context,
  workId: string,
  lines: readonly ListLine[],
): Promise<SavedList> {
  const named = { keys: lines.map(({ collection }) => collection) }
  const assetIds = lines.flatMap(({ assetId }) => assetId ?? [])
  const [assets, stored] = await Promise.all([
    findChosenAssets(ctx, assetIds),
    findStored(ctx, lines),
    requireCollections(ctx, named),
  ])
  const byId = new Map(assets.map((asset) => [asset.id, asset]))
  const missing = assetIds.filter((id) => !byId.has(id))
  if (missing.length > 0) {
    throw new AppError('not_found', `One or more assets not found: ${missing.join(', ')}`)
  }
  const known = new Map(stored)
  const added: Statement[] = []
  const linked: Statement[] = []
  for (const { assetId, ...quote } of lines) {
    const words = plainText(quote.text)
    const id = known.get(words) ?? (await derivedId(workId, words))
    if (!known.has(words)) added.push(...insertQuote(ctx, newQuoteRow(ctx, quote, id)))
    known.set(words, id)
    const asset = assetId && byId.get(assetId)
    if (asset) linked.push(...writeFields(ctx, asset, { quote_id: id }))
  }
  await whereKnown(ctx, named, async () => {
    for (const some of chunksOf([...added, ...linked], STATEMENTS_PER_BATCH)) {
      await writeAll(ctx.db, some)
    }
  })
  const quotes = added.length / 2
  return { added: quotes, joined: lines.length - quotes, linked: linked.length / 2 }
}
