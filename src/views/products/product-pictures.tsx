import { ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { ImageGrid, Tile } from '../components/image-grid.tsx'
import { pictureWords } from './picture-words.ts'
import { productPath } from './product-path.ts'
import { productWords } from './words.ts'

export type ShownImage = {
  id: string
  alt: string
  /** Where the thumbnail and the whole picture are. */
  thumbnail: string
  picture: string
  width: number | null
  height: number | null
  source: string
  /** The finishes that it is the picture of. */
  finishes: readonly string[]
}

/** The product's pictures in the order people see them. */
export function ProductPictures({
  id,
  title,
  images,
}: {
  id: string
  title: string
  images: readonly ShownImage[]
}) {
  return (
    <Card
      title={productWords.pictures}
      actions={
        images.length > 0 ? (
          <ButtonLink href={productPath(id, 'pictures')} size="small">
            {pictureWords.edit}
          </ButtonLink>
        ) : undefined
      }
    >
      {images.length === 0 ? (
        <p class="muted">
          {productWords.noPictures}{' '}
          <a href={productPath(id, 'pictures')}>{productWords.addPictures}</a>
        </p>
      ) : (
        <ImageGrid label={productWords.picturesOf(title)} size="small">
          {images.map((image, index) => (
            <Tile
              picture={{
                src: image.thumbnail,
                alt: image.alt,
                width: image.width,
                height: image.height,
                eager: index === 0,
              }}
              title={`${index + 1}. ${image.source}`}
              meta={image.finishes.length > 0 ? image.finishes.join(', ') : undefined}
              href={image.picture}
            />
          ))}
        </ImageGrid>
      )}
    </Card>
  )
}
