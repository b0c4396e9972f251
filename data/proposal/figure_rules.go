package proposal

import (
	"strconv"

	"cppccdesk/data/measure"
	"cppccdesk/data/proposal/docket"
)

// figureRules are the figures of domain chapter 7 in the order reports show them, with the office's own definitions.
func figureRules(settings map[string]string, words figureWords) []figureRule {
	rules := append(reviewRules(settings), destinationRules(words)...)
	rules = append(rules, divisions("received", "收到", received, words)...)
	rules = append(rules, divisions("filed", "立案", filed, words)...)
	rules = append(rules, handlingRules()...)
	rules = append(rules, resultRules(words)...)
	return append(rules, feedbackRules(settings, words)...)
}

const (
	ofReceived = "分母 = 收到件数"
	ofFiled    = "分母 = 立案件数"
	ofDue      = "分母 = 应办件（立案并交办）"
	ofAnswered = "分母 = 首轮已答复件数"
)

func reviewRules(settings map[string]string) []figureRule {
	counted, title, numerator := filed, "立案率", "立案"
	if settings["rate.filing"] == "立案+并案" {
		counted, title, numerator = anyOf(filed, merged), "立案率（含并案）", "（立案 + 并案）"
	}
	return []figureRule{
		{code: "received", name: "收到", num: received, rule: "本年度各次会议收到的全部提案"},
		{code: "filed", name: "立案", num: filed, rule: "审查结论为立案"},
		{code: "merged", name: "并案", num: merged, rule: "审查结论为并案，并案不计入立案"},
		{code: "transferred", name: "转意见等", num: transferred, rule: "未立案而转意见和建议、社情民意信息或委员来信"},
		{code: "refused", name: "不予立案", num: all(notFiled, not(transferred)), rule: "未立案且没有转作其他用途"},
		{code: "not_filed", name: "不立案合计", num: notFiled, rule: "转意见等 + 不予立案"},
		{code: "unsettled", name: "待审查及退回撤案", num: unsettled, rule: "收到而审查结论不是立案、并案、不予立案"},
		{code: "filing_rate", name: title, num: counted, den: received, rule: title + " = " + numerator + " ÷ 收到"},
		{code: "merging_rate", name: "并案率", num: merged, den: received, rule: "并案率 = 并案 ÷ 收到"},
		{code: "transfer_rate", name: "转意见率", num: transferred, den: received, rule: "转意见率 = 转意见等 ÷ 收到"},
		{code: "refusal_rate", name: "不予立案率", num: all(notFiled, not(transferred)), den: received, rule: "不予立案率 = 不予立案 ÷ 收到"},
		{code: "not_filed_rate", name: "不立案率", num: notFiled, den: received, rule: "不立案率 = （转意见等 + 不予立案） ÷ 收到"},
	}
}

// destinationRules count what was not filed by what became of it.
func destinationRules(words figureWords) []figureRule {
	var rules []figureRule
	for _, word := range words.destinations {
		rules = append(rules, figureRule{
			code: "not_filed.to." + word, name: "不立案·" + wordTitle(word, "未注明去向"), num: all(notFiled, oneOf(destinations, word)), rule: "审查结论为不予立案，去向为" + wordTitle(word, "空"),
		})
	}
	return rules
}

// divisions count the proposals of a base by each dimension, each with its share of the base. Shares are rounded one by one and need not add up to 100%.
func divisions(code, title string, base *condition, words figureWords) []figureRule {
	rule := ofReceived
	if code == "filed" {
		rule = ofFiled
	}
	var rules []figureRule
	for _, d := range dimensionsOf(words) {
		for i, word := range d.words {
			r := figureRule{code: code + "." + d.Code + "." + word, name: title + "·" + d.titles[i], num: all(base, oneOf(d.of, word)), rule: d.rule}
			share := r
			share.code, share.name = code+"_share."+d.Code+"."+word, r.name+"占比"
			share.den, share.rule = base, rule
			rules = append(rules, r, share)
		}
	}
	return append(rules, figureRule{code: code + ".joint3", name: title + "·3 人以上联名", num: all(base, joint3), rule: "提案人和联名的委员合计 3 人或以上，附议不计"})
}

func handlingRules() []figureRule {
	return []figureRule{
		{code: "due", name: "应办件", num: due, rule: "立案并交办给主办或分办单位的提案"},
		{code: "at_work", name: "在办", num: beingDone, rule: "有单位在办理的应办件：状态为办理中、答复待审、申退中、重新办理的，不论第几轮"},
		{code: "settled", name: "答复已齐", num: allReplied, rule: "答复都已收到、没有重新办理的应办件；应办件 = 在办 + 答复已齐"},
		{code: "answered", name: "首轮已答复", num: answered, rule: "第一轮主办（分办）单位全部答复，后来重新办理的也在内；会办意见送主办单位，不另计"},
		{code: "reply_rate", name: "办复率", num: answered, den: due, rule: "办复率 = 首轮已答复件 ÷ 应办件"},
		{code: "due_over", name: "已到期应办", num: dueOver, rule: "办理期限早于统计日的应办件，分办的有一家逾期的也计入"},
		{code: "on_time_rate", name: "按期办复率", num: all(dueOver, answered, inTime), den: dueOver, rule: "按期办复率 = 期内答复件 ÷ 已到期应办件"},
		{code: "overdue", name: "逾期未答复", num: late, rule: "办理期限（含延期、重新办理的期限）早于统计日而没有答复"},
		{code: "overdue.first", name: "首轮逾期未答复", num: lateFirst, rule: "逾期未答复中，逾期的是第一轮办理期限的"},
		{code: "overdue.again", name: "重新办理逾期未答复", num: lateAgain, rule: "逾期未答复中，首轮已答复、逾期的是重新办理期限的"},
		{code: "late", name: "逾期答复", num: all(answered, not(inTime)), rule: "首轮已答复，其中有晚于第一轮办理期限的"},
		{code: "face", name: "面商", num: all(due, face), rule: "有面对面协商的应办件，电话、邮件、书信不计"},
		{code: "face_rate", name: "面商率", num: all(due, face), den: due, rule: "面商率 = 面对面协商件 ÷ 应办件"},
		{code: "key", name: "重点提案", num: isKey, rule: "列为重点督办的立案提案"},
		{code: "instructed", name: "领导批示", num: instructed, rule: "登记了领导批示的立案提案，批示日期不晚于统计日；没有写日期的算已有"},
		{code: "instructed_rate", name: "领导阅批率", num: instructed, den: filed, rule: "领导阅批率 = 有领导批示的立案提案 ÷ 立案件数"},
		{code: "key_instructed_rate", name: "重点提案领导阅批率", num: all(isKey, instructed), den: isKey, rule: "有领导批示的重点提案 ÷ 重点提案"},
		{code: "tracked", name: "全程跟踪", num: tracked, rule: "全程跟踪办理的重点提案"},
	}
}

func resultRules(words figureWords) []figureRule {
	var rules []figureRule
	for _, word := range words.results {
		title := wordTitle(word, "未注明") + "类"
		test := all(answered, oneOf(results, word))
		rules = append(rules,
			figureRule{code: "answered.class." + word, name: title, num: test, rule: "最近一轮答复的办理结果，几个单位分办的取最差；B 类的承诺落实以后仍计 B 类，现在的分类见 19 号表"},
			figureRule{code: "answered_share.class." + word, name: title + "占比", num: test, den: answered, rule: ofAnswered})
	}
	looked := []figureRule{
		{code: "revisited", name: "回头看", num: lookedAt, rule: "首轮已答复件中，统计日前登记过回头看的件数，看了几次都计一件"},
		{code: "revisited_rate", name: "回头看率", num: lookedAt, den: answered, rule: "回头看率 = 回头看件数 ÷ 首轮已答复件数"},
	}
	firstB := all(answered, oneOf(firstResults, "B"))
	solved, solvedNow := all(answered, oneOf(results, "A")), all(answered, oneOf(resultsNow, "A"))
	for _, word := range docket.Findings {
		looked = append(looked, figureRule{code: "revisited.found." + word, name: "回头看" + word, num: all(lookedAt, oneOf(found, word)), rule: "最近一次回头看的结果，同一天看了几家的取最差"})
	}
	return append(append(rules, looked...),
		figureRule{code: "solved_rate", name: "解决率", num: solved, den: answered, rule: "解决率 = A 类 ÷ 首轮已答复件数"},
		figureRule{
			code: "carried_out_rate", name: "落实率", den: answered, rule: "落实率 = （A 类 + B 类中承诺事项全部落实，没有登记承诺的看「落实」节点已完成） ÷ 首轮已答复件数",
			num: anyOf(solved, all(answered, oneOf(results, "B"), carriedOut)),
		},
		figureRule{code: "b_to_a_rate", name: "B 转 A 率", num: all(firstB, solvedNow), den: firstB, rule: "B 转 A 率 = 首次答复为 B、最近答复为 A 或承诺事项全部落实的件数 ÷ 首次答复为 B 的件数"},
	)
}

func feedbackRules(settings map[string]string, words figureWords) []figureRule {
	rules := []figureRule{
		{code: "returned", name: "收回反馈表", num: returned, rule: "首轮已答复件中收回第一提案人征询意见表的件数"},
		{code: "returned_rate", name: "征询率", num: returned, den: answered, rule: "征询率 = 收回反馈表 ÷ 首轮已答复件数"},
	}
	for _, side := range []struct {
		code, title string
		of          *column
	}{
		{"result", "结果", satisfactions},
		{"attitude", "态度", attitudes},
	} {
		base := satisfactionBase(settings, answered, all(returned, not(oneOf(side.of, docket.NoOpinion))))
		basis := satisfactionBase(settings, ofAnswered, "分母 = 收回反馈表数（剔除未表态）")
		for _, word := range words.opinions {
			rules = append(rules, figureRule{
				code: "returned." + side.code + "." + word, name: "对办理" + side.title + word, num: all(returned, oneOf(side.of, word)),
				rule: "收回的第一提案人的反馈表，取最近一轮中有意见的",
			})
		}
		content := all(returned, oneOf(side.of, "满意", "基本满意"))
		pleased := all(returned, oneOf(side.of, "满意"))
		rules = append(rules,
			figureRule{code: side.code + "_satisfaction_rate", name: "满意率（" + side.title + "）", num: content, den: base, rule: "（满意 + 基本满意），" + basis},
			figureRule{code: side.code + "_pure_rate", name: "纯满意率（" + side.title + "）", num: pleased, den: base, rule: "只计满意，" + basis},
			figureRule{
				code: side.code + "_answered_rate", name: "满意率（" + side.title + "，占首轮已答复）", num: content, den: answered,
				rule: "（满意 + 基本满意），" + ofAnswered,
			},
		)
	}
	firstGiven := satisfactionBase(settings, answered, all(answered, not(oneOf(firstOpinion, "", docket.NoOpinion))))
	rules = append(rules, figureRule{
		code: "first_satisfaction_rate", name: "初次满意率（结果）", num: all(answered, oneOf(firstOpinion, "满意", "基本满意")), den: firstGiven,
		rule: "第一轮答复的意见，重新办理以后的不计；（满意 + 基本满意），" + satisfactionBase(settings, ofAnswered, "分母 = 第一轮表态的件数"),
	})
	adopted := all(filed, oneOf(adoptions, "采纳", "部分采纳"))
	return append(rules,
		figureRule{code: "adopted", name: "采纳", num: adopted, rule: "采纳或部分采纳的立案提案（按件）"},
		figureRule{code: "adopted_rate", name: "采纳率", num: adopted, den: filed, rule: "采纳率（按件）= （采纳 + 部分采纳） ÷ 立案件数"},
		figureRule{code: "reworked", name: "重新交办", num: reworked, rule: "重新交办的件数：不满意的，评议低分的"},
		figureRule{code: "reworked.low", name: "评议低分重新办理", num: reworkedLow, rule: "其中因民主评议得分低于重办线、满意度线而重新交办的件数"},
	)
}

// satisfactionBase chooses what the office divides by where it rates satisfaction: what was answered, or the opinions given without those of 未表态.
func satisfactionBase[T any](settings map[string]string, answered, given T) T {
	if settings["rate.satisfaction"] == "已答复件数" {
		return answered
	}
	return given
}

// UnitSatisfaction is what the office divides by where it rates the satisfaction with one unit's work, the replies or the opinions given, and what that is called.
func UnitSatisfaction[T any](settings map[string]string, replied, given T) (base T, called string) {
	return satisfactionBase(settings, replied, given), satisfactionBase(settings, "主办已答复", "表态数（剔除未表态）")
}

// figureRule declares one figure over the proposals of a year: which of them the numerator counts and, for a rate,
// which the denominator counts.
type figureRule struct {
	code, name string
	num, den   *condition
	rule       string
}

// RateDigits is the number of decimals of rates, 2 unless the setting says otherwise.
func RateDigits(settings map[string]string) int {
	digits, err := strconv.Atoi(settings["rate.digits"])
	if err != nil || digits < 0 || digits > 6 {
		return 2
	}
	return digits
}

func (r figureRule) figure(t *census, digits int) measure.Figure {
	f := measure.Figure{Code: r.code, Name: r.name, Unit: "件", Rule: r.rule, IsRate: r.den != nil, Counted: t.those(r.num)}
	f.Num = f.Counted.Len()
	if f.IsRate {
		f.Digits, f.Base = digits, t.those(r.den)
		f.Den = f.Base.Len()
	}
	return f
}
