import { Badge } from '../components/badge.tsx'
import { Button } from '../components/button.tsx'
import { elementId } from '../components/field-id.ts'
import { TextArea } from '../components/text-area.tsx'
import { Thumb } from '../components/thumb.tsx'
import { VisuallyHidden } from '../components/visually-hidden.tsx'
import { pictureWords as words } from './picture-words.ts'

export type EditedPicture = {
  /** Its own id, or that of the mockup or artwork that is to be added. */
  id: string
  /** What it shows: the name of a room, artwork or an upload. */
  name: string
  thumbnail: string
  width: number | null
  height: number | null
  alt: string
  /** What the text could be; undefined where nothing is known of it. */
  suggestion: string | undefined
  marks: readonly PictureMark[]
}
export type PictureMark = 'added' | 'rejected' | 'mockupDeleted' | 'artworkDeleted'

const TONES = {
  added: 'teal',
  rejected: 'red',
  mockupDeleted: 'neutral',
  artworkDeleted: 'neutral',
} as const satisfies Record<PictureMark, string>

type Props = { picture: EditedPicture; place: number; of: number; error?: string | undefined }

/** One picture of the list: what moves it, what it shows, and its text. */
export function PictureRow({ picture, place, of, error }: Props) {
  const { id, name, thumbnail, width, height, marks } = picture
  return (
    <li class="picture-row" id={elementId('picture', id)} data-picture={id} data-name={name}>
      <button
        type="button"
        class="picture-handle"
        aria-label={words.handle(name)}
        data-handle
        data-scripted
        disabled={of < 2}
      />
      <div class="picture-row-thumb">
        <Thumb src={thumbnail} alt="" width={width} height={height} />
      </div>
      <div class="picture-row-text">
        <p class="picture-row-title">
          <span class="picture-row-name">{name}</span>
          <span class="picture-row-cover">
            <Badge tone="sage">{words.cover}</Badge>
          </span>
          {marks.map((mark) => (
            <Badge tone={TONES[mark]}>{words[mark]}</Badge>
          ))}
        </p>
        <Alt picture={picture} error={error} />
      </div>
      <Moves id={id} name={name} isFirst={place === 1} isLast={place === of} />
    </li>
  )
}

function Alt({ picture: { id, name, alt, suggestion }, error }: Omit<Props, 'place' | 'of'>) {
  const hint = alt === '' && suggestion ? words.altHint(suggestion) : undefined
  return (
    <>
      <TextArea
        name={`alt:${id}`}
        label={words.alt(name)}
        hideLabel
        rows={2}
        maxlength={512}
        placeholder={words.altEmpty}
        hint={hint}
        value={alt}
        error={error}
      />
      {hint ? (
        <Button
          type="button"
          size="small"
          about={words.useSuggestionOf(name)}
          data-suggestion={suggestion}
          data-scripted
        >
          {words.useSuggestion}
        </Button>
      ) : null}
    </>
  )
}

type MovesProps = { id: string; name: string; isFirst: boolean; isLast: boolean }

function Moves({ id, name, isFirst, isLast }: MovesProps) {
  const button = { formnovalidate: true, size: 'small', variant: 'quiet' } as const
  return (
    <div class="picture-row-actions">
      <Button
        {...button}
        name="move"
        value={`up:${id}`}
        icon="expand"
        disabled={isFirst}
        data-place="up"
      >
        <VisuallyHidden>{words.up(name)}</VisuallyHidden>
      </Button>
      <Button
        {...button}
        name="move"
        value={`down:${id}`}
        icon="expand"
        disabled={isLast}
        data-place="down"
      >
        <VisuallyHidden>{words.down(name)}</VisuallyHidden>
      </Button>
      <Button
        {...button}
        name="move"
        value={`first:${id}`}
        disabled={isFirst}
        about={words.makeCoverOf(name)}
        data-place="first"
      >
        {words.makeCover}
      </Button>
      <Button {...button} name="remove" value={id} icon="close" data-place="remove">
        <VisuallyHidden>{words.remove(name)}</VisuallyHidden>
      </Button>
    </div>
  )
}
