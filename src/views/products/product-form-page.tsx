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

const NEW = '/products/new'

type Frame = PageFrame
type FormParts = Omit<ProductFormProps, 'action' | 'cancelHref' | 'isExisting' | 'created' | 'path'>

export type NewProductPageProps = FormParts &
  Pick<ProductFormProps, 'created'> & {
    frame: Frame
    startAsset: string
  }

export function NewProductPage({ frame, startAsset, ...form }: NewProductPageProps) {
  return (
    <Layout {...frame} title="Create Product" current="/products/new">
      <PageHeader
        title="Create Product"
        lead="A draft, not on sale until it is published."
        back={{ href: '/products', label: 'Products' }}
      />
      {form.created ? <CreatedAlready created={form.created} /> : null}
      {(form.assets.length > 0 || form.searches.asset_search) && !form.created ? (
        <Card
          title="Start from an artwork"
          lead="Fills in its quote and collection, and shows its own pictures."
        >
          <Form action="/products/new" method="get" inline label="Start from an artwork">
            <SearchedSelect
              name="asset"
              label="Artwork to start from"
              hideLabel
              searchName="asset_search"
              searchLabel="Search artworks"
              search={{ text: form.searches.asset_search, href: NEW }}
              scope="start"
              emptyLabel="All pictures"
              options={form.assets.map(({ id, title }) => ({ value: id, label: title }))}
              value={startAsset}
            />
            <Button>Use this artwork</Button>
          </Form>
        </Card>
      ) : null}
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

/** The form was sent before, with other content: the person says what it is meant to be now. */
function CreatedAlready({ created }: { created: { id: string; title: string } }) {
  return (
    <Notice tone="amber" title={`Created already as “${created.title}”`}>
      <p>
        This form made <a href={productPath(created.id)}>{created.title}</a> before, with other
        content. What you typed is still here: save it to that product, or create another one.
      </p>
    </Notice>
  )
}

export type EditProductPageProps = FormParts & {
  frame: Frame
  id: string
  name: string
  warnings: readonly ProductWarning[]
  /** Where somebody else saved first: what was typed, and what is there now. */
  differences?: readonly Difference[]
}

export function EditProductPage(props: EditProductPageProps) {
  const { frame, id, name, warnings, differences, ...form } = props
  const path = productPath(id)
  return (
    <Layout {...frame} title={`Edit ${name}`} current={productPath(id, 'edit')}>
      <PageHeader
        title={`Edit ${name}`}
        lead="Changes reach the shop when the product is published again."
        back={{ href: path, label: name }}
      />
      {differences ? <Conflict noun="product" differences={differences} /> : null}
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
