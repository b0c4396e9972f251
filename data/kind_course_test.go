package data_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
)

// course tells the course of a record in lines, the oldest first: wording: title old>new.
func (o office) course(k *record.Kind, id int64) []string {
	o.tb.Helper()
	entries, err := k.Course(context.Background(), o.Store, id)
	if err != nil {
		o.tb.Fatal(err)
	}
	var lines []string
	for i := len(entries) - 1; i >= 0; i-- {
		e := entries[i]
		var parts []string
		if e.Event != record.CourseChanged {
			parts = append(parts, e.Event.String())
		}
		for _, c := range e.Changes {
			parts = append(parts, fmt.Sprintf("%s %s>%s", c.Title, c.Old, c.New))
		}
		lines = append(lines, strings.Join(parts, "; "))
	}
	return lines
}

func (o office) expectCourse(k *record.Kind, id int64, want ...string) {
	o.tb.Helper()
	o.expectSameWrites(k, id)
	if got := o.course(k, id); strings.Join(got, "\n") != strings.Join(want, "\n") {
		o.tb.Errorf("course:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// expectSameWrites holds the history, which is counted, against the course, which is shown.
func (o office) expectSameWrites(k *record.Kind, id int64) {
	o.tb.Helper()
	course, err := k.Course(context.Background(), o.Store, id)
	if err != nil {
		o.tb.Fatal(err)
	}
	history, err := k.History(context.Background(), o.Store, id)
	if err != nil {
		o.tb.Fatal(err)
	}
	var told, counted []int64
	for _, e := range course {
		told = append(told, e.WriteID)
	}
	for _, e := range history {
		counted = append(counted, e.WriteID)
	}
	if !slices.Equal(told, counted) {
		o.tb.Errorf("%s %d: the course tells of writes %v, the history counts %v", k.Name, id, told, counted)
	}
}

func (o office) change(k *record.Kind, id int64, v record.Values) int64 {
	o.tb.Helper()
	if _, sentence := o.saveAs(k, id, v); sentence != "" {
		o.tb.Fatal(sentence)
	}
	var write int64
	if err := o.DB().QueryRowContext(context.Background(), "SELECT max(id) FROM journal_write").Scan(&write); err != nil {
		o.tb.Fatal(err)
	}
	return write
}

func TestCourseOfMember(t *testing.T) {
	o := openOffice(t)
	id := o.save(roster.Members, record.Values{"name": "张小明", "sector": "教育界", "mobile": "13800000001", "committees": "提案委", "committee_posts": "委员"})
	other := o.save(roster.Members, record.Values{"name": "李四", "sector": "教育界", "committees": "提案委"})
	o.change(roster.Members, id, record.Values{"mobile": "13900000002", "job": "局长"})
	o.change(roster.Members, id, record.Values{"committees": "提案委、文史委", "committee_posts": "副主任、委员"})
	undone := o.change(roster.Members, id, record.Values{"sector": "农业界"}) // makes the sector, too
	if _, err := o.Revert(t.Context(), "王芳", undone); err != nil {
		t.Fatal(err)
	}
	o.change(roster.Members, other, record.Values{"job": "教师"})
	o.write(func(ctx context.Context, tx *store.Tx) error { return roster.Members.Bin(ctx, tx, id) })
	o.expectCourse(roster.Members, id,
		"新建",
		"职务 >局长; 手机 13800000001>13900000002",
		"专委会 提案委>提案委、文史委; 专委会职务 委员>副主任、委员",
		"界别 教育界>农业界",
		"界别 农业界>教育界",
		"放入回收站")
	entries, err := roster.Members.Course(t.Context(), o.Store, id)
	if err != nil {
		t.Fatal(err)
	}
	if e := entries[2]; !e.Undone || entries[1].Undone {
		t.Errorf("undone: %+v", e)
	}
	for _, c := range entries[4].Changes {
		if c.Sensitive != (c.Key == "mobile") {
			t.Errorf("%s: sensitive %t", c.Key, c.Sensitive)
		}
	}
	if entries, err := roster.Members.Course(t.Context(), o.Store, 9999); err != nil || len(entries) != 0 {
		t.Errorf("a member that never was: %v, %v", entries, err)
	}
}

func TestCourseOfGroup(t *testing.T) {
	o := openOffice(t)
	o.supervisors("张一", "张二", "张三", "张四", "张五")
	id := o.save(roster.Groups, record.Values{"number": "3", "units": "县教育局", "leader": "张二", "members": "张一、张二、张三、张四"})
	o.change(roster.Groups, id, record.Values{"members": "张一、张二、张三、张五", "leader": "张一"})
	o.change(roster.Groups, id, record.Values{"units": "县教育局、县水务局", "committee": "提案委"})
	// A supervisor binned later is still named where he was a member.
	o.do("UPDATE supervisor SET deleted_at = 'x' WHERE person_id = (SELECT id FROM person WHERE name = '张四')")
	o.expectCourse(roster.Groups, id,
		"新建",
		"组长 张二>张一; 成员 张二、张一、张三、张四>张一、张二、张三、张五",
		"派驻单位 县教育局>县教育局、县水务局; 联系专委会 >提案委")
}

// Joining a group is told of the supervisor, too, although the row is the group's.
func TestCourseOfSupervisor(t *testing.T) {
	o := openOffice(t)
	o.supervisors("张一", "张二", "张三")
	id := o.save(roster.Supervisors, record.Values{"name": "张四", "workplace": "县一中"})
	group := o.save(roster.Groups, record.Values{"number": "3", "units": "县教育局", "leader": "张一", "members": "张一、张二、张三、张四"})
	o.change(roster.Supervisors, id, record.Values{"job": "教师"})
	o.change(roster.Groups, group, record.Values{"members": "张一、张二、张三、张四", "leader": "张四"})
	o.expectCourse(roster.Supervisors, id, "新建", "组号 >3; 组内职务 >成员", "职务 >教师", "组内职务 成员>组长")
}

func TestCourseOfUnitAndProposal(t *testing.T) {
	o := openOffice(t)
	unit := o.save(roster.Units, record.Values{"name": "县渔业局", "major": "否"})
	o.change(roster.Units, unit, record.Values{"name": "县渔政局", "major": "是"})
	o.expectCourse(roster.Units, unit, "新建", "单位名称 县渔业局>县渔政局; 曾用名 >县渔业局; 承办大户 否>是")

	first := o.save(proposal.Proposals, record.Values{"title": "甲案", "proposer": "县工商联", "conclusion": "立案", "number": "1"})
	id := o.save(proposal.Proposals, record.Values{"title": "乙案", "proposer": "张三"})
	o.change(proposal.Proposals, id, record.Values{"conclusion": "并案", "merged_number": "1"})
	o.change(proposal.Proposals, first, record.Values{"lead_units": "县教育局", "assigned_on": "2026-03-10"})
	o.change(proposal.Proposals, first, record.Values{"replied_on": "2026-05-10", "result_class": "A"})
	o.expectCourse(proposal.Proposals, id, "新建", "审查结论 >并案; 并入案号 >1")
	o.expectCourse(proposal.Proposals, first, "新建", "承办单位 >1 县教育局 主办 2026-03-10 2026-06-10", "县教育局 答复日期 >2026-05-10; 县教育局 办理结果 >A")
}

// Whatever is written, the course walked backwards gives every former state of the record exactly.
func TestCourseIsExact(t *testing.T) {
	o := openOffice(t)
	random := rand.New(rand.NewPCG(1, 2))
	words := []string{"", "教育界", "农业界", "甲界"}
	many := []string{"", "提案委", "文史委", "提案委、文史委", "文史委、提案委、经济委"}
	id := o.save(roster.Members, record.Values{"name": "甲"})
	states := []record.Values{o.values(roster.Members, id)}
	for range 30 {
		v := record.Values{}
		switch random.IntN(5) {
		case 0:
			v["sector"] = words[random.IntN(len(words))]
		case 1:
			v["committees"], v["committee_posts"] = many[random.IntN(len(many))], many[random.IntN(len(many))]
		case 2:
			v["name"], v["note"] = fmt.Sprintf("甲%d", random.IntN(4)), strings.Repeat("长\n", random.IntN(3))
		case 3:
			v["compatriot"], v["terms_served"] = []string{"是", "否"}[random.IntN(2)], []string{"", "2", "3"}[random.IntN(3)]
		case 4:
			last := o.change(roster.Members, id, record.Values{"job": fmt.Sprint(random.IntN(1000))})
			states = append(states, o.values(roster.Members, id))
			if _, err := o.Revert(t.Context(), "王芳", last); err != nil {
				t.Fatal(err)
			}
			states = append(states, o.values(roster.Members, id))
			continue
		}
		before := o.writes()
		o.change(roster.Members, id, v)
		if o.writes() > before {
			states = append(states, o.values(roster.Members, id))
		}
	}
	o.expectStates(id, states)
}

// expectStates walks the course of a member back and compares what it gives with the states it went through.
func (o office) expectStates(id int64, states []record.Values) {
	o.tb.Helper()
	entries, err := roster.Members.Course(context.Background(), o.Store, id)
	if err != nil {
		o.tb.Fatal(err)
	}
	if len(entries) != len(states) {
		o.tb.Fatalf("%d entries for %d states", len(entries), len(states))
	}
	now := o.values(roster.Members, id)
	for i, e := range entries {
		for _, c := range e.Changes {
			if now[c.Key] != c.New {
				o.tb.Fatalf("entry %d: %s was %q, told %q", i, c.Title, now[c.Key], c.New)
			}
			now[c.Key] = c.Old
		}
		if i+1 == len(entries) {
			break
		}
		for _, f := range roster.Members.FormFields() {
			if len(f.With) > 0 {
				continue // told by the fields it goes with
			}
			if want := states[len(states)-2-i]; now[f.Key] != want[f.Key] {
				o.tb.Fatalf("before entry %d: %s %q, want %q", i, f.Title, now[f.Key], want[f.Key])
			}
		}
	}
}

// values reads a record.
func (o office) values(k *record.Kind, id int64) record.Values {
	o.tb.Helper()
	r, err := k.Record(context.Background(), o.DB(), id)
	if err != nil {
		o.tb.Fatal(err)
	}
	return r.Values
}
