import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Form } from '../components/form.tsx'
import { PageHeader } from '../components/page-header.tsx'
import { Select } from '../components/select.tsx'
import { Layout, type LayoutProps } from '../layout.tsx'
import { ProductForm, type ProductFormProps } from './product-form.tsx'
import { productPath } from './products-address.ts'

type Frame = Pick<LayoutProps, 'user' | 'counts' | 'notices'>
type FormParts = Omit<ProductFormProps, 'action' | 'cancelHref' | 'isExisting'>

export type NewProductPageProps = FormParts & { frame: Frame; startAsset: string }

export function NewProductPage({ frame, startAsset, ...form }: NewProductPageProps) {
  return (
    <Layout {...frame} title="Create Product" current="/products/new">
      <PageHeader
        title="Create Product"
        lead="A draft that nobody sees until it is published."
        back={{ href: '/products', label: 'Products' }}
      />
      {form.assets.length > 0 ? (
        <Card
          title="Start from an artwork"
          lead="Fills in its quote and collection, and shows its own pictures."
        >
          <Form action="/products/new" method="get" inline label="Start from an artwork">
            <Select
              name="asset"
              label="Artwork to start from"
              hideLabel
              scope="start"
              emptyLabel="All pictures"
              options={form.assets.map(({ id, title }) => ({ value: id, label: title }))}
              value={startAsset}
            />
            <Button>Use this artwork</Button>
          </Form>
        </Card>
      ) : null}
      <ProductForm {...form} action="/products" cancelHref="/products" isExisting={false} />
    </Layout>
  )
}

export type EditProductPageProps = FormParts & { frame: Frame; id: string; name: string }

export function EditProductPage({ frame, id, name, ...form }: EditProductPageProps) {
  const path = productPath(id)
  return (
    <Layout {...frame} title={`Edit ${name}`} current={productPath(id, 'edit')}>
      <PageHeader
        title={`Edit ${name}`}
        lead="Changes reach the shop when the product is published again."
        back={{ href: path, label: name }}
      />
      <ProductForm {...form} action={path} cancelHref={path} isExisting />
    </Layout>
  )
}
