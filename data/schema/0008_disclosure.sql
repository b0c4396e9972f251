-- Every time somebody asked to see what is masked; who and when stand in the journal.
CREATE TABLE disclosure (
  id      INTEGER PRIMARY KEY,
  kind    TEXT NOT NULL,                          -- kind of record: members
  row_id  INTEGER NOT NULL DEFAULT 0,             -- 0: a list or a workbook of them
  fields  TEXT NOT NULL DEFAULT '',               -- what was shown: 身份证号、手机
  purpose TEXT NOT NULL DEFAULT ''                -- 查看, 导出通讯录
) STRICT;
