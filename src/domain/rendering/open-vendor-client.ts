import type { Context } from '../../context.ts'
import type { Picture } from '../../db/schema/pictures.ts'
import type { Render, VendorClient } from '../../integrations/dynamic-mockups/vendor-client.ts'
import { getCredits } from '../credits/get-credits.ts'
import { getDynamicMockupsKey } from '../integrations/get-dynamic-mockups-key.ts'
import { findPicture } from './load-job.ts'

/**
 * Dynamic Mockups by the names of its methods, with the user's key, over the hub's own record of
 * renders: an id is that of an attempt. What the hub renders itself is paid by `renderOne` alone.
 * @throws AppError not_configured without a key
 */
export async function openVendorClient(ctx: Context): Promise<VendorClient> {
  const { apiKey } = await getDynamicMockupsKey(ctx)
  return ctx.dynamicMockups(apiKey).withRecords({
    clock: ctx.clock,
    find: (id) => findRender(ctx, id),
    async credits() {
      const { remaining_annual, annual_budget } = await getCredits(ctx)
      return { remaining: remaining_annual, total: annual_budget }
    },
  })
}

const ATTEMPT = /^(?<picture>[^.]+)\.(?<attempt>\d{1,9})$/

async function findRender(ctx: Context, id: string): Promise<Render | undefined> {
  const { picture: pictureId = '', attempt } = ATTEMPT.exec(id)?.groups ?? {}
  const picture = await findPicture(ctx, pictureId)
  if (!picture || Number(attempt) > picture.attempt || Number(attempt) < 1) return undefined
  const { created_at } = picture
  if (Number(attempt) < picture.attempt) {
    const error = { message: 'It has been rendered again since' }
    return { id, status: 'failed', url: null, credits: 0, created_at, error }
  }
  const status = STATUSES[picture.state]
  return {
    id,
    status,
    url: picture.file_key ? await ctx.files.link(picture.file_key) : null,
    credits: status === 'completed' || picture.state === 'lost' ? 1 : 0,
    created_at,
    error: status === 'failed' ? errorOf(picture) : null,
  }
}

const STATUSES = {
  waiting: 'pending',
  rendering: 'processing',
  stored: 'completed',
  unused: 'completed',
  gone: 'completed',
  failed: 'failed',
  suspect: 'failed',
  lost: 'failed',
} as const satisfies Record<Picture['state'], Render['status']>

function errorOf({ error_message, error_status, error_code }: Picture): Render['error'] {
  return {
    message: error_message ?? 'Render failed',
    status: error_status ?? undefined,
    code: error_code ?? undefined,
  }
}
