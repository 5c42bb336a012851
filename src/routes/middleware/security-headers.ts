import type { MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import type { HubEnv } from '../hub-env.ts'

const NONE = ["'none'"]
const SELF = ["'self'"]
const ONE_YEAR = 'max-age=31536000; includeSubDomains'

const common = {
  contentSecurityPolicy: {
    defaultSrc: NONE,
    scriptSrc: SELF,
    styleSrc: SELF,
    imgSrc: ["'self'", 'data:'],
    fontSrc: SELF,
    connectSrc: SELF,
    manifestSrc: SELF,
    formAction: SELF,
    frameAncestors: NONE,
    baseUri: NONE,
    objectSrc: NONE,
  },
  // Not `no-referrer`: with it browsers send `Origin: null` with our own forms.
  referrerPolicy: 'same-origin',
  crossOriginOpenerPolicy: 'same-origin',
  xFrameOptions: 'DENY',
  permissionsPolicy: {
    camera: [],
    microphone: [],
    geolocation: [],
    payment: [],
    usb: [],
    displayCapture: [],
    browsingTopics: [],
  },
} as const satisfies Parameters<typeof secureHeaders>[0]

const plain = secureHeaders({ ...common, strictTransportSecurity: false })
const overHttps = secureHeaders({ ...common, strictTransportSecurity: ONE_YEAR })

/** The headers that keep browsers from doing what no page of ours asks for. */
export const securityHeaders: MiddlewareHandler<HubEnv> = async (c, next) => {
  const https = c.req.url.startsWith('https:')
  const answer = await (https ? overHttps : plain)(c, next)
  // A signed link is made to be shown elsewhere: in a shop, at a vendor.
  if (c.req.path.startsWith('/files/')) {
    c.res.headers.set('cross-origin-resource-policy', 'cross-origin')
    // An upload may be a picture and a page at once: whatever it is, it runs nothing.
    c.res.headers.set('content-security-policy', "default-src 'none'; sandbox")
  }
  return answer
}
