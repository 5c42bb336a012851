import type { JobType } from '../../db/schema/jobs.ts'
import { removeUnnamedFiles } from '../assets/remove-unnamed-files.ts'
import type { Plan, Works } from '../jobs/work.ts'
import { sendTasks } from '../publishing/task.ts'
import { changeByRecipe } from './change-by-recipe.ts'
import { changeCollection, changeTags } from './change-fields.ts'
import { changePictures } from './change-pictures.ts'
import { changePrices } from './change-prices.ts'
import { archiveSeveral, publishSeveral, restoreSeveral, retireSeveral } from './change-status.ts'
import { createProducts } from './create-products.ts'
import { undoChanges } from './undo-change.ts'

/** What each type of job makes of its items. */
const PLANS: Record<JobType, Plan> = {
  tags: changeTags,
  collection: changeCollection,
  prices: changePrices,
  recipe: changeByRecipe,
  pictures: changePictures,
  publish: publishSeveral,
  retire: retireSeveral,
  archive: archiveSeveral,
  restore: restoreSeveral,
  create: createProducts,
  undo: undoChanges,
}

/** Everything that jobs do. */
export const works: Works = {
  plan: (ctx, job, items) => PLANS[job.type](ctx, job, items),
  follow: async (ctx, written) => {
    await sendTasks(
      ctx,
      written.flatMap(({ task }) => task ?? []),
    )
    const files = written.flatMap(({ files: named }) => named ?? [])
    if (files.length > 0) await removeUnnamedFiles(ctx, files)
  },
}
