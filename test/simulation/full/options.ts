import * as z from 'zod'

const count = z.coerce.number().int().min(1)
const variables = z.object({
  SIMULATION_SEED: count.optional(),
  SIMULATION_FIRST: count.default(1),
  SIMULATION_SEEDS: count.default(2_000),
  SIMULATION_DENSITY: z.enum(['small', 'full', 'shops']).default('full'),
})

/** How many histories are tried, from which seed on, how dense, and which one alone. */
export function readOptions() {
  const read = variables.parse(process.env)
  return {
    one: read.SIMULATION_SEED,
    first: read.SIMULATION_FIRST,
    seeds: read.SIMULATION_SEEDS,
    density: read.SIMULATION_DENSITY,
  }
}
