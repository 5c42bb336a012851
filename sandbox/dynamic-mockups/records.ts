import { join } from 'node:path'
import * as z from 'zod'
import { openJournal } from '../state.ts'
import { TEMPLATE_CHANGES, type TemplateChange } from './templates.ts'

/** Older renders are dropped when the sandbox starts; the charges of the kept ones stay. */
const MAX_RENDERS = 20_000

const renderSchema = z.object({
  type: z.literal('render'),
  key: z.string(),
  export_label: z.string().nullable(),
  mockup_uuid: z.string().nullable(),
  charged: z.int().min(0),
  status: z.enum(['success', 'failed']),
  http_status: z.int(),
  file: z.string().optional(),
  bad: z.string().optional(),
  fault: z.string().optional(),
  at: z.iso.datetime(),
})

const allowanceSchema = z.object({
  type: z.literal('allowance'),
  key: z.string(),
  credits: z.int().min(0).nullable(),
  /** Charged before the allowance was set; only later charges count against it. */
  charged_before: z.int().min(0),
})

const templateSchema = z.object({
  type: z.literal('template'),
  key: z.string(),
  uuid: z.string(),
  change: z.enum(TEMPLATE_CHANGES),
})

const entrySchema = z.discriminatedUnion('type', [renderSchema, allowanceSchema, templateSchema])

export type RenderRecord = z.infer<typeof renderSchema>

const isRender = (entry: z.infer<typeof entrySchema>) => entry.type === 'render'

/** What was received and charged, per key, and each key's allowance of credits. */
export const openRecords = (stateDir?: string) => {
  const path = stateDir && join(stateDir, 'dynamic-mockups', 'records.jsonl')
  const journal = openJournal(path, entrySchema)
  const tooMany = journal.all().length - MAX_RENDERS
  if (tooMany > 0) {
    let index = 0
    journal.keep((entry) => !isRender(entry) || ++index > tooMany)
  }

  const renders = (key?: string): RenderRecord[] =>
    journal
      .all()
      .filter(isRender)
      .filter((record) => key === undefined || record.key === key)

  const charged = (key?: string): number =>
    renders(key).reduce((sum, record) => sum + record.charged, 0)

  /** Credits held by renders in progress: one each, so that two cannot share the last. */
  const inProgress = new Map<string, number>()

  const creditsLeft = (key: string): number => {
    const allowance = journal
      .all()
      .findLast((entry) => entry.type === 'allowance' && entry.key === key)
    if (allowance?.type !== 'allowance' || allowance.credits === null) return Infinity
    const used = charged(key) - allowance.charged_before
    return allowance.credits - used - (inProgress.get(key) ?? 0)
  }

  return {
    renders,
    charged,
    creditsLeft,
    add: (record: Omit<RenderRecord, 'type'>) => journal.append({ type: 'render', ...record }),
    find: (file: string) =>
      journal
        .all()
        .filter(isRender)
        .find((record) => record.file === file),
    /** Takes credits before the work; the function given back ends the hold. */
    hold(key: string, credits: number): (() => void) | undefined {
      if (creditsLeft(key) < credits) return undefined
      inProgress.set(key, (inProgress.get(key) ?? 0) + credits)
      return () => inProgress.set(key, (inProgress.get(key) ?? 0) - credits)
    },
    allow(key: string, credits: number | null): void {
      journal.append({ type: 'allowance', key, credits, charged_before: charged(key) })
    },
    /** What was done to a template of a key last. */
    templateChange: (key: string, uuid: string): TemplateChange => {
      const last = journal
        .all()
        .findLast((one) => one.type === 'template' && one.key === key && one.uuid === uuid)
      return last?.type === 'template' ? last.change : 'none'
    },
    changeTemplate: (key: string, uuid: string, change: TemplateChange) =>
      journal.append({ type: 'template', key, uuid, change }),
    reset: (key?: string) => journal.keep((entry) => key !== undefined && entry.key !== key),
  }
}

export type Records = ReturnType<typeof openRecords>
