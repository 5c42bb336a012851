import { eq, sql } from 'drizzle-orm'
import { changedFields } from '../../changed-fields.ts'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { compareAndSet, type Statement } from '../../db/client.ts'
import { userSettings } from '../../db/schema/desk.ts'
import { changedMeanwhile } from '../../errors.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { type FeesPatch, feesPatch } from '../pricing/fees.ts'
import { getSettings } from './get-settings.ts'
import type { SettingsChange, StoredSettings } from './schemas.ts'

/**
 * Merges a change into the user's settings, nested parts too. The database merges, so that of two
 * changes at once neither is lost. With a `version` only settings that are still at it are changed.
 * What is so already is not written again.
 * @throws AppError invalid for fees that their currency has no units for
 * @throws AppError precondition_failed where the settings have another version by now
 */
export async function updateSettings(
  ctx: Context,
  change: SettingsChange,
  { version }: { version?: number } = {},
): Promise<StoredSettings> {
  const before = await getSettings(ctx)
  const fees = change.fees && feesPatch(before.own_fees, change.fees, before.account_currency)
  if (changedFields(before, merged(before, change, fees)).length === 0) return before
  const activity = recordActivity(
    ctx,
    {
      action_type: 'settings_changed',
      module: 'settings',
      details: { ...change },
      reference_id: ctx.userId,
      reference_table: 'user_settings',
    },
    { onlyIfChanged: true },
  )
  const changed = await compareAndSet(ctx.db, mergeStatement(ctx, { ...change, fees }, version), [
    activity,
  ])
  if (!changed) throw changedMeanwhile('These settings were')
  return getSettings(ctx)
}

function mergeStatement(
  ctx: Context,
  change: Omit<SettingsChange, 'fees'> & { fees: FeesPatch | undefined },
  version: number | undefined,
): Statement {
  const mode = change.global_mode ?? null
  const overrides = JSON.stringify(change.module_overrides ?? {})
  const guardrails = JSON.stringify(change.guardrails ?? {})
  const defaults = JSON.stringify(change.defaults ?? {})
  const fees = JSON.stringify(change.fees ?? {})
  const print = JSON.stringify(change.print ?? {})
  const shop = JSON.stringify(change.shop ?? {})
  const updated_at = isoTime(ctx.clock.now())
  return ctx.db
    .insert(userSettings)
    .values({
      user_id: ctx.userId,
      global_mode: mode ?? 'supervised',
      module_overrides: sql`json_patch('{}', ${overrides})`,
      guardrails: sql`${guardrails}`,
      defaults: sql`json_patch('{}', ${defaults})`,
      time_zone: change.time_zone,
      fees: sql`json_patch('{}', ${fees})`,
      print: sql`${print}`,
      shop: sql`${shop}`,
      updated_at,
    })
    .onConflictDoUpdate({
      target: userSettings.user_id,
      set: {
        global_mode: sql`coalesce(${mode}, ${userSettings.global_mode})`,
        module_overrides: sql`json_patch(${userSettings.module_overrides}, ${overrides})`,
        guardrails: sql`json_patch(${userSettings.guardrails}, ${guardrails})`,
        defaults: sql`json_patch(${userSettings.defaults}, ${defaults})`,
        time_zone: change.time_zone,
        fees: sql`json_patch(${userSettings.fees}, ${fees})`,
        print: sql`json_patch(${userSettings.print}, ${print})`,
        shop: sql`json_patch(${userSettings.shop}, ${shop})`,
        version: sql`${userSettings.version} + 1`,
        updated_at,
      },
      setWhere: version === undefined ? undefined : eq(userSettings.version, version),
    })
    .returning({ version: userSettings.version })
}

/** What is kept, as it would be: an override or a default that is null is removed. */
function merged(before: StoredSettings, change: SettingsChange, fees: FeesPatch | undefined) {
  return {
    global_mode: change.global_mode ?? before.global_mode,
    module_overrides: withoutNulls({ ...before.module_overrides, ...change.module_overrides }),
    guardrails: { ...before.guardrails, ...change.guardrails },
    own_defaults: withoutNulls({ ...before.own_defaults, ...change.defaults }),
    time_zone: change.time_zone === undefined ? before.time_zone : change.time_zone,
    own_fees: withoutNulls({ ...before.own_fees, ...definedOnly(fees ?? {}) }),
    print: { ...before.print, ...definedOnly(change.print ?? {}) },
    shop: { ...before.shop, ...definedOnly(change.shop ?? {}) },
  }
}

function definedOnly(values: object): object {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
}

function withoutNulls(values: object): object {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null))
}
