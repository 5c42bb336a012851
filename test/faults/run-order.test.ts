import { expect, test } from 'vitest'
import { getRun } from '../../src/domain/runs/get-run.ts'
import { requestRun } from '../../src/domain/runs/request-run.ts'
import { newId } from '../../src/ids.ts'
import { addArtwork, contextOn, openStage, type Stage, takeSent } from '../support/faults/stage.ts'

const SCENES = ['therapy_office', 'bedroom', 'living_room']

/** The pairs of a run as its page shows them: by artwork, and by room in each. */
async function shownOf(stage: Stage, runId: string): Promise<string[]> {
  const { run, pairs } = await getRun(contextOn(stage), runId)
  const rows = [...Map.groupBy(pairs, ({ mockup }) => mockup.asset_id).values()]
  return rows.flatMap((row) =>
    run.scenes.flatMap(
      (scene) => row.find(({ mockup }) => mockup.scene === scene)?.mockup.picture_id ?? [],
    ),
  )
}

test('pairs are sent to be rendered in the order in which the run shows them', async () => {
  const stage = await openStage()
  // The page of generating has the newest first: not the order of their ids.
  const artworks = [await addArtwork(stage), await addArtwork(stage), await addArtwork(stage)]
  const group_id = newId()
  await requestRun(contextOn(stage), {
    group_id,
    asset_ids: artworks.toReversed(),
    scenes: SCENES,
    skip_approval: false,
    regenerate: false,
  })
  const sent = takeSent(stage).map(({ pictureId }) => pictureId)
  expect(sent).toHaveLength(9)
  expect(await shownOf(stage, group_id)).toEqual(sent)
})
