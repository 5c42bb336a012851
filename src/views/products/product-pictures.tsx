import { Card } from '../components/card.tsx'
import { ImageGrid, Tile } from '../components/image-grid.tsx'

export type ShownImage = {
  id: string
  alt: string
  /** Where the thumbnail and the whole picture are. */
  thumbnail: string
  picture: string
  width: number | null
  height: number | null
  source: string
}

/** The product's pictures in the order people see them. */
export function ProductPictures({
  title,
  images,
}: {
  title: string
  images: readonly ShownImage[]
}) {
  return (
    <Card title="Pictures">
      {images.length === 0 ? (
        <p class="muted">No pictures yet. Add some before people see the product.</p>
      ) : (
        <ImageGrid label={`Pictures of ${title}`} size="small">
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
              href={image.picture}
            />
          ))}
        </ImageGrid>
      )}
    </Card>
  )
}
