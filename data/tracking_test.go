package data_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
)

// A proposal is tracked through the office's nodes by steps: laid down, each noted when it is done, the next offered first, and all of it in its way.
func TestAProposalIsTrackedBySteps(t *testing.T) {
	o := openOffice(t)
	id := o.save(proposal.Proposals, record.Values{"title": "关于河道的建议", "proposer": "民建县委", "received_on": "2026-01-20", "conclusion": "立案"})
	if got := o.step(id, "登记跟踪", record.Values{"kind": "交办", "done_on": "2026-03-10"}); !strings.Contains(got, "请先「全程跟踪」") {
		t.Errorf("before it is tracked: %q", got)
	}
	if got := o.step(id, "全程跟踪", nil); !strings.Contains(got, "请先打开这件提案，把它列为重点提案") {
		t.Errorf("no key proposal: %q", got)
	}
	o.must(id, record.Values{"is_key": "是"})
	o.walk(id, "全程跟踪", record.Values{"person": "王芳"})
	nodes := o.part(id, "nodes")
	if len(nodes) != 6 || nodes[0]["kind"] != "交办" || nodes[5]["kind"] != "回访" || nodes[3]["person"] != "王芳" {
		t.Fatalf("laid down %v", nodes)
	}
	o.expect(proposal.Proposals, id, record.Values{"is_key": "是"})
	if got := o.step(id, "全程跟踪", nil); !strings.Contains(got, "已在全程跟踪") {
		t.Errorf("twice: %q", got)
	}
	o.walk(id, "登记跟踪", record.Values{"kind": "交办", "done_on": "2026-03-10", "note": "交办会上当面交办"})
	if got := o.begins(id, "登记跟踪")["kind"]; got != "方案" {
		t.Errorf("the next node is %q", got)
	}
	for sentence, v := range map[string]record.Values{
		"散步": {"kind": "散步", "done_on": "2026-03-10"}, "「方案」的完成日期 2099-01-01": {"kind": "方案", "done_on": "2099-01-01"},
	} {
		if got := o.step(id, "登记跟踪", v); !strings.Contains(got, sentence) {
			t.Errorf("%v: %q", v, got)
		}
	}
	nodes = o.part(id, "nodes")
	nodes[1]["due_on"] = "2026-12-20"
	o.must(id, record.Values{"nodes": rows.Text(nodes)})
	if got := o.way(id); !strings.Contains(got, "2026-03-10 跟踪 交办 王芳 交办会上当面交办\n") || !strings.Contains(got, "2026-12-20 跟踪 方案 王芳") {
		t.Errorf("got\n%s", got)
	}
	o.refused(id, record.Values{"nodes": rows.Text(append(nodes, rows.Row{"kind": "交办"}))}, "跟踪节点「交办」写了两次")
	if lines := o.howMany(proposal.Tracking); lines != 6 {
		t.Errorf("the ledger has %d nodes, want 6", lines)
	}
}

// A proposal is tracked from the day that is told, else from the day it is chosen, or since the first of its nodes was done; a file tells of what was before it.
func TestAProposalIsTrackedSinceADay(t *testing.T) {
	o := openOffice(t) // on 2026-11-23
	var at int
	key := func() int64 {
		at++
		return o.save(proposal.Proposals, record.Values{"title": "关于河道的建议" + strings.Repeat("二", at), "proposer": "民建县委", "received_on": "2026-01-20", "conclusion": "立案", "reviewed_on": "2026-02-01", "is_key": "是"})
	}
	told, chosen, typed, booked, filed := key(), key(), key(), key(), key()
	o.walk(told, "全程跟踪", record.Values{"tracked_on": "2026-05-01"})
	o.walk(chosen, "全程跟踪", nil)
	o.must(typed, record.Values{"nodes": rows.Text([]rows.Row{{"kind": "交办", "done_on": "2026-04-10"}, {"kind": "面商"}})})
	o.save(proposal.Tracking, record.Values{"number": o.values(proposal.Proposals, booked)["number"], "kind": "交办", "done_on": "2026-04-20"})
	if got := o.imported(proposal.Tracking, []string{"案号", "节点", "完成日期"}, []string{o.values(proposal.Proposals, filed)["number"], "交办", "2026-04-20"}); got != "新增" {
		t.Fatal(got)
	}
	for _, test := range []struct {
		id    int64
		name  string
		since string
	}{{told, "told", "2026-05-01"}, {chosen, "chosen", "2026-11-23"}, {typed, "typed", "2026-04-10"}, {booked, "booked", "2026-04-20"}, {filed, "filed", ""}} {
		if got := o.values(proposal.Proposals, test.id)["tracked_on"]; got != test.since {
			t.Errorf("%s: tracked since %q, want %q", test.name, got, test.since)
		}
		for _, day := range []string{"2026-03-01", "2026-04-09", "2026-04-10", "2026-04-30", "2026-05-01", "2026-11-22", "2026-11-23"} {
			lines, err := proposal.Find(t.Context(), o.DB(), proposal.Filter{IDs: []int64{test.id}}, day)
			if err != nil || len(lines) != 1 || lines[0].Tracked != (day >= test.since) {
				t.Errorf("%s on %s: %+v, %v", test.name, day, lines, err)
			}
		}
	}
	o.must(chosen, record.Values{"tracked_on": "2026-06-01"}) // corrected
	for day, words := range map[string]string{"2026-12-01": "列入跟踪日期 2026-12-01", "2026-01-01": "列入跟踪日期 2026-01-01 早于收到日期"} {
		o.refused(chosen, record.Values{"tracked_on": day}, words)
	}
	o.expectFigures("2026-05-31", map[string]string{"tracked": "4"})
	o.expectFigures("2026-06-01", map[string]string{"tracked": "5"})
}

// begins are the values that the form of a step of a proposal begins with.
func (o office) begins(id int64, step string) record.Values {
	o.tb.Helper()
	rec, err := proposal.Proposals.Record(o.tb.Context(), o.DB(), id)
	if err != nil {
		o.tb.Fatal(err)
	}
	p, err := proposal.Proposals.Allows(rec, step)
	if err != nil {
		o.tb.Fatal(err)
	}
	return p.Begins
}

// howMany is how many records of a kind there are.
func (o office) howMany(k *record.Kind) int {
	o.tb.Helper()
	all, err := k.Records(o.tb.Context(), o.DB(), in2026)
	if err != nil {
		o.tb.Fatal(err)
	}
	return len(all)
}

// A node keeps the files that prove it: they are told apart from those of the proposal and of other nodes, are on the way, and the node stays while it has any.
func TestANodeKeepsItsEvidence(t *testing.T) {
	o := openOffice(t)
	id := o.handled(record.Values{"is_key": "是"})
	o.walk(id, "全程跟踪", record.Values{"person": "王芳"})
	o.walk(id, "登记跟踪", record.Values{"kind": "方案", "done_on": "2026-04-10", "note": "方案已报"})
	if _, sentence := o.attach(proposal.Proposals, id, "方案.pdf", "甲"); sentence != "" {
		t.Fatal(sentence)
	}
	keepers, err := proposal.Proposals.Keepers(t.Context(), o.DB(), id)
	if err != nil || len(keepers) != 6 || keepers[1].Name != "跟踪节点「方案」" {
		t.Fatal(keepers, err)
	}
	keep := func(to record.Keeper, name string) string {
		t.Helper()
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, []byte("甲"), 0o600); err != nil {
			t.Fatal(err)
		}
		file, err := o.TakeFile(t.Context(), path, nil)
		if err != nil {
			t.Fatal(err)
		}
		return store.Sentence(o.Write(t.Context(), "测试", "添加附件", func(ctx context.Context, tx *store.Tx) error {
			_, err := proposal.Proposals.AttachTo(ctx, tx, id, to, file)
			return err
		}))
	}
	if got := keep(keepers[1], "方案.pdf") + keep(keepers[2], "方案.pdf") + keep(keepers[1], "照片.jpg"); got != "" {
		t.Fatal(got)
	}
	if got := keep(keepers[1], "方案.pdf"); got != "附件「方案.pdf」已经在这条记录里了。" {
		t.Errorf("twice: %q", got)
	}
	if got := keep(record.Keeper{Table: "tracking_node", ID: 999, Name: "别的"}, "方案.pdf"); !strings.Contains(got, "已经不在了") {
		t.Errorf("of no node: %q", got)
	}
	if _, names := o.attachments(proposal.Proposals, id); names != "方案.pdf 方案.pdf 照片.jpg 方案.pdf" {
		t.Errorf("files %s", names)
	}
	if got := o.way(id); !strings.Contains(got, "2026-04-10 跟踪 方案 王芳 方案已报（2 个附件）") {
		t.Errorf("the way\n%s", got)
	}
	nodes := o.part(id, "nodes")
	o.refused(id, record.Values{"nodes": rows.Text(append(nodes[:1:1], nodes[2:]...))}, "跟踪节点「方案」有 2 个附件，不能删去这一行")
	course, err := proposal.Proposals.Course(t.Context(), o.Store, id)
	if err != nil || len(course) == 0 || !strings.Contains(course[0].Wording, "添加附件") {
		t.Errorf("the history does not know of them: %v", err)
	}
}
