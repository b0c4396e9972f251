-- From when on an overdue reply is 严重逾期, which lists, figures and reports name apart.
INSERT INTO setting (sort, key, value, label, choice, note) VALUES
  (17, 'proposal.very_late', '30', '逾期多少天算严重逾期', '15|30|60|90', '办理期限过了多于这么多天（自然日）还没有答复的；16 号表单列一组，提案的期限说明里写「严重逾期」');
