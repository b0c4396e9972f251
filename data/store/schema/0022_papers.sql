-- What is printed on papers and not on reports, and the codes of archived files (DA/T 22-2015).
INSERT INTO setting (sort, key, value, label, choice, note) VALUES
  (17, 'paper.office', '', '文书落款', '', '印在文书的署名处，如 政协云岭县委员会提案委员会；空着就用填报单位'),
  (18, 'paper.number', '', '发文字号', '', '如 云政提〔{年}〕{号}号；{年} 换成年份，{号} 换成生成时写明的序号，不写就留白'),
  (19, 'paper.contact', '', '文书联系人', '', '空着就用填报人'),
  (20, 'paper.phone', '', '文书联系电话', '', '空着就用报表的联系电话'),
  (21, 'paper.copies', '', '抄送', '', '印在通知、通报和答复函的版记里，空着就没有这一行'),
  (22, 'archive.fonds', '', '全宗号', '', '档案馆给本单位的编号，印在归档文件目录的档号里'),
  (23, 'archive.kind', 'WS', '门类代码', '', '文书类是 WS'),
  (24, 'archive.keep', 'D30', '保管期限', 'Y|D30|D10', 'Y 永久，D30 定期 30 年，D10 定期 10 年'),
  (25, 'archive.office', '', '机构（问题）代码', '', '档号中的一段，没有就空着');
