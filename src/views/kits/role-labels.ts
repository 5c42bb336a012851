import type { Kit } from '../../domain/kits/get-kit.ts'
import { kitWords } from './words.ts'

type KitRole = Kit['scenes'][number]['role']

export const roleLabels: Record<KitRole, string> = kitWords.roles

/** What a role is called in a sentence; what was sent and is none is shown as it is. */
export function roleOf(role: string): string {
  return (
    Object.entries(roleLabels)
      .find(([key]) => key === role)?.[1]
      .toLowerCase() ?? role
  )
}
