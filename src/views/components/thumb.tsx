import { classNames } from './class-names.ts'
import { Icon, type IconName } from './icon.tsx'
import { VisuallyHidden } from './visually-hidden.tsx'

type Ratio = 'portrait' | 'square' | 'landscape'

export type ThumbProps = {
  /** null shows a placeholder. */
  src: string | null | undefined
  alt: string
  width?: number | null
  height?: number | null
  ratio?: Ratio
  /** small is for table rows; fill takes the width it is given. */
  size?: 'small' | 'fill'
  /** The whole picture with a mat around it, or cropped to the frame. */
  fit?: 'contain' | 'cover'
  /** Shown while there is no picture. */
  placeholder?: IconName
  /** A slow shimmer: the picture is on its way. */
  busy?: boolean
  /** For the first picture of a page. */
  eager?: boolean
}

const DEFAULT_SIDE = 400

/** A picture in a frame of fixed shape, so that nothing moves when it arrives. */
export function Thumb(props: ThumbProps) {
  const { src, alt, width, height, ratio = 'square', size = 'fill', fit = 'contain', busy } = props
  const frame = classNames(
    'thumb',
    `thumb-${ratio}`,
    `thumb-${size}`,
    `thumb-${fit}`,
    busy && 'thumb-busy',
  )
  return (
    <span class={frame}>
      {src ? (
        <img
          src={src}
          alt={alt}
          width={width ?? DEFAULT_SIDE}
          height={height ?? DEFAULT_SIDE}
          loading={props.eager ? undefined : 'lazy'}
          decoding="async"
        />
      ) : (
        <span class="thumb-empty">
          <Icon name={props.placeholder ?? 'picture'} />
          {alt ? <VisuallyHidden>{alt}</VisuallyHidden> : null}
        </span>
      )}
    </span>
  )
}
