import { env } from 'cloudflare:workers'

/** Scenes of a user's own, `room_0` and so on, the newest last. */
export async function addScenes(userId: string, count: number): Promise<void> {
  await env.DB.prepare(
    `INSERT INTO mockup_scene_templates (id, user_id, scene_key, name, description, dm_template_id,
       config, recipe, is_active, is_system, recommended_collections, version, created_at, updated_at)
     SELECT printf('%s-%04d', ?1, value), ?1, 'room_' || value, 'Room ' || value, '', 'dm_loft', '{}',
       '', 1, 0, '[]', 1, '', ''
     FROM json_each(?2)`,
  )
    .bind(userId, JSON.stringify(Array.from({ length: count }, (_, at) => at)))
    .run()
}
