/* eslint-disable */
// Made from wrangler.toml: npm run types
interface __BaseEnv_Env {
	FILES: R2Bucket;
	DB: D1Database;
	MOCKUP_RENDERS: Queue;
	SHOPIFY_PUBLISHING: Queue;
	JOBS: Queue;
	API_RATE: RateLimit;
	IMAGES: ImagesBinding;
	ASSETS: Fetcher;
	DYNAMIC_MOCKUPS_API_URL: "https://app.dynamicmockups.com/api/v1";
	SHOPIFY_API_ORIGIN: "https://{shop}";
	OUTBOUND_HOSTS: "";
	PUBLIC_URL: "";
	SIGN_UP: "closed";
	RENDER_TIMEOUT_SECONDS: "60";
	SHARED_KEY_ANNUAL_CREDITS: "";
	SHARED_KEY_ACCOUNT_CREDITS: "";
	CREDIT_LEDGER: DurableObjectNamespace<import("./src/worker").CreditLedger>;
	VENDOR_LIMITER: DurableObjectNamespace<import("./src/worker").VendorLimiter>;
}
declare namespace Cloudflare {
	interface GlobalProps {
		mainModule: typeof import("./src/worker");
		durableNamespaces: "CreditLedger" | "VendorLimiter";
	}
	interface FaultsEnv {
		FILES: R2Bucket;
		DB: D1Database;
		MOCKUP_RENDERS: Queue;
		SHOPIFY_PUBLISHING: Queue;
		JOBS: Queue;
		API_RATE: RateLimit;
		IMAGES: ImagesBinding;
		ASSETS: Fetcher;
		DYNAMIC_MOCKUPS_API_URL: "https://app.dynamicmockups.com/api/v1";
		SHOPIFY_API_ORIGIN: "https://{shop}";
		OUTBOUND_HOSTS: "";
		PUBLIC_URL: "";
		SIGN_UP: "closed";
		RENDER_TIMEOUT_SECONDS: "60";
		SHARED_KEY_ANNUAL_CREDITS: "";
		SHARED_KEY_ACCOUNT_CREDITS: "";
		CREDIT_LEDGER: DurableObjectNamespace<import("./src/worker").CreditLedger>;
		VENDOR_LIMITER: DurableObjectNamespace<import("./src/worker").VendorLimiter>;
	}
	interface Env extends __BaseEnv_Env {}
}
interface Env extends __BaseEnv_Env {}
type StringifyValues<EnvType extends Record<string, unknown>> = {
	[Binding in keyof EnvType]: EnvType[Binding] extends string ? EnvType[Binding] : string;
};
declare namespace NodeJS {
	interface ProcessEnv extends StringifyValues<Pick<Cloudflare.Env, "DYNAMIC_MOCKUPS_API_URL" | "SHOPIFY_API_ORIGIN" | "OUTBOUND_HOSTS" | "PUBLIC_URL" | "SIGN_UP" | "RENDER_TIMEOUT_SECONDS" | "SHARED_KEY_ANNUAL_CREDITS" | "SHARED_KEY_ACCOUNT_CREDITS">> {}
}
declare module "*.txt" {
	const value: string;
	export default value;
}
declare module "*.html" {
	const value: string;
	export default value;
}
declare module "*.sql" {
	const value: string;
	export default value;
}
declare module "*.bin" {
	const value: ArrayBuffer;
	export default value;
}
declare module "*.wasm" {
	const value: WebAssembly.Module;
	export default value;
}
declare module "*.wasm?module" {
	const value: WebAssembly.Module;
	export default value;
}