-- How many suggestions a proposal made and how many of them were adopted (采纳率按条), as its proposer says.
ALTER TABLE feedback ADD COLUMN suggestions INTEGER NOT NULL DEFAULT 0;
ALTER TABLE feedback ADD COLUMN adopted INTEGER NOT NULL DEFAULT 0;
