import type { Context as HonoContext } from 'hono'
import * as z from 'zod'
import { listAssetChoices } from '../../domain/assets/list-asset-choices.ts'
import { listCollections } from '../../domain/collections/list-collections.ts'
import { findSame, type PlannedLine } from '../../domain/quote-lists/plan-list.ts'
import { type ListLine, MAX_LINES } from '../../domain/quote-lists/save-list.ts'
import { newQuote } from '../../domain/quotes/schemas.ts'
import { uuid } from '../../ids.ts'
import { searchText } from '../../paging.ts'
import type { Collections } from '../../views/components/collections.ts'
import { ListPreviewPage, type PreviewLine } from '../../views/quotes/list-preview-page.tsx'
import { listWords as words } from '../../views/quotes/list-words.ts'
import type { HubEnv } from '../hub-env.ts'
import { fieldErrors } from '../respond/field-errors.ts'
import { pageFrame } from '../respond/page-frame.ts'

/** Of the lines that are searched where there is no script, so many at once. */
const MAX_SEARCHES = 5

type Line = Omit<PreviewLine, 'artworks' | 'n' | 'same'>

/** A line of a list, as the form begins with it. */
export function toFormLine({ match, ...line }: PlannedLine): Line {
  return {
    ...line,
    isUsed: true,
    assetId: match?.id ?? '',
    match: match ? (match.isCertain ? 'certain' : 'uncertain') : 'none',
    search: undefined,
    errors: {},
  }
}

const text = z.string().catch('')
const typedLine = z.object({
  text,
  author: text,
  collection: text,
  mood: text,
  use: text,
  asset_id: z.union([uuid, z.literal('')]).catch(''),
  asset_search: searchText.catch(''),
})

/** The lines that a form brings, as they were typed. */
export function readLines(body: Record<string, unknown>): Line[] {
  const count = z.coerce.number().int().min(0).max(MAX_LINES).catch(0).parse(body.lines)
  return Array.from({ length: count }, (_, index) => {
    const fields = Object.keys(typedLine.shape).map((name) => [name, body[`${name}.${index + 1}`]])
    const { use, asset_id, asset_search, ...line } = typedLine.parse(Object.fromEntries(fields))
    return {
      ...line,
      isUsed: use === 'true',
      assetId: asset_id,
      match: undefined,
      search: asset_search || undefined,
      errors: {},
    }
  })
}

type Judged = { quotes: ListLine[] } | { refusal: string; lines: Line[] }

/** The quotes of the lines that are to be added, or the lines with what is wrong with them. */
export function judgeLines(lines: readonly Line[], collections: Collections): Judged {
  const known = new Set(collections.map(({ key }) => key))
  const firstOf = new Map<string, number>()
  const quotes: ListLine[] = []
  const judged = lines.map((line, index): Line => {
    if (!line.isUsed) return line
    const { text: quote, author, mood, collection, assetId } = line
    const parsed = newQuote.safeParse({ text: quote, author, mood, collection })
    const errors = parsed.success ? {} : fieldErrors(parsed.error)
    if (!known.has(collection)) errors.collection = words.chooseCollection
    const first = assetId ? firstOf.get(assetId) : undefined
    if (first !== undefined) errors.asset_id = words.twice(first)
    else if (assetId) firstOf.set(assetId, index + 1)
    if (parsed.success) quotes.push({ ...parsed.data, assetId: assetId || undefined })
    return { ...line, errors }
  })
  const wrong = judged.filter(({ errors }) => Object.keys(errors).length > 0)
  if (wrong.length > 0) return { refusal: words.errors(wrong.length), lines: judged }
  return quotes.length > 0 ? { quotes } : { refusal: words.noneChosen, lines: judged }
}

type Shown = { workId: string; lines: readonly Line[]; refusal?: string }

/** The preview of a list, each line with the artworks that it may have. */
export async function showPreview(
  c: HonoContext<HubEnv>,
  { workId, lines, refusal }: Shown,
): Promise<Response> {
  const { ctx } = c.var
  const searches = lines.flatMap(({ search }) => search ?? []).slice(0, MAX_SEARCHES)
  const chosen = lines.flatMap(({ assetId }) => assetId || [])
  const [collections, same, offered, ...found] = await Promise.all([
    listCollections(ctx),
    findSame(ctx, lines),
    listAssetChoices(ctx, { chosen }),
    ...searches.map((search) => listAssetChoices(ctx, { chosen: [], search })),
  ])
  const byId = new Map(offered.map((artwork) => [artwork.id, artwork]))
  const bySearch = new Map(searches.map((search, index) => [search, found[index] ?? []]))
  const shown = lines.map((line, index): PreviewLine => {
    const own = byId.get(line.assetId)
    const others = (line.search && bySearch.get(line.search)) || []
    const artworks = [...(own ? [own] : []), ...others.filter(({ id }) => id !== own?.id)]
    return { ...line, n: index + 1, same: same[index], artworks }
  })
  return c.html(
    <ListPreviewPage
      frame={pageFrame(c)}
      workId={workId}
      collections={collections}
      lines={shown}
      refusal={refusal}
    />,
    refusal ? 400 : 200,
  )
}
