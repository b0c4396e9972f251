-- That a proposal was in the archive until it was taken out, and why: days before that show it there. Since when one is tracked (全程跟踪), empty: always.
CREATE TABLE archive_past (
  id             INTEGER PRIMARY KEY,
  proposal_id    INTEGER NOT NULL REFERENCES proposal (id) ON DELETE CASCADE,
  archived_on    TEXT NOT NULL CHECK (archived_on <> ''),
  archive_number TEXT NOT NULL DEFAULT '',
  opened_on      TEXT NOT NULL CHECK (opened_on <> ''),
  why            TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX archive_past_by_proposal ON archive_past (proposal_id);
ALTER TABLE key_proposal ADD COLUMN tracked_on TEXT NOT NULL DEFAULT '';
-- A merger taken back or a proposal handed in again counted until the day this was told, whatever day it was told for; until the review after it at most.
UPDATE review_past SET until_on = (SELECT p.reviewed_on FROM proposal p WHERE p.id = review_past.proposal_id)
  WHERE conclusion IN ('并案', '退回修改') AND id = (SELECT max(w.id) FROM review_past w WHERE w.proposal_id = review_past.proposal_id)
  AND EXISTS (SELECT 1 FROM proposal p WHERE p.id = review_past.proposal_id AND p.conclusion <> review_past.conclusion AND p.reviewed_on > review_past.reviewed_on AND p.reviewed_on < review_past.until_on);
