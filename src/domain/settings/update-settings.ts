import { sql } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { writeAll } from '../../db/client.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { getSettings } from './get-settings.ts'
import type { Settings, SettingsChange } from './schemas.ts'

/**
 * Merges a change into the user's settings, nested parts too. The merge is the database's, so that
 * two changes at once both stay.
 */
export async function updateSettings(ctx: Context, change: SettingsChange): Promise<Settings> {
  const mode = change.global_mode ?? null
  const overrides = JSON.stringify(change.module_overrides ?? {})
  const guardrails = JSON.stringify(change.guardrails ?? {})
  const now = isoTime(ctx.clock.now())
  await writeAll(ctx.db, [
    ctx.db.run(sql`
      INSERT INTO user_settings (user_id, global_mode, module_overrides, guardrails, updated_at)
      VALUES (${ctx.userId}, coalesce(${mode}, 'supervised'), json_patch('{}', ${overrides}),
        ${guardrails}, ${now})
      ON CONFLICT (user_id) DO UPDATE SET
        global_mode = coalesce(${mode}, global_mode),
        module_overrides = json_patch(module_overrides, ${overrides}),
        guardrails = json_patch(guardrails, ${guardrails}),
        updated_at = excluded.updated_at`),
    recordActivity(ctx, {
      action_type: 'settings_changed',
      module: 'settings',
      details: { ...change },
      reference_id: ctx.userId,
      reference_table: 'user_settings',
    }),
  ])
  return getSettings(ctx)
}
