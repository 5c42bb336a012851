import { Button } from '../components/button.tsx'
import { Form, FormActions } from '../components/form.tsx'
import { Notice } from '../components/notice.tsx'
import { TextField } from '../components/text-field.tsx'
import { SignInLayout } from '../layout.tsx'
import { Problem, withNext } from './sign-in-page.tsx'
import { signInWords as words } from './words.ts'

export type SignUpPageProps = {
  next: string
  name?: string
  email?: string
  problem?: string
  errors?: Record<string, string>
}

export function SignUpPage({ next, name, email, problem, errors = {} }: SignUpPageProps) {
  return (
    <SignInLayout title={words.signUp} footer={<SignInLink next={next} />}>
      {problem ? <Problem title={words.notCreated} sentence={problem} /> : null}
      <Form action="/sign-up" novalidate>
        <input type="hidden" name="next" value={next} />
        <TextField
          name="name"
          label={words.name}
          autocomplete="name"
          value={name}
          error={errors.name}
          required
          autofocus={!problem}
        />
        <TextField
          name="email"
          label={words.email}
          type="email"
          autocomplete="username"
          value={email}
          error={errors.email}
          required
        />
        <TextField
          name="password"
          label={words.password}
          type="password"
          hint={words.passwordHint}
          autocomplete="new-password"
          error={errors.password}
          required
        />
        <FormActions>
          <Button variant="primary" wide>
            {words.create}
          </Button>
        </FormActions>
      </Form>
    </SignInLayout>
  )
}

export function SignUpClosedPage({ sentence }: { sentence: string }) {
  return (
    <SignInLayout title={words.closed} footer={<SignInLink next="/" />}>
      <Notice tone="amber">
        <p>{sentence}</p>
      </Notice>
    </SignInLayout>
  )
}

function SignInLink({ next }: { next: string }) {
  return (
    <p>
      {words.haveAccount}
      <a href={withNext('/sign-in', next)}>{words.signIn}</a>
    </p>
  )
}
