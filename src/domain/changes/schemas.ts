import * as z from 'zod'
import { CHANGE_KINDS, CHANGE_STATES } from '../../db/schema/product-changes.ts'
import { eitherCase } from '../../either-case.ts'

/** A change of a product, in the API's words. */
export const changeAnswer = z.strictObject({
  id: z.uuid(),
  kind: z.enum(CHANGE_KINDS),
  state: z.enum(CHANGE_STATES),
  shop_domain: z.string().nullable(),
  job_id: z.uuid().nullable(),
  actor: z.string(),
  created_at: z.iso.datetime(),
  undo_until: z.iso.datetime(),
  undone_by: z.uuid().nullable(),
  undone_actor: z.string().nullable(),
  undone_at: z.iso.datetime().nullable(),
  undoes: z.uuid().nullable(),
  can_undo: z.boolean(),
  /** Why it cannot be undone. */
  reason: z.string().nullable(),
})

/** The plan that a person saw, where something was changed since. */
export const undoRequest = eitherCase(z.strictObject({ plan_id: z.string().max(64).optional() }))

const value = z.string().nullable()
/** What undoing a change does: `hub` is what will be there. */
export const undoPlanAnswer = z.strictObject({
  plan_id: z.string(),
  action: z.literal('undo'),
  change_id: z.uuid(),
  kind: z.enum(CHANGE_KINDS),
  shop_domain: z.string().nullable(),
  read_at: z.iso.datetime(),
  changed_since: z.boolean(),
  changes: z.array(
    z.strictObject({
      path: z.string(),
      hub: value,
      published: value,
      shop: value,
      will: z.enum(['add', 'change', 'remove']),
    }),
  ),
})
