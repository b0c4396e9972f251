package take

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/uptrace/bun"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

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
	return store.Refuse(store.CodeInvalid, "这一行写的是%s，这次会议还没有登记；请先在「届次」中登记，或改正届次和会议。", said)
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
