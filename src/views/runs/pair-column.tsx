import type { Column } from '../components/data-table.tsx'
import { type SceneNames, sceneLabel } from '../mockups/scene-label.ts'
import type { ShownPair } from './run-matrix.tsx'
import { runWords } from './words.ts'

/** The column that names a mockup of a run, and leads to it. */
export function pairColumn(names: SceneNames): Column<ShownPair> {
  return {
    key: 'pair',
    header: runWords.mockup,
    primary: true,
    cell: ({ mockup, asset }) => (
      <a href={`/mockups/${mockup.id}`}>
        {asset.title}, {sceneLabel(names, mockup.scene)}
      </a>
    ),
  }
}
