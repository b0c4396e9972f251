-- The office's own templates of papers: a row for each paper that ever had one. The file is an attachment of the row; without one the paper is made
-- with the template that is shipped.
CREATE TABLE paper_template (
  id   INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE CHECK (name <> '')
) STRICT;
