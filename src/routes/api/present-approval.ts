import type { Context } from '../../context.ts'

type Item = { user_id: unknown; payload: Record<string, unknown> }

/** An approval item as the JSON API shows it: where the row keeps files' keys it has links. */
export async function presentApproval<Row extends Item>(ctx: Context, row: Row) {
  const { user_id: _owner, payload, ...rest } = row
  const [mockupUrl, thumbnailUrl] = await Promise.all([
    linkOf(ctx, payload.mockupUrl),
    linkOf(ctx, payload.thumbnailUrl),
  ])
  const links = 'mockupUrl' in payload ? { mockupUrl, thumbnailUrl } : {}
  return { ...rest, payload: { ...payload, ...links } }
}

function linkOf(ctx: Context, key: unknown): Promise<string> | null {
  return typeof key === 'string' && key !== '' ? ctx.files.link(key) : null
}
