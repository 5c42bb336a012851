import { ActionForm } from '../components/action-form.tsx'
import { ButtonLink } from '../components/button.tsx'
import { Notice } from '../components/notice.tsx'
import { Thumb } from '../components/thumb.tsx'
import { pictureWords, pictureNoticeWords as words } from './picture-words.ts'
import { productPath } from './product-path.ts'

/** A picture of the product and the newer one of the same artwork and room. */
type NewerPair = { imageId: string; room: string; shown: string; newer: string }

export type PictureNews = {
  newer: readonly NewerPair[]
  /** Places and rooms: "2. Bedroom". */
  rejected: readonly string[]
  /** The same of those whose mockup was deleted. */
  deleted: readonly string[]
}

type Props = {
  id: string
  news: PictureNews /** Where its pictures are edited already. */
  isEditor?: boolean
}

/** What to know of a product's pictures before it is published again, and what to do about it. */
export function PictureNotices({ id, news: { newer, rejected, deleted }, isEditor }: Props) {
  const edit = isEditor ? undefined : (
    <ButtonLink href={productPath(id, 'pictures')} size="small">
      {pictureWords.edit}
    </ButtonLink>
  )
  return (
    <>
      {rejected.length > 0 ? (
        <Notice tone="amber" title={words.rejectedTitle(rejected.length)} action={edit}>
          <p>
            {rejected.length === 1
              ? words.rejectedText(rejected.join(', '))
              : words.rejectedTexts(rejected.join(', '))}
          </p>
        </Notice>
      ) : null}
      {newer.length > 0 ? <Newer id={id} newer={newer} isEditor={isEditor} /> : null}
      {deleted.length > 0 ? (
        <Notice title={words.deletedTitle(deleted.length)} action={edit}>
          <p>{words.deletedText(deleted.join(', '))}</p>
        </Notice>
      ) : null}
    </>
  )
}

function Newer({
  id,
  newer,
  isEditor,
}: {
  id: string
  newer: readonly NewerPair[]
  isEditor?: boolean
}) {
  const [only, another] = newer
  const action = productPath(id, 'pictures/newer')
  const back: Record<string, string> = isEditor ? { back: 'pictures' } : {}
  const title = only && !another ? words.newerOne(only.room) : words.newer(newer.length)
  return (
    <Notice
      tone="sage"
      title={title}
      action={
        another ? (
          <ActionForm action={action} values={back} size="small">
            {words.useAll(newer.length)}
          </ActionForm>
        ) : undefined
      }
    >
      <p>{words.newerLead}</p>
      <ul class="newer-pictures" aria-label={words.pairs}>
        {newer.map(({ imageId, room, shown, newer: picture }) => (
          <li class="newer-picture">
            <Side label={words.shown} src={shown} alt={words.now(room)} />
            <Side label={words.newerLabel} src={picture} alt={words.newerOf(room)} />
            <div class="newer-action">
              <span class="small">{room}</span>
              <ActionForm
                action={action}
                values={{ ...back, image: imageId }}
                size="small"
                variant="primary"
                about={words.useOf(room)}
              >
                {words.use}
              </ActionForm>
            </div>
          </li>
        ))}
      </ul>
    </Notice>
  )
}

function Side({ label, src, alt }: { label: string; src: string; alt: string }) {
  return (
    <figure class="newer-side">
      <Thumb src={src} alt={alt} />
      <figcaption class="small muted">{label}</figcaption>
    </figure>
  )
}
