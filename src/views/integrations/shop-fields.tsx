import type { Child } from 'hono/jsx'
import type { ShopsInQuestion } from '../../domain/publishing/connect-shop.ts'
import { Button } from '../components/button.tsx'
import { RadioGroup } from '../components/choice.tsx'
import { ErrorSummary } from '../components/error-summary.tsx'
import { FieldRow, Form, FormActions } from '../components/form.tsx'
import { TextField } from '../components/text-field.tsx'
import { connectionWords } from './words.ts'

const words = connectionWords.shopForm

export type ShopForm = {
  /** Which of the two forms was sent. */
  kind?: 'app' | 'token'
  /** Typed before; secrets are never given back. */
  shop_domain?: string
  client_id?: string
  live?: 'keep' | 'retire'
  errors?: Readonly<Record<string, string>>
}

type Props = {
  form: ShopForm
  shopDomain?: string
  isBroken?: boolean
  question: ShopsInQuestion
}

/** Two ways to connect: an app's client id and secret, or a token that was made before. */
export function ShopFields({ form, shopDomain, isBroken = false, question }: Props) {
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
      <AppForm
        errors={errorsOf('app')}
        domain={domain}
        clientId={form.client_id}
        isBroken={isBroken}
      >
        {ask('app')}
      </AppForm>
      <details open={form.kind === 'token'}>
        <summary>{words.haveToken}</summary>
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
  isBroken,
  children,
}: {
  errors: Errors
  domain?: string
  clientId?: string
  isBroken: boolean
  children: Child
}) {
  return (
    <Form action="/integrations/shopify" label={words.app}>
      <Summary errors={errors} scope="app" />
      <input type="hidden" name="kind" value="app" />
      <DomainField scope="app" errors={errors} domain={domain} />
      <FieldRow>
        <TextField
          name="client_id"
          label={words.clientId}
          hint={words.clientIdHint}
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
          label={words.clientSecret}
          hint={words.clientSecretHint}
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
        <Button variant="primary">{isBroken ? connectionWords.fix : words.connect}</Button>
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
    <Form action="/integrations/shopify" label={words.token}>
      <Summary errors={errors} scope="token" />
      <input type="hidden" name="kind" value="token" />
      <DomainField scope="token" errors={errors} domain={domain} />
      <TextField
        name="access_token"
        label={words.accessToken}
        hint={words.accessTokenHint}
        type="password"
        autocomplete="off"
        required
        maxlength={500}
        scope="token"
        error={errors.access_token}
      />
      <TextField
        name="api_secret"
        label={words.apiSecret}
        hint={words.apiSecretHint}
        type="password"
        autocomplete="off"
        maxlength={500}
        scope="token"
        error={errors.api_secret}
      />
      {children}
      <FormActions>
        <Button>{words.connect}</Button>
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
  const onSale = shops.map(({ domain, onSale: count, isMore }) =>
    words.onSale(count, isMore, domain),
  )
  return (
    <RadioGroup
      name="live"
      scope={scope}
      label={words.otherStore(onSale.join(words.and))}
      value={value}
      error={error}
      choices={canRetire ? [KEEP, RETIRE] : [KEEP_WITHOUT_CREDENTIALS]}
    />
  )
}

const KEEP = {
  value: 'keep',
  label: words.keep,
  hint: words.keepHint,
}
const RETIRE = { value: 'retire', label: words.retire, hint: words.retireHint }
const KEEP_WITHOUT_CREDENTIALS = { ...KEEP, hint: words.keepWithoutCredentials }

function Summary({ errors, scope }: { errors: Errors; scope: string }) {
  const all = Object.entries(errors).map(([name, message]) => ({ name, message }))
  return <ErrorSummary errors={all} scope={scope} title={words.notConnected} />
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
      label={words.address}
      hint={words.addressHint}
      placeholder={words.addressExample}
      autocomplete="off"
      spellcheck={false}
      required
      maxlength={2000}
      scope={scope}
      value={domain}
      error={errors.shop_domain}
    />
  )
}
