import type { SQL } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import type { Statement } from '../../db/client.ts'
import type { Job, JobItem } from '../../db/schema/jobs.ts'
import type { Acceptance } from '../../errors.ts'

/** One thing of a product as it is and as it will be, in words for a person. */
export type ShownChange = { field: string; before: string; after: string }

/** What is to be written for one item. */
export type Write = {
  kind: 'write'
  /** The product that is changed or made. */
  productId: string
  /** What undoing restores, as JSON; null where nothing can be. */
  before: string | null
  /** The product's version afterwards. */
  versionAfter: number | null
  /** What it was worked out for: where this does not hold any more, it is worked out again. */
  asLongAs: SQL
  /**
   * What does it. Every statement writes only where `isTaken` holds: that is once, in the batch in
   * which the item becomes done.
   */
  statements: (isTaken: SQL) => Statement[] | Promise<Statement[]>
  /** For previews; the first few. */
  shown: readonly ShownChange[]
  /** A task at a shop, for its message. */
  task?: { productId: string; taskId: string }
  /** Files that the product does not name any more. */
  files?: readonly string[]
}

/** What becomes of an item: something is written, nothing has to be, or it is refused. */
export type Outcome =
  | Write
  | { kind: 'same' }
  | { kind: 'refused'; reason: string; accept?: Acceptance | undefined }

/** What of a job's row its work depends on: a preview has no more. */
export type Asked = Pick<Job, 'id' | 'type' | 'change' | 'undoes'>
export type AskedItem = Pick<JobItem, 'n' | 'subject_id' | 'title' | 'input'>

/** Works out what becomes of some items, in their order, and writes nothing. */
export type Plan = (
  ctx: Context,
  job: Asked,
  items: readonly AskedItem[],
) => Promise<readonly Outcome[]>

/** Everything that jobs do. */
export type Works = {
  plan: Plan
  /** What follows from what was written, such as messages; it may be lost, and never comes twice. */
  follow: (ctx: Context, written: readonly Write[]) => Promise<void>
}
