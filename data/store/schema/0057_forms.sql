-- How a visit is made (活动形式), and the form of supervision of a plan item, who is responsible for it and the paper that approved it.
ALTER TABLE visit ADD COLUMN mode TEXT NOT NULL DEFAULT '';          -- a word of the dictionary visit_mode
ALTER TABLE plan_item ADD COLUMN form TEXT NOT NULL DEFAULT '';      -- a word of the dictionary supervision_form
ALTER TABLE plan_item ADD COLUMN owner TEXT NOT NULL DEFAULT '';     -- 责任部门, 责任人
ALTER TABLE plan_item ADD COLUMN approval TEXT NOT NULL DEFAULT '';  -- 批准文号

INSERT INTO dictionary (kind, code, name, parent, note, sort) VALUES
  ('visit_mode', '听汇报', '听汇报', '', '', 1),
  ('visit_mode', '座谈', '座谈', '', '', 2),
  ('visit_mode', '走访', '走访', '', '', 3),
  ('visit_mode', '暗访', '暗访', '', '', 4),
  ('visit_mode', '问卷', '问卷', '', '', 5),
  ('visit_mode', '列席会议', '列席会议', '', '', 6),
  ('visit_mode', '视察', '视察', '', '', 7),
  ('visit_mode', '查阅资料', '查阅资料', '', '', 8);
