import type { Hono } from 'hono'
import { etag } from 'hono/etag'
import { activityApi } from './api/activity.ts'
import { approvalsApi } from './api/approvals.ts'
import { assetsApi } from './api/assets.ts'
import { authApi } from './api/auth.ts'
import { collectionsApi } from './api/collections.ts'
import { digitalFilesApi } from './api/digital-files.ts'
import { integrationsApi } from './api/integrations.ts'
import { jobsApi } from './api/jobs.ts'
import { kitsApi } from './api/kits.ts'
import { mockupsApi } from './api/mockups.ts'
import { openApiDocument } from './api/openapi.ts'
import { pricingApi } from './api/pricing.ts'
import { productChangesApi } from './api/product-changes.ts'
import { productShopApi } from './api/product-shop.ts'
import { productsApi } from './api/products.ts'
import { quotesApi } from './api/quotes.ts'
import { recipesApi } from './api/recipes.ts'
import { retriesApi } from './api/retries.ts'
import { scenesApi } from './api/scenes.ts'
import { settingsApi } from './api/settings.ts'
import { templatesApi } from './api/templates.ts'
import { filesRoute } from './files.ts'
import { healthRoute } from './health.ts'
import type { HubEnv } from './hub-env.ts'
import { requireApiKey } from './middleware/api-key.ts'
import { checkQuery } from './middleware/check-query.ts'
import { idempotency } from './middleware/idempotency.ts'
import { loadLayoutData } from './middleware/layout-data.ts'
import { originCheck } from './middleware/origin-check.ts'
import { rateLimit } from './middleware/rate-limit.ts'
import { requireJson } from './middleware/require-json.ts'
import { requireSession } from './middleware/session.ts'
import { tagRow } from './middleware/tag-row.ts'
import { accountPages } from './pages/account.tsx'
import { activityPages } from './pages/activity.tsx'
import { applyRecipePages } from './pages/apply-recipe.tsx'
import { approvalsPages } from './pages/approvals.tsx'
import { assetsPages } from './pages/assets.tsx'
import { collectionsPages } from './pages/collections.tsx'
import { compareMockupsPages } from './pages/compare-mockups.tsx'
import { creditsPages } from './pages/credits.tsx'
import { creditsFile } from './pages/credits-file.ts'
import { deletedMockupsPages } from './pages/deleted-mockups.tsx'
import { digitalFilesPages } from './pages/digital-files.tsx'
import { generatePages } from './pages/generate.tsx'
import { homePages } from './pages/home.tsx'
import { integrationsPages } from './pages/integrations.tsx'
import { jobsPages } from './pages/jobs.tsx'
import { keysPages } from './pages/keys.tsx'
import { kitsPages } from './pages/kits.tsx'
import { mockupPicture } from './pages/mockup-picture.ts'
import { mockupsPages } from './pages/mockups.tsx'
import { noticesPages } from './pages/notices.ts'
import { previewAreaPages } from './pages/preview-area.tsx'
import { pricingPages } from './pages/pricing.tsx'
import { problemsPages } from './pages/problems.tsx'
import { productPicturesPages } from './pages/product-pictures.ts'
import { productsPages } from './pages/products.tsx'
import { quoteListPages } from './pages/quote-list.tsx'
import { quotesPages } from './pages/quotes.tsx'
import { recipesPages } from './pages/recipes.tsx'
import { retriesPages } from './pages/retries.tsx'
import { runsPages } from './pages/runs.tsx'
import { sceneAutopilotPages } from './pages/scene-autopilot.tsx'
import { sceneDraftPages } from './pages/scene-draft.ts'
import { sceneImportPages } from './pages/scene-import.tsx'
import { scenesPages } from './pages/scenes.tsx'
import { searchPages } from './pages/search.tsx'
import { settingsPages } from './pages/settings.tsx'
import { signInPages } from './pages/sign-in.tsx'
import { signOutPage } from './pages/sign-out.ts'
import { signUpPages } from './pages/sign-up.tsx'
import { suspectsPages } from './pages/suspects.tsx'
import { templateThumbnails } from './pages/template-thumbnail.ts'
import { uploadPages } from './pages/upload-artworks.tsx'
import { rememberList } from './respond/came-from.ts'

/** Every route of the hub, grouped by who may call. */
export function mountRoutes(app: Hono<HubEnv>): void {
  // Anyone. Files carry their own signature.
  app.route('/healthz', healthRoute)
  app.route('/openapi.json', openApiDocument(app))
  app.route('/files', filesRoute)
  app.route('/api/auth', authApi)

  // Programs, with a key. Never cookies.
  app.use('/api/*', requireApiKey, rateLimit, checkQuery, requireJson, idempotency, etag(), tagRow)
  app.route('/api/quotes', quotesApi)
  app.route('/api/assets', assetsApi)
  app.route('/api/scenes', scenesApi)
  app.route('/api/templates', templatesApi)
  app.route('/api/collections', collectionsApi)
  app.route('/api/kits', kitsApi)
  app.route('/api/recipes', recipesApi)
  app.route('/api/mockups', mockupsApi)
  app.route('/api/approvals', approvalsApi)
  app.route('/api/retries', retriesApi)
  app.route('/api/products', productsApi)
  app.route('/api/products', productChangesApi)
  app.route('/api/products', productShopApi)
  app.route('/api/jobs', jobsApi)
  app.route('/api/digital-files', digitalFilesApi)
  app.route('/api/pricing', pricingApi)
  app.route('/api/settings', settingsApi)
  app.route('/api/integrations', integrationsApi)
  app.route('/api/activity', activityApi)
  app.all('/api/*', (c) => c.notFound())

  // People, in the browser.
  app.use(originCheck)
  app.route('/sign-in', signInPages)
  app.route('/sign-up', signUpPages)
  app.route('/sign-out', signOutPage)
  app.use(requireSession)
  app.route('/credits.csv', creditsFile)
  app.route('/templates', templateThumbnails)
  app.route('/mockups', mockupPicture)
  app.use(loadLayoutData, rememberList)
  app.route('/', homePages)
  app.route('/assets', uploadPages)
  app.route('/assets', assetsPages)
  app.route('/quotes/list', quoteListPages)
  app.route('/quotes', quotesPages)
  app.route('/collections', collectionsPages)
  app.route('/generate', generatePages)
  app.route('/runs', runsPages)
  app.route('/mockups', deletedMockupsPages)
  app.route('/mockups', compareMockupsPages)
  app.route('/mockups', mockupsPages)
  app.route('/approvals', approvalsPages)
  app.route('/scenes/import', sceneImportPages)
  app.route('/scenes', sceneDraftPages)
  app.route('/scenes', sceneAutopilotPages)
  app.route('/scenes', scenesPages)
  app.route('/templates', previewAreaPages)
  app.route('/kits', kitsPages)
  app.route('/products', productPicturesPages)
  app.route('/products', productsPages)
  app.route('/recipes', applyRecipePages)
  app.route('/recipes', recipesPages)
  app.route('/jobs', jobsPages)
  app.route('/digital-files', digitalFilesPages)
  app.route('/pricing', pricingPages)
  app.route('/credits', creditsPages)
  app.route('/problems', problemsPages)
  app.route('/retries', retriesPages)
  app.route('/suspects', suspectsPages)
  app.route('/activity', activityPages)
  app.route('/search', searchPages)
  app.route('/settings', settingsPages)
  app.route('/account', accountPages)
  app.route('/integrations', integrationsPages)
  app.route('/keys', keysPages)
  app.route('/notices', noticesPages)
}
