import type { Child } from 'hono/jsx'
import { Button } from '../components/button.tsx'
import { RadioGroup } from '../components/choice.tsx'
import { ErrorSummary } from '../components/error-summary.tsx'
import { FieldRow, Form, FormActions } from '../components/form.tsx'
import { TextField } from '../components/text-field.tsx'

export type ShopForm = {
  /** Which of the two forms was sent. */
  kind?: 'app' | 'token'
  /** Typed before; secrets are never given back. */
  shop_domain?: string
  client_id?: string
  live?: 'keep' | 'retire'
  errors?: Readonly<Record<string, string>>
}

type Props = { form: ShopForm; shopDomain?: string; onSaleCount?: number }

/** Two ways to connect: an app's client id and secret, or a token that was made before. */
export function ShopFields({ form, shopDomain, onSaleCount = 0 }: Props) {
  const errorsOf = (kind: ShopForm['kind']) => (form.kind === kind ? (form.errors ?? {}) : {})
  const domain = form.shop_domain ?? shopDomain
  const question = (kind: 'app' | 'token') =>
    shopDomain && onSaleCount > 0 ? (
      <LiveQuestion
        scope={kind}
        shop={shopDomain}
        count={onSaleCount}
        value={form.live}
        error={errorsOf(kind).live}
      />
    ) : null
  return (
    <>
      <AppForm errors={errorsOf('app')} domain={domain} clientId={form.client_id}>
        {question('app')}
      </AppForm>
      <details open={form.kind === 'token'}>
        <summary>I have an access token instead</summary>
        <TokenForm errors={errorsOf('token')} domain={domain}>
          {question('token')}
        </TokenForm>
      </details>
    </>
  )
}

type Errors = Readonly<Record<string, string>>

function AppForm({
  errors,
  domain,
  clientId,
  children,
}: {
  errors: Errors
  domain?: string
  clientId?: string
  children: Child
}) {
  return (
    <Form action="/integrations/shopify" label="Connect with an app">
      <Summary errors={errors} scope="app" />
      <input type="hidden" name="kind" value="app" />
      <DomainField scope="app" errors={errors} domain={domain} />
      <FieldRow>
        <TextField
          name="client_id"
          label="Client id"
          hint="Of an app you made for this shop in Shopify's Dev Dashboard."
          autocomplete="off"
          spellcheck={false}
          required
          maxlength={500}
          scope="app"
          value={clientId}
          error={errors.client_id}
        />
        <TextField
          name="client_secret"
          label="Client secret"
          hint="Kept encrypted, never shown again."
          type="password"
          autocomplete="off"
          required
          maxlength={500}
          scope="app"
          error={errors.client_secret}
        />
      </FieldRow>
      {children}
      <FormActions>
        <Button variant="primary">Check and connect</Button>
      </FormActions>
    </Form>
  )
}

function TokenForm({
  errors,
  domain,
  children,
}: {
  errors: Errors
  domain?: string
  children: Child
}) {
  return (
    <Form action="/integrations/shopify" label="Connect with an access token">
      <Summary errors={errors} scope="token" />
      <input type="hidden" name="kind" value="token" />
      <DomainField scope="token" errors={errors} domain={domain} />
      <TextField
        name="access_token"
        label="Access token"
        hint="Of an app made in the shop's own admin; it begins with shpat_."
        type="password"
        autocomplete="off"
        required
        maxlength={500}
        scope="token"
        error={errors.access_token}
      />
      {children}
      <FormActions>
        <Button>Check and connect</Button>
      </FormActions>
    </Form>
  )
}

/** Only asked for another shop: what is on sale in this one needs a decision first. */
function LiveQuestion({
  scope,
  shop,
  count,
  value,
  error,
}: {
  scope: string
  shop: string
  count: number
  value?: 'keep' | 'retire'
  error?: string
}) {
  const products = count === 1 ? 'the product' : `the ${count} products`
  return (
    <RadioGroup
      name="live"
      scope={scope}
      label={`If this is another shop: what becomes of ${products} on sale at ${shop}?`}
      value={value}
      error={error}
      choices={[
        {
          value: 'keep',
          label: 'Keep on sale there',
          hint: 'You can retire them later. The hub keeps the credentials until then.',
        },
        { value: 'retire', label: 'Retire them there', hint: 'They are taken off sale now.' },
      ]}
    />
  )
}

function Summary({ errors, scope }: { errors: Errors; scope: string }) {
  const all = Object.entries(errors).map(([name, message]) => ({ name, message }))
  return <ErrorSummary errors={all} scope={scope} title="The shop is not connected" />
}

function DomainField({
  scope,
  errors,
  domain,
}: {
  scope: string
  errors: Errors
  domain?: string
}) {
  return (
    <TextField
      name="shop_domain"
      label="Shop address"
      placeholder="your-shop.myshopify.com"
      autocomplete="off"
      spellcheck={false}
      required
      maxlength={253}
      scope={scope}
      value={domain}
      error={errors.shop_domain}
    />
  )
}
