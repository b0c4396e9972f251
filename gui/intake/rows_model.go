package intake

import (
	"cmp"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"cppccdesk/data/fold"
	"cppccdesk/data/intake"
	"cppccdesk/data/record"
	"cppccdesk/data/take"
	"cppccdesk/gui/kit/form"
	"cppccdesk/gui/kit/look"
)

// row is one row of a file as the step 核对 shows it.
type row struct {
	id      int64 // its place among the import's rows, from 1
	line    string
	outcome take.Outcome
	name    string
	what    string // old → new, or why it is refused or asked about
	search  string
	tone    look.Tone
}

// outcomes are the outcomes in the order of their filter chips: what needs the user comes first.
var outcomes = []take.Outcome{take.RowAsked, take.RowRejected, take.RowChanged, take.RowNew, take.RowSame, take.RowSkipped}

var outcomeTones = map[take.Outcome]look.Tone{
	take.RowNew: look.ToneDone, take.RowChanged: look.ToneDue, take.RowSame: look.ToneMuted, take.RowRejected: look.ToneLate,
	take.RowAsked: look.ToneAccent, take.RowSkipped: look.ToneMuted,
}

func rowsOf(im *take.Import) []row {
	several := severalSheets(im)
	rows := make([]row, len(im.Rows))
	for i := range im.Rows {
		rows[i] = rowOf(im, i, several)
	}
	return rows
}

// severalSheets reports whether a line's number does not say enough.
func severalSheets(im *take.Import) bool {
	return slices.ContainsFunc(im.Tables, func(t intake.Table) bool { return t.Sheet != im.Tables[0].Sheet })
}

func rowOf(im *take.Import, i int, several bool) row {
	r := &im.Rows[i]
	line := fmt.Sprintf("%d", r.Line)
	if several {
		line = r.Sheet + " " + line
	}
	if r.From != "" {
		line = r.From
	}
	shown := row{id: int64(i + 1), line: line, outcome: r.Outcome, name: r.Name, what: whatOf(im, r), tone: outcomeTones[r.Outcome]}
	shown.search = fold.Key(r.Name, shown.what)
	return shown
}

// whatOf says why a row is refused or asked about, what it changes, or what a new record brings.
func whatOf(im *take.Import, r *take.Row) string {
	switch r.Outcome {
	case take.RowRejected, take.RowAsked:
		return quiet(r.Reason)
	case take.RowNew, take.RowSkipped:
		return broughtBy(im, r)
	}
	var changes []string
	for _, c := range r.Changes {
		if isSensitiveTitle(im.Kind, c.Title) {
			changes = append(changes, c.Title+"有变更")
			continue
		}
		changes = append(changes, fmt.Sprintf("%s：%s → %s", c.Title, orEmpty(c.Old), orEmpty(c.New)))
	}
	return strings.Join(changes, "；")
}

func orEmpty(text string) string {
	if text == "" {
		return "空"
	}
	return text
}

// broughtBy lists the cells of a new row, so that columns taken for the wrong thing are seen; ID and phone numbers stay off the screen.
func broughtBy(im *take.Import, r *take.Row) string {
	var cells []string
	for i, cell := range r.Raw {
		if cell == "" || cell == r.Name || i >= len(r.Headers) || r.Headers[i] == "" || isSensitive(im, r.Headers[i]) {
			continue
		}
		cells = append(cells, quiet(cell))
	}
	return strings.Join(cells, " · ")
}

// private is a mobile, telephone or ID number, however its digits are grouped.
var private = regexp.MustCompile(`1[3-9]\d(?:[ -]?\d{4}){2}|0\d{2,3}[ -]?\d{7,8}|[1-9]\d{5}[ -]?\d{8}[ -]?\d{3}[\dXx]`)

// quiet hides the middle of a number that is nobody else's business.
func quiet(text string) string {
	return private.ReplaceAllStringFunc(text, func(number string) string { return number[:3] + "****" + number[len(number)-4:] })
}

// isSensitive reports whether a column is read as a field that is masked, or headed as one.
func isSensitive(im *take.Import, header string) bool {
	for _, table := range im.Tables {
		for _, c := range table.Columns {
			if c.Header == header && c.Field != nil && isSensitiveTitle(im.Kind, c.Field.Title) {
				return true
			}
		}
	}
	return slices.ContainsFunc(im.Kind.Fields, func(f record.Field) bool {
		return f.Sensitive && (f.Title == header || slices.Contains(f.Aliases, header))
	})
}

func isSensitiveTitle(kind *record.Kind, title string) bool {
	return slices.ContainsFunc(kind.Fields, func(f record.Field) bool { return f.Sensitive && f.Title == title })
}

// questionWords are the words in which a row asked about is put beside what is stored.
type questionWords struct{ noun, same, fresh string }

// wordsOf gives the kind's words. Only of people can a row asked about be another one; a proposal has its number to itself.
func wordsOf(kind *record.Kind) questionWords {
	if kind.Like != nil {
		return questionWords{noun: kind.Title, same: "同一" + kind.Title + "（更新）", fresh: "新" + kind.Title + "（新增）"}
	}
	if kind.Subject != "" {
		return questionWords{noun: kind.Title, same: "同一件（更新）"}
	}
	return questionWords{noun: "人", same: "同一人（更新）", fresh: "新人（新增）"}
}

// comparison is one line of a row's details: what the file says beside what is stored.
type comparison struct {
	title, file, stored string
	differs             bool
}

// compare lays a row asked about beside the record it may speak of, what differs first.
func compare(kind *record.Kind, values record.Values, likely take.Likeness) []comparison {
	var lines []comparison
	for _, f := range kind.TakenFields() {
		file, stored := values[f.Key], likely.Values[f.Key]
		_, yesNo := f.Type.(record.YesNo)
		if file == "" && (stored == "" || yesNo) || f.TakeOnly {
			continue
		}
		lines = append(lines, comparison{
			title: f.Title, file: maskedIf(f, file), stored: maskedIf(f, stored), differs: file != "" && stored != "" && file != stored,
		})
	}
	slices.SortStableFunc(lines, func(a, b comparison) int {
		switch {
		case a.differs == b.differs:
			return 0
		case a.differs:
			return -1
		default:
			return 1
		}
	})
	return lines
}

// maskedIf hides the middle of a sensitive value; its ends are enough to tell two apart.
func maskedIf(f record.Field, value string) string {
	runes := []rune(value)
	if !f.Sensitive || len(runes) < 5 {
		return value
	}
	ends := min(4, len(runes)/3)
	return string(runes[:min(3, ends)]) + "****" + string(runes[len(runes)-ends:])
}

// detailsOf are the lines told of a row that is not asked about: its changes, or its cells.
func detailsOf(im *take.Import, r *take.Row) []comparison {
	var lines []comparison
	if r.Outcome == take.RowChanged {
		for _, c := range r.Changes {
			f := fieldTitled(im.Kind, c.Title)
			lines = append(lines, comparison{title: c.Title, file: orEmpty(maskedIf(f, c.New)), stored: orEmpty(maskedIf(f, c.Old)), differs: true})
		}
		return lines
	}
	for i, cell := range r.Raw {
		if cell == "" || i >= len(r.Headers) || r.Headers[i] == "" || isSensitive(im, r.Headers[i]) {
			continue
		}
		lines = append(lines, comparison{title: r.Headers[i], file: quiet(strings.Join(strings.Fields(cell), " "))})
	}
	return lines
}

func fieldTitled(kind *record.Kind, title string) record.Field {
	for _, f := range kind.Fields {
		if f.Title == title {
			return f
		}
	}
	return record.Field{}
}

// notesOf is what wants reading before the rows.
func notesOf(im *take.Import) string {
	var notes []string
	doubts := countRows(im, func(r *take.Row) bool { return r.Outcome == take.RowAsked && r.Doubt != "" })
	if doubts > 0 {
		notes = append(notes, fmt.Sprintf("%d 行印的合计与分数不符，请选中后在右侧选择照样录入或跳过；没有选择的不会写入。", doubts))
	}
	if n := im.Count(take.RowAsked) - doubts; n > 0 {
		notes = append(notes, fmt.Sprintf("%d 行可能是已有的%s，请选中后在右侧选择；没有选择的不会写入。", n, wordsOf(im.Kind).noun))
	}
	if n := openNames(im); n > 0 {
		notes = append(notes, fmt.Sprintf("%d 个名称不认识，请在下面选择当作哪一个；没有选择的行退回。", n))
	}
	if n := openWords(im) - openNames(im); n > 0 {
		notes = append(notes, fmt.Sprintf("%d 个词%s，请在下面选择当作什么，选一次管所有的行，以后不再问；没有选择的行退回。", n, whyAsked(im)))
	}
	if len(im.Unknown) > 0 {
		notes = append(notes, im.Unused("不会导入")...)
	}
	if guessed := guessedColumns(im); guessed != "" {
		notes = append(notes, "请核对这些列的对应："+guessed+"。")
	}
	if im.Masked > 0 {
		notes = append(notes, fmt.Sprintf("%d 个打了星号的单元格（如 138****5678）不会覆盖原值。", im.Masked))
	}
	return strings.Join(slices.Concat(notes, im.Notes, im.Strange), "\n")
}

// whyAsked says why words are asked about.
func whyAsked(im *take.Import) string {
	words, names := false, false
	for _, q := range im.Words {
		if q.Named {
			continue
		}
		words, names = words || open(q) && q.Body == "", names || open(q) && q.Body != ""
	}
	switch {
	case words && names:
		return "用词表里没有，或与已有的名称相近"
	case names:
		return "与已有的名称相近"
	default:
		return "用词表里没有"
	}
}

// openWords is how many words keep rows out until somebody says what they mean.
func openWords(im *take.Import) int {
	n := 0
	for _, q := range im.Words {
		if open(q) {
			n++
		}
	}
	return n
}

// openNames is how many of them are names in blocks of scores.
func openNames(im *take.Import) int {
	n := 0
	for _, q := range im.Words {
		if open(q) && q.Named {
			n++
		}
	}
	return n
}

func countRows(im *take.Import, is func(*take.Row) bool) int {
	n := 0
	for i := range im.Rows {
		if is(&im.Rows[i]) {
			n++
		}
	}
	return n
}

// guessedColumns names the columns taken by likeness or by their values.
func guessedColumns(im *take.Import) string {
	var parts []string
	for _, c := range columnRows(im.Kind, im) {
		if c.key != "" && c.tone == look.ToneDue {
			parts = append(parts, fmt.Sprintf("「%s」当作%s（%s）", c.heading, c.field, c.reason))
		}
	}
	return strings.Join(parts, "、")
}

// leftOver are the rows that were not written: refused, or still waiting for a decision.
func leftOver(im *take.Import) []take.Row {
	var rows []take.Row
	for _, r := range im.Rows {
		if r.Outcome == take.RowRejected || r.Outcome == take.RowAsked {
			r.Outcome = take.RowRejected
			rows = append(rows, r)
		}
	}
	return rows
}

// rejectsName is the name proposed for the workbook of rows that were not written.
func rejectsName(path string) string {
	base := filepath.Base(path)
	return strings.TrimSuffix(base, filepath.Ext(base)) + "（退回）.xlsx"
}

// ruleOptions are the rules by which rows find their records.
func ruleOptions(kind *record.Kind) []form.Option {
	var options []form.Option
	for _, r := range take.MatchRules(kind) {
		options = append(options, form.Option{Value: cmp.Or(r.Name, ruleAuto), Label: "比对：" + r.Title})
	}
	return options
}

// ruleAuto stands for the kind's own judgement, whose name is empty.
const ruleAuto = "auto"

// The two ways to take an empty cell.
const (
	emptyKeeps  = "keep"
	emptyClears = "clear"
)

var emptyOptions = []form.Option{{Value: emptyKeeps, Label: "空单元格：保留原值"}, {Value: emptyClears, Label: "空单元格：清空原值"}}
