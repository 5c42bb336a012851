import { Button } from '../components/button.tsx'
import { Thumb } from '../components/thumb.tsx'
import type { ShownArtwork } from './artwork-picker.tsx'
import { CHANGES_ARTWORKS } from './asks-for-quote.ts'
import { generateWords } from './words.ts'

/** All that is selected, wherever the list is; as high with none as with a hundred. */
export function Selected({ chosen }: { chosen: readonly ShownArtwork[] }) {
  return (
    <section class="selected" id="selected" aria-label={generateWords.selection}>
      <div class="selected-head">
        <p class="figures">
          {chosen.length > 0
            ? generateWords.selectedCount(chosen.length)
            : generateWords.noneSelected}
        </p>
        {chosen.length > 0 ? (
          <Button
            {...CHANGES_ARTWORKS}
            size="small"
            variant="quiet"
            formaction="/generate/select"
            formnovalidate
            name="select"
            value="none"
          >
            {generateWords.clearSelection}
          </Button>
        ) : null}
      </div>
      <ul class="selected-list">
        {chosen.map(({ id, title, picture }) => (
          <li class="selected-item">
            <Thumb src={picture} alt="" ratio="square" size="small" fit="cover" />
            <span class="selected-title small">{title}</span>
            <Button
              {...CHANGES_ARTWORKS}
              size="small"
              variant="quiet"
              icon="close"
              formaction="/generate/select"
              formnovalidate
              name="remove"
              value={id}
              title={generateWords.remove(title)}
              aria-label={generateWords.remove(title)}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}
