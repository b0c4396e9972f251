package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
)

// stored31 is what became of proposal 31: its units, the day of the reply and the proposers.
func (o office) stored31() string {
	o.tb.Helper()
	records, err := proposal.Proposals.Records(o.tb.Context(), o.DB(), in2026)
	if err != nil {
		o.tb.Fatal(err)
	}
	for _, r := range records {
		if v := r.Values; v["number"] == "31" {
			return strings.Join([]string{v["lead_units"], v["co_units"], v["handling"], v["replied_on"], v["proposer"], v["joint"]}, "|")
		}
	}
	return ""
}

// A proposal written over several rows, one for each unit or proposer, is one proposal; what only one of them can say refuses all of them.
func TestProposalOverSeveralRows(t *testing.T) {
	const heads, first = "案号|案由|提案人|承办单位|分工|交办日期|答复日期", "31|关于甲乙丙的建议|民建县委"
	for _, c := range []struct {
		name                   string
		rows                   []string
		outcomes, stored, said string
	}{
		{
			"empty numbers",
			[]string{heads, first + "|县水务局|主办|2026-03-01|2026-05-01", "|||县教育局|会办||2026-04-20", "|||县公安局|会办||"},
			"新增 相同 相同", "县水务局|县教育局、县公安局||2026-05-01|民建县委|", "会办单位的答复不在这张表里录入",
		},
		{
			"numbers repeated, the lead last",
			[]string{heads, first + "|县教育局|会办|2026-03-01|", first + "|县水务局|主办|2026-03-01|2026-05-01"},
			"新增 相同", "县水务局|县教育局||2026-05-01|民建县委|", "一件提案写成几行，合成一件录入",
		},
		{
			"each answers",
			[]string{heads, first + "|县教育局|分办|2026-03-01|", "|||县水务局|分办|2026-03-01|"},
			"新增 相同", "县教育局、县水务局||分办||民建县委|", "「分工」读作承办单位的分工",
		},
		{
			"each answered",
			[]string{heads, first + "|县教育局|分办|2026-03-01|2026-05-01", "|||县水务局|分办|2026-03-01|2026-05-02"},
			"退回 第 2、3 行写的是同一提案，「答复日期」看不出录入哪一个 退回 与第 2 行是同一提案，那一行没有录入", "", "",
		},
		{
			"parts not said",
			[]string{"案号|案由|提案人|承办单位|交办日期", first + "|县教育局|2026-03-01", "|||县水务局|"},
			"退回 主办单位只能有 1 家 退回 与第 2 行是同一提案", "", "",
		},
		{
			"proposers",
			[]string{"案号|案由|提案人|承办单位|交办日期", first + "|县教育局|2026-03-01", "||民盟县委||"},
			"新增 相同", "县教育局||||民建县委|民盟县委", "",
		},
		{
			"parts in one row",
			[]string{heads, first + "|县教育局、县水务局|会办|2026-03-01|"},
			"退回 「主办单位」写的是", "", "",
		},
		{
			"numbered units of one cell",
			[]string{
				"案号|案由|提案人|主办单位|会办单位|办理方式|交办日期", first + "|1.县教育局 2.县水务局||分办|2026-03-01",
				"32|关于丁的建议|民建县委|县教育局|（1）县公安局（2）县水务局||2026-03-01", "33|关于戊的建议|民建县委|县教育局|①县公安局；②县水务局||2026-03-01", "34|关于己的建议|民建县委|县教育局|1、县公安局3、县水务局||2026-03-01",
			},
			"新增 新增 新增 退回", "县教育局、县水务局||分办||民建县委|", "",
		},
		{
			"units that each answer",
			[]string{"案号|案由|提案人|主办单位|分办单位|交办日期", first + "||县教育局、县水务局|2026-03-01"},
			"新增", "县教育局、县水务局||分办||民建县委|", "「分办单位」读作承办单位的分工",
		},
		{
			"both a lead and units that each answer",
			[]string{"案号|案由|提案人|主办单位|分办单位|交办日期", first + "|县公安局|县教育局、县水务局|2026-03-01"},
			"退回 「主办单位」写的是", "", "",
		},
		{
			"units that each answer, and one that helps",
			[]string{"案号|案由|提案人|分办单位|会办单位|交办日期", first + "|县教育局、县水务局|县公安局（会办）|2026-03-01"},
			"新增", "县教育局、县水务局|县公安局|分办||民建县委|", "「分办单位」读作承办单位的分工",
		},
		{
			"a unit alone in a column of its own",
			[]string{"案号|案由|提案人|独办单位|主办单位|会办单位|交办日期", first + "|县教育局|||2026-03-01"},
			"新增", "县教育局||||民建县委|", "「独办单位」读作承办单位的分工",
		},
		{
			"a unit alone and one that leads",
			[]string{"案号|案由|提案人|独办|主办单位|会办单位|交办日期", first + "|县教育局|县公安局||2026-03-01"},
			"退回 看不清各单位的分工", "", "",
		},
		{
			"parts under one heading, other words for those that help",
			[]string{"案号|案由|提案人|承办单位||||交办日期", "|||单办|主办|会办|配合|", first + "||县教育局|县公安局|县水务局|2026-03-01"},
			"新增", "县教育局|县水务局、县公安局|||民建县委|", "「配合」读作承办单位的分工",
		},
		{
			"ticks for the part",
			[]string{"案号|案由|提案人|承办单位|独办|牵头|交办日期", first + "|县教育局||√|2026-03-01"},
			"新增", "县教育局||||民建县委|", "「牵头」读作承办单位的分工",
		},
		{
			"all units beside those of each part",
			[]string{"案号|案由|提案人|承办单位|主办单位|会办单位|交办日期", first + "|县教育局、公安局|县教育局|县公安局|2026-03-01", "32|关于丁的建议|民建县委|县教育局|||2026-03-01", "33|关于戊的建议|民建县委|县教育局、县水务局|县教育局|县公安局|2026-03-01"},
			"新增 新增 退回 「承办单位」一栏有「县水务局」，主办、会办各栏里却没有", "县教育局|县公安局|||民建县委|", "「承办单位」与各分工的单位核对",
		},
		{
			"other words for the part",
			[]string{heads, first + "|县水务局|承办|2026-03-01|2026-05-01", "|||县教育局|协办||", "|||县公安局|配合||"},
			"新增 相同 相同", "县水务局|县教育局、县公安局||2026-05-01|民建县委|", "",
		},
		{
			"a word for no part",
			[]string{heads, first + "|县水务局|独办|2026-03-01|", "32|关于丁的建议|民建县委|县教育局|帮忙|2026-03-01|", "33|关于戊的建议|民建县委|县公安局|会办|2026-03-01|"},
			"新增 退回 「分工」一栏为「帮忙」，看不出是哪一种分工；认得的有主办（承办、独办、单办、牵头）、分办、会办（协办、配合、协助）。 退回 「主办单位」写的是", "县水务局||||民建县委|", "",
		},
		{
			"a word for no part in a later row",
			[]string{heads, first + "|县水务局|主办|2026-03-01|", "|||县教育局|帮忙||"},
			"退回 第 3 行「分工」一栏为「帮忙」 退回 与第 2 行是同一提案", "", "",
		},
		{
			"a later row that leaves its part open",
			[]string{heads, first + "|县水务局|主办|2026-03-01|", "|||县教育局|||", "|||县公安局|会办||"},
			"退回 第 3 行没有写「县教育局」是主办还是会办 退回 与第 2 行是同一提案", "", "",
		},
		{
			"the only one that does not help",
			[]string{heads, first + "|县教育局|会办|2026-03-01|", "|||县水务局|||"},
			"新增 相同", "县水务局|县教育局|||民建县委|", "",
		},
		{
			"what another row alone says",
			[]string{"案号|案由|提案人|承办单位|分工|交办日期|备注", first + "|县水务局|主办|2026-03-01|", "|||县教育局|会办||急"},
			"新增 相同", "县水务局|县教育局|||民建县委|", "",
		},
		{
			"no row of it",
			[]string{heads, first + "|县水务局|主办|2026-03-01|", "||||||", "|||县教育局|会办||"},
			"新增 退回 缺少「案由」", "县水务局||||民建县委|", "",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := openOffice(t)
			got, im := o.takenSheets(proposal.Proposals, pipedSheet(c.rows...))
			rest := got
			for _, want := range strings.SplitAfter(c.outcomes, " ") { // each of the sentences goes on
				at := strings.Index(rest, strings.TrimSpace(want))
				if at < 0 {
					t.Fatalf("rows %s, want %s", got, c.outcomes)
				}
				rest = rest[at+len(strings.TrimSpace(want)):]
			}
			if stored := o.stored31(); stored != c.stored {
				t.Errorf("stored %s, want %s", stored, c.stored)
			}
			if said := strings.Join(append(im.Notes, im.Strange...), "|"); !strings.Contains(said, c.said) || strings.ContainsAny(strings.Join(im.Unknown, ""), "分办配") {
				t.Errorf("said %s, unknown %v, want %s", said, im.Unknown, c.said)
			}
		})
	}
}

// The number of people behind a 界别 is no part of its name, and a post behind that of a body is another column's.
func TestCountAndPostBehindABody(t *testing.T) {
	o := openOffice(t)
	o.save(roster.Members, record.Values{"name": "旧委员", "sector": "教育界", "committees": "提案委员会"})
	got, im := o.takenSheets(roster.Members, pipedSheet("姓名|界别|专委会", "赵甲|教育界 2人|", "钱乙|工商联界3人|提案委员会", "孙丙|教育界|提案委员会副主任"))
	if !strings.HasPrefix(got, "新增\n新增\n退回") || !strings.Contains(got, "名称里写着职务「副主任」") {
		t.Errorf("rows %s, %v", got, im.Strange)
	}
	if names := strings.Join(o.texts("SELECT name FROM sector ORDER BY name"), "|"); strings.Contains(names, "人") {
		t.Errorf("界别 %s", names)
	}
}

// 聘期 in one cell has the first and the last day.
func TestEngagementInACell(t *testing.T) {
	for cell, want := range map[string]string{
		"2026.2—2026.12":          "2026-02 2026-12",
		"2026年3月至12月":             "2026-03 2026-12",
		"2026年2月26日至12月31日":       "2026-02-26 2026-12-31",
		"2026.02.26-2027.02.25":   "2026-02-26 2027-02-25",
		"2026-02-26 至 2027-02-25": "2026-02-26 2027-02-25",
		"2026.3":                  "2026-03 ",
		"一年":                      "退回 「聘期」一栏为「一年」，应写起止日期，如 2026-03-01 至 2027-02-28，或分成「聘任日期」「任期截止」两栏。",
		"2026.13—2027.2":          "退回 「聘期」一栏为「2026.13—2027.2」，应写起止日期",
	} {
		o := openOffice(t)
		got, _ := o.takenSheets(roster.Supervisors, pipedSheet("姓名|聘期|备注", "孔令甲|"+cell+"|"))
		if got == "新增" {
			got = o.valuesOf(roster.Supervisors, "from_on", "to_on")
		}
		if !strings.HasPrefix(got, want) {
			t.Errorf("%s: %s, want %s", cell, got, want)
		}
	}
	o := openOffice(t)
	if got, _ := o.takenSheets(roster.Supervisors, pipedSheet("姓名|聘期|任期截止", "孔令甲|2026.2—2026.12|2027-01")); !strings.Contains(got, "「任期截止」一栏却是「2027-01」，请核对") {
		t.Errorf("another end: %s", got)
	}
}
