-- Whether the sheets of a scheme are anonymous (无记名): what is shown of them says of no rater what he gave or wrote.
ALTER TABLE rubric ADD COLUMN anonymous INTEGER NOT NULL DEFAULT 0;
