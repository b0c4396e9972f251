package setting

import (
	"context"
	"fmt"
	"strconv"

	"cppccdesk/data/proposal"
	"cppccdesk/data/store"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/box"
	"cppccdesk/gui/kit/look"
)

// switching is the box in which the office goes over to another set of categories.
type switching struct {
	*box.Preview
	desk    *desk.Desk
	scheme  proposal.CategoryScheme
	from    int
	changes []proposal.WordChange

	which, year *kit.Chip
}

// askScheme asks which set of categories is to be used from which year on, and shows what becomes of the words.
func askScheme(d *desk.Desk) *switching {
	if d.Refuses() {
		return nil
	}
	s := &switching{desk: d, scheme: proposal.CategorySchemes[0], from: d.Year() + 1}
	s.which = kit.NewOneOfChip(s.scheme.Name, func() []kit.Choice {
		var choices []kit.Choice
		for _, scheme := range proposal.CategorySchemes {
			choices = append(choices, kit.Choice{Value: scheme.Name, Label: scheme.Name, Count: len(scheme.Words)})
		}
		return choices
	}, func(name string) {
		if scheme, err := proposal.SchemeNamed(name); err == nil {
			s.scheme = scheme
			s.preview()
		}
	})
	s.year = kit.NewOneOfChip(fromYear(s.from), func() []kit.Choice {
		var choices []kit.Choice
		for year := d.Year(); year <= d.Year()+2; year++ {
			choices = append(choices, kit.Choice{Value: strconv.Itoa(year), Label: fromYear(year), Count: -1})
		}
		return choices
	}, func(value string) {
		if year, err := strconv.Atoi(value); err == nil {
			s.from = year
			s.preview()
		}
	})
	s.Preview = box.NewPreview(d.Native().Canvas(), "换用提案分类方案", "以前年度的提案仍按原来的分类统计；换用以后可以在「用词」里再改，也可以撤销。", "换用", s.do, s.which, s.year)
	s.Show()
	s.preview()
	return s
}

func fromYear(year int) string { return fmt.Sprintf("%d 年起", year) }

// preview finds out what becomes of the words.
func (s *switching) preview() {
	st, scheme, from := s.desk.Store(), s.scheme, s.from
	s.Agree.SetEnabled(false)
	desk.Load(s.desk.Tasks(), "setting.categories", func(ctx context.Context) ([]proposal.WordChange, error) {
		return proposal.SchemeChanges(ctx, st.DB(), scheme, from)
	}, func(changes []proposal.WordChange, err error) {
		s.changes = changes
		if err != nil {
			s.Tell(false, []*kit.Note{kit.NewNote("不用换", store.Sentence(err), look.ToneDue)}, nil)
			return
		}
		var notes []*kit.Note
		if still := proposal.StillUsed(changes, from); still != "" {
			notes = append(notes, kit.NewNote("请注意", still, look.ToneDue))
		}
		table := kit.NewSmallTable(kit.SmallColumn{Title: "分类", Weight: 3}, kit.SmallColumn{Title: "归入", Width: 120}, kit.SmallColumn{Title: "改动", Width: 180})
		rows := make([]kit.SmallRow, len(changes))
		for i, c := range changes {
			rows[i] = kit.SmallRow{Cells: []kit.SmallCell{{Text: c.Name}, {Text: c.Field}, {Text: c.What}}}
		}
		table.SetRows(rows)
		s.Tell(true, notes, table)
	})
}

// do goes over to the scheme.
func (s *switching) do() {
	changes := s.changes
	if len(changes) == 0 {
		return
	}
	s.Close()
	wording := proposal.SchemeWording(s.scheme, s.from)
	s.desk.Write(wording, func(ctx context.Context, tx *store.Tx) error { return proposal.ChangeWords(ctx, tx, changes) }, func(err error) {
		if err != nil {
			s.desk.Fail(err)
			return
		}
		s.desk.ToastUndo("已" + wording)
	})
}
