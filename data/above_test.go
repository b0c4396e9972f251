package data_test

import (
	"slices"
	"testing"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/take"
)

// A cell that says 同上 takes what the row above says, when the user asks for it, and says so.
func TestSameAsAbove(t *testing.T) {
	rows := sheetOf("名单", "案号,案由,第一提案人,分类,收到日期", "31,关于停车的建议,张三,城建管理,2026-01-10", "32,关于河道的建议,同上,〃,同上", "33,关于桥梁的建议,同上,同上,2026-01-11", "34,同上,李四,,")
	o := openOffice(t)
	_, im := o.takenWith(proposal.Proposals, record.Scope{TermID: 1}, take.Options{}, rows)
	if im.Above != 6 || im.Rows[1].Reason != "「第一提案人」一栏为「同上」，这一栏不能空缺，请补上，或选「取上一行的内容」，再导入。" || im.Rows[3].Reason != "「案由」一栏为「同上」，这一栏不能空缺，请补上，或选「取上一行的内容」，再导入。" {
		t.Errorf("%d cells, %v, %s", im.Above, im.Rows[1], im.Rows[3].Reason)
	}
	o = openOffice(t)
	_, im = o.takenWith(proposal.Proposals, record.Scope{TermID: 1}, take.Options{Above: true}, rows)
	stored, err := proposal.Proposals.Records(t.Context(), o.DB(), record.Scope{TermID: 1, Year: 2026})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range stored {
		v := r.Values
		if record.CountOf(v["number"]) <= 30 {
			continue // of the office before
		}
		got = append(got, v["number"]+" "+v["title"]+" "+v["proposer"]+" "+v["category"]+" "+v["received_on"])
	}
	slices.Sort(got)
	want := []string{
		"31 关于停车的建议 张三 城建管理 2026-01-10", "32 关于河道的建议 张三 城建管理 2026-01-10", "33 关于桥梁的建议 张三 城建管理 2026-01-11", "34 关于桥梁的建议 李四  ",
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	for _, note := range []string{
		"「第一提案人」一栏的「同上」取了上一行的内容：第 3 行「张三」、第 4 行「张三」。请核对。",
		"「分类」一栏的「〃」取了上一行的内容：第 3 行「城建管理」。请核对。",
	} {
		if !slices.Contains(im.Notes, note) {
			t.Errorf("notes %q lack %q", im.Notes, note)
		}
	}
}
