package data_test

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"testing"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/measure"
	"cppccdesk/data/record"
	"cppccdesk/data/rows"
	"cppccdesk/data/scoring"
	"cppccdesk/data/store"
)

const meeting = "2026年常委会现场测评"

// voted is an office with an evaluation of six units by ballots, and a round of it with as many ballots returned.
func voted(t *testing.T, returned int) (o office, round int64) {
	t.Helper()
	return votedIn(t, openOffice(t), returned)
}

func votedIn(t *testing.T, o office, returned int) (office, int64) {
	t.Helper()
	o.do("INSERT INTO unit (id, name, short) VALUES (5, '县民政局', ''), (6, '县住房和城乡建设局', '县住建局')")
	var targets []rows.Row
	for i, unit := range []string{"县教育局", "县民政局", "县公安局", "县住房和城乡建设局", "县水务局", "县卫生健康局"} {
		targets = append(targets, rows.Row{"unit": unit, "class": []string{"甲类", "乙类"}[i/4]})
	}
	o.save(evaluation.Evaluations, record.Values{"name": meeting, "rubric": "票决换算", "ballot_targets": rows.Text(targets)})
	n := strconv.Itoa(returned)
	return o, o.save(evaluation.Rounds, record.Values{"held_on": "2026-10-20", "due": "900", "present": "600", "issued": "600", "returned": n})
}

func (o office) box(round int64) *evaluation.Box {
	o.tb.Helper()
	box, err := evaluation.ReadBox(o.tb.Context(), o.DB(), round, "")
	if err != nil {
		o.tb.Fatal(err)
	}
	return box
}

// cast types ballots in; each is a text of digits, × for a spoiled one, numbered from 1.
func (o office) cast(round int64, pass int, by string, ballots ...string) string {
	o.tb.Helper()
	box := o.box(round)
	var typed []evaluation.TypedBallot
	for i, digits := range ballots {
		if digits != "" {
			typed = append(typed, typedBallot(box, i+1, digits))
		}
	}
	return store.Sentence(o.Write(o.tb.Context(), by, evaluation.PassNames[pass]+"评议票", func(ctx context.Context, tx *store.Tx) error {
		return evaluation.SaveBallots(ctx, tx, round, pass, by, typed)
	}))
}

// castTwice types ballots in by both persons.
func (o office) castTwice(round int64, ballots ...string) {
	o.tb.Helper()
	for pass, by := range map[int]string{1: "王芳", 2: "陈静"} {
		if said := o.cast(round, pass, by, ballots...); said != "" {
			o.tb.Fatal(said)
		}
	}
}

func (o office) lock(round int64, day string) {
	o.tb.Helper()
	if said := o.takeRound(round, "锁定计票", record.Values{"locked_on": day, "person": "王芳", "second": "李主任"}); said != "" {
		o.tb.Fatal(said)
	}
}

func typedBallot(box *evaluation.Box, number int, digits string) evaluation.TypedBallot {
	t := evaluation.TypedBallot{Number: number, Marks: make([]int64, len(box.Targets))}
	if digits == "×" {
		t.Spoiled = true
		return t
	}
	for i, d := range digits {
		if d != '0' {
			t.Marks[i] = box.Rubric.Options[d-'1'].ID
		}
	}
	return t
}

func (o office) settle(round int64, d evaluation.Difference, option string, spoiled bool) string {
	o.tb.Helper()
	box := o.box(round)
	var id int64
	for _, x := range box.Rubric.Options {
		if x.Name == option {
			id = x.ID
		}
	}
	return store.Sentence(o.Write(o.tb.Context(), "李主任", "核对", func(ctx context.Context, tx *store.Tx) error {
		return evaluation.Settle(ctx, tx, round, d.Number, d.Target, id, spoiled)
	}))
}

func (o office) takeRound(round int64, step string, v record.Values) string {
	o.tb.Helper()
	return store.Sentence(record.TakeStep(o.tb.Context(), o.Store, "李主任", evaluation.Rounds, in2026, step, v, round))
}

func (o office) ballotResults(day string) evaluation.BallotResult {
	o.tb.Helper()
	results, err := evaluation.BallotResults(o.tb.Context(), o.DB(), 2026, day)
	if err != nil || len(results) != 1 {
		o.tb.Fatal(results, err)
	}
	return results[0]
}

// publishedBallots are 60 ballots: of 县教育局 满意 42, 基本满意 10, 不满意 3, 不了解 5, of the others whatever the places give.
func publishedBallots() (ballots []string) {
	for i := range 60 {
		first := "1"
		switch {
		case i >= 55:
			first = "4"
		case i >= 52:
			first = "3"
		case i >= 42:
			first = "2"
		}
		ballots = append(ballots, first+[]string{"11111", "21101", "12310", "11141"}[i%4])
	}
	return ballots
}

func TestNoResultsBeforeTheLock(t *testing.T) {
	o, round := voted(t, 61)
	ballots := append(publishedBallots(), "×")
	o.save(evaluation.Rounds, record.Values{"number": "1", "spoiled": "1"})
	if said := o.cast(round, 1, "王芳", ballots...); said != "" {
		t.Fatal(said)
	}
	if r := o.ballotResults("2026-12-31"); r.Counted != nil || r.Targets[0].ScoreText != "—" || !strings.Contains(strings.Join(r.Notices, ""), "第 1 轮还没有锁定计票") {
		t.Errorf("results before the lock: %+v", r.Targets[0])
	}
	if said := o.takeRound(round, "锁定计票", record.Values{"locked_on": "2026-11-23", "person": "王芳", "second": "李主任"}); !strings.Contains(said, "二录 0 张 = 收回 61") {
		t.Errorf("locked without a second entry: %q", said)
	}
}

// lockedRound is the round of the published ballots and a spoiled one, locked.
func lockedRound(t *testing.T) (o office, round int64) {
	t.Helper()
	o, round = voted(t, 61)
	o.save(evaluation.Rounds, record.Values{"number": "1", "spoiled": "1"})
	o.castTwice(round, append(publishedBallots(), "×")...)
	o.lock(round, "2026-11-23")
	return o, round
}

func TestBallotsOfTheEvaluationCountedToTheDigit(t *testing.T) {
	o, round := lockedRound(t)
	r := o.ballotResults("2026-12-31")
	first := r.Targets[0]
	if first.ScoreText != "90.73" || first.RateText != "94.55%" || first.Result.Counted != 55 || !slices.Equal(first.Tally.Votes, []int{42, 10, 3, 5}) || first.Tally.Abstained != 0 {
		t.Errorf("%s %s of %+v", first.ScoreText, first.RateText, first.Tally)
	}
	// 县住房和城乡建设局: 30 满意, 15 不满意, 15 不了解 lie at its place as 1, 1, 3, 1: 45×100 + 15×30 over 60
	if got := r.Targets[3]; got.ScoreText != "82.50" || got.Rank != 4 || r.Targets[4].Rank != 1 {
		t.Errorf("%s %s, ranks %d and %d", got.Label, got.ScoreText, got.Rank, r.Targets[4].Rank)
	}
	if got := r.Targets[5].Tally; got.Abstained != 15 || got.Ballots() != 60 {
		t.Errorf("abstentions: %+v", got)
	}
	o.expect(evaluation.Rounds, round, record.Values{"status": "已锁定", "locked_by": "王芳", "locked_second": "李主任", "valid": "60", "spoiled": "1", "first_count": "61", "second_count": "61"})
}

func TestLockedRoundStays(t *testing.T) {
	o, round := lockedRound(t)
	t.Run("locked", func(t *testing.T) {
		if said := o.cast(round, 1, "王芳", "111111"); !strings.Contains(said, "已于 2026-11-23 锁定计票") {
			t.Errorf("typed in: %q", said)
		}
		if _, said := o.try(evaluation.Rounds, record.Values{"number": "1", "issued": "601"}); !strings.Contains(said, "锁定计票，不能再改") {
			t.Errorf("accounting: %q", said)
		}
		if said := o.remove(evaluation.Ballots, 1); !strings.Contains(said, "第 1 轮") {
			t.Errorf("removed: %q", said)
		}
	})
	t.Run("unlocked by two", func(t *testing.T) {
		if said := o.takeRound(round, "撤销锁定", record.Values{"why": "录错", "person": "王芳", "second": "王芳"}); !strings.Contains(said, "不能是同一人") {
			t.Errorf("by one: %q", said)
		}
		if said := o.takeRound(round, "撤销锁定", record.Values{"why": "五号票录错", "person": "王芳", "second": "李主任"}); said != "" {
			t.Fatal(said)
		}
		o.expect(evaluation.Rounds, round, record.Values{"status": "计票中", "locked_on": ""})
	})
}

func TestBallotsAsOfADay(t *testing.T) {
	o, round := voted(t, 4)
	ballots := []string{"111111", "211111", "121111", "112111"}
	o.castTwice(round, ballots...)
	o.do("UPDATE ballot SET entered_on = '2026-10-21'", "UPDATE ballot SET entered_on = '2026-10-22' WHERE number = 4")
	if said := o.takeRound(round, "锁定计票", record.Values{"locked_on": "2026-10-21", "person": "王芳", "second": "李主任"}); !strings.Contains(said, "不早于最后一次录入、核对的 2026-10-22") {
		t.Errorf("locked before the last was typed in: %q", said)
	}
	o.lock(round, "2026-10-23")
	for _, tt := range []struct {
		day                   string
		rounds, first, second int
		counted               bool
		score                 string
	}{
		{"2026-10-21", 1, 3, 3, false, "—"},
		{"2026-10-22", 1, 4, 4, false, "—"},
		{"2026-10-23", 1, 4, 4, true, "92.50"},
	} {
		r := o.ballotResults(tt.day)
		var a scoring.Accounting
		if len(r.Rounds) > 0 {
			a = r.Rounds[0].Accounting()
		}
		if len(r.Rounds) != tt.rounds || a.First != tt.first || a.Second != tt.second || (r.Counted != nil) != tt.counted || r.Targets[0].ScoreText != tt.score {
			t.Errorf("on %s: %d rounds, %+v, score %s", tt.day, len(r.Rounds), a, r.Targets[0].ScoreText)
		}
	}
	mustHaveNoVote(t, o, "2026-10-19") // written down later, too
	listed, err := evaluation.Rounds.Records(t.Context(), o.DB(), record.Scope{Year: 2026, Day: "2026-10-21"})
	if err != nil || len(listed) != 1 || listed[0].Values["status"] != "计票中" || listed[0].Values["locked_on"] != "" || listed[0].Values["first_count"] != "3" {
		t.Errorf("%v, %v", listed, err)
	}
}

func mustHaveNoVote(t *testing.T, o office, day string) {
	t.Helper()
	if before, err := evaluation.BallotResults(t.Context(), o.DB(), 2026, day); err != nil || len(before) > 0 {
		t.Errorf("%d votes on %s, %v", len(before), day, err)
	}
}

func TestMoreBallotsReturnedThanIssued(t *testing.T) {
	o, first := voted(t, 3)
	if said := o.cast(first, 1, "王芳", "111111", "×"); said != "" {
		t.Fatal(said)
	}
	if _, said := o.try(evaluation.Rounds, record.Values{"number": "1", "returned": "601"}); !strings.Contains(said, "这一轮就要作废，已录的票都不计") {
		t.Fatalf("a slip of typing: %q", said)
	}
	o.expect(evaluation.Rounds, first, record.Values{"status": "计票中", "returned": "3"})
	o.save(evaluation.Rounds, record.Values{"number": "1", "returned": "601", "note": "多收一张，当场宣布作废。"})
	o.expect(evaluation.Rounds, first, record.Values{"status": "作废", "void_why": "收回 601 张多于发出 600 张", "first_count": "2"})
	second := first + 1
	o.expect(evaluation.Rounds, second, record.Values{"number": "2", "evaluation": meeting, "due": "900", "present": "", "status": "计票中"})
	for name, got := range map[string]string{
		"typing": o.cast(first, 1, "王芳", "111111"),
		"changing": func() string {
			_, s := o.try(evaluation.Rounds, record.Values{"number": "1", "returned": "600"})
			return s
		}(),
		"locking": o.takeRound(first, "锁定计票", record.Values{"locked_on": "2026-11-23", "person": "王芳", "second": "李主任"}),
		"a third": func() string {
			_, s := o.saveAs(evaluation.Rounds, 0, record.Values{"held_on": "2026-10-20"})
			return s
		}(),
		"removing":   o.remove(evaluation.Rounds, first),
		"not filled": o.cast(second, 1, "王芳", "111111"),
	} {
		want := map[string]string{
			"typing": "第 1 轮已作废", "changing": "第 1 轮已作废", "locking": "现在是「作废」", "a third": "第 2 轮没有作废，不能再开一轮",
			"removing": "作废的一轮要留着", "not filled": "第 2 轮还没有填收回票数",
		}[name]
		if !strings.Contains(got, want) {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if !o.undo(0) {
		t.Fatal("nothing to undo")
	}
	o.expect(evaluation.Rounds, first, record.Values{"status": "计票中", "returned": "3"})
	if n := o.texts("SELECT CAST(count(*) AS TEXT) FROM ballot_round"); n[0] != "1" {
		t.Errorf("%s rounds after undo", n[0])
	}
}

func TestRoundRefused(t *testing.T) {
	o, round := voted(t, 3)
	if said := o.cast(round, 1, "王芳", "111111", "111111", "111111"); said != "" {
		t.Fatal(said)
	}
	for _, tt := range []struct {
		name string
		v    record.Values
		want string
	}{
		{"more present than due", record.Values{"present": "901"}, "实到 901 人多于应到 900 人"},
		{"half of those due", record.Values{"present": "450"}, "实到 450 人没有超过应到 900 人的半数"},
		{"more spoiled than returned", record.Values{"spoiled": "4"}, "无效票 4 张多于收回的 3 张"},
		{"fewer than are typed in", record.Values{"returned": "2"}, "已录入到 3 号票"},
		{"fewer than are typed in, and what to do", record.Values{"returned": "2"}, "删去多录的票"},
		{"held in future", record.Values{"held_on": "2026-12-30"}, "2026-12-30"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tt.v["number"] = "1"
			if _, said := o.try(evaluation.Rounds, tt.v); !strings.Contains(said, tt.want) {
				t.Errorf("%q, want %q", said, tt.want)
			}
		})
	}
	if _, said := o.try(evaluation.Rounds, record.Values{"number": "1", "present": "451", "issued": "451"}); said != "" {
		t.Errorf("one more than half: %q", said)
	}
}

func TestBallotRefused(t *testing.T) {
	o, round := voted(t, 3)
	if said := o.cast(round, 1, "王芳", "111111"); said != "" {
		t.Fatal(said)
	}
	if said := o.cast(round, 2, "王芳", "111111"); !strings.Contains(said, "1 号票的一录也是「王芳」录的") {
		t.Errorf("both by one: %q", said)
	}
	if said := o.cast(round, 1, "王芳", "", "", "", "111111"); !strings.Contains(said, "票号 4 不对，第 1 轮收回 3 张") {
		t.Errorf("beyond those returned: %q", said)
	}
	stored, err := evaluation.Evaluations.Record(t.Context(), o.DB(), 1)
	if err != nil {
		t.Fatal(err)
	}
	for name, v := range map[string]record.Values{
		"one target less": {"ballot_targets": rows.Text([]rows.Row{{"unit": "县教育局"}})},
		"another scheme":  {"rubric": "满意度线（60%）"},
		"another unit":    {"ballot_targets": strings.Replace(stored.Values["ballot_targets"], "县教育局", "县卫生健康局", 1)},
	} {
		if _, said := o.saveAs(evaluation.Evaluations, 1, v); !strings.Contains(said, "1 张评议票") && !strings.Contains(said, "写了两次") {
			t.Errorf("%s: %q", name, said)
		}
	}
	scheme := schemeCalled(t, o, "票决换算")
	if made, said := o.saveAs(evaluation.Schemes, scheme, record.Values{"tie_rule": "1-2-2-3"}); said != "" || made == scheme || made != schemeCalled(t, o, "票决换算（第 2 版）") {
		t.Errorf("the scheme: %q", said)
	}
	o.expect(evaluation.Schemes, scheme, record.Values{"tie_rule": "1-2-2-4"})
	if _, said := o.saveAs(evaluation.Evaluations, 1, record.Values{"ballot_targets": strings.Replace(stored.Values["ballot_targets"], "甲类", "党群", 1)}); said != "" {
		t.Errorf("another class: %q", said)
	}
}

func schemeCalled(t *testing.T, o office, name string) int64 {
	t.Helper()
	id, err := store.LookUp(t.Context(), o.DB(), "SELECT id FROM rubric WHERE name = ?", name)
	if err != nil || id == 0 {
		t.Fatal(id, err)
	}
	return id
}

func TestBallotEvaluationsAndThoseBySheetsAreApart(t *testing.T) {
	o, _ := voted(t, 3)
	o.save(evaluation.Panels, record.Values{"number": "1", "name": "评一", "proposals": "12"}) // needs no name although there is a vote
	if got := o.results(); len(got) != 1 || got[0].Name != "2026年重点提案办理民主评议" {
		t.Errorf("%+v", got)
	}
	for name, tt := range map[string]struct {
		kind *record.Kind
		id   int64
		v    record.Values
		want string
	}{
		"a panel of a vote":             {evaluation.Panels, 0, record.Values{"evaluation": meeting, "number": "1", "name": "评一"}, "是票决，没有小组和评委"},
		"targets of sheets":             {evaluation.Evaluations, 2, record.Values{"ballot_targets": rows.Text([]rows.Row{{"unit": "县教育局"}})}, "按评分表计分，没有票决对象"},
		"a vote with panels":            {evaluation.Evaluations, 2, record.Values{"rubric": "票决换算"}, "已有 1 个评议小组"},
		"sheets with targets":           {evaluation.Evaluations, 1, record.Values{"rubric": "单件百分制（海南省 2002）"}, "按评分表计分，没有票决对象"},
		"a unit that is not known":      {evaluation.Evaluations, 1, record.Values{"ballot_targets": rows.Text([]rows.Row{{"unit": "县粮食局"}})}, "县粮食局"},
		"a scheme with both":            {evaluation.Schemes, 0, record.Values{"name": "甲", "indicators": items("一", "100", "10"), "options": rows.Text([]rows.Row{{"option": "满意"}})}, "没有票决档次"},
		"弃权 as an option":               {evaluation.Schemes, 0, record.Values{"name": "甲", "method": "票决", "options": rows.Text([]rows.Row{{"option": "弃权"}})}, "「弃权」不是档次"},
		"a vote with nothing to choose": {evaluation.Schemes, 0, record.Values{"name": "甲", "method": "票决"}, "票决档次应有 2 到 9 个"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, said := o.saveAs(tt.kind, tt.id, tt.v); !strings.Contains(said, tt.want) {
				t.Errorf("%q, want %q", said, tt.want)
			}
		})
	}
}

// A copied scheme has the options, and counts the same.
func TestBallotSchemeCopied(t *testing.T) {
	o := openOffice(t)
	var made int64
	if err := o.Write(t.Context(), "王科长", "复制", func(ctx context.Context, tx *store.Tx) (err error) {
		made, err = evaluation.CopyScheme(ctx, tx, schemeCalled(t, o, "满意度线（60%）"))
		return err
	}); err != nil {
		t.Fatal(err)
	}
	o.expect(evaluation.Schemes, made, record.Values{"name": "满意度线（60%）（第 2 版）", "method": "票决", "line": "60", "items": "满意 100、基本满意 100、不满意 0、不了解 不计"})
}

func TestOneSaysTheBallotIsSpoiled(t *testing.T) {
	o, round := voted(t, 1)
	for pass, by := range map[int]string{1: "王芳", 2: "陈静"} {
		if said := o.cast(round, pass, by, []string{"", "×", "123401"}[pass]); said != "" {
			t.Fatal(said)
		}
	}
	d := o.box(round).Differences()
	if len(d) != 1 || d[0].Target != -1 || d[0].First != "整张无效" || d[0].Second != "有效" {
		t.Fatalf("%+v", d)
	}
	if said := o.settle(round, d[0], "", false); said != "" {
		t.Fatal(said)
	}
	tallies, _, spoiled := o.box(round).Tallies()
	if spoiled != 0 || tallies[4].Abstained != 1 || tallies[2].Votes[2] != 1 {
		t.Errorf("settled as valid: %d spoiled, %+v", spoiled, tallies)
	}
	if said := o.settle(round, d[0], "", true); said != "" {
		t.Fatal(said)
	}
	if _, _, spoiled := o.box(round).Tallies(); spoiled != 1 {
		t.Errorf("settled as spoiled: %d", spoiled)
	}
	if said := o.cast(round, 2, "陈静", "×"); said != "" {
		t.Fatal(said)
	}
	if n := o.texts("SELECT CAST(count(*) AS TEXT) FROM ballot_settlement"); n[0] != "0" {
		t.Errorf("%s settlements after typing again", n[0])
	}
}

func TestBallotsTakenInFromAList(t *testing.T) {
	o, round := voted(t, 5)
	got, _ := o.taken(evaluation.Ballots, "票号,县教育局,县民政局,县公安局,县住建局,县水务局,县卫生健康局,整张无效,录入人",
		"1,满意,2,基本满意,,不了解,弃权,,王芳", "2,,,,,,,是,王芳", "3,满意、不满意,1,1,1,1,1,,王芳", "4,很好,1,1,1,1,1,,王芳", "5,1,1,1,1,1,1,是,王芳", "6,1,1,1,1,1,1,,王芳")
	lines := strings.Split(got, "\n")
	for i, want := range []string{"新增", "新增", "只能选一项", "应为：1 满意、2 基本满意、3 不满意、4 不了解、0 弃权", "整张无效，却写了", "票号 6 不对"} {
		if i >= len(lines) || !strings.Contains(lines[i], want) {
			t.Errorf("row %d: %q, want %q", i+1, got, want)
		}
	}
	e := o.box(round).Entry(1, 1)
	if e == nil || o.box(round).Word(e.Marks[1]) != "基本满意" || o.box(round).Word(e.Marks[4]) != "不了解" || e.Marks[3] != 0 || e.Marks[5] != 0 {
		t.Fatalf("%+v", e)
	}
	t.Run("a column left out, then the second entry", func(t *testing.T) { secondTaken(t, o, round) })
}

func secondTaken(t *testing.T, o office, round int64) {
	t.Helper()
	if got, _ := o.taken(evaluation.Ballots, "票号,县教育局,县民政局,县公安局,县住建局,县水务局,录入人", "3,1,1,1,1,1,王芳"); !strings.Contains(got, "没有「县卫生健康局」一栏") {
		t.Errorf("a column left out: %q", got)
	}
	if got, _ := o.taken(evaluation.Ballots, "票号,录入,县教育局,县民政局,县公安局,县住建局,县水务局,县卫生健康局,录入人", "1,二录,1,2,2,0,4,1,陈静"); got != "新增" {
		t.Errorf("second entry: %q", got)
	}
	if d := o.box(round).Differences(); len(d) != 1 || d[0].Target != 5 || d[0].First != "弃权" || d[0].Second != "满意" {
		t.Errorf("%+v", d)
	}
	if got, _ := o.taken(evaluation.Ballots, "票号,录入,县教育局,县民政局,县公安局,县住建局,县水务局,县卫生健康局,录入人", "1,二录,1,2,2,0,4,1,陈静"); got != "相同" {
		t.Errorf("the same again: %q", got)
	}
}

func TestBallotsHoldNoLinkToWhoCastThem(t *testing.T) {
	o := openOffice(t)
	for _, table := range []string{"ballot", "ballot_mark", "ballot_settlement"} {
		for _, to := range o.texts(`SELECT "table" FROM pragma_foreign_key_list(?)`, table) {
			if slices.Contains([]string{"person", "member", "rater", "panel", "supervisor"}, to) {
				t.Errorf("%s refers to %s", table, to)
			}
		}
	}
}

func TestBallotsOfALinedScheme(t *testing.T) {
	o := openOffice(t)
	o.save(evaluation.Evaluations, record.Values{"name": "重点提案评议", "rubric": "满意度线（60%）", "ballot_targets": rows.Text([]rows.Row{{"unit": "县水务局", "proposal": "12"}, {"unit": "县教育局", "proposal": "15"}})})
	round := o.save(evaluation.Rounds, record.Values{"held_on": "2026-10-20", "due": "9", "present": "5", "issued": "5", "returned": "5"})
	ballots := []string{"11", "12", "23", "33", "33"}
	o.castTwice(round, ballots...)
	o.lock(round, "2026-11-23")
	r := o.ballotResults("2026-12-31")
	if got := r.Targets[0]; got.RateText != "60.00%" || got.Note != "" || got.ProposalNumber != 12 || got.Rank != 1 {
		t.Errorf("%+v", got)
	}
	if got := r.Targets[1]; got.RateText != "40.00%" || got.Note != "满意率低于 60%，跟踪督办并重新办理" || got.Rank != 2 || measure.Round(got.Result.Score, 2) != "40.00" {
		t.Errorf("%+v", got)
	}
}
