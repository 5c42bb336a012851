import * as z from 'zod'
import { distinctList } from '../../distinct-list.ts'
import { eitherCase } from '../../either-case.ts'
import { anySceneKey } from '../mockups/schemas.ts'

const MAX_ASSETS_PER_CALL = 20
const MAX_SCENES_PER_CALL = 5
/** The largest run: what one call of the queue takes, and what a page's progress can show. */
export const MAX_PAIRS_PER_RUN = 100
// A page may choose more than a call of the API; it splits into runs and is reserved as a whole.
export const MAX_ASSETS_PER_FORM = 100
export const MAX_SCENES_PER_FORM = 20

const choice = (assets: number, scenes: number) => ({
  asset_ids: distinctList(z.uuid(), { min: 1, max: assets }),
  scenes: distinctList(anySceneKey, { min: 1, max: scenes }),
})

const options = {
  skip_approval: z.boolean().default(false),
  regenerate: z.boolean().default(false),
}

export const generateRequest = eitherCase(
  z.strictObject({ ...choice(MAX_ASSETS_PER_CALL, MAX_SCENES_PER_CALL), ...options }),
)
export const generateForm = z.object({
  ...choice(MAX_ASSETS_PER_FORM, MAX_SCENES_PER_FORM),
  ...options,
  group_id: z.uuid(),
})
