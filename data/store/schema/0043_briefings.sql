-- How often the office tells its members of the county's affairs (政情通报) in half a year; 0: it does not watch it.
INSERT INTO setting (sort, key, value, label, choice, note) VALUES
  (13, 'activity.briefings_half', '1', '每半年政情通报次数', '0|1|2|3', '到期还不够的列在首页；写 0 不提醒');
