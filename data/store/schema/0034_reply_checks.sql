-- What a unit means to reply, sent to be checked (答复送审): returned drafts are history, one that passed is the reply of that day.
CREATE TABLE reply_draft (
  id           INTEGER PRIMARY KEY,
  proposal_id  INTEGER NOT NULL REFERENCES proposal (id) ON DELETE CASCADE,
  unit_id      INTEGER NOT NULL REFERENCES unit (id),
  round        INTEGER NOT NULL DEFAULT 1 CHECK (round >= 1),
  sent_on      TEXT NOT NULL CHECK (sent_on <> ''),
  result_class TEXT NOT NULL DEFAULT '',
  doc_number   TEXT NOT NULL DEFAULT '',
  signer       TEXT NOT NULL DEFAULT '',
  body         TEXT NOT NULL DEFAULT '',
  judged_on    TEXT NOT NULL DEFAULT '',
  outcome      TEXT NOT NULL DEFAULT '' CHECK (outcome IN ('', '通过', '退回')),
  reason       TEXT NOT NULL DEFAULT '',
  CHECK ((judged_on = '') = (outcome = ''))
) STRICT;
CREATE INDEX reply_draft_by_proposal ON reply_draft (proposal_id);
CREATE INDEX reply_draft_by_unit ON reply_draft (unit_id);

INSERT INTO setting (sort, key, value, label, choice, note) VALUES
  (16, 'proposal.check_replies', '否', '答复要先送审', '否|是', '是：答复先「答复送审」，审核通过的日期就是答复日期；否：直接登记答复');
