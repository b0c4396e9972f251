package take

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"cppccdesk/data/intake"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// years is what an import knows of the years its rows can belong to.
type years struct {
	today    string
	screen   int   // the year worked on
	term     int64 // the term worked on
	sessions []namedSession
	places   map[placeKey]*place
}

// placeKey is a part of a file that may name a year: a table and a group of its rows.
type placeKey struct {
	table int
	group string
}

// namedSession is a session with its term.
type namedSession struct {
	termID              int64
	term, ordinal, year int
	termName, name      string
}

// place is where rows go that do not say it in a column.
type place struct {
	scope   record.Scope
	session *namedSession // the one named; nil: the year alone decides
	named   bool          // the file names it; otherwise scope is the import's
	refusal error
	note    string // that it is not the year worked on
}

// yearly reports whether the kind's records belong to a year.
func yearly(k *record.Kind) bool { return strings.HasPrefix(k.Scope, "year") }

// readYears reads what places of the file can be resolved by.
func (im *Import) readYears(ctx context.Context, db bun.IDB, now time.Time) (*years, error) {
	y := &years{today: now.Local().Format(store.DateLayout), places: map[placeKey]*place{}}
	if !yearly(im.Kind) {
		return y, nil
	}
	var err error
	if y.screen, err = record.WorkingYear(ctx, db, im.scope, now); err != nil {
		return nil, err
	}
	if y.term = im.scope.TermID; y.term == 0 {
		if y.term, err = roster.CurrentTerm(ctx, db); err != nil {
			return nil, err
		}
	}
	return y, store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var s namedSession
		err := scan(&s.termID, &s.term, &s.termName, &s.ordinal, &s.name, &s.year)
		y.sessions = append(y.sessions, s)
		return err
	}, "SELECT t.id, t.ordinal, t.name, s.ordinal, s.name, s.year FROM session s JOIN term t ON t.id = s.term_id ORDER BY t.ordinal, s.ordinal")
}

// placeOf is the place of a row of table t.
func (im *Import) placeOf(y *years, t int, group string) *place {
	if !yearly(im.Kind) {
		return &place{scope: im.scope}
	}
	key := placeKey{t, group}
	if y.places[key] == nil {
		y.places[key] = y.find(im.scope, im.File, &im.Tables[t], group)
	}
	return y.places[key]
}

// saying is what one part of a table says of years and sessions.
type saying struct {
	where   string // 工作表「甲」的标题
	periods []intake.Period
}

// find resolves what a sheet's name, the titles of a table and a group of its rows say, or else the name of the file.
func (y *years) find(scope record.Scope, file string, table *intake.Table, group string) *place {
	sheet := "工作表「" + table.Sheet + "」"
	said := []saying{
		{sheet, intake.PeriodsOf(table.Sheet, true)}, {where: sheet + "的标题"}, {sheet + "的分组「" + group + "」", intake.PeriodsOf(group, false)},
	}
	for _, line := range table.Titles {
		said[1].periods = append(said[1].periods, intake.PeriodsOf(line, false)...)
	}
	for _, s := range said {
		for i := range s.periods {
			if s.periods[i].Session != 0 && s.periods[i].Term == 0 {
				s.periods[i].Term = y.workingOrdinal()
			}
		}
	}
	p := &place{scope: scope}
	year, yearAt, err := agreed(said, func(p intake.Period) bool { return p.Year != 0 })
	if err == nil {
		var session intake.Period
		var sessionAt string
		session, sessionAt, err = agreed(said, func(p intake.Period) bool { return p.Session != 0 })
		if err == nil && session.Session != 0 {
			err = y.takeSession(p, session, sessionAt, year.Year)
		}
	}
	if err == nil && year.Year == 0 && p.session == nil {
		year, yearAt, err = yearOfFile(file, table, group)
	}
	if err == nil && year.Year != 0 && p.session == nil {
		err = y.takeYear(p, year.Year, yearAt, "工作表名称和标题")
	}
	p.refusal = err
	return p
}

// workingOrdinal is the number of the term worked on, 0 before it has a session.
func (y *years) workingOrdinal() int {
	for _, s := range y.sessions {
		if s.termID == y.term {
			return s.term
		}
	}
	return 0
}

// agreed is the period of a sort that one part of a table says alone, and where; the other parts must not say another. It is zero when no part
// says exactly one.
func agreed(said []saying, sort func(intake.Period) bool) (found intake.Period, where string, err error) {
	for _, s := range said {
		var periods []intake.Period
		for _, p := range s.periods {
			if sort(p) && !slices.Contains(periods, p) {
				periods = append(periods, p)
			}
		}
		switch {
		case where != "" && len(periods) > 0 && !slices.Contains(periods, found):
			return found, where, refuseContradiction(where, inWords(found), s.where, inWords(periods[0]))
		case where == "" && len(periods) == 1:
			found, where = periods[0], s.where
		}
	}
	return found, where, nil
}

func refuseContradiction(where, says, otherwise, saysElse string) error {
	return store.Refuse(store.CodeInvalid, "%s写的是%s，%s写的是%s；请改成一致后再导入。", where, says, otherwise, saysElse)
}

// inWords is a period in a sentence.
func inWords(p intake.Period) string {
	switch {
	case p.Year != 0:
		return fmt.Sprintf(" %d 年", p.Year)
	case p.Term != 0:
		return "第" + zh.Numeral(p.Term) + "届" + zh.Numeral(p.Session) + "次会议"
	default:
		return zh.Numeral(p.Session) + "次会议"
	}
}

// takeSession puts a place into the session named; year is the one named beside it, or 0. One that is not registered is left to the year, or is
// the first of an office that has none.
func (y *years) takeSession(p *place, named intake.Period, where string, year int) error {
	at := slices.IndexFunc(y.sessions, func(s namedSession) bool { return s.term == named.Term && s.ordinal == named.Session })
	switch {
	case at >= 0 && year != 0 && y.sessions[at].year != year:
		return refuseContradiction(where, inWords(named)+fmt.Sprintf("（%d 年）", y.sessions[at].year), "同处", inWords(intake.Period{Year: year}))
	case at >= 0:
		p.session = &y.sessions[at]
	case len(y.sessions) == 0 && named.Term != 0 && (year == 0 || year == y.screen):
		p.session = &namedSession{
			termID: p.scope.TermID, term: named.Term, termName: "第" + zh.Numeral(named.Term) + "届",
			ordinal: named.Session, name: zh.Numeral(named.Session) + "次会议", year: y.screen,
		}
	case year != 0:
		return nil
	default:
		return store.Refuse(store.CodeInvalid, "%s写的是%s，这次会议还没有登记；请先在「名册」的「会议」中登记，或改正工作表名称和标题。", where, inWords(named))
	}
	y.put(p, p.session.year, p.session.termID, where, p.session.termName+p.session.name+fmt.Sprintf("（%d 年）", p.session.year))
	return nil
}

// takeYear puts a place into the year named: the one worked on, or another that has a session.
func (y *years) takeYear(p *place, year int, where, mend string) error {
	termID := p.scope.TermID
	if year != y.screen {
		var terms []int64
		var names []string
		for _, s := range y.sessions {
			if s.year == year {
				names = append(names, s.termName+s.name)
				if !slices.Contains(terms, s.termID) {
					terms = append(terms, s.termID)
				}
			}
		}
		switch {
		case len(terms) == 0:
			return store.Refuse(store.CodeInvalid, "%s写的是 %d 年，这一年还没有登记会议；请先在「名册」的「会议」中登记，或改正%s。", where, year, mend)
		case slices.Contains(terms, y.term):
			termID = y.term
		case len(terms) == 1:
			termID = terms[0]
		default:
			return store.Refuse(store.CodeInvalid, "%s写的是 %d 年，这一年有 %d 次会议：%s；请在标题中写明是哪一次。", where, year, len(names), zh.JoinNames(names))
		}
	}
	y.put(p, year, termID, where, inWords(intake.Period{Year: year}))
	return nil
}

func (y *years) put(p *place, year int, termID int64, where, says string) {
	p.named, p.scope.Year, p.scope.TermID = true, year, termID
	if year != y.screen {
		p.note = fmt.Sprintf("%s写的是%s，其中的行录入 %d 年，不是当前的 %d 年。", where, says, year, y.screen)
	}
}

// yearNotes says which places of the file are not of the year worked on.
func (im *Import) yearNotes(ctx context.Context, db bun.IDB, now time.Time) error {
	y, err := im.readYears(ctx, db, now)
	if err != nil || !yearly(im.Kind) {
		return err
	}
	for t := range im.Tables {
		for _, row := range im.Tables[t].Rows {
			if row.Text("year") != "" || row.Text("session_name") != "" {
				continue
			}
			if note := im.placeOf(y, t, row.Group).note; note != "" && !slices.Contains(im.Notes, note) {
				im.Notes = append(im.Notes, note)
			}
		}
	}
	return nil
}

// scopeOf is the year and term a row is taken into: those its own columns say, else the year its number is written with, else those of its place. What the place says is put into values
// too, for the kind to match by.
func (im *Import) scopeOf(y *years, p *place, t *taking) (record.Scope, error) {
	values := t.values
	if err := im.settleSession(y, t); err != nil {
		return p.scope, err
	}
	if err := im.refuseUnregistered(y, values); err != nil {
		return p.scope, err
	}
	p, err := im.numberPlace(y, p, t)
	if err != nil {
		return p.scope, err
	}
	if p, err = im.openPlace(y, p, t); err != nil {
		return p.scope, err
	}
	if scope, own := im.ownScope(y, values); own && (t.year == 0 || takesYear(im.Kind)) {
		return scope, nil
	}
	if p.refusal != nil {
		return p.scope, p.refusal
	}
	scope := p.scope
	if !yearly(im.Kind) {
		return scope, nil
	}
	if !p.named && scope.Year == 0 && im.Kind.Name == proposal.Proposals.Name && values["received_on"] == "" {
		scope.Year = y.screen // a 案号 without a date is one of the year worked on
	}
	t.open = im.isOpen(p, t)
	im.say(p, scope.Year, values)
	return scope, nil
}

// say puts the year, and the session of the place, into values where the kind has a field for it.
func (im *Import) say(p *place, year int, values record.Values) {
	if year != 0 && (p.named || im.scope.Year == 0) && im.Kind.Field("year") != nil {
		values["year"] = strconv.Itoa(year)
	}
	if p.session == nil || im.Kind.Field("session_name") == nil || values["term_name"] != "" {
		return
	}
	said := record.Values{"term_name": p.session.termName, "session_name": p.session.name}
	if _, ordinal := proposal.SessionOrdinals(said); ordinal == p.session.ordinal {
		values["term_name"], values["session_name"] = said["term_name"], said["session_name"]
	}
}

// ownScope is the year that the row's own columns say, or that of the session they name.
func (im *Import) ownScope(y *years, values record.Values) (scope record.Scope, own bool) {
	scope = im.scope
	if values["year"] != "" {
		if year, err := strconv.Atoi(values["year"]); err == nil && scope.Year != 0 {
			scope.Year = year
		}
		return scope, true
	}
	if im.Kind.Field("session_name") == nil {
		return scope, false
	}
	term, ordinal := proposal.SessionOrdinals(values)
	if ordinal == 0 {
		return scope, false
	}
	for _, s := range y.sessions {
		if s.ordinal == ordinal && (s.term == term || term == 0 && s.termID == y.term) {
			if scope.Year != 0 {
				scope.Year = s.year
			}
			break
		}
	}
	return scope, true
}
