import type { Context as HonoContext } from 'hono'
import type { Context } from '../../context.ts'
import type { Asset } from '../../domain/assets/get-asset.ts'
import type { Uploaded } from '../../domain/assets/upload-artwork.ts'
import { listCollections } from '../../domain/collections/list-collections.ts'
import { listQuoteChoices } from '../../domain/quotes/list-quote-choices.ts'
import { newId } from '../../ids.ts'
import type { SharedValues } from '../../views/assets/shared-fields.tsx'
import { UploadPage, type UploadResult } from '../../views/assets/upload-page.tsx'
import { StoredRow, UploadedRow } from '../../views/assets/upload-row.tsx'
import type { HubEnv } from '../hub-env.ts'
import { pageFrame } from '../respond/page-frame.ts'
import { assetFilters } from './asset-filters.ts'
import { chosenIds, offer } from './choices.ts'
import { readJudge } from './judge-artwork.ts'

/** What became of one file of a form. */
export type FileOutcome =
  | { kind: 'stored' | 'known'; asset: Asset }
  | { kind: 'refused'; name: string; reason: string }

/** An artwork that was uploaded, with what was chosen for it. */
export type ChosenRow = { asset: Asset; values: SharedValues }

type ShownUpload = {
  status?: 200 | 400 | 404 | 413 | 415
  workId?: string
  values?: SharedValues
  errors?: Readonly<Record<string, string>>
  rows?: readonly ChosenRow[]
  outcomes?: readonly FileOutcome[]
  /** What the quotes are searched for. */
  search?: string | undefined
}

/** The page that uploads, or what a form that was refused had in it. */
export async function showUpload(
  c: HonoContext<HubEnv>,
  { status = 200, workId, values, errors, rows = [], outcomes = [], search }: ShownUpload = {},
): Promise<Response> {
  const { ctx } = c.var
  const filters = assetFilters(c)
  const shared = values ?? { quote_id: filters.quote_id, collection: filters.collection }
  const chosen = chosenIds(shared.quote_id, ...rows.map((row) => row.values.quote_id))
  const [collections, quotes, judge] = await Promise.all([
    listCollections(ctx),
    listQuoteChoices(ctx, { chosen, search }),
    rows.length > 0 ? readJudge(ctx) : undefined,
  ])
  const shownRows = rows.map(async ({ asset, values: own }) => ({
    asset,
    picture: await pictureOf(ctx, asset),
    ...(judge?.(asset) ?? NOT_JUDGED),
    values: {
      title: own.title,
      quote: own.quote_id,
      newQuote: own.new_quote,
      collection: own.collection,
    },
    errors,
  }))
  return c.html(
    <UploadPage
      frame={pageFrame(c)}
      workId={workId ?? (c.req.query('add') || newId())}
      filters={filters}
      collections={collections}
      quotes={offer([], quotes)}
      search={search}
      values={shared}
      errors={errors}
      rows={await Promise.all(shownRows)}
      results={await Promise.all(outcomes.map((outcome) => toResult(ctx, outcome)))}
    />,
    status,
  )
}

const NOT_JUDGED = { sizes: [], minDpi: 0, rooms: { filled: [], bars: [], cropped: [] } }

/** The row of a file that the script has sent. */
export async function showUploadedRow(
  c: HonoContext<HubEnv>,
  { asset, isKnown }: Uploaded,
): Promise<Response> {
  const { ctx } = c.var
  const picture = await pictureOf(ctx, asset)
  if (isKnown) return c.html(<StoredRow kind="known" asset={asset} picture={picture} />)
  const [collections, judge] = await Promise.all([listCollections(ctx), readJudge(ctx)])
  const row = { asset, picture, collections, quotes: [] }
  return c.html(<UploadedRow {...row} {...judge(asset)} />, 201)
}

async function toResult(ctx: Context, outcome: FileOutcome): Promise<UploadResult> {
  if (outcome.kind === 'refused') return outcome
  return { ...outcome, picture: await pictureOf(ctx, outcome.asset) }
}

function pictureOf(ctx: Context, asset: Asset): Promise<string> {
  return ctx.files.path(asset.thumbnail_key ?? asset.file_key)
}
