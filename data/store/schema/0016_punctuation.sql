-- The texts the program ships with are set in full-width punctuation, where the office has not changed them.
UPDATE setting SET label = '县（市、区）名称' WHERE label = '县(市、区)名称';
UPDATE setting SET note = '立案率 = 分子 ÷ 收到；默认并案不计入立案' WHERE note = '立案率 = 分子 ÷ 收到;默认并案不计入立案';
UPDATE setting SET note = '剔除未表态；通州口径用已答复件数' WHERE note = '剔除未表态;通州口径用已答复件数';
UPDATE setting SET note = '四舍五入（逢五进一），分母为 0 显示 —' WHERE note = '四舍五入(逢五进一),分母为 0 显示 —';
UPDATE setting SET note = '各地不同，印在报表下方' WHERE note = '各地不同,印在报表下方';
UPDATE setting SET note = '回避：拒绝就不能保存；提醒则照存，在监督小组列表和检查结果中标出' WHERE note = '回避:拒绝就不能保存;提醒则照存,在监督小组列表和检查结果中标出';
UPDATE setting SET note = '本单位含简称、曾用名和并入它的单位；上下级按单位名录中的上级单位' WHERE note = '本单位含简称、曾用名和并入它的单位;上下级按单位名录中的上级单位';
UPDATE setting SET value = 'A：已经解决或基本解决；B：正在解决或列入计划逐步解决；C：因条件限制暂不能解决，留作参考' WHERE value = 'A:已经解决或基本解决;B:正在解决或列入计划逐步解决;C:因条件限制暂不能解决,留作参考';
UPDATE dictionary SET note = '因条件限制暂不能解决，留作参考' WHERE note = '因条件限制暂不能解决,留作参考';
UPDATE deadline_rule SET source = '一般办理期限 3 个月；末日逢法定休假日顺延（民法典第二百零三条）' WHERE source = '一般办理期限 3 个月;末日逢法定休假日顺延(民法典第二百零三条)';
UPDATE deadline_rule SET source = '全国无统一规定，默认 30 个自然日' WHERE source = '全国无统一规定,默认 30 个自然日';
UPDATE deadline_rule SET source = '崇义：15 个工作日' WHERE source = '崇义:15 个工作日';
UPDATE rubric SET note = '各指标百分制打分，按权重折算；等次先判定后舍入' WHERE note = '各指标百分制打分,按权重折算;等次先判定后舍入';
UPDATE rubric SET note = '办理质量：答复及时规范、办理充分协商、注重实效' WHERE note = '办理质量:答复及时规范、办理充分协商、注重实效';
UPDATE rubric SET note = '办理速度 20、答复质量 50、办理结果 30，按满分打分' WHERE note = '办理速度 20、答复质量 50、办理结果 30,按满分打分';
