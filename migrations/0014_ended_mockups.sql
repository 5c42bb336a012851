-- The mockups of a scene that wait are found among all that wait.
DROP INDEX mockups_by_scene_status;
CREATE INDEX mockups_by_scene_status ON mockups (user_id, scene, status, id) WHERE status <> 'pending';
