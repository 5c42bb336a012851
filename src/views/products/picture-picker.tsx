import { Button } from '../components/button.tsx'
import { FieldSet } from '../components/field.tsx'
import { elementId, fieldId } from '../components/field-id.ts'
import { ImageGrid, Tile } from '../components/image-grid.tsx'
import { VisuallyHidden } from '../components/visually-hidden.tsx'
import { formWords } from './words.ts'

export type PickablePicture = {
  id: string
  title: string
  /** What it shows: the name of a room; null for artwork itself. */
  scene: string | null
  picture: string
  width: number | null
  height: number | null
}

export type PicturePickerProps = {
  /** What is ticked, and the pictures of the artwork, in their order. */
  pictures: readonly PickablePicture[]
  otherPictures: readonly PickablePicture[]
  /** The name of the kit whose roles order them. */
  orderedBy?: string
  /** The ids of those that are ticked. */
  chosen: readonly string[]
  /** Takes the whole form where there is no script to move a picture. */
  formaction: string
  error?: string
}

/** Approved mockups and artworks: what is ticked is shown, in the order of the tiles. */
export function PicturePicker(props: PicturePickerProps) {
  const { pictures, otherPictures, orderedBy, error } = props
  const hint = orderedBy
    ? `${formWords.picturesHint} ${formWords.picturesKit(orderedBy)}`
    : formWords.picturesHint
  const none = pictures.length === 0 && otherPictures.length === 0
  return (
    <FieldSet
      id={fieldId('picture')}
      label={formWords.pictures}
      hideLabel
      hint={none ? undefined : hint}
      error={error}
    >
      {none ? (
        <p class="muted">
          {formWords.noPictures} <a href="/generate">{formWords.generate}</a>,{' '}
          {formWords.noPicturesRest}
        </p>
      ) : null}
      <div class="picture-order" data-picture-order>
        {pictures.length > 0 ? (
          <Pictures {...props} label={formWords.choosePictures} pictures={pictures} />
        ) : null}
        {otherPictures.length > 0 ? (
          <details open={pictures.length === 0}>
            <summary>
              {formWords.otherPictures} ({otherPictures.length})
            </summary>
            <Pictures {...props} label={formWords.otherPictures} pictures={otherPictures} />
          </details>
        ) : null}
      </div>
    </FieldSet>
  )
}

type PicturesProps = Pick<PicturePickerProps, 'pictures' | 'chosen' | 'formaction'> & {
  label: string
}

function Pictures({ label, pictures, chosen, formaction }: PicturesProps) {
  return (
    <ImageGrid label={label} size="small">
      {pictures.map((picture, index) => (
        <PictureTile
          picture={picture}
          checked={chosen.includes(picture.id)}
          formaction={formaction}
          isFirst={index === 0}
          isLast={index === pictures.length - 1}
        />
      ))}
    </ImageGrid>
  )
}

type PictureTileProps = {
  picture: PickablePicture
  checked: boolean
  formaction: string
  isFirst: boolean
  isLast: boolean
}

function PictureTile({ picture, checked, formaction, isFirst, isLast }: PictureTileProps) {
  const { id, title, scene, width, height } = picture
  const what = scene ?? formWords.artworkPicture
  const move = { name: 'move', formaction, formnovalidate: true, size: 'small' } as const
  return (
    <Tile
      id={elementId('picture', id)}
      picture={{ src: picture.picture, alt: `${title}, ${what}`, width, height }}
      title={what}
      meta={title}
      select={{ name: 'picture', value: id, label: formWords.show(title, what), checked }}
      actions={
        <>
          <span class="picture-place" aria-hidden="true" />
          <Button
            {...move}
            value={`up:${id}`}
            icon="previous"
            variant="quiet"
            disabled={isFirst}
            data-move="up"
          >
            <VisuallyHidden>{formWords.moveUp(title, what)}</VisuallyHidden>
          </Button>
          <Button
            {...move}
            value={`down:${id}`}
            icon="next"
            variant="quiet"
            disabled={isLast}
            data-move="down"
          >
            <VisuallyHidden>{formWords.moveDown(title, what)}</VisuallyHidden>
          </Button>
        </>
      }
    />
  )
}
