import type { Child } from 'hono/jsx'
import { classNames } from './class-names.ts'
import { fieldId } from './field-id.ts'
import { SelectBox, type Selection } from './select-box.tsx'
import { Thumb, type ThumbProps } from './thumb.tsx'

export type ImageGridProps = {
  label: string
  size?: 'small' | 'medium' | 'wide' | 'large'
  /** The keys j, k and x move and select. */
  keys?: boolean
  children?: Child
}

/** Pictures as a list of tiles. */
export function ImageGrid({ label, size = 'medium', keys, children }: ImageGridProps) {
  return (
    <ul
      class={`image-grid image-grid-${size}`}
      aria-label={label}
      data-keys={keys ? '' : undefined}
    >
      {children}
    </ul>
  )
}

export type TileProps = {
  picture: ThumbProps
  title: Child
  /** Where the picture and the title lead. Without it, a click on a selectable picture selects. */
  href?: string
  meta?: Child
  badges?: Child
  select?: Selection
  actions?: Child
  id?: string
  children?: Child
}

/** One picture with its text: gallery, approvals, picker, product list. */
export function Tile({
  picture,
  title,
  href,
  meta,
  badges,
  select,
  actions,
  id,
  children,
}: TileProps) {
  return (
    <li class={classNames('tile', select && 'tile-selectable')} id={id} data-item>
      <div class="tile-picture">
        <TilePicture picture={picture} href={href} select={select} />
        {select ? <SelectBox {...select} /> : null}
      </div>
      <div class="tile-text">
        <p class="tile-title">{href ? <a href={href}>{title}</a> : title}</p>
        {badges ? <div class="cluster cluster-tight">{badges}</div> : null}
        {meta ? <p class="tile-meta">{meta}</p> : null}
        {children}
      </div>
      {actions ? <div class="tile-actions cluster">{actions}</div> : null}
    </li>
  )
}

function TilePicture({ picture, href, select }: Pick<TileProps, 'picture' | 'href' | 'select'>) {
  const thumb = <Thumb {...picture} />
  if (href || !select) return thumb
  return (
    <label for={fieldId(select.name, { scope: select.form, value: select.value })}>{thumb}</label>
  )
}
