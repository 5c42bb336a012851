import { Button } from '../components/button.tsx'
import { Form, FormActions } from '../components/form.tsx'
import { Notice } from '../components/notice.tsx'
import { TextField } from '../components/text-field.tsx'
import { SignInLayout } from '../layout.tsx'
import { Problem, withNext } from './sign-in-page.tsx'

export type SignUpPageProps = {
  next: string
  name?: string
  email?: string
  problem?: string
  errors?: Record<string, string>
}

export function SignUpPage({ next, name, email, problem, errors = {} }: SignUpPageProps) {
  return (
    <SignInLayout title="Create an account" footer={<SignInLink next={next} />}>
      {problem ? <Problem title="No account was made" sentence={problem} /> : null}
      <Form action="/sign-up" novalidate>
        <input type="hidden" name="next" value={next} />
        <TextField
          name="name"
          label="Name"
          autocomplete="name"
          value={name}
          error={errors.name}
          required
          autofocus={!problem}
        />
        <TextField
          name="email"
          label="E-mail address"
          type="email"
          autocomplete="username"
          value={email}
          error={errors.email}
          required
        />
        <TextField
          name="password"
          label="Password"
          type="password"
          hint="At least 8 characters."
          autocomplete="new-password"
          error={errors.password}
          required
        />
        <FormActions>
          <Button variant="primary" wide>
            Create account
          </Button>
        </FormActions>
      </Form>
    </SignInLayout>
  )
}

export function SignUpClosedPage({ sentence }: { sentence: string }) {
  return (
    <SignInLayout title="Sign-up is closed" footer={<SignInLink next="/" />}>
      <Notice tone="amber">
        <p>{sentence}</p>
      </Notice>
    </SignInLayout>
  )
}

function SignInLink({ next }: { next: string }) {
  return (
    <p>
      Have an account? <a href={withNext('/sign-in', next)}>Sign in</a>
    </p>
  )
}
