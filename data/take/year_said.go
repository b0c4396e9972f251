package take

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"cppccdesk/data/intake"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// yearKey is the key of the column that says of which year each row is.
const yearKey = "year"

// yearHeadings are what that column goes by, whatever the rows are.
var yearHeadings = []string{"年份", "所属年度", "所属年份", "届次年度", "会议年度", "工作年度", "统计年度", "提案年度", "评议年度", "活动年度", "考评年度"}

// takesYear reports whether the year of the kind's records is a field of theirs. Others have that of their session, or of what they hang on.
func takesYear(k *record.Kind) bool {
	f := k.Field(yearKey)
	return f != nil && !f.ListOnly
}

// ReadFields are the fields that columns can be read as: those taken, and the year of each row.
func ReadFields(k *record.Kind) []record.Field {
	fields := k.TakenFields()
	if yearly(k) && !takesYear(k) {
		fields = append(fields, record.Field{Key: yearKey, Title: "年度", Type: record.Whole{}})
	}
	return fields
}

// readYear reads of which year a row says it is: 2025, 2025年度, 十届四次会议.
func (im *Import) readYear(t *taking) error {
	text := t.row.Text(yearKey)
	if !yearly(im.Kind) || text == "" || intake.IsNothing(text) || intake.IsUnknown(text) {
		return nil
	}
	if err := t.row.Fault(yearKey); err != nil {
		return err
	}
	var years, sessions []intake.Period
	for _, p := range intake.PeriodsOf(text, true) {
		if p.Year != 0 {
			years = append(years, p)
		} else {
			sessions = append(sessions, p)
		}
	}
	switch {
	case len(years) == 1:
		t.year = years[0].Year
	case len(years) == 0 && len(sessions) == 1:
		t.year = im.years.of(sessions[0])
	}
	if t.year == 0 {
		return store.Refuse(store.CodeInvalid, "「%s」一栏为「%s」，看不出是哪一年，应为 2026 这样的四位年份。", t.row.Header(yearKey), text)
	}
	if im.Kind.Field(yearKey) != nil {
		t.values[yearKey] = strconv.Itoa(t.year)
	}
	return nil
}

// of is the year of a session that is registered, 0 for another.
func (y *years) of(p intake.Period) int {
	term := cmp.Or(p.Term, y.workingOrdinal())
	for _, s := range y.sessions {
		if s.term == term && s.ordinal == p.Session {
			return s.year
		}
	}
	return 0
}

// saidPlace is the place of a row of which a column says the year, where its kind has no such field: the session of that year, or the one that the row
// names as well.
func (im *Import) saidPlace(y *years, p *place, t *taking) (*place, error) {
	header := "「" + t.row.Header(yearKey) + "」一栏"
	if t.numberYear != 0 && t.numberYear != t.year {
		return p, refuseContradiction(header, inWords(intake.Period{Year: t.year}), t.numberHeader, inWords(intake.Period{Year: t.numberYear}))
	}
	said := &place{scope: p.scope}
	if im.Kind.Field("session_name") != nil {
		if term, ordinal := proposal.SessionOrdinals(t.values); ordinal != 0 {
			session := intake.Period{Term: cmp.Or(term, y.workingOrdinal()), Session: ordinal}
			if of := y.of(session); of != 0 && of != t.year {
				return p, refuseContradiction(header, inWords(intake.Period{Year: t.year}), "这一行的会议", inWords(session)+fmt.Sprintf("（%d 年）", of))
			}
			said.scope.Year, said.named = t.year, true
			return said, nil
		}
	}
	return said, y.takeYear(said, t.year, header, "这一栏")
}

// refuseOpenYear refuses a row that leaves its year open while others of its table are of another than the one worked on.
func (im *Import) refuseOpenYear(y *years, p *place, t *taking) error {
	if t.year != 0 || p.named || !yearly(im.Kind) || takesYear(im.Kind) || columnOf(&im.Tables[t.table], yearKey) == nil {
		return nil
	}
	screen := intake.Period{Year: y.screen}
	if !slices.ContainsFunc(im.Tables[t.table].Rows, func(r intake.Row) bool {
		said := intake.PeriodsOf(r.Text(yearKey), true)
		return len(said) > 0 && !slices.Contains(said, screen)
	}) {
		return nil
	}
	return store.Refuse(store.CodeInvalid, "「%s」一栏空着，别的行写的不是 %d 年，看不出这一行是哪一年的；请补上年度后再导入。", t.row.Header(yearKey), y.screen)
}

// openPlace is the place of a row by the column that says its year, where its kind has no field for it.
func (im *Import) openPlace(y *years, p *place, t *taking) (*place, error) {
	if t.year == 0 {
		return p, im.refuseOpenYear(y, p, t)
	}
	if !takesYear(im.Kind) {
		var err error
		if p, err = im.saidPlace(y, p, t); err != nil {
			return p, err
		}
	}
	if t.year != y.screen {
		im.odd.note(fmt.Sprintf("「%s」一栏不是当前的 %d 年，照那一栏录入", t.row.Header(yearKey), y.screen), lineOf(t.row, t.row.Text(yearKey)))
	}
	return p, nil
}
