-- How often a proposal is handled once more by itself because the proposer is not satisfied (domain 6: 轮次上限，建议 2).
INSERT INTO setting (sort, key, value, label, choice, note) VALUES
  (16, 'proposal.rounds', '2', '不满意自动重办到第几轮', '1|2|3|4', '登记第一提案人不满意的反馈时，自动开始下一轮办理并按期限规则定期限；1：不自动，由「重新交办」决定');
