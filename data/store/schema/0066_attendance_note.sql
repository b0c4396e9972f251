-- The rate of attendance of the figures is of people, that of report 23 of half-days: what divides them is the same.
UPDATE setting SET note = '指标和各报表按人次，出席情况统计表按半天数，都只算必到活动；默认批准的请假不计入分母' WHERE key = 'rate.attendance';
