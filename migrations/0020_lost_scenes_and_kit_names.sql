-- The scenes that could be rendered once and cannot any more, as the newest reading of the account's
-- templates has found: the ids that the open notice is about.
ALTER TABLE template_reads ADD COLUMN lost_scenes TEXT NOT NULL DEFAULT '[]';

-- The kit's name when the run was asked for: it may have been renamed or deleted since.
ALTER TABLE mockup_runs ADD COLUMN kit_name TEXT;
