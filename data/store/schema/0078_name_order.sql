-- The order of the people on lists and reports: as the rosters have them, by the strokes of their surnames (domain.md 15a) or by sound; and that of sheets
-- that have another one than the rest.
INSERT INTO setting (sort, key, value, label, choice, note) VALUES
  (9, 'names.order', '按名册次序', '人员次序', '按名册次序|按姓氏笔画|按姓名音序', '上报表、通讯录、通知、签到表、桌签、座位签里人员的次序，分组的在组内排；一张表要另排的，在「报表」的「调整栏目」里定');

CREATE TABLE report_order (
  id     INTEGER PRIMARY KEY,
  report TEXT NOT NULL CHECK (report <> ''), -- its code, 01
  sheet  INTEGER NOT NULL CHECK (sheet > 0), -- which of its sheets, from 1
  names  TEXT NOT NULL CHECK (names IN ('按名册次序', '按姓氏笔画', '按姓名音序')),
  UNIQUE (report, sheet)
) STRICT;
