-- The day on which the office waited no more for the proposer's opinion of a reply (到期未反馈): its deadline was over.
ALTER TABLE assignment ADD COLUMN silent_on TEXT NOT NULL DEFAULT '';
