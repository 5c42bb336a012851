import * as z from 'zod'

export const MINIMUM_PASSWORD_CHARACTERS = 8
export const MAXIMUM_PASSWORD_CHARACTERS = 128
const MAXIMUM_EMAIL_CHARACTERS = 254
const MAXIMUM_NAME_CHARACTERS = 100
const MAXIMUM_KEY_NAME_CHARACTERS = 64

const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(MAXIMUM_EMAIL_CHARACTERS, 'An email can have up to 254 characters')
  .pipe(z.email('Enter an email such as name@example.com'))

export const signInInput = z.object({
  email,
  // Only bounded here: whether it is right is for the stored hash to say.
  password: z
    .string()
    .min(1, 'Enter your password')
    .max(MAXIMUM_PASSWORD_CHARACTERS, 'A password can have up to 128 characters'),
})

export const accountName = z
  .string()
  .trim()
  .min(1, 'Enter a name')
  .max(MAXIMUM_NAME_CHARACTERS, 'A name can have up to 100 characters')

export const signUpInput = z.object({
  name: accountName,
  email,
  password: z
    .string()
    .min(MINIMUM_PASSWORD_CHARACTERS, 'A password needs at least 8 characters')
    .max(MAXIMUM_PASSWORD_CHARACTERS, 'A password can have up to 128 characters'),
})

/** What a key may do: read; change; spend credits; publish to the shop. */
export const apiKeyScope = z.enum(['read', 'write', 'spend', 'publish'])
export const ALL_SCOPES = apiKeyScope.options

const apiKeyLifetimeDays = z.enum(['30', '90', '365'])

export const createKeyInput = z.object({
  name: z
    .string()
    .trim()
    .min(1, 'Enter a name, such as what will use the key')
    .max(MAXIMUM_KEY_NAME_CHARACTERS, 'A name can have up to 64 characters'),
  scopes: z.array(apiKeyScope).min(1, 'Select at least one permission'),
  lifetimeDays: apiKeyLifetimeDays.optional(),
})

export type SignInInput = z.infer<typeof signInInput>
export type SignUpInput = z.infer<typeof signUpInput>
export type CreateKeyInput = z.infer<typeof createKeyInput>
export type ApiKeyScope = z.infer<typeof apiKeyScope>
