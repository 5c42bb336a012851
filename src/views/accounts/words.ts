/** The pages that sign in and sign up. */
export const signInWords = {
  signIn: 'Sign in',
  lead: 'Your artwork, mockups and products.',
  notSignedIn: 'Not signed in',
  email: 'Email',
  password: 'Password',
  newHere: 'New here? ',
  createLink: 'Create an account',
  signUp: 'Create an account',
  create: 'Create account',
  notCreated: 'No account was created',
  name: 'Name',
  passwordHint: 'At least 8 characters.',
  haveAccount: 'Have an account? ',
  closed: 'Sign-up is closed',
} as const
