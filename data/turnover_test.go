package data_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"cppccdesk/data/measure"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// termOffice is an office with people in a term: 20 members in 3 sectors, 2 committees and 2 activity groups, 4 supervisors.
func termOffice(t *testing.T) (o office, members []int64) {
	t.Helper()
	o = openOffice(t)
	o.do("UPDATE term SET starts_on = '2021-12-20' WHERE id = 1")
	for i := range 20 {
		members = append(members, o.save(roster.Members, record.Values{
			"name": fmt.Sprintf("张%s", zh.Numeral(i+1)), "number": fmt.Sprint(i + 1), "terms_served": fmt.Sprint(i % 4),
			"sector": []string{"教育界", "科技界", "农业界"}[i%3], "sector_post": map[bool]string{true: "召集人"}[i < 3],
			"committees": []string{"提案委", "文史委"}[i%2], "committee_posts": map[bool]string{true: "主任"}[i < 2], "posts": map[bool]string{true: "常委"}[i%5 == 0],
			"activity_groups": []string{"城关组", "河东组"}[i%2],
		}))
	}
	o.save(roster.Supervisors, record.Values{"name": "李一", "from_on": "2024-03-01", "to_on": "2026-12-31"})
	o.save(roster.Supervisors, record.Values{"name": "李二", "from_on": "2024-03-01"})
	o.save(roster.Supervisors, record.Values{"name": "李三", "from_on": "2024-03-01", "to_on": "2027-12-31"})
	o.save(roster.Supervisors, record.Values{"name": "李四", "from_on": "2021-03-01", "to_on": "2022-12-31"})
	return o, members
}

// nextTerm carries everything of term 1 over.
func nextTerm(members []int64) roster.Turnover {
	return roster.Turnover{
		From: 1, ClosedOn: "2026-11-22", Ordinal: 11, StartsOn: "2026-11-23", EndsOn: "2031-11-22", SessionOn: "2026-11-23", SessionEndOn: "2026-11-26",
		Sectors: []roster.CarriedBody{{ID: 1}, {ID: 2}, {ID: 3}}, Committees: []roster.CarriedBody{{ID: 1}, {ID: 2}}, ActivityGroups: []roster.CarriedBody{{ID: 1}, {ID: 2}},
		Members: members, KeepNumbers: true, KeepSectors: true, KeepPosts: true, KeepCommittees: true, KeepActivityGroups: true,
		Supervisors: []int64{1, 2}, EndOtherSupervisors: true,
	}
}

func (o office) turnOver(turn roster.Turnover) (done *roster.Turned, sentence string) {
	o.tb.Helper()
	err := o.Write(o.tb.Context(), "测试", "换届", func(ctx context.Context, tx *store.Tx) (err error) {
		done, err = roster.TurnOver(ctx, tx, turn)
		return err
	})
	return done, store.Sentence(err)
}

const archiveSQL = `SELECT json_array(m.id, m.person_id, m.number, m.sector_id, m.status, m.terms_served, m.joined_on, m.left_on) FROM member m WHERE term_id = 1
	UNION ALL SELECT json_array(p.member_id, p.scope, p.post, p.committee_id, p.from_on, p.to_on) FROM member_post p JOIN member m ON m.id = p.member_id WHERE m.term_id = 1
	UNION ALL SELECT name || id FROM sector WHERE term_id = 1 UNION ALL SELECT name || id FROM committee WHERE term_id = 1`

func TestTurnoverCarriesPeopleAndBodies(t *testing.T) {
	o, members := termOffice(t)
	archive := o.rows(archiveSQL)
	turn := nextTerm(members[:12])
	turn.Sectors[1].Name = "科学技术界"
	plan, err := roster.PlanTurnover(t.Context(), o.Store, turn)
	if err != nil {
		t.Fatal(err)
	}
	done, sentence := o.turnOver(turn)
	if sentence != "" {
		t.Fatal(sentence)
	}
	if fmt.Sprint(*plan) != fmt.Sprint(*done) {
		t.Errorf("planned %v, did %v", *plan, *done)
	}
	if got := o.rows(archiveSQL); got != archive {
		t.Error("the closed term is not as it was")
	}
	for _, test := range []struct{ name, query, want string }{
		{"terms", "SELECT ordinal || ' ' || name || ' ' || closed || ' ' || closed_on || ' ' || starts_on FROM term ORDER BY ordinal", "10 第十届 1 2026-11-22 2021-12-20 | 11 第十一届 0  2026-11-23"},
		{"members", "SELECT term_id || ': ' || count(*) FROM member GROUP BY term_id", "1: 20 | 2: 12"},
		{"terms served", "SELECT terms_served || 'x' || count(*) FROM member WHERE term_id = 2 GROUP BY terms_served", "2x6 | 3x3 | 4x3"},
		{"sectors with the old name", "SELECT s.name || ' ' || s.members || ' ' || s.former_names FROM sector_list s WHERE term_id = 2 ORDER BY sort", "教育界 4  | 科学技术界 4 科技界 | 农业界 4 "},
		{"officers", "SELECT name || ' ' || officers || ' ' || members FROM committee_list WHERE term_id = 2 ORDER BY sort", "提案委 张一(主任) 6 | 文史委 张二(主任) 6"},
		{"statuses", "SELECT DISTINCT s.status || ' ' || s.on_date || ' ' || s.reason FROM member_status s JOIN member m ON m.id = s.member_id WHERE m.term_id = 2", "在册 2026-11-23 换届留任"},
		{"first session", "SELECT term || ' ' || name || ' ' || year || ' ' || opens_on || ' ' || closes_on FROM session_list WHERE term_id = 2", "第十一届 一次会议 2026 2026-11-23 2026-11-26"},
		{"engagements", "SELECT p.name || ' ' || v.from_on || ' ' || v.to_on FROM supervisor v JOIN person p ON p.id = v.person_id ORDER BY v.id", "李一 2024-03-01 2031-11-22 | 李二 2024-03-01 2031-11-22 | 李三 2024-03-01 2026-11-22 | 李四 2021-03-01 2022-12-31"},
		{"nobody twice as a person", "SELECT count(*) || '' FROM person", "24"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := o.rows(test.query); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
	if now, err := roster.CurrentTerm(t.Context(), o.DB()); err != nil || now != done.Term {
		t.Errorf("current term %d, %v", now, err)
	}
	if want := "换届：第十届结束，第十一届开始（留任委员 12 人）"; done.Wording() != want || done.Left != 8 || done.Supervisors != 2 || done.EndedSupervisors != 1 {
		t.Errorf("%s %+v", done.Wording(), *done)
	}
}

func TestTurnoverWithoutABodySaysWhoLosesIt(t *testing.T) {
	o, members := termOffice(t)
	turn := nextTerm(members)
	turn.Sectors, turn.Committees = turn.Sectors[:2], turn.Committees[:1]
	done, sentence := o.turnOver(turn)
	if sentence != "" {
		t.Fatal(sentence)
	}
	want := "专委会「文史委」没有带入第十一届，10 名留任委员在其中的身份不保留。\n界别「农业界」没有带入第十一届，6 名留任委员在其中的身份不保留。"
	if got := strings.Join(done.Attention, "\n"); got != want {
		t.Errorf("got %s", got)
	}
	if got := o.rows("SELECT count(*) || '' FROM member WHERE term_id = 2 AND sector_id IS NULL"); got != "6" {
		t.Errorf("%s without a sector", got)
	}
}

func TestTurnoverRefused(t *testing.T) {
	for _, test := range []struct {
		name     string
		change   func(t *roster.Turnover)
		sentence string
	}{
		{"no term", func(t *roster.Turnover) { t.From = 77 }, "没有可以换届的一届，请先登记现在的届次和委员。"},
		{"the same number", func(t *roster.Turnover) { t.Ordinal = 10 }, "新一届的届数应大于第十届的届数。"},
		{"no last day", func(t *roster.Turnover) { t.ClosedOn = "" }, "本届结束日期「」不对，应为 2026-12-20 这样的日期。"},
		{"begins before the old one ends", func(t *roster.Turnover) { t.StartsOn = "2026-11-01" }, "新一届开始日期 2026-11-01 早于本届结束日期 2026-11-22。"},
		{"ends on a day to come", func(t *roster.Turnover) { t.ClosedOn, t.StartsOn = "2026-12-20", "2026-12-21" }, "本届结束日期 2026-12-20 还没有到，请到那一天再换届；下一届和它的会议可以先登记。"},
		{"begins on a day to come", func(t *roster.Turnover) { t.StartsOn = "2026-12-21" }, "新一届开始日期 2026-12-21 还没有到，请到那一天再换届；下一届和它的会议可以先登记。"},
		{"ends before it begins", func(t *roster.Turnover) { t.EndsOn = "2026-01-01" }, "新一届届满日期 2026-01-01 早于开始日期 2026-11-23。"},
		{"ends the day it began", func(t *roster.Turnover) { t.ClosedOn = "2021-12-20" }, "第十届 2021-12-20 才开始，到 2021-12-20 不满一年，不能就结束。上一次换届做错了的，请先撤销它，再重新换届。"},
		{"ends within a year", func(t *roster.Turnover) { t.ClosedOn = "2022-12-19" }, "第十届 2021-12-20 才开始，到 2022-12-19 不满一年，不能就结束。上一次换届做错了的，请先撤销它，再重新换届。"},
		{"ends years before its last session", func(t *roster.Turnover) { t.ClosedOn = "2023-05-05" }, "本届结束日期 2023-05-05 早于第十届「五次会议」的 2026，请核对年份。"},
		{"ends before it began", func(t *roster.Turnover) { t.ClosedOn = "2020-01-01" }, "本届结束日期 2020-01-01 早于它的开始日期 2021-12-20。"},
		{"session backwards", func(t *roster.Turnover) { t.SessionEndOn = "2026-11-01" }, "一次会议闭幕日期 2026-11-01 早于开幕日期 2026-11-23。"},
		{"a stranger stays", func(t *roster.Turnover) { t.Members = []int64{1, 999} }, "选中留任的委员有 1 人已不在第十届的名册中，请重新打开换届。"},
		{"a body of nowhere", func(t *roster.Turnover) { t.Sectors = []roster.CarriedBody{{ID: 99}} }, "要带入新一届的界别、专委会或活动组有的已经不在了，请重新打开换届。"},
		{"a supervisor of long ago", func(t *roster.Turnover) { t.Supervisors = []int64{4} }, "选中续聘的监督员有 1 人已不在名册中或聘期早已结束，请重新打开换届。"},
	} {
		t.Run(test.name, func(t *testing.T) {
			o, members := termOffice(t)
			before := everything(t, o.Store)
			turn := nextTerm(members)
			test.change(&turn)
			if _, sentence := o.turnOver(turn); sentence != test.sentence {
				t.Errorf("got %q, want %q", sentence, test.sentence)
			}
			if everything(t, o.Store) != before {
				t.Error("something was written")
			}
		})
	}
	t.Run("a term with people in it", func(t *testing.T) {
		o, members := termOffice(t)
		o.do("INSERT INTO term (id, ordinal, name) VALUES (5, 11, '第十一届')", "INSERT INTO member (person_id, term_id) VALUES (1, 5)")
		if _, sentence := o.turnOver(nextTerm(members)); sentence != "第十一届已经登记，有 1 名委员，不能再由换届产生。" {
			t.Error(sentence)
		}
	})
}

// Whatever is chosen: the closed term stays as it was, everybody chosen is in the new one once, undo restores every byte
// and redo makes it anew.
func TestTurnoverOfAnyChoiceCanBeUndone(t *testing.T) {
	for seed := range uint64(6) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			r := rand.New(rand.NewPCG(seed, 1))
			o, members := termOffice(t)
			some := func(from []int64) []int64 {
				return slices.DeleteFunc(slices.Clone(from), func(int64) bool { return r.IntN(3) == 0 })
			}
			turn := nextTerm(some(members))
			turn.KeepSectors, turn.KeepCommittees, turn.KeepPosts = r.IntN(2) == 0, r.IntN(2) == 0, r.IntN(2) == 0
			turn.Sectors = slices.DeleteFunc(turn.Sectors, func(roster.CarriedBody) bool { return r.IntN(3) == 0 })
			turn.Supervisors, turn.EndOtherSupervisors = some([]int64{1, 2, 3}), r.IntN(2) == 0
			before, archive := everything(t, o.Store), o.rows(archiveSQL)
			done, sentence := o.turnOver(turn)
			if sentence != "" {
				t.Fatal(sentence)
			}
			if got := o.rows(archiveSQL); got != archive {
				t.Error("the closed term is not as it was")
			}
			if got := o.rows("SELECT count(DISTINCT person_id) || ' ' || count(*) FROM member WHERE term_id = 2"); got != fmt.Sprintf("%d %d", len(turn.Members), len(turn.Members)) {
				t.Errorf("%s in the new term, chosen %d", got, len(turn.Members))
			}
			if done.Members+done.Left != len(members) {
				t.Errorf("%d stay and %d leave of %d", done.Members, done.Left, len(members))
			}
			o.undoAndRedo(t, before, everything(t, o.Store))
		})
	}
}

func TestReopenedTermCanBeCorrectedAndClosedAgain(t *testing.T) {
	o, members := termOffice(t)
	step := func(do func(ctx context.Context, tx *store.Tx) error) string {
		return store.Sentence(o.Write(t.Context(), "测试", "届次", func(ctx context.Context, tx *store.Tx) error { return do(ctx, tx) }))
	}
	closeTerm := func(ctx context.Context, tx *store.Tx) error { return roster.CloseTerm(ctx, tx, 1) }
	reopen := func(reason string) func(ctx context.Context, tx *store.Tx) error {
		return func(ctx context.Context, tx *store.Tx) error { return roster.ReopenTerm(ctx, tx, 1, reason) }
	}
	for _, test := range []struct {
		name, sentence string
		do             func() string
	}{
		{"the only term", "这是唯一没有结束的一届；结束它要同时产生新一届，请用「换届」。", func() string { return step(closeTerm) }},
		{"reopen an open one", "这一届没有结束，不需要重新打开。", func() string { return step(reopen("更正")) }},
		{"turn over", "", func() string { _, s := o.turnOver(nextTerm(members)); return s }},
		{"no reason", "请说明重新打开的理由，它会记在这一届的备注和操作记录里。", func() string { return step(reopen(" ")) }},
		{"reopen", "", func() string { return step(reopen("委员编号登记有误")) }},
		{"correct", "", func() string { _, s := o.saveAs(roster.Members, members[0], record.Values{"number": "100"}); return s }},
		{"close again", "", func() string { return step(closeTerm) }},
		{"correct no more", "这一届已经结束，它的委员、界别、专委会和活动组只能查看；确需更正，请在「届次」中说明理由后重新打开这一届。", func() string {
			_, s := o.saveAs(roster.Members, members[0], record.Values{"number": "101"})
			return s
		}},
	} {
		if got := test.do(); got != test.sentence {
			t.Fatalf("%s: got %q, want %q", test.name, got, test.sentence)
		}
	}
	if got := o.rows("SELECT note || closed_on FROM term WHERE id = 1"); got != "2026-11-23 重新打开：委员编号登记有误2026-11-23" {
		t.Errorf("term says %q", got)
	}
}

// From the day after a term ends on, its members are in office no more, also while nobody has been named for the next; on days before they are.
func TestNobodyIsInOfficeAfterATermWithoutTheNext(t *testing.T) {
	o, _ := termOffice(t)
	turn := nextTerm(nil)
	turn.ClosedOn = "2026-11-20"
	if _, sentence := o.turnOver(turn); sentence != "" {
		t.Fatal(sentence)
	}
	for day, want := range map[string]int64{"2026-06-30": 20, "2026-11-20": 20, "2026-11-21": 0, "2026-12-31": 0, "2027-01-15": 0} {
		figures, err := proposal.Figures(t.Context(), o.DB(), 2026, day)
		if err != nil {
			t.Fatal(err)
		}
		if got := measure.Of(figures, "members").Num; got != want {
			t.Errorf("on %s there are %d members, want %d", day, got, want)
		}
	}
}
