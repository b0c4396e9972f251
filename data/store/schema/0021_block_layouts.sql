-- How the blocks of scores lie in workbooks of one layout, described once: headings then holds the layout's name, mapping and duplicates nothing.
ALTER TABLE import_layout ADD COLUMN blocks TEXT NOT NULL DEFAULT '';   -- JSON; '' for a layout of columns
