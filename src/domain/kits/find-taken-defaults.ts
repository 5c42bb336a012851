import type { Context } from '../../context.ts'
import type { Kit } from './get-kit.ts'
import { listAllKits } from './list-kits.ts'

/** A kit that ceases to be the default of these collections. */
export type TakenDefaults = { id: string; name: string; default_for: string[] }

/** The kits from which a kit takes its collections where it is written as it is here. */
export async function findTakenDefaults(ctx: Context, kit: Kit): Promise<TakenDefaults[]> {
  const others = (await listAllKits(ctx)).filter(({ id }) => id !== kit.id)
  return others.flatMap(({ id, name, default_for }) => {
    const taken = default_for.filter((key) => kit.default_for.includes(key))
    return taken.length > 0 ? [{ id, name, default_for: taken }] : []
  })
}
