import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { FileField } from '../components/file-field.tsx'
import { ImageGrid, Tile } from '../components/image-grid.tsx'
import type { PickablePicture } from './picture-picker.tsx'
import { pictureWords as words } from './picture-words.ts'

export type AddPicturesProps = {
  own: readonly PickablePicture[]
  others: readonly PickablePicture[]
  /** Why files have to be chosen again, or are not taken. */
  fileError?: string
}

const TAKEN = 'image/png,image/jpeg,image/webp'

/** What a product could show besides: approved mockups, artwork and files of one's own. */
export function AddPictures({ own, others, fileError }: AddPicturesProps) {
  const none = own.length === 0 && others.length === 0
  return (
    <Card title={words.add} lead={words.addLead}>
      {none ? (
        <p class="muted">
          {words.nothingToAdd} <a href="/generate">{words.generate}</a>
        </p>
      ) : null}
      {own.length > 0 ? <Choices label={words.choose} pictures={own} /> : null}
      {others.length > 0 ? (
        <details open={own.length === 0}>
          <summary class="picture-others">
            {words.others} ({others.length})
          </summary>
          <Choices label={words.others} pictures={others} />
        </details>
      ) : null}
      {none ? null : (
        <div>
          <Button name="arrange" value="add" size="small" icon="plus" formnovalidate>
            {words.addChosen}
          </Button>
        </div>
      )}
      <FileField
        name="file"
        label={words.file}
        hint={words.fileHint}
        accept={TAKEN}
        multiple
        error={fileError}
      />
    </Card>
  )
}

function Choices({ label, pictures }: { label: string; pictures: readonly PickablePicture[] }) {
  return (
    <ImageGrid label={label} size="small">
      {pictures.map(({ id, title, scene, picture, width, height }) => {
        const what = scene ?? words.artwork
        return (
          <Tile
            picture={{ src: picture, alt: `${title}, ${what}`, width, height }}
            title={what}
            meta={title}
            select={{ name: `add:${id}`, value: 'true', label: words.select(title, what) }}
          />
        )
      })}
    </ImageGrid>
  )
}
