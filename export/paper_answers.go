package export

import (
	"slices"
	"strings"

	"cppccdesk/data/proposal"
	"cppccdesk/data/proposal/docket"
	"cppccdesk/data/zh"
	"cppccdesk/export/paper"
)

// asked is one proposer who is to say what he thinks of one unit's work on a proposal.
type asked struct {
	assigned

	proposer string
	merged   string // the title of his own proposal, which was merged into this one
}

// returnBy is until when a form about the unit's reply is to be back; "" before there is a reply.
func (y *paperYear) returnBy(a assigned) string {
	day, _, err := y.ruler.FeedbackDay(&a.Head, a.RepliedOn)
	if err != nil { // no rule, no day: the form says the period
		return ""
	}
	return y.dueText(day)
}

// talksOf are the talks of the unit, those with nobody in particular among them.
func talksOf(a assigned) []proposal.PaperTalk {
	return slices.DeleteFunc(slices.Clone(a.Consulted), func(t proposal.PaperTalk) bool { return t.UnitID != 0 && t.UnitID != a.UnitID })
}

func lastTalkOf(a assigned) proposal.PaperTalk {
	if talks := talksOf(a); len(talks) > 0 {
		return talks[len(talks)-1]
	}
	return proposal.PaperTalk{}
}

var returnValues = []value[assigned]{{"返还期限", "征询意见表返还的期限，从答复日期算起；还没有答复的空着", func(y *paperYear, a assigned) string { return y.returnBy(a) }}}

var askedValues = joined(lifted(joined(assignedValues, returnValues...), func(_ *paperYear, a asked) assigned { return a.assigned }), []value[asked]{
	{"提案者", "这一份是给哪一位的", func(_ *paperYear, a asked) string { return a.proposer }},
	{"并入提案", "这位提案者自己的提案并入本案时，那件的案由；别的空着", func(_ *paperYear, a asked) string { return a.merged }},
	{"面商日期", "最近一次面商的日期", func(_ *paperYear, a asked) string { return dayText(lastTalkOf(a.assigned).On) }},
	{"面商人", "最近一次面商的参加人", func(_ *paperYear, a asked) string { return lastTalkOf(a.assigned).People }},
}...)

// wordList is a list with a row for each word of a dictionary.
func wordList(list, field, note string) paper.Field {
	return paper.Field{Name: list, Note: note, Each: []paper.Field{{Name: field}}}
}

func wordRows(field string, words []string) []paper.Data {
	rows := make([]paper.Data, len(words))
	for i, word := range words {
		rows[i] = paper.Data{Texts: map[string]string{field: word}}
	}
	return rows
}

var opinionForm = Paper{
	Name: "征询意见表", Each: "每件提案、每个主办（分办）单位、每位提案者一份",
	Rule:   "立案并交办、这位提案者还没有反馈的；附议人不征求，并入的提案的提案者也各一份；还没有答复的，答复日期等留白",
	ByUnit: true, Needs: needOffice, Better: betterContact,
	Fields: withCommon(fieldsOf(askedValues), []paper.Field{
		wordList("每种面商形式", "形式", "用词「面商方式」里的词"), wordList("每档评价", "评价", "用词「征询意见」里的词"), wordList("每种采纳情况", "采纳", "用词「采纳情况」里的词"),
		listOf("每次面商", "按日期", talkValues),
	}),
	make: func(y *paperYear) []document {
		var all []document
		for _, c := range y.handed() {
			for _, a := range assignedOf(c) {
				if !a.Answers() || !y.chosenUnit(a.UnitID) {
					continue
				}
				for _, who := range askedOf(a) {
					all = append(all, document{y.caseName(c) + " " + a.Unit + " " + who.proposer, paper.Data{
						Texts: textsOf(y, askedValues, who),
						Lists: map[string][]paper.Data{
							"每种面商形式": wordRows("形式", y.words["consultation_mode"]), "每档评价": wordRows("评价", y.words["satisfaction"]),
							"每种采纳情况": wordRows("采纳", y.words["adoption"]), "每次面商": rowsOf(y, talkValues, talksOf(a)),
						},
					}})
				}
			}
		}
		return all
	},
}

var talkValues = []value[proposal.PaperTalk]{
	{"面商日期", "", func(_ *paperYear, t proposal.PaperTalk) string { return dayText(t.On) }},
	{"面商形式", "", func(_ *paperYear, t proposal.PaperTalk) string { return t.Mode }},
	{"面商人", "", func(_ *paperYear, t proposal.PaperTalk) string { return t.People }},
}

// askedOf are those who have still to say what they think of a unit's work. Each proposer is answered by himself, those of proposals that were merged
// into this one too (巴彦淖尔：每人一份答复，附议人不用征求).
func askedOf(a assigned) []asked {
	var all []asked
	for _, p := range a.Proposers {
		if !p.Seconds && !a.Heard(p.Place, &a.Assignment) {
			all = append(all, asked{assigned: a, proposer: p.Name})
		}
	}
	for _, m := range a.Merged {
		for _, p := range m.Proposers {
			own := slices.ContainsFunc(a.Proposers, func(o proposal.PaperProposer) bool { return o.MemberID == p.MemberID && o.Name == p.Name })
			if !p.Seconds && !own && !a.Heard(docket.MergedPlace(p.ID), &a.Assignment) {
				all = append(all, asked{a, p.Name, m.Title})
			}
		}
	}
	return all
}

// addressed are the proposers of a proposal as a letter begins with them: 张三、李四委员, bodies by their names.
func addressed(c *proposal.PaperCase) string {
	var members, bodies []string
	for _, p := range c.Proposers {
		switch {
		case p.Seconds:
		case p.MemberID != 0:
			members = append(members, p.Name)
		default:
			bodies = append(bodies, p.Name)
		}
	}
	if len(members) > 0 {
		members[len(members)-1] += "委员"
	}
	return zh.JoinNames(append(members, bodies...))
}

// youOf is what a letter calls the proposers of a proposal: 您 of one member, 你们 of several or of bodies.
func youOf(c *proposal.PaperCase) string {
	addressees := slices.DeleteFunc(slices.Clone(c.Proposers), func(p proposal.PaperProposer) bool { return p.Seconds })
	if len(addressees) == 1 && addressees[0].MemberID != 0 && len(c.Merged) == 0 {
		return "您"
	}
	return "你们"
}

var youValue = value[*proposal.PaperCase]{"您", "提案者是一位委员的写「您」，几位、单位或有并入提案的写「你们」", func(_ *paperYear, c *proposal.PaperCase) string { return youOf(c) }}

var addressValue = value[*proposal.PaperCase]{"主送", "如 张三、李四委员", func(_ *paperYear, c *proposal.PaperCase) string { return addressed(c) }}

var replyValues = joined(joined(assignedValues, returnValues...), []value[assigned]{
	{"标题", "关于…第12号提案的答复；会办单位的是会办意见", func(y *paperYear, a assigned) string {
		number := y.session(a.PaperCase) + "第" + textOfCase(y, a.PaperCase, "案号") + "号提案的"
		if a.Role == docket.RoleCo {
			return "对" + number + "会办意见"
		}
		return "关于" + number + "答复"
	}},
	{"主送", "提案者，如 张三、李四委员，并入的提案的提案者也在内；会办单位的是主办单位", func(_ *paperYear, a assigned) string {
		if a.Role == docket.RoleCo {
			return a.Line.LeadUnits
		}
		names := []string{addressed(a.PaperCase)}
		for _, m := range a.Merged {
			names = append(names, addressed(m))
		}
		return zh.JoinNames(names)
	}},
	{"开头", "正文的第一句", func(y *paperYear, a assigned) string {
		if a.Role == docket.RoleCo {
			return "你单位主办的提案《" + a.Title + "》收悉。经研究，提出会办意见如下："
		}
		return youOf(a.PaperCase) + "提出的提案《" + a.Title + "》收悉。现答复如下："
	}},
	{"单独答复", "主办、分办单位的写「是」，会办单位的空着", func(_ *paperYear, a assigned) string {
		if a.Answers() {
			return "是"
		}
		return ""
	}},
	{"答复内容", "登记的答复内容，没有的空着", func(_ *paperYear, a assigned) string { return strings.TrimSpace(a.work.Body) }},
	{"签发人", "", func(_ *paperYear, a assigned) string { return a.work.Signer }},
}...)

// textOfCase is a field of a proposal.
func textOfCase(y *paperYear, c *proposal.PaperCase, name string) string {
	for _, v := range caseValues {
		if v.name == name {
			return v.of(y, c)
		}
	}
	return ""
}

var replyLetter = Paper{
	Name: "答复函", Each: "每件提案、每个承办单位一份", Rule: "立案并交办、没有申退的；会办单位的是会办意见；已登记的文号、日期、内容填好，没有的留白，供单位起草",
	ByUnit: true, Needs: needOffice,
	Fields: withCommon(fieldsOf(replyValues)),
	make: func(y *paperYear) []document {
		var all []document
		for _, c := range y.handed() {
			for _, a := range assignedOf(c) {
				if y.chosenUnit(a.UnitID) {
					all = append(all, document{y.caseName(c) + " " + a.Unit, paper.Data{Texts: textsOf(y, replyValues, a)}})
				}
			}
		}
		return all
	},
}

// destinations are what becomes of a proposal that is not filed, in a sentence of the letter.
var destinations = map[string]string{
	"转社情民意信息": "您反映的情况和建议，我们将作为社情民意信息编报有关方面。",
	"作委员来信":   "您的来信，我们将转有关部门处理。",
	"转意见和建议":  "您的意见和建议，我们将转有关部门研究参考。",
	"退回提案人":   "现将原件退回，您可以补充修改后重新提交。",
}

var refusalValues = joined(caseValues, addressValue, youValue,
	value[*proposal.PaperCase]{"不予立案原因", "登记的原因，用顿号分开", func(_ *paperYear, c *proposal.PaperCase) string { return c.Reasons }},
	value[*proposal.PaperCase]{"去向", "转社情民意信息等", func(_ *paperYear, c *proposal.PaperCase) string { return c.Destination }},
	value[*proposal.PaperCase]{"去向说明", "按去向写好的一句话", func(_ *paperYear, c *proposal.PaperCase) string { return destinations[c.Destination] }},
)

var refusalLetter = Paper{
	Name: "提案处理回复函", Each: "每件不予立案的提案一份", Rule: "审查结论是不予立案的", Needs: needOffice, Better: betterNumber,
	Fields: withCommon(fieldsOf(refusalValues)),
	make: func(y *paperYear) []document {
		var all []document
		for _, c := range y.cases {
			if c.Conclusion == "不予立案" && y.chosen(c) {
				all = append(all, document{y.caseName(c) + " " + c.Proposer, paper.Data{Texts: textsOf(y, refusalValues, c)}})
			}
		}
		return all
	},
}
