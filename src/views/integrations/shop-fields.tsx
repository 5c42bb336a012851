import { Button } from '../components/button.tsx'
import { ErrorSummary } from '../components/error-summary.tsx'
import { FieldRow, Form, FormActions } from '../components/form.tsx'
import { TextField } from '../components/text-field.tsx'

export type ShopForm = {
  /** Which of the two forms was sent. */
  kind?: 'app' | 'token'
  /** Typed before; secrets are never given back. */
  shop_domain?: string
  client_id?: string
  errors?: Readonly<Record<string, string>>
}

type Props = { form: ShopForm; shopDomain?: string }

/** Two ways in: an app's client id and secret, or a token that was made before. */
export function ShopFields({ form, shopDomain }: Props) {
  const errorsOf = (kind: ShopForm['kind']) => (form.kind === kind ? (form.errors ?? {}) : {})
  const domain = form.shop_domain ?? shopDomain
  return (
    <>
      <AppForm errors={errorsOf('app')} domain={domain} clientId={form.client_id} />
      <details open={form.kind === 'token'}>
        <summary>I have an access token instead</summary>
        <TokenForm errors={errorsOf('token')} domain={domain} />
      </details>
    </>
  )
}

type Errors = Readonly<Record<string, string>>

function AppForm({
  errors,
  domain,
  clientId,
}: {
  errors: Errors
  domain?: string
  clientId?: string
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
      <FormActions>
        <Button variant="primary">Check and connect</Button>
      </FormActions>
    </Form>
  )
}

function TokenForm({ errors, domain }: { errors: Errors; domain?: string }) {
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
      <FormActions>
        <Button>Check and connect</Button>
      </FormActions>
    </Form>
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
