package take

import (
	"cmp"
	"path/filepath"
	"strings"

	"cppccdesk/data/intake"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// refuseOlder refuses a row that is taken into the year worked on only because nothing says another: a new one whose dates are of the years before, and
// one without dates when what stands over the table, or the name of the file, was written then. A date of a December may be of the next year's work, and a
// record that was found by what it is about is of its year.
func (im *Import) refuseOlder(t *taking, found bool) error {
	if !t.open || found && (im.Kind.ProposalKey == "" || t.row.Text("title") != "") {
		return nil
	}
	year := t.result.scope.Year
	if year == 0 && t.values["received_on"] != "" {
		return nil // an office without a session begins with what its first file says
	}
	year = cmp.Or(year, im.years.screen)
	dates := im.datesOf(t)
	for _, f := range dates {
		if on := t.values[f.Key]; !found && im.ofProposals() && before(on, year) {
			return store.Refuse(store.CodeInvalid, "「%s」一栏为 %s，这一行要录入 %d 年；是别的年度的请填「年度」一栏，或在标题中写明年度，是 %[3]d 年的请改正。", t.row.Header(f.Key), on, year)
		}
	}
	if len(dates) > 0 {
		return nil
	}
	where, on := im.writtenOn(t)
	if on == 0 || on >= year {
		return nil
	}
	return store.Refuse(store.CodeInvalid, "%s里的日期是 %d 年的，表里没有写是哪一年的%s，看不出是不是 %d 年的；请在标题中写明年度，如「%[4]d年」，或加一栏「年度」，再导入。", where, on, im.Kind.Title, year)
}

// isOpen reports whether nothing says of which year a row is.
func (im *Import) isOpen(p *place, t *taking) bool {
	return !p.named && t.numberYear == 0 && (im.Kind.Name != proposal.Proposals.Name || im.scope.Year == 0)
}

// datesOf are the fields of what was done in which a row has a date.
func (im *Import) datesOf(t *taking) (dates []*record.Field) {
	for i := range im.Kind.Fields {
		f := &im.Kind.Fields[i]
		if _, day := f.Typed().(record.Day); day && !f.Ahead && len(t.values[f.Key]) >= len("2026-03") {
			dates = append(dates, f)
		}
	}
	return dates
}

// before reports whether a day is before a year's work, which may begin in the December before.
func before(on string, year int) bool {
	of := record.CountOf(on[:len("2026")])
	return of < year-1 || of == year-1 && on[len("2026"):len("2026-12")] != "-12"
}

// ofProposals reports whether the kind's records are proposals or hang on them: nothing is done about one before the year of its session.
func (im *Import) ofProposals() bool {
	return im.Kind.Name == proposal.Proposals.Name || im.Kind.ProposalKey != ""
}

// writtenOn is the year of the date that a line over the table, or else the name of the file, says it was written on; 0 for none.
func (im *Import) writtenOn(t *taking) (where string, year int) {
	table := &im.Tables[t.table]
	for _, skipped := range table.Skipped {
		if year = intake.YearOfDate(skipped.Text); year != 0 && skipped.Line < table.HeaderTop {
			return "表头上面「" + skipped.Text + "」", year
		}
	}
	name := strings.TrimSuffix(filepath.Base(im.File), filepath.Ext(im.File))
	return "文件名「" + name + "」", intake.YearOfDate(name)
}
