import { STUDIO_KEY } from '../../sandbox/dynamic-mockups/templates.ts'
import { credentialsOf, DEMO_SHOPS } from '../../sandbox/shopify/credentials.ts'
import { DEMO_EMAIL, DEMO_PASSWORD } from './demo-login.ts'
import { SANDBOX_VENDOR_KEY } from './dev-vars.ts'
import type { Settings } from './settings.ts'

/** Where everything is, and what to type there. */
export function printUrls(settings: Settings): void {
  const { hubUrl, sandboxUrl } = settings
  const shops = DEMO_SHOPS.flatMap((domain) => credentialsOf(domain) ?? [])
  const lines = [
    '',
    `  Haven Hub     ${hubUrl}`,
    `    sign in     ${DEMO_EMAIL}  /  ${DEMO_PASSWORD}`,
    '    API key     npm run --silent demo:key',
    `  Sandbox       ${sandboxUrl}/__sandbox`,
    `    vendor key  ${SANDBOX_VENDOR_KEY}  (Dynamic Mockups)`,
    `    another     ${STUDIO_KEY}  (an account of 200 other templates)`,
    ...shops.flatMap(({ domain, clientId, clientSecret }) => [
      `  Shop          ${sandboxUrl}/shopify/${domain}`,
      `    client      ${clientId}  /  ${clientSecret}`,
    ]),
    '',
    '  Ctrl-C stops both. The data stays; `npm run reset` removes it.',
    '',
  ]
  console.log(lines.join('\n'))
}
