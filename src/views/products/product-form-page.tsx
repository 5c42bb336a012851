import type { ProductWarning } from '../../domain/products/warnings.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Conflict, type Difference } from '../components/conflict.tsx'
import { Form } from '../components/form.tsx'
import { Notice } from '../components/notice.tsx'
import { PageHeader } from '../components/page-header.tsx'
import { SearchedSelect } from '../components/searched-select.tsx'
import { Layout, type PageFrame } from '../layout.tsx'
import { ProductForm, type ProductFormProps } from './product-form.tsx'
import { ProductWarnings } from './product-notices.tsx'
import { productPath } from './product-path.ts'
import { formWords } from './words.ts'

const NEW = '/products/new'

type FormParts = Omit<
  ProductFormProps,
  'action' | 'cancelHref' | 'isExisting' | 'created' | 'path' | 'sizesOf' | 'publishing' | 'queue'
>

export type NewProductPageProps = FormParts &
  Pick<ProductFormProps, 'created' | 'sizesOf' | 'publishing' | 'queue'> & {
    frame: PageFrame
    /** The mockup that it was begun from and does not show, since it is not approved. */
    unapproved?: { id: string; scene: string }
  }

export function NewProductPage({ frame, unapproved, ...form }: NewProductPageProps) {
  const { queue, created, values } = form
  const isEmpty = !values.asset_id && !created
  const offersStart = form.assets.length > 0 || form.searches.asset_search !== undefined
  return (
    <Layout {...frame} title={formWords.newTitle} current={NEW}>
      <PageHeader
        title={formWords.newTitle}
        lead={
          queue
            ? `${formWords.step(queue.of - queue.next.length, queue.of)} ${formWords.newLead}`
            : formWords.newLead
        }
        back={{ href: '/products', label: formWords.products }}
      />
      {created ? <CreatedAlready created={created} /> : null}
      {unapproved ? <Unapproved mockup={unapproved} /> : null}
      {isEmpty && offersStart ? <Start {...form} /> : null}
      <ProductForm
        {...form}
        path={NEW}
        action="/products"
        cancelHref="/products"
        isExisting={false}
      />
    </Layout>
  )
}

function Start({ assets, searches }: Pick<FormParts, 'assets' | 'searches'>) {
  return (
    <Card title={formWords.start} lead={formWords.startLead}>
      <Form action={NEW} method="get" inline label={formWords.start}>
        <SearchedSelect
          name="asset"
          label={formWords.startField}
          hideLabel
          searchName="asset_search"
          searchLabel={formWords.searchArtworks}
          search={{ text: searches.asset_search, href: '/assets/choices' }}
          scope="start"
          emptyLabel={formWords.startAny}
          options={assets.map(({ id, title }) => ({ value: id, label: title }))}
          value=""
        />
        <Button>{formWords.startButton}</Button>
      </Form>
    </Card>
  )
}

function Unapproved({ mockup }: { mockup: { id: string; scene: string } }) {
  return (
    <Notice tone="amber" title={formWords.notApproved}>
      <p>
        {formWords.notApprovedText(mockup.scene)}{' '}
        <a href={`/mockups/${mockup.id}`}>{formWords.openMockup}</a>
      </p>
    </Notice>
  )
}

/** The form was sent before, with other content: the person says what it is meant to be now. */
function CreatedAlready({ created }: { created: { id: string; title: string } }) {
  return (
    <Notice tone="amber" title={formWords.createdBefore(created.title)}>
      <p>
        {formWords.createdBeforeStart} <a href={productPath(created.id)}>{created.title}</a>{' '}
        {formWords.createdBeforeEnd}
      </p>
    </Notice>
  )
}

export type EditProductPageProps = FormParts & {
  frame: PageFrame
  id: string
  name: string
  warnings: readonly ProductWarning[]
  /** Where somebody else saved first: what was typed, and what is there now. */
  differences?: readonly Difference[]
}

export function EditProductPage(props: EditProductPageProps) {
  const { frame, id, name, warnings, differences, ...form } = props
  const path = productPath(id)
  const title = formWords.editTitle(name)
  return (
    <Layout {...frame} title={title} current={productPath(id, 'edit')}>
      <PageHeader title={title} lead={formWords.editLead} back={{ href: path, label: name }} />
      {differences ? <Conflict noun={formWords.noun} differences={differences} /> : null}
      <ProductWarnings warnings={warnings} />
      <ProductForm
        {...form}
        path={productPath(id, 'edit')}
        action={path}
        cancelHref={path}
        isExisting
      />
    </Layout>
  )
}
