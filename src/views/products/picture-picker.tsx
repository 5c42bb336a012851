import { FieldSet } from '../components/field.tsx'
import { elementId, fieldId } from '../components/field-id.ts'
import { ImageGrid, Tile } from '../components/image-grid.tsx'
import { TextField } from '../components/text-field.tsx'

export type PickablePicture = {
  id: string
  title: string
  scene: string | null
  picture: string
  width: number | null
  height: number | null
}

export type PicturePickerProps = {
  pictures: readonly PickablePicture[]
  /** The name of the kit whose roles order them. */
  orderedBy?: string
  /** Chosen ids with the place that was typed, "" for none. */
  chosen: ReadonlyMap<string, string>
  error?: string
}

/** Approved mockups and artworks: tick what the product shows, number what has its place. */
export function PicturePicker({ pictures, orderedBy, chosen, error }: PicturePickerProps) {
  return (
    <FieldSet
      id={fieldId('picture')}
      label="Pictures"
      hideLabel
      hint={hintOf(orderedBy)}
      error={error}
    >
      {pictures.length === 0 ? (
        <p class="muted">
          There is no approved mockup and no artwork yet. <a href="/generate">Generate mockups</a>,
          or add pictures later.
        </p>
      ) : (
        <ImageGrid label="Pictures to choose from" size="small">
          {pictures.map((picture) => (
            <PictureTile picture={picture} place={chosen.get(picture.id)} />
          ))}
        </ImageGrid>
      )}
    </FieldSet>
  )
}

function hintOf(kit: string | undefined): string {
  const order = kit ? ` Without numbers they are in the order of the kit “${kit}”.` : ''
  return `Tick the pictures to show. Numbers set their order: 1 is the first one people see.${order}`
}

function PictureTile({ picture, place }: { picture: PickablePicture; place: string | undefined }) {
  const { id, title, scene, width, height } = picture
  const what = scene ? scene.replaceAll('_', ' ') : 'Artwork'
  return (
    <Tile
      id={elementId('picture', id)}
      picture={{ src: picture.picture, alt: `${title}, ${what}`, width, height }}
      title={title}
      meta={what}
      select={{
        name: 'picture',
        value: id,
        label: `Show ${title}, ${what}`,
        checked: place !== undefined,
      }}
    >
      <TextField
        name={`place:${id}`}
        label={`Place of ${title}, ${what}`}
        hideLabel
        type="number"
        min={1}
        max={50}
        step={1}
        placeholder="No."
        short
        value={place}
      />
    </Tile>
  )
}
