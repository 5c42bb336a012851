import * as z from 'zod'

const port = (fallback: number) => z.coerce.number().int().min(1).max(65_535).default(fallback)

/** Ports of the product that is tested, and the browser where it is not the system's. */
export const settings = z
  .object({
    E2E_HUB_PORT: port(8797),
    E2E_SANDBOX_PORT: port(8798),
    CHROMIUM_PATH: z.string().optional(),
  })
  .parse(process.env)
