-- Rules for deadlines that hold for some proposals only, beside the general one (code of that, /, what they apply to), and deadlines on a day of the
-- year (固定日期: 9月30日).
ALTER TABLE deadline_rule ADD COLUMN applies TEXT NOT NULL DEFAULT '';
ALTER TABLE deadline_rule ADD COLUMN fixed_on TEXT NOT NULL DEFAULT '';
