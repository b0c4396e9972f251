package main

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"cppccdesk/data/intake"
	"cppccdesk/data/take"
	"cppccdesk/data/zh"
)

// report prints what became of one file: the counts on standard output, what wants reading on standard error.
func (p *program) report(im *take.Import) {
	p.print(p.out, "%s: %s\n", im.File, im.Summary())
	p.print(p.err, "%s：%s。\n", im.File, counted(im))
	for _, unused := range im.Unused("未导入") {
		p.print(p.err, "%s：%s\n", im.File, unused)
	}
	if remembered := im.Remembered(); len(remembered) > 0 {
		p.print(p.err, "%s：按上次的对应：%s；不对时请用 --map 写明。\n", im.File, strings.Join(remembered, "、"))
	}
	for _, note := range slices.Concat(im.Notes, im.Strange) {
		p.print(p.err, "%s：%s\n", im.File, note)
	}
	if im.Masked > 0 {
		p.print(p.err, "%s：%d 个打了星号的单元格没有导入，原值不变。\n", im.File, im.Masked)
	}
	p.reportBlocks(im)
	for _, q := range im.Words {
		if q.Answer.Do == 0 && q.Closed && len(q.Known) > 0 {
			p.print(p.err, "%s：%s\n", im.File, askWord(q))
		}
	}
	for _, m := range im.Marked {
		if !m.Out {
			p.print(p.err, "%s：不要%s，可以用 --without %s。\n", im.File, m.Title(), markName(m.Mark))
		}
	}
	p.reportRows(im)
	if n := im.Count(take.RowAsked); n > 0 {
		p.print(p.err, "%s：待确认的 %d 行没有写入；就是已有的那一条用 --decide 行=same 写明，另是一条或照样录入用 --decide 行=new，不要用 --decide 行=skip。\n", im.File, n)
	}
}

// counted is how many rows came to what, as people say it; Summary is for programs.
func counted(im *take.Import) string {
	var parts []string
	for _, o := range []take.Outcome{take.RowNew, take.RowChanged, take.RowSame, take.RowRejected, take.RowAsked, take.RowSkipped} {
		if n := im.Count(o); n > 0 || o <= take.RowRejected {
			parts = append(parts, fmt.Sprintf("%s %d 行", o, n))
		}
	}
	return strings.Join(parts, "，")
}

func markName(mark intake.Mark) string {
	for name, m := range markNames {
		if m == mark {
			return name
		}
	}
	return ""
}

// mostKnown is how many names one sentence lists.
const mostKnown = 12

// reportBlocks says how to have a layout of blocks of scores read otherwise.
func (p *program) reportBlocks(im *take.Import) {
	if im.BlocksFrom == take.BlocksRemembered {
		p.print(p.err, "%s：版式不对时请用 --layout 写明。\n", im.File)
	}
}

// askWord says how a word that keeps rows out is answered about.
func askWord(q *take.WordQuestion) string {
	if q.Unlike {
		return fmt.Sprintf("「%[1]s」在「%[2]s」一栏有 %[3]d 处，%[4]s。不是%[5]s的请用 --word %[1]s= 留空；是已有的%[5]s用 --word %[1]s=%[6]s 写明，记入它的曾用名；是新的%[5]s用 --word %[1]s=+。", q.Text, q.Heading, q.Rows, q.How, q.Body, q.Known[0])
	}
	if q.Body != "" {
		return fmt.Sprintf("「%[1]s」在「%[2]s」一栏有 %[3]d 处，%[4]s。是它请用 --word %[1]s=%[5]s 写明，记入它的曾用名；是另一个%[6]s，用 --word %[1]s=+。", q.Text, q.Heading, q.Rows, q.How, q.Known[0], q.Body)
	}
	if q.Named {
		known, tail := q.Known, ""
		if n := len(known); n > mostKnown {
			known, tail = known[:mostKnown], fmt.Sprintf("等 %d 个", n)
		}
		if q.How != "" && q.Grows {
			return fmt.Sprintf("「%[1]s」%[2]s，有 %[3]d 处。是他请用 --word %[1]s=%[4]s 写明；不是本届委员、要照写录入的，用 --word %[1]s=+，记住以后不再问。", q.Text, q.How, q.Rows, q.Known[0])
		}
		if q.How != "" {
			return fmt.Sprintf("「%s」%s，有 %d 处；可以是：%s%s。请用 --word %s=姓名 写明是哪一位，如 --word %s=%s。", q.Text, q.How, q.Rows, zh.JoinNames(known), tail, q.Text, q.Text, q.Known[0])
		}
		return fmt.Sprintf("「%s」是不认识的%s，有 %d 处；可以是：%s%s。请用 --word %s=名称 写明当作哪一个%s。",
			q.Text, q.Heading, q.Rows, zh.JoinNames(known), tail, q.Text, example(q))
	}
	which := cmp.Or(example(q), "（--word "+q.Text+"=有的词）")
	if q.Grows {
		which += "；要新增为一个词，用 --word " + q.Text + "=+"
	}
	return fmt.Sprintf("「%s」在「%s」一栏有 %d 处，用词表里没有，有的是：%s。请用 --word 写明当作哪一个%s；记住以后不再问。", q.Text, q.Heading, q.Rows, zh.JoinNames(q.Known), which)
}

// example is how the answer is written where one of the known words is like the one asked about, "" where none is.
func example(q *take.WordQuestion) string {
	best, most := "", 0
	for _, word := range q.Known {
		if shared := sharedRunes(q.Text, word); shared > most && 2*shared >= min(utf8.RuneCountInString(q.Text), utf8.RuneCountInString(word)) {
			best, most = word, shared
		}
	}
	if best == "" {
		return ""
	}
	return "，如 --word " + q.Text + "=" + best
}

// sharedRunes is how many characters of a are in b.
func sharedRunes(a, b string) (n int) {
	for _, r := range a {
		if strings.ContainsRune(b, r) {
			n++
		}
	}
	return n
}

// reportRows names the rows that were refused, those of one reason in one line, and those that were taken in though they may be somebody else's.
func (p *program) reportRows(im *take.Import) {
	type refusal struct{ where, reason string }
	var refusals []refusal
	lines := map[refusal][]string{}
	for _, row := range im.Rows {
		switch {
		case row.Outcome == take.RowRejected || row.Outcome == take.RowAsked:
			r, line := refusal{"工作表「" + row.Sheet + "」第 ", row.Reason}, strconv.Itoa(row.Line)
			if row.From != "" {
				r.where, line = "", intake.FromWords(row.From)
			}
			if lines[r] == nil {
				refusals = append(refusals, r)
			}
			lines[r] = append(lines[r], line)
		case len(row.Likely) > 0:
			p.print(p.err, "工作表「%s」第 %d 行%s，请留意：%s。\n", row.Sheet, row.Line, row.Outcome, row.Likely[0].Why)
		}
	}
	const most = 20
	for _, r := range refusals {
		of, tail := lines[r], ""
		if n := len(of); n > most {
			of, tail = of[:most], fmt.Sprintf("等 %d", n)
		}
		if r.where != "" { // else each says it
			tail += " 行"
		}
		p.print(p.err, "%s%s%s退回：%s\n", r.where, strings.Join(of, "、"), tail, r.reason)
	}
}
