/** The page of what a row is about; undefined where it has none. */
export function referencePath(table: string | null, id: string | null): string | undefined {
  if (!id) return undefined
  switch (table) {
    case 'mockups':
      return `/mockups/${id}`
    case 'mockup_runs':
      return `/runs/${id}`
    case 'jobs':
      return `/jobs/${id}`
    case 'products':
      return `/products/${id}`
    case 'assets':
      return `/assets/${id}`
    case 'quotes':
      return '/quotes'
    case 'mockup_scene_templates':
      return '/scenes'
    case 'preview_areas':
      return `/templates/${encodeURIComponent(id)}/area`
    case 'collections':
      return '/collections'
    case 'scene_kits':
      return '/kits'
    case 'recipes':
      return '/recipes'
    case 'integrations':
      return '/integrations'
    case 'users':
      return '/account'
    case 'user_settings':
      return '/settings'
    default:
      return undefined
  }
}
