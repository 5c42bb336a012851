import { Button } from '../components/button.tsx'
import { Form, FormActions } from '../components/form.tsx'
import { Notice } from '../components/notice.tsx'
import { TextField } from '../components/text-field.tsx'
import { SignInLayout } from '../layout.tsx'

export type SignInPageProps = {
  next: string
  signUpOpen: boolean
  email?: string
  /** What is wrong with the whole form: the password does not fit, too many attempts. */
  problem?: string
  errors?: Record<string, string>
}

export function SignInPage({ next, signUpOpen, email, problem, errors = {} }: SignInPageProps) {
  return (
    <SignInLayout
      title="Sign in"
      lead="Your prints, mockups and products."
      footer={signUpOpen ? <SignUpLink next={next} /> : undefined}
    >
      {problem ? <Problem title="Not signed in" sentence={problem} /> : null}
      <Form action="/sign-in" novalidate>
        <input type="hidden" name="next" value={next} />
        <TextField
          name="email"
          label="E-mail address"
          type="email"
          autocomplete="username"
          value={email}
          error={errors.email}
          required
          autofocus={!problem}
        />
        <TextField
          name="password"
          label="Password"
          type="password"
          autocomplete="current-password"
          error={errors.password}
          required
          autofocus={Boolean(problem)}
        />
        <FormActions>
          <Button variant="primary" wide>
            Sign in
          </Button>
        </FormActions>
      </Form>
    </SignInLayout>
  )
}

/** What is wrong with the whole form. */
export function Problem({ title, sentence }: { title: string; sentence: string }) {
  return (
    <Notice tone="red" title={title}>
      <p>{sentence}</p>
    </Notice>
  )
}

function SignUpLink({ next }: { next: string }) {
  return (
    <p>
      New here? <a href={withNext('/sign-up', next)}>Create an account</a>
    </p>
  )
}

export function withNext(path: string, next: string): string {
  return next === '/' ? path : `${path}?${new URLSearchParams({ next })}`
}
