package data_test

import (
	"context"
	"testing"

	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/data/take"
)

// bodies are the kinds of what a term is made of.
var bodies = []*record.Kind{roster.Sectors, roster.Committees, roster.ActivityGroups}

func (o office) remove(k *record.Kind, id int64) (sentence string) {
	o.tb.Helper()
	return store.Sentence(o.Write(o.tb.Context(), "测试", "删除"+k.Title, func(ctx context.Context, tx *store.Tx) error { return k.Bin(ctx, tx, id) }))
}

func TestBodyRenamedKeepsItsMembersAndIsFoundByTheOldName(t *testing.T) {
	for _, k := range bodies {
		t.Run(k.Name, func(t *testing.T) {
			o := openOffice(t)
			id := o.save(k, record.Values{"name": "甲组", "sort": "3"})
			field := map[string]string{"sectors": "sector", "committees": "committees", "activity-groups": "activity_groups"}[k.Name]
			member := o.save(roster.Members, record.Values{"name": "张一", field: "甲组"})
			o.expect(k, id, record.Values{"members": "1", "sort": "3", "term": "第十届"})
			if _, sentence := o.saveAs(k, id, record.Values{"name": "乙组"}); sentence != "" {
				t.Fatal(sentence)
			}
			o.expect(k, id, record.Values{"name": "乙组", "former_names": "甲组", "members": "1"})
			o.expect(roster.Members, member, record.Values{field: "乙组"})
			o.save(roster.Members, record.Values{"name": "张二", field: "甲组"})
			o.expect(k, id, record.Values{"members": "2"})
			if again := o.save(k, record.Values{"name": "甲组", "note": "旧表"}); again != id {
				t.Errorf("an old list made body %d, want %d", again, id)
			}
			o.expect(k, id, record.Values{"name": "乙组", "note": "旧表"})
		})
	}
}

// A day that is changed alone is checked beside the other one that is kept.
func TestDaysOfABodyStayInOrder(t *testing.T) {
	o := openOffice(t)
	for _, c := range []struct {
		kind     *record.Kind
		first, v record.Values
		sentence string
	}{
		{roster.Sectors, record.Values{"name": "特邀界", "from_on": "2026-05-01"}, record.Values{"to_on": "2026-04-30"}, "停用日期 2026-04-30 早于启用日期 2026-05-01。"},
		{roster.Sectors, record.Values{"name": "侨联界", "to_on": "2026-05-01"}, record.Values{"from_on": "2026-05-02"}, "停用日期 2026-05-01 早于启用日期 2026-05-02。"},
		{roster.Groups, record.Values{"number": "7", "to_on": "2026-05-01"}, record.Values{"from_on": "2026-05-02"}, "派驻结束 2026-05-01 早于派驻开始 2026-05-02。"},
	} {
		id := o.save(c.kind, c.first)
		if _, got := o.saveAs(c.kind, id, c.v); got != c.sentence {
			t.Errorf("got %q, want %q", got, c.sentence)
		}
	}
}

func TestBodyRefused(t *testing.T) {
	for _, test := range []struct {
		name     string
		v        record.Values
		sentence string
	}{
		{"no name", record.Values{"name": " "}, "缺少界别名称。"},
		{"ends before it begins", record.Values{"name": "教育界", "from_on": "2026-05-01", "to_on": "2026-04-30"}, "停用日期 2026-04-30 早于启用日期 2026-05-01。"},
	} {
		t.Run(test.name, func(t *testing.T) {
			o := openOffice(t)
			if _, sentence := o.try(roster.Sectors, test.v); sentence != test.sentence {
				t.Errorf("got %q, want %q", sentence, test.sentence)
			}
		})
	}
	t.Run("renamed to one there is", func(t *testing.T) {
		o := openOffice(t)
		o.save(roster.Sectors, record.Values{"name": "教育界"})
		id := o.save(roster.Sectors, record.Values{"name": "体育界"})
		want := "本届已有界别「教育界」，不能改成同名；如要合并，请先把委员改到其中一个。"
		if _, sentence := o.saveAs(roster.Sectors, id, record.Values{"name": "教育界"}); sentence != want {
			t.Errorf("got %q, want %q", sentence, want)
		}
	})
}

func TestDeletionRefusedWhileUsed(t *testing.T) {
	o := openOffice(t)
	o.save(roster.Members, record.Values{"name": "张一", "sector": "教育界", "committees": "提案委", "activity_groups": "城关组"})
	o.supervisors("张三", "李四", "王五", "赵六")
	o.save(roster.Groups, record.Values{"number": "1", "units": "县公安局", "committee": "提案委", "members": "张三、李四、王五、赵六"})
	for _, test := range []struct {
		name     string
		kind     *record.Kind
		id       int64
		sentence string
	}{
		{"sector", roster.Sectors, 1, "这条界别记录还有1 名委员在用，不能删除。请先改好那些记录；不再使用的可以停用。"},
		{"committee", roster.Committees, 1, "这条专委会记录还有1 名委员、1 个监督小组在用，不能删除。请先改好那些记录；不再使用的可以停用。"},
		{"activity group", roster.ActivityGroups, 1, "这条活动组记录还有1 名委员在用，不能删除。请先改好那些记录；不再使用的可以停用。"},
		{"term", roster.Terms, 1, "这条届次记录还有1 名委员、2 次会议、1 个界别、1 个专委会、1 个活动组在用，不能删除。请先改好那些记录。"},
		{"session", roster.Sessions, 1, "这条会议记录还有3 件提案在用，不能删除。请先改好那些记录。"},
		{"unit", roster.Units, 2, "这条单位记录还有1 件提案的交办在用，不能删除。请先改好那些记录；不再使用的可以停用。"},
		{"free session", roster.Sessions, 2, ""},
		{"free unit", roster.Units, 3, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			if sentence := o.remove(test.kind, test.id); sentence != test.sentence {
				t.Errorf("got %q, want %q", sentence, test.sentence)
			}
		})
	}
}

func TestTermsAndSessionsAreSaved(t *testing.T) {
	o := openOffice(t)
	next := o.save(roster.Terms, record.Values{"ordinal": "第十一届", "starts_on": "2026-12-20"})
	o.expect(roster.Terms, next, record.Values{"ordinal": "11", "name": "第十一届", "state": "本届", "sessions": ""})
	o.expect(roster.Terms, 1, record.Values{"state": "未结束", "sessions": "2", "proposals": "3"})
	if again := o.save(roster.Terms, record.Values{"ordinal": "11届", "note": "x"}); again != next {
		t.Errorf("got term %d, want %d", again, next)
	}
	session := o.save(roster.Sessions, record.Values{"term": "十一届", "ordinal": "一次会议", "year": "2026", "opens_on": "2026-12-20"})
	o.expect(roster.Sessions, session, record.Values{"term": "第十一届", "ordinal": "1", "name": "一次会议", "year": "2026"})
	if again := o.save(roster.Sessions, record.Values{"term": "第11届", "ordinal": "1", "year": "2026", "closes_on": "2026-12-23"}); again != session {
		t.Errorf("got session %d, want %d", again, session)
	}
	for _, test := range []struct {
		name     string
		kind     *record.Kind
		v        record.Values
		sentence string
	}{
		{"term without a number", roster.Terms, record.Values{"ordinal": "本届"}, "届数「本届」不对，应为 10 或第十届这样的写法。"},
		{"term backwards", roster.Terms, record.Values{"ordinal": "12", "starts_on": "2030-01-01", "ends_on": "2029-01-01"}, "结束日期 2029-01-01 早于开始日期 2030-01-01。"},
		{"term that ends before the day known", roster.Terms, record.Values{"ordinal": "11", "ends_on": "2026-12-19"}, "结束日期 2026-12-19 早于开始日期 2026-12-20。"},
		{"session that closes before the day known", roster.Sessions, record.Values{"term": "第十一届", "ordinal": "1", "year": "2026", "closes_on": "2026-12-19"}, "闭幕日期 2026-12-19 早于开幕日期 2026-12-20。"},
		{"proposals taken after the close known", roster.Sessions, record.Values{"term": "第十一届", "ordinal": "1", "year": "2026", "cut_off": "2026-12-24 10:00"}, "闭幕日期 2026-12-23 早于提案截止 2026-12-24。"},
		{"session of no term", roster.Sessions, record.Values{"term": "上届", "ordinal": "1", "year": "2026"}, "届次「上届」不对，应为第十届这样的写法。"},
		{"session of no year", roster.Sessions, record.Values{"term": "第十届", "ordinal": "9", "year": "26"}, "年度「26」不对，应为 2026 这样的四位年份。"},
		{"session of no number", roster.Sessions, record.Values{"term": "第十届", "ordinal": "全会", "year": "2026"}, "会次「全会」不对，应为 5 或五次会议这样的写法。"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if _, sentence := o.try(test.kind, test.v); sentence != test.sentence {
				t.Errorf("got %q, want %q", sentence, test.sentence)
			}
		})
	}
}

func TestClosedTermIsAnArchive(t *testing.T) {
	o := openOffice(t)
	member := o.save(roster.Members, record.Values{"name": "张一", "sector": "教育界", "posts": "常委", "committees": "提案委", "activity_groups": "城关组"})
	o.do("INSERT INTO term (id, ordinal, name) VALUES (2, 11, '第十一届')", "UPDATE term SET closed = 1 WHERE id = 1")
	const archive = "这一届已经结束，它的委员、界别、专委会和活动组只能查看；确需更正，请在「届次」中说明理由后重新打开这一届。"
	for name, statement := range map[string]string{
		"member changed":   "UPDATE member SET status = '辞去'",
		"member moved out": "UPDATE member SET term_id = 2",
		"member binned":    "UPDATE member SET deleted_at = 'x'",
		"member added":     "INSERT INTO member (person_id, term_id) VALUES (1, 1)",
		"post ended":       "UPDATE member_post SET to_on = '2026-01-01'",
		"post added":       "INSERT INTO member_post (member_id, scope, post) VALUES (1, '政协', '主席')",
		"post removed":     "DELETE FROM member_post",
		"status added":     "INSERT INTO member_status (member_id, status) VALUES (1, '去世')",
		"sector renamed":   "UPDATE sector SET name = '科技界'",
		"sector added":     "INSERT INTO sector (term_id, name) VALUES (1, '科技界')",
		"committee binned": "UPDATE committee SET deleted_at = 'x'",
		"group removed":    "DELETE FROM activity_group",
	} {
		t.Run(name, func(t *testing.T) {
			err := o.Write(t.Context(), "测试", "改动", func(ctx context.Context, tx *store.Tx) error {
				_, err := tx.ExecContext(ctx, statement)
				return err
			})
			if got := store.Sentence(err); got != archive {
				t.Errorf("got %q", got)
			}
		})
	}
	if _, sentence := o.saveAs(roster.Members, member, record.Values{"posts": "主席"}); sentence != archive {
		t.Errorf("form: %q", sentence)
	}
	o.write(func(ctx context.Context, tx *store.Tx) error { // the work on its proposals goes on
		_, err := tx.ExecContext(ctx, "UPDATE proposal SET status = '已办结' WHERE id = 1")
		return err
	})
}

func TestFormerNamesOfABodyAreAdded(t *testing.T) {
	for _, k := range bodies {
		t.Run(k.Name, func(t *testing.T) {
			o := openOffice(t)
			id := o.save(k, record.Values{"name": "乙组", "former_names": "甲组"})
			if got, _ := o.takenWith(k, in2026, take.Options{}, pipedSheet(k.Field("name").Title+"|曾用名", "乙组|丙组")); got != "变更" {
				t.Errorf("got %s", got)
			}
			o.expect(k, id, record.Values{"former_names": "甲组、丙组"})
		})
	}
}
