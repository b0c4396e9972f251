package data_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// alike names the proposals like one of an id, or like a title that is not stored.
func (o office) alike(id int64, title string) string {
	o.tb.Helper()
	titles, err := proposal.ReadTitles(o.tb.Context(), o.DB())
	if err != nil {
		o.tb.Fatal(err)
	}
	found, err := titles.Alike(o.tb.Context(), o.DB(), id, title, "2026-11-23")
	if err != nil {
		o.tb.Fatal(err)
	}
	var names []string
	for i := range found {
		names = append(names, fmt.Sprint(found[i].Called(), " ", found[i].Percent()))
	}
	return strings.Join(names, "；")
}

// Proposals of any year whose title says the same are found, but for those told apart, merged or binned.
func TestAlikeProposals(t *testing.T) {
	o := openOffice(t)
	const title = "关于加强城区停车管理的建议"
	o.do("INSERT INTO proposal (id, session_id, number, title, conclusion, status) VALUES (11, 2, 45, '关于加强城区停车管理工作的提案', '立案', '已立案')")
	if got := o.alike(0, title); got != "2025 年第 45 号 90%" {
		t.Fatalf("a new title is like %q", got)
	}
	id := o.save(proposal.Proposals, record.Values{"title": title, "proposer": "民建县委", "conclusion": "立案", "number": "31"})
	again := o.save(proposal.Proposals, record.Values{"title": "关于加强城区停车管理的提案", "proposer": "民盟县委"})
	if got := o.alike(id, title); !strings.HasPrefix(got, "2026 年未编号 99%；2025 年第 45 号 ") {
		t.Errorf("like %q", got)
	}
	o.write(func(ctx context.Context, tx *store.Tx) error { return proposal.TellApart(ctx, tx, id, 11) })
	if got := o.alike(id, title); got != "2026 年未编号 99%" {
		t.Errorf("told apart, like %q", got)
	}
	if got := o.alike(11, "关于加强城区停车管理工作的提案"); !strings.HasPrefix(got, "2026 年未编号") || strings.Contains(got, "31") {
		t.Errorf("the other one is like %q", got)
	}
	if sentence := o.step(again, "并案", record.Values{"reviewed_on": "2026-02-01", "merged_number": "31"}); sentence != "" {
		t.Fatal(sentence)
	}
	if got := o.alike(id, title); got != "" {
		t.Errorf("merged, like %q", got)
	}
	o.do("UPDATE setting SET value = '95' WHERE key = 'proposal.alike'", "DELETE FROM proposal_apart")
	if got := o.alike(id, title); got != "" {
		t.Errorf("below the office's line, like %q", got)
	}
	err := o.Write(t.Context(), "测试", "区分", func(ctx context.Context, tx *store.Tx) error { return proposal.TellApart(ctx, tx, id, id) })
	if err == nil {
		t.Error("told apart from itself")
	}
}

// A file says which of the proposals it adds are like others, and says nothing of those that were there.
func TestLikeProposalsInAFile(t *testing.T) {
	o := openOffice(t)
	table := []string{"案号,案由,提案人", "41,关于加强城区停车管理的建议,民建县委", "42,关于治理城区内涝问题的建议,民盟县委", "43,关于城区停车管理的建议,民进县委"}
	for i, want := range []string{"2026 年第 41 号「关于加强城区停车管理的建议」与2026 年第 43 号「关于城区停车管理的建议」相似（", ""} {
		_, im := o.taken(proposal.Proposals, table...)
		told := strings.Join(im.Strange, "\n")
		if want == "" && told != "" || !strings.Contains(told, want) {
			t.Errorf("taken %d: %q, want %q", i, told, want)
		}
		if i == 0 && !strings.Contains(told, "「关于治理城区内涝问题的建议」与2026 年第 12 号「关于治理城区内涝的建议」相似") {
			t.Errorf("not told of what was there: %q", told)
		}
	}
}
