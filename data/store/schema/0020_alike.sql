-- Proposals that are alike and were found to be no repetition of each other.
CREATE TABLE proposal_apart (
  id          INTEGER PRIMARY KEY,
  proposal_id INTEGER NOT NULL REFERENCES proposal (id) ON DELETE CASCADE,
  other_id    INTEGER NOT NULL REFERENCES proposal (id) ON DELETE CASCADE,
  UNIQUE (proposal_id, other_id),
  CHECK (proposal_id < other_id)
) STRICT;
CREATE INDEX proposal_apart_by_other ON proposal_apart (other_id);

INSERT INTO setting (sort, key, value, label, choice, note) VALUES
  (17, 'proposal.alike', '70', '相似提案的提示线（%）', '', '案由相似到这个程度的提案，登记和导入时提示；1 到 100');
