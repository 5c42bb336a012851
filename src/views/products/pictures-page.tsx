import { Button, ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { ConflictNotice, type ConflictNoticeProps } from '../components/conflict-notice.tsx'
import { ErrorSummary } from '../components/error-summary.tsx'
import { FieldRow, Form } from '../components/form.tsx'
import { PageHeader } from '../components/page-header.tsx'
import { Select } from '../components/select.tsx'
import { Layout, type PageFrame } from '../layout.tsx'
import { AddPictures, type AddPicturesProps } from './add-pictures.tsx'
import { type PictureNews, PictureNotices } from './picture-notices.tsx'
import { type EditedPicture, PictureRow } from './picture-row.tsx'
import { pictureWords as words } from './picture-words.ts'
import { productPath } from './product-path.ts'

/** The pictures that the variants of a frame show: the id of one, "" for none, or "mixed". */
export type FrameChoice = { finish: string; label: string; value: string; isMixed: boolean }

export type PicturesPageProps = {
  frame: PageFrame
  id: string
  name: string
  version: string
  pictures: readonly EditedPicture[]
  /** Empty where the product has one finish alone: it shows its cover. */
  frames: readonly FrameChoice[]
  adding: AddPicturesProps
  news: PictureNews
  errors: Readonly<Record<string, string>>
  isUnsaved: boolean
  conflict?: ConflictNoticeProps['fields']
}

/** The pictures of one product: their order and texts, and what more it could show. */
export function PicturesPage(props: PicturesPageProps) {
  const { frame, id, name, version, pictures, errors, conflict } = props
  const path = productPath(id, 'pictures')
  const summary = Object.entries(errors).map(([field, message]) => ({ name: field, message }))
  return (
    <Layout {...frame} title={words.titleOf(name)} current={path}>
      <PageHeader
        title={words.titleOf(name)}
        lead={words.lead}
        back={{ href: productPath(id), label: name }}
      />
      {conflict ? (
        <ConflictNotice kind="changed" title={words.changed} href={path} fields={conflict} />
      ) : null}
      <PictureNotices id={id} news={props.news} isEditor />
      <Form
        action={path}
        label={words.form}
        multipart
        warnUnsaved
        novalidate
        data-unsaved={props.isUnsaved ? '' : undefined}
        data-pictures
      >
        <button type="submit" hidden>
          {words.save}
        </button>
        <input type="hidden" name="version" value={version} />
        <input type="hidden" name="order" value={pictures.map((one) => one.id).join(',')} />
        <ErrorSummary errors={summary} />
        <Card title={words.order} lead={pictures.length > 1 ? <OrderHint /> : undefined} flush>
          {pictures.length > 0 ? (
            <ol class="picture-rows" aria-label={words.titleOf(name)} data-picture-rows>
              {pictures.map((picture, index) => (
                <PictureRow
                  picture={picture}
                  place={index + 1}
                  of={pictures.length}
                  error={errors[`alt:${picture.id}`]}
                />
              ))}
            </ol>
          ) : (
            <p class="picture-rows-none muted">{words.none}</p>
          )}
        </Card>
        <Frames {...props} />
        <AddPictures {...props.adding} />
        <div class="sticky-actions">
          <Button variant="primary">{words.save}</Button>
          <ButtonLink href={productPath(id)} variant="quiet">
            {words.cancel}
          </ButtonLink>
        </div>
      </Form>
    </Layout>
  )
}

function OrderHint() {
  return (
    <>
      <span data-scripted>{words.orderHint}</span>
      <span data-unscripted>{words.orderByButtons}</span>
    </>
  )
}

function Frames({ frames, pictures }: Pick<PicturesPageProps, 'frames' | 'pictures'>) {
  if (frames.length === 0 || pictures.length === 0) return null
  const options = pictures.map(({ id, name }, index) => ({
    value: id,
    label: `${index + 1}. ${name}`,
  }))
  return (
    <Card title={words.frames} lead={words.framesLead}>
      <FieldRow>
        {frames.map(({ finish, label, value, isMixed }) => (
          <Select
            name={`shows:${finish}`}
            label={label}
            emptyLabel={words.noPicture}
            options={isMixed ? [{ value: 'mixed', label: words.mixed }, ...options] : options}
            value={value}
            data-shows
          />
        ))}
      </FieldRow>
    </Card>
  )
}
