package take

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// settleDated finds the year of a proposal of which only the day it was received says it: that of a proposal stored under its number or title, in
// the year of the day or in the year worked on, else the year of the day, which must have a session. What is received in December may be the next
// session's, and is refused where neither year knows it. An office without a session begins with what its first file says.
func (im *Import) settleDated(ctx context.Context, tx *store.Tx, t *taking) error {
	if !im.onlyDated(t) {
		return nil
	}
	day := t.values["received_on"]
	known, err := im.knownIn(ctx, tx, t.result.scope)
	if err != nil {
		return err
	}
	if _, keyed := known.byID[parseRecordKey(im.Kind, t.row.Text(recordKeyField), known.stamp)]; keyed {
		return nil
	}
	y, year := im.years, record.CountOf(day[:len("2026")])
	settle := &place{scope: t.result.scope}
	switch by := known.by(ctx); {
	case year == y.screen || storedIn(by, year, t.values):
	case storedIn(by, y.screen, t.values):
		year = y.screen
	case strings.HasPrefix(day[len("2026"):], "-12") && y.registered(year) && y.registered(year+1):
		return store.Refuse(store.CodeInvalid, "收到日期 %s 在年底，看不出是 %d 年还是 %d 年会议的提案；请填「会议」一栏，或在标题中写明年度（命令用 --year）。", day, year, year+1)
	}
	if year != y.screen && !y.registered(year) {
		return store.Refuse(store.CodeInvalid, "收到日期写的是 %s，这一年还没有登记会议；请改正日期，或先在「名册」的「会议」中登记；属于别年会议的请填「会议」一栏（命令用 --year）。", day)
	}
	if err := y.takeYear(settle, year, "收到日期", "收到日期"); err != nil {
		return err
	}
	t.result.scope = settle.scope
	t.values["year"] = strconv.Itoa(year)
	return nil
}

// onlyDated reports whether nothing but the day it was received says of which year a proposal is.
func (im *Import) onlyDated(t *taking) bool {
	if im.Kind.Name != proposal.Proposals.Name || t.result.scope.Year != 0 || len(im.years.sessions) == 0 {
		return false
	}
	_, ordinal := proposal.SessionOrdinals(t.values)
	return ordinal == 0 && t.values["year"] == "" && len(t.values["received_on"]) >= len("2026")
}

// registered reports whether the year has a session.
func (y *years) registered(year int) bool {
	return slices.ContainsFunc(y.sessions, func(s namedSession) bool { return s.year == year })
}

// storedIn reports whether a proposal of the year is that of the values: of the same number about the same or received on the same day, or of the
// same title by the same proposer.
func storedIn(by record.Candidates, year int, v record.Values) bool {
	of := func(r record.Record) bool { return r.Values["year"] == strconv.Itoa(year) }
	for _, key := range []string{"serial", "number"} {
		for _, r := range by(key, v[key]) {
			if of(r) && (sameSubject(v["title"], r.Values["title"]) || v["received_on"] == r.Values["received_on"]) {
				return true
			}
		}
	}
	return slices.ContainsFunc(by("title", v["title"]), func(r record.Record) bool {
		return of(r) && r.Values["proposer"] == v["proposer"] && !differ(r.Values, v, "number") && !differ(r.Values, v, "serial")
	})
}

func differ(a, b record.Values, key string) bool {
	return a[key] != "" && b[key] != "" && a[key] != b[key]
}
