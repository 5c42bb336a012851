import { Button } from '../components/button.tsx'
import { Form, FormActions } from '../components/form.tsx'
import { Notice } from '../components/notice.tsx'
import { TextField } from '../components/text-field.tsx'
import { SignInLayout } from '../layout.tsx'
import { signInWords as words } from './words.ts'

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
      title={words.signIn}
      lead={words.lead}
      footer={signUpOpen ? <SignUpLink next={next} /> : undefined}
    >
      {problem ? <Problem title={words.notSignedIn} sentence={problem} /> : null}
      <Form action="/sign-in" novalidate>
        <input type="hidden" name="next" value={next} />
        <TextField
          name="email"
          label={words.email}
          type="email"
          autocomplete="username"
          value={email}
          error={errors.email}
          required
          autofocus={!problem}
        />
        <TextField
          name="password"
          label={words.password}
          type="password"
          autocomplete="current-password"
          error={errors.password}
          required
          autofocus={Boolean(problem)}
        />
        <FormActions>
          <Button variant="primary" wide>
            {words.signIn}
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
      {words.newHere}
      <a href={withNext('/sign-up', next)}>{words.createLink}</a>
    </p>
  )
}

export function withNext(path: string, next: string): string {
  return next === '/' ? path : `${path}?${new URLSearchParams({ next })}`
}
