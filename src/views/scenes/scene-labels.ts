export const SCENE_LABELS = {
  scene_key: 'Key',
  name: 'Name',
  description: 'Description',
  dm_template_id: 'Template ID',
  smart_object: 'Smart object',
  default_width: 'Frame width',
  default_height: 'Frame height',
  fit: 'Fit',
  width: 'Artwork width',
  height: 'Artwork height',
  x: 'From the left',
  y: 'From the top',
  rotation: 'Rotation',
  scale: 'Scale',
} as const

export type SceneField = keyof typeof SCENE_LABELS

/** The fields of the scene form with one value each, in reading order. */
export const SCENE_FIELDS = [
  'scene_key',
  'name',
  'description',
  'dm_template_id',
  'smart_object',
  'default_width',
  'default_height',
  'fit',
  'width',
  'height',
  'x',
  'y',
  'rotation',
  'scale',
] as const satisfies SceneField[]
