package take

import (
	"cmp"
	"context"
	"fmt"
	"regexp"
	"slices"

	"github.com/uptrace/bun"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

var (
	bareSession = regexp.MustCompile(`^(本次|这次|该次|今年|当年)?(政协)?(大会|全会|会议|全体会议|政协会议|例会|年会)$`) // that says none in particular
	bareTerm    = regexp.MustCompile(`^(本|这|该|当前|现)届(政协|委员会)?$`)
	yearOfOne   = regexp.MustCompile(`^(20\d\d)年?(度)?(政协)?(大会|全会|会议|全体会议|年会)?$`)
)

// settleSession reads what a row has for its 届次 and 会议 where no number is in it: a year is that of its one session, 大会 is the session of the year the
// row is of, which is told, and anything else is refused.
func (im *Import) settleSession(y *years, t *taking) error {
	if im.Kind.Field("session_name") == nil || im.Kind.Table == "session" || len(y.sessions) == 0 {
		return nil
	}
	v := t.values
	if text := squeezed(v["term_name"]); bareTerm.MatchString(text) {
		im.odd.note("「"+t.row.Header("term_name")+"」一栏没有写是第几届，按这一年的会议录入", lineOf(t.row, text))
		delete(v, "term_name")
	}
	text := squeezed(v["session_name"])
	if m := yearOfOne.FindStringSubmatch(text); m != nil {
		return im.sessionOfYear(y, t, record.CountOf(m[1]))
	}
	term, ordinal := proposal.SessionOrdinals(v)
	switch {
	case v["term_name"] != "" && term == 0:
		return store.Refuse(store.CodeInvalid, "「%s」一栏为「%s」，读不出是第几届，应为“第十届”这样的写法。", t.row.Header("term_name"), t.row.Text("term_name"))
	case text == "" || ordinal != 0:
		return nil
	case !bareSession.MatchString(text):
		return store.Refuse(store.CodeInvalid, "「%s」一栏为「%s」，读不出是第几次会议，应为“五次会议”这样的写法；写的是时间属性的，请把标题改为「时间属性」（命令用 --map）。",
			t.row.Header("session_name"), t.row.Text("session_name"))
	}
	im.odd.note("「"+t.row.Header("session_name")+"」一栏没有写是第几次会议，按这一年的会议录入", lineOf(t.row, text))
	delete(v, "session_name")
	return nil
}

// sessionOfYear takes a row into the one session of a year.
func (im *Import) sessionOfYear(y *years, t *taking, year int) error {
	var of []namedSession
	for _, s := range y.sessions {
		if s.year == year {
			of = append(of, s)
		}
	}
	text, header := t.row.Text("session_name"), t.row.Header("session_name")
	switch len(of) {
	case 0:
		return store.Refuse(store.CodeInvalid, "「%s」一栏为「%s」，这一年还没有登记会议；请先在「名册」的「会议」中登记，或改正会议。", header, text)
	case 1:
		t.values["term_name"], t.values["session_name"] = of[0].termName, of[0].name
		return nil
	}
	return store.Refuse(store.CodeInvalid, "「%s」一栏为「%s」，这一年登记了 %d 次会议，应写明是哪一次，如“五次会议”。", header, text, len(of))
}

// refuseUnregistered refuses a row whose own columns name a session that is not registered. The first file of an office without a session may
// bring them.
func (im *Import) refuseUnregistered(y *years, values record.Values) error {
	if im.Kind.Field("session_name") == nil || len(y.sessions) == 0 {
		return nil
	}
	term, ordinal := proposal.SessionOrdinals(values)
	if term == 0 && ordinal == 0 {
		return nil
	}
	year := cmp.Or(record.CountOf(values["year"]), im.scope.Year)
	if on := values["received_on"]; year == 0 && len(on) >= len("2026") {
		year = record.CountOf(on[:len("2026")])
	}
	year = cmp.Or(year, y.screen)
	registered := slices.ContainsFunc(y.sessions, func(s namedSession) bool {
		if ordinal == 0 {
			return s.term == term && s.year == year
		}
		return s.ordinal == ordinal && (s.term == term || term == 0 && s.termID == y.term)
	})
	if registered {
		return nil
	}
	said := ""
	if term != 0 {
		said = "第" + zh.Numeral(term) + "届"
	}
	if ordinal != 0 {
		said += zh.Numeral(ordinal) + "次会议"
	} else {
		said += fmt.Sprintf(" %d 年的会议", year)
	}
	return store.Refuse(store.CodeInvalid, "这一行写的是%s，这次会议还没有登记；请先在「名册」的「会议」中登记，或改正届次和会议。", said)
}

// newSessions gives a function that says which sessions have come since.
func (im *Import) newSessions(ctx context.Context, db bun.IDB) (func(context.Context) ([]string, error), error) {
	last, err := store.LookUp(ctx, db, "SELECT COALESCE(max(id), 0) FROM session")
	return func(ctx context.Context) ([]string, error) {
		if im.Kind.Table == "session" {
			return nil, nil
		}
		names, err := store.Texts(ctx, db, `SELECT t.name || s.name || '（' || s.year || ' 年）' FROM session s JOIN term t ON t.id = s.term_id
			WHERE s.id > ? ORDER BY t.ordinal, s.ordinal`, last)
		if err != nil || len(names) == 0 {
			return nil, err
		}
		return []string{"这次导入登记了会议：" + some(names) + "。请核对届次、会次和年度。"}, nil
	}, err
}
