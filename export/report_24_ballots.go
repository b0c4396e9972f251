package export

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/scoring"
	"cppccdesk/export/sheet"
)

// ballotRound is a round of an evaluation by ballots: one row of the accounting.
type ballotRound struct {
	*evaluation.Box
	scoring.Accounting
}

// ballotsReport has the accounting of the year's rounds, void ones among them, then of each vote what was chosen for every target.
var ballotsReport = Report{Code: "24", Name: "评议票统计表", Fixed: "栏目是票决的档次", Build: func(y *Year) []sheet.Table {
	tables := []sheet.Table{y.roundTable()}
	for i := range y.Votes {
		tables = append(tables, y.optionTable(&y.Votes[i]))
	}
	return tables
}}

func (y *Year) roundTable() sheet.Table {
	var rounds []ballotRound
	for _, v := range y.Votes {
		for _, box := range v.Rounds {
			rounds = append(rounds, ballotRound{box, box.Accounting()})
		}
	}
	number := func(key, over, name string, value func(r ballotRound) int) sheet.Field[ballotRound] {
		return sheet.Field[ballotRound]{Column: sheet.Column{Key: key, Path: []string{over, name}, Kind: sheet.Int}, Value: func(r ballotRound) any { return value(r) }}
	}
	fields := []sheet.Field[ballotRound]{
		{Column: sheet.Column{Key: "evaluation", Path: []string{"评议名称"}, Width: 26}, Value: func(r ballotRound) any { return r.Evaluation }},
		{Column: sheet.Column{Key: "round", Path: []string{"轮次"}, Kind: sheet.Center}, Value: func(r ballotRound) any { return "第" + strconv.Itoa(r.Box.Number) + "轮" }},
		{Column: sheet.Column{Key: "held_on", Path: []string{"测评日期"}, Kind: sheet.Date}, Value: func(r ballotRound) any { return r.HeldOn }},
		number("due", "到会（人）", "应到", func(r ballotRound) int { return r.Due }),
		number("present", "到会（人）", "实到", func(r ballotRound) int { return r.Present }),
		{Column: sheet.Column{Key: "quorum", Path: []string{"到会（人）", "过半数"}, Kind: sheet.Center}, Value: func(r ballotRound) any {
			return map[bool]string{true: "是", false: "否"}[r.Quorum()]
		}},
		number("issued", "票（张）", "发出", func(r ballotRound) int { return r.Issued }),
		number("returned", "票（张）", "收回", func(r ballotRound) int { return r.Accounting.Returned }),
		number("valid", "票（张）", "有效", func(r ballotRound) int { return r.First - r.EnteredSpoiled }),
		number("spoiled", "票（张）", "无效", func(r ballotRound) int { return r.EnteredSpoiled }),
		number("first", "录入（张）", "一录", func(r ballotRound) int { return r.First }),
		number("second", "录入（张）", "二录", func(r ballotRound) int { return r.Second }),
		number("open", "录入（张）", "未核对", func(r ballotRound) int { return r.Open }),
		{Column: sheet.Column{Key: "status", Path: []string{"状态"}, Kind: sheet.Center}, Value: func(r ballotRound) any { return r.Status() }},
		{Column: sheet.Column{Key: "note", Path: []string{"说明"}, Width: 18}, Value: func(r ballotRound) any { return cmp.Or(r.VoidWhy, strings.Join(r.Contradictions(), "；")) }},
	}
	t := y.table("评议票务统计表", "人、张")
	t.Columns, t.Rows, t.CenterNumbers = sheet.Columns(fields), sheet.Rows(fields, rounds), true
	t.Notes = []string{
		"到会过半数：实到 × 2 > 应到。应到 ≥ 实到 ≥ 发出 ≥ 收回 = 有效 + 无效，不符的写在说明里；不了解、弃权各列一栏。每个对象各档与弃权之和 = 有效票。收回多于发出的一轮作废、重来，留作记录，不计结果；有效、无效按录入的票计，有效 + 无效 = 收回的才能锁定计票。",
		"无记名，一次发票、一次收票；每张票由两个人各录一次，不同之处对照原票核对。未核对为两次录入不同而没有核对的处数。",
	}
	return t
}

// voteName tells the tables of several votes apart.
func (y *Year) voteName(v *evaluation.BallotResult, title string) string {
	if len(y.Votes) > 1 {
		return v.Name
	}
	return title
}

// voteAccount is the accounting of the round that counts, in one line: below the title it would push the foot of a short table to a page of its own.
func voteAccount(v *evaluation.BallotResult) string {
	if v.Counted == nil {
		return v.Name + "。"
	}
	a := v.Counted.Accounting()
	return fmt.Sprintf("%s第 %d 轮：应到 %d 人，实到 %d 人，发出 %d 张，收回 %d 张，有效 %d 张，无效 %d 张。",
		v.Name, v.Counted.Number, a.Due, a.Present, a.Issued, a.Returned, a.First-a.EnteredSpoiled, a.EnteredSpoiled)
}

// voteLock says by whom the round that counts was locked, with the seal; what is not locked is told among the notices.
func voteLock(v *evaluation.BallotResult) string {
	if len(v.Locks) == 0 {
		return ""
	}
	return evaluation.LockNote(v.Locks)
}

// optionTable is what the valid ballots of a vote chose, target by target.
func (y *Year) optionTable(v *evaluation.BallotResult) sheet.Table {
	counted := v.Counted != nil
	var divide, satisfied []string
	fields := targetFields()
	for i, o := range v.Rubric.Options {
		key := "option" + strconv.Itoa(i+1)
		over := "得票（张）"
		if o.Counted {
			divide = append(divide, key)
		}
		if o.Satisfied {
			satisfied = append(satisfied, key)
		}
		fields = append(fields, sheet.Field[evaluation.BallotTargetResult]{
			Column: sheet.Column{Key: key, Path: []string{over, o.Name}, Kind: sheet.Int, Total: sheet.Sum},
			Value:  func(t evaluation.BallotTargetResult) any { return orNone(counted, t.Tally.Votes[i]) },
		})
	}
	fields = append(fields,
		sheet.Field[evaluation.BallotTargetResult]{
			Column: sheet.Column{Key: "abstained", Path: []string{"得票（张）", evaluation.Abstained}, Kind: sheet.Int, Total: sheet.Sum},
			Value:  func(t evaluation.BallotTargetResult) any { return orNone(counted, t.Tally.Abstained) },
		},
		sheet.Field[evaluation.BallotTargetResult]{
			Column: sheet.Column{Key: "ballots", Path: []string{"得票（张）", "合计"}, Kind: sheet.Int, Total: sheet.Sum},
			Value:  func(t evaluation.BallotTargetResult) any { return orNone(counted, t.Tally.Ballots()) },
		},
		sheet.Field[evaluation.BallotTargetResult]{Column: sheet.Column{Key: "counted", Path: []string{"计入票"}, Kind: sheet.Int, Calc: sheet.SumOf(divide...), Total: sheet.Sum}},
		sheet.Field[evaluation.BallotTargetResult]{Column: sheet.Column{Key: "rate", Path: []string{"满意率"}, Kind: sheet.Percent, Calc: sheet.Ratio(satisfied, divide), Total: sheet.Recalc}},
	)
	if len(satisfied) == 0 {
		fields = fields[:len(fields)-1]
	}
	fields = append(fields, outcomeFields(v)...)
	t := y.table("评议票统计表", "张、分")
	t.Name = y.voteName(v, t.Name)
	t.CenterNumbers = true
	t.Columns, t.Rows = sheet.Columns(fields), sheet.Rows(fields, v.Targets)
	t.Notes = []string{voteAccount(v) + strings.Join(v.Notices, "") + voteLock(v), voteNote(v.Rubric)}
	return t
}

// orNone leaves the cell of a vote without results empty.
func orNone(counted bool, n int) any {
	if !counted {
		return nil
	}
	return n
}

// targetFields say what was voted on.
func targetFields() []sheet.Field[evaluation.BallotTargetResult] {
	return []sheet.Field[evaluation.BallotTargetResult]{
		{Column: sheet.Column{Path: []string{"序号"}, Kind: sheet.Serial}},
		{Column: sheet.Column{Key: "unit", Path: []string{"评议对象"}, Width: 22, Total: sheet.Count}, Value: func(t evaluation.BallotTargetResult) any { return t.Label }},
		{Column: sheet.Column{Key: "class", Path: []string{"类别"}, Kind: sheet.Center}, Value: func(t evaluation.BallotTargetResult) any { return t.Class }},
	}
}

// outcomeFields say what a target came to.
func outcomeFields(v *evaluation.BallotResult) []sheet.Field[evaluation.BallotTargetResult] {
	fields := []sheet.Field[evaluation.BallotTargetResult]{
		{Column: sheet.Column{Key: "score", Path: []string{"结果", "得分"}, Kind: sheet.Decimal2}, Value: func(t evaluation.BallotTargetResult) any {
			if t.Result.Score == nil {
				return t.ScoreText
			}
			score, _ := t.Result.Score.Float64() // exactness ends at the cell
			return score
		}},
		{Column: sheet.Column{Key: "grade", Path: []string{"结果", "等次"}, Kind: sheet.Center}, Value: func(t evaluation.BallotTargetResult) any { return t.Result.Grade }},
		{Column: sheet.Column{Key: "rank", Path: []string{"结果", "名次"}, Kind: sheet.Int}, Value: func(t evaluation.BallotTargetResult) any { return orBlank(int64(t.Rank)) }},
		{Column: sheet.Column{Key: "note", Path: []string{"说明"}, Width: 16}, Value: func(t evaluation.BallotTargetResult) any { return t.Note }},
	}
	if len(v.Rubric.Grades) == 0 {
		fields = append(fields[:1], fields[2:]...)
	}
	return fields
}

// voteNote states how results come about: options, line, grades, ties. It is short, or a vote of a few units takes two pages.
func voteNote(r evaluation.Rubric) string {
	var options, satisfied []string
	for _, o := range r.Options {
		if !o.Counted {
			options = append(options, o.Name+"不计")
			continue
		}
		options = append(options, fmt.Sprintf("%s %s", o.Name, o.Points.Decimal()))
		if o.Satisfied {
			satisfied = append(satisfied, o.Name)
		}
	}
	text := "得分 = Σ（档分 × 票）÷ 计入票：" + strings.Join(options, "、")
	if len(satisfied) > 0 {
		text += "；满意率按" + strings.Join(satisfied, "、")
	}
	if r.Line > 0 {
		text += fmt.Sprintf("，低于 %s%% 的跟踪督办并重新办理", r.Line.Decimal())
	}
	var grades []string
	for _, g := range r.Grades {
		grades = append(grades, fmt.Sprintf("%s ≥ %s 分", g.Name, scoring.Points(g.Lower).Decimal()))
	}
	if len(grades) > 0 {
		text += "；等次：" + strings.Join(grades, "、") + "，先定等再舍入"
	}
	return text + "；" + tieNote(r) + "，同类内排名。"
}

// voteTable is the part of report 08 with the results of a vote.
func (y *Year) voteTable(v *evaluation.BallotResult) sheet.Table {
	result := func(key, name string, value func(t evaluation.BallotTargetResult) any) sheet.Field[evaluation.BallotTargetResult] {
		return sheet.Field[evaluation.BallotTargetResult]{Column: sheet.Column{Key: key, Path: []string{"票", name}, Kind: sheet.Int, Total: sheet.Sum}, Value: value}
	}
	counted := v.Counted != nil
	fields := append(targetFields(),
		sheet.Field[evaluation.BallotTargetResult]{Column: sheet.Column{Key: "number", Path: []string{"案号"}, Kind: sheet.Int}, Value: func(t evaluation.BallotTargetResult) any { return orBlank(t.ProposalNumber) }},
		sheet.Field[evaluation.BallotTargetResult]{Column: sheet.Column{Key: "title", Path: []string{"案由"}, Width: 30}, Value: func(t evaluation.BallotTargetResult) any { return t.ProposalTitle }},
		result("ballots", "有效", func(t evaluation.BallotTargetResult) any { return orNone(counted, t.Tally.Ballots()) }),
		result("counted", "计入", func(t evaluation.BallotTargetResult) any { return orNone(counted, t.Result.Counted) }),
		result("satisfied", "满意侧", func(t evaluation.BallotTargetResult) any { return orNone(counted, t.Result.Satisfied) }),
		sheet.Field[evaluation.BallotTargetResult]{Column: sheet.Column{Key: "rate", Path: []string{"满意率"}, Kind: sheet.Percent, Calc: sheet.Ratio([]string{"satisfied"}, []string{"counted"})}},
	)
	fields = append(fields, outcomeFields(v)...)
	t := y.table("民主评议票决结果表", "张、分")
	t.Name = y.voteName(v, t.Name)
	t.CenterNumbers = true
	t.Columns, t.Rows = sheet.Columns(fields), sheet.Rows(fields, v.Targets)
	t.Notes = []string{voteAccount(v) + strings.Join(v.Notices, "") + voteLock(v), voteNote(v.Rubric) + "各档得票和票务见 24 号表。"}
	return t
}

// voteChecks compare reports 08 and 24 and the accounting of the rounds with the ballots.
func (y *Year) voteChecks() []check {
	var list []check
	for i := range y.Votes {
		v := &y.Votes[i]
		if v.Counted == nil {
			continue
		}
		a := v.Counted.Accounting()
		valid := int64(a.First - a.EnteredSpoiled)
		at := len(y.evaluations()) + i // behind the tables of sheets
		list = append(list,
			check{"评议票收回", statement{"24有效 + 无效 " + v.Name, valid + int64(a.EnteredSpoiled)}, statement{"票务登记的收回票", int64(a.Returned)}},
			check{"评议票无效", statement{"24录入的无效票 " + v.Name, int64(a.EnteredSpoiled)}, statement{"票务登记的无效票", int64(a.Spoiled)}},
			check{"评议票各档与弃权", y.total("24", i+1, "ballots"), statement{"有效票 × 评议对象 " + v.Name, valid * int64(len(v.Targets))}},
			check{"评议票计入", y.total("24", i+1, "counted"), y.total("08", at, "counted")},
			check{"票决对象", y.total("24", i+1, "unit"), y.total("08", at, "unit")})
	}
	return list
}
