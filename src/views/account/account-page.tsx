import { Stack } from '../components/arrange.tsx'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { ConflictNotice } from '../components/conflict-notice.tsx'
import { ErrorSummary } from '../components/error-summary.tsx'
import { FieldRow, Form, FormActions } from '../components/form.tsx'
import { FormIdentity } from '../components/form-identity.tsx'
import { PageHeader } from '../components/page-header.tsx'
import { ShortcutSwitch } from '../components/shortcut-switch.tsx'
import { TextField } from '../components/text-field.tsx'
import { keyboardWords } from '../components/words.ts'
import { Layout, type PageFrame } from '../layout.tsx'
import { TimeZoneField } from './time-zone-field.tsx'
import { accountWords as words } from './words.ts'

/** What was typed, as it was typed. */
export type AccountValues = {
  name: string
  time_zone: string
  vendor: string
  product_type: string
  sku_prefix: string
}

export type AccountPageProps = {
  frame: PageFrame
  email: string
  /** What the browser gives as its time zone. */
  browserZone: string | undefined
  /** The version of the settings that was read. */
  version?: number
  values: AccountValues
  errors?: Readonly<Record<string, string>>
  /** They were changed since the form was opened: what they are now. */
  stored?: AccountValues
}

export function AccountPage(props: AccountPageProps) {
  const { frame, email, version, values, errors = {}, stored } = props
  const summary = Object.entries(errors).map(([name, message]) => ({ name, message }))
  return (
    <Layout {...frame} title={words.title} current="/account">
      <PageHeader title={words.title} lead={words.lead} />
      <Form action="/account" label={words.form} warnUnsaved>
        <FormIdentity version={version} />
        <ErrorSummary errors={summary} />
        {stored ? <AccountConflict values={values} stored={stored} /> : null}
        <Profile {...props} />
        <NewProducts values={values} errors={errors} />
        <FormActions>
          <Button variant="primary">{words.save}</Button>
        </FormActions>
      </Form>
      {frame.shortcuts ? (
        <Card id="shortcuts" title={keyboardWords.title}>
          <Stack gap="small">
            <p>{frame.shortcuts.isOff ? keyboardWords.isOff : keyboardWords.isOn}</p>
            <ShortcutSwitch {...frame.shortcuts} />
          </Stack>
        </Card>
      ) : null}
      <Card title={words.session}>
        <Stack gap="small">
          <p>{words.signedInAs(email)}</p>
          <form class="action-form" method="post" action="/sign-out" hx-boost="false">
            <Button icon="sign-out">{words.signOut}</Button>
          </form>
        </Stack>
      </Card>
    </Layout>
  )
}

function Profile({ values, errors = {}, email, browserZone }: AccountPageProps) {
  return (
    <Card id="profile" title={words.profile}>
      <Stack>
        <FieldRow>
          <TextField
            name="name"
            label={words.name}
            hint={words.nameHint}
            required
            maxlength={100}
            autocomplete="name"
            value={values.name}
            error={errors.name}
          />
          <TextField
            name="email"
            label={words.email}
            hint={words.emailHint}
            type="email"
            readonly
            autocomplete="email"
            value={email}
          />
        </FieldRow>
        <TimeZoneField value={values.time_zone} error={errors.time_zone} ofBrowser={browserZone} />
      </Stack>
    </Card>
  )
}

function NewProducts({ values, errors = {} }: Pick<AccountPageProps, 'values' | 'errors'>) {
  const field = (name: 'vendor' | 'product_type' | 'sku_prefix') => ({
    name,
    value: values[name],
    error: errors[name],
    autocomplete: 'off',
  })
  return (
    <Card id="new-products" title={words.newProducts} lead={words.newProductsLead}>
      <FieldRow>
        <TextField
          {...field('vendor')}
          label={words.vendor}
          hint={words.vendorHint}
          maxlength={255}
        />
        <TextField
          {...field('product_type')}
          label={words.productType}
          hint={words.productTypeHint}
          maxlength={255}
        />
        <TextField
          {...field('sku_prefix')}
          label={words.skuPrefix}
          hint={words.skuPrefixHint}
          maxlength={8}
          spellcheck={false}
        />
      </FieldRow>
    </Card>
  )
}

function AccountConflict({ values, stored }: { values: AccountValues; stored: AccountValues }) {
  const field = (label: string, name: keyof AccountValues) => ({
    label,
    yours: values[name],
    now: stored[name],
  })
  return (
    <ConflictNotice
      kind="changed"
      title={words.changedMeanwhile}
      href="/account"
      fields={[
        field(words.name, 'name'),
        field(words.timeZone, 'time_zone'),
        field(words.vendor, 'vendor'),
        field(words.productType, 'product_type'),
        field(words.skuPrefix, 'sku_prefix'),
      ]}
    />
  )
}
