import type { Child } from 'hono/jsx'
import type { ShopsInQuestion } from '../../domain/publishing/connect-shop.ts'
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

type Props = { form: ShopForm; shopDomain?: string; question: ShopsInQuestion }

/** Two ways to connect: an app's client id and secret, or a token that was made before. */
export function ShopFields({ form, shopDomain, question }: Props) {
  const errorsOf = (kind: ShopForm['kind']) => (form.kind === kind ? (form.errors ?? {}) : {})
  const domain = form.shop_domain ?? shopDomain
  const ask = (kind: 'app' | 'token') =>
    question.shops.length > 0 ? (
      <LiveQuestion
        scope={kind}
        question={question}
        value={form.live}
        error={errorsOf(kind).live}
      />
    ) : null
  return (
    <>
      <AppForm errors={errorsOf('app')} domain={domain} clientId={form.client_id}>
        {ask('app')}
      </AppForm>
      <details open={form.kind === 'token'}>
        <summary>I have an access token instead</summary>
        <TokenForm errors={errorsOf('token')} domain={domain}>
          {ask('token')}
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

/** Only asked for another shop: what is on sale elsewhere needs a decision first. */
function LiveQuestion({
  scope,
  question: { shops, canRetire },
  value,
  error,
}: {
  scope: string
  question: ShopsInQuestion
  value?: 'keep' | 'retire'
  error?: string
}) {
  const onSale = shops.map(({ domain, onSale: count, isMore }) => {
    const products = count === 1 ? 'product' : isMore ? 'products' : `${count} products`
    return `the ${products} on sale at ${domain}`
  })
  return (
    <RadioGroup
      name="live"
      scope={scope}
      label={`If this is another shop: what becomes of ${onSale.join(' and ')}?`}
      value={value}
      error={error}
      choices={canRetire ? [KEEP, RETIRE] : [KEEP_WITHOUT_CREDENTIALS]}
    />
  )
}

const KEEP = {
  value: 'keep',
  label: 'Keep on sale there',
  hint: 'You can retire them later. The hub keeps the credentials until then.',
}
const RETIRE = { value: 'retire', label: 'Retire them there', hint: 'They are taken off sale now.' }
const KEEP_WITHOUT_CREDENTIALS = {
  value: 'keep',
  label: 'Keep on sale there',
  hint: 'The hub has no credentials to retire them. To do that, connect that shop again first.',
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
