-- How a proposal came in (提交方式), and what leaders wrote on it (领导批示).
ALTER TABLE proposal ADD COLUMN submitted_by TEXT NOT NULL DEFAULT '';
ALTER TABLE proposal ADD COLUMN instructed_on TEXT NOT NULL DEFAULT '';
ALTER TABLE proposal ADD COLUMN instruction TEXT NOT NULL DEFAULT '';

INSERT INTO dictionary (kind, code, name, sort, synonyms) VALUES
  ('submission', '网上', '网上', 1, '网上提交、网上提案、线上、线上提交、网络、网络提交、系统提交、平台提交、电子、电子版'),
  ('submission', '纸质', '纸质', 2, '纸质提交、纸质提案、书面、书面提交、线下、线下提交、纸质版'),
  ('submission', '电子邮件', '电子邮件', 3, '邮件、邮箱'),
  ('submission', '其他', '其他', 99, '');
