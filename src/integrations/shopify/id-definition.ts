/** The metafield that carries our product id, in the namespace reserved for the app. */
export const ID_METAFIELD = { namespace: '$app', key: 'haven_hub_product_id', type: 'id' } as const
