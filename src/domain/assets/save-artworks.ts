import { chunksOf } from '../../chunks.ts'
import type { Context } from '../../context.ts'
import { isAnyOf, type Statement, writeAll } from '../../db/client.ts'
import { type Asset, quotes } from '../../db/schema/catalogue.ts'
import { AppError } from '../../errors.ts'
import { derivedId } from '../../ids.ts'
import { requireCollections, whereKnown } from '../collections/require-collections.ts'
import { insertQuote, newQuoteRow } from '../quotes/create-quote.ts'
import { findChosenAssets } from './find-chosen-assets.ts'
import type { ArtworkChoice } from './schemas.ts'
import { writeFields } from './update-asset.ts'

/** An even number: a change and its activity row are in one batch. */
const STATEMENTS_PER_BATCH = 100

/**
 * Gives artworks that were just uploaded their titles, quotes and collections; what a choice leaves
 * out stays as it is. A quote that was typed is added, where it has a collection, under an id that
 * follows from the work id, so that sending it again adds none. Artworks that are gone by now are
 * left out.
 * @throws AppError not_found for a quote that is not the user's
 * @throws AppError invalid for a collection that the user does not have
 */
export async function saveArtworks(
  ctx: Context,
  workId: string,
  choices: readonly ArtworkChoice[],
): Promise<Asset[]> {
  const named = { keys: choices.map(({ collection }) => collection) }
  const [found] = await Promise.all([
    findChosenAssets(
      ctx,
      choices.map(({ id }) => id),
    ),
    requireQuotes(ctx, choices),
    requireCollections(ctx, named),
  ])
  const byId = new Map(found.map((asset) => [asset.id, asset]))
  const [added, changed]: [Map<string, Statement[]>, Statement[]] = [new Map(), []]
  for (const choice of choices) {
    const asset = byId.get(choice.id)
    if (!asset) continue
    const quoteId = await quoteOf(ctx, workId, choice, added)
    changed.push(...writeFields(ctx, asset, chosenFields(choice, quoteId)))
  }
  const statements = [...[...added.values()].flat(), ...changed]
  await whereKnown(ctx, named, async () => {
    for (const some of chunksOf(statements, STATEMENTS_PER_BATCH)) await writeAll(ctx.db, some)
  })
  return choices.flatMap(({ id }) => byId.get(id) ?? [])
}

async function requireQuotes(ctx: Context, choices: readonly ArtworkChoice[]): Promise<void> {
  const asked = [...new Set(choices.flatMap(({ quoteId }) => quoteId ?? []))]
  if (asked.length === 0) return
  const rows = await ctx.db
    .select({ id: quotes.id })
    .from(quotes)
    .where(isAnyOf([quotes.user_id, quotes.id], [ctx.userId], asked))
  if (rows.length < asked.length) throw new AppError('not_found', 'Quote not found')
}

/** The id of the quote that an artwork is given; one that was typed is added to `added`. */
async function quoteOf(
  ctx: Context,
  workId: string,
  { quoteId, newQuote, collection }: ArtworkChoice,
  added: Map<string, Statement[]>,
): Promise<string | undefined> {
  if (!newQuote || !collection) return quoteId
  const id = await derivedId(workId, collection, newQuote)
  if (!added.has(id)) {
    const row = newQuoteRow(ctx, { text: newQuote, collection }, id)
    added.set(id, insertQuote(ctx, row))
  }
  return id
}

function chosenFields({ title, collection }: ArtworkChoice, quoteId: string | undefined) {
  return {
    ...(title ? { title } : {}),
    ...(quoteId ? { quote_id: quoteId } : {}),
    ...(collection ? { own_collection: collection } : {}),
  }
}
