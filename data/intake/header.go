package intake

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cppccdesk/data/fold"
)

// heading is the header of one column as matched: the parent of a two-row header, the row below it, and both joined.
type heading struct {
	parent, child string // as printed, tidied to one line

	entity bool // the parent is a field by itself, whose name is beside: 分管领导 over 姓名 and 手机
}

func (h heading) text() string {
	switch {
	case h.child == "" || h.child == h.parent:
		return h.parent
	case h.parent == "":
		return h.child
	}
	return h.parent + "/" + h.child
}

// top is the heading without its lower row.
func (h heading) top() heading { return heading{parent: h.parent} }

// forms are the readings of a heading to be looked up, the most telling first.
func (h heading) forms() []string {
	switch {
	case h.child == "" || h.child == h.parent || h.parent == "":
		return []string{h.text()}
	case h.child == "是": // 是否为重点提案 over the answer
		return []string{h.parent}
	case h.entity && namesEntity(h.child):
		return []string{h.parent + h.child, h.parent}
	case h.entity, h.aside():
		return []string{h.parent + h.child}
	case spanEnds[h.child]: // 开始 under 时间
		return []string{h.parent + h.child, h.child + h.parent, h.child}
	}
	if post := h.post(); post != "" { // 政协职务; the job is another
		return []string{h.parent + h.child, post + h.child}
	}
	return []string{h.parent + h.child, h.child}
}

// spanEnds are the headings of a time's ends.
var spanEnds = map[string]bool{"开始": true, "结束": true, "起始": true, "截止": true, "完成": true}

// namesEntity reports whether a lower heading is for what the one above it is called.
func namesEntity(child string) bool {
	return child == "姓名" || child == "名称" || child == "名字"
}

// findEntities marks headings under one that is a field which not each record needs: its 手机 is not the record's.
func (d *dictionary) findEntities(headings []heading) {
	for i, h := range headings {
		if h.over() == "" || !namesEntity(h.child) {
			continue
		}
		field, _, ok := d.lookup(h.top())
		if !ok || d.layout.Fields[field].Required {
			continue
		}
		for j := range headings {
			if headings[j].over() == h.parent && i-j < 8 && j-i < 8 {
				headings[j].entity = true
			}
		}
	}
}

// oneLine is how a header reads aloud: without its line breaks and the blanks that line it up.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if isBlank(r) {
			return -1
		}
		return r
	}, tidy(s))
}

// oneLineWithin is oneLine of what has at most so many bytes as one, and reports whether s has: rows of data have texts of thousands.
func oneLineWithin(s string, most int) (string, bool) {
	if len(s) > most {
		kept := 0
		for _, r := range s {
			if isBlank(r) {
				continue
			}
			if kept += utf8.RuneLen(r); kept > most {
				return "", false
			}
		}
	}
	return oneLine(s), true
}

// foldHeader is a header without width, blanks, case and marks, its radicals characters.
func foldHeader(s string) string { return foldStart(s, len(s), false) }

// foldStart is the start of foldHeader: what is longer than most characters has one more of them, which is enough to tell it from all headings of most
// characters. Rows of data have texts of thousands. Outside leaves out what stands in brackets: 出生年月(如1965.03).
func foldStart(s string, most int, outside bool) string {
	var out strings.Builder
	kept, depth := 0, 0
	for _, r := range s {
		r = narrow(r)
		if outside {
			switch {
			case isOpening(r):
				depth++
				continue
			case isClosing(r):
				depth = max(0, depth-1)
				continue
			case depth > 0:
				continue
			}
		}
		if isBlank(r) || isMark(r) {
			continue
		}
		out.WriteRune(fold.Unified(unicode.ToLower(r)))
		if kept++; kept > most {
			break
		}
	}
	return out.String()
}

func isOpening(r rune) bool { return r == '(' || r == '[' || r == '【' || r == '〔' }

func isClosing(r rune) bool { return r == ')' || r == ']' || r == '】' || r == '〕' }

func isMark(r rune) bool {
	switch r {
	case '*', ':', '.', '、', ',', '/', '·', '(', ')', '[', ']', '【', '】', '"', '“', '”', '_', '-', '—', '★':
		return true
	}
	return false
}

// unbracket drops what stands in brackets: 出生年月(如1965.03).
func unbracket(s string) string {
	var out strings.Builder
	depth := 0
	for _, r := range s {
		switch n := narrow(r); {
		case isOpening(n):
			depth++
		case isClosing(n):
			depth = max(0, depth-1)
		case depth == 0:
			out.WriteRune(r)
		}
	}
	return out.String()
}

// dictionary looks headers up in a layout. It is built once for all candidate rows of a workbook.
type dictionary struct {
	layout Layout
	exact  map[string]int   // folded title -> field
	alias  map[string][]int // one heading may be another field's where the first has a column: 联系电话 beside 手机
	words  [][]string       // per field, folded title and aliases

	ignored map[string]bool // folded headings passed over
	most    int             // characters of the longest of all these
}

func newDictionary(layout Layout) *dictionary {
	d := &dictionary{layout: layout, exact: map[string]int{}, alias: map[string][]int{}, words: make([][]string, len(layout.Fields))}
	if len(layout.Ignored) > 0 {
		d.ignored = map[string]bool{}
		for _, text := range layout.Ignored {
			d.ignored[foldHeader(text)] = true
		}
	}
	for i, field := range layout.Fields {
		title := foldHeader(field.Title)
		if _, taken := d.exact[title]; !taken && title != "" {
			d.exact[title] = i
		}
		d.words[i] = append(d.words[i], title)
		for _, alias := range field.aliases() {
			folded := foldHeader(alias)
			if folded != "" && !slices.Contains(d.alias[folded], i) {
				d.alias[folded] = append(d.alias[folded], i)
			}
			d.words[i] = append(d.words[i], folded)
		}
		for _, word := range d.words[i] {
			d.most = max(d.most, utf8.RuneCountInString(word))
		}
	}
	for text := range d.ignored {
		d.most = max(d.most, utf8.RuneCountInString(text))
	}
	return d
}

// aliases are the headings a field is known under besides its title; the 日期 of a date is also its 时间.
func (f *Field) aliases() []string {
	aliases := append([]string{unbracket(f.Title)}, f.Aliases...)
	if f.Kind != KindDate && f.Kind != KindMonth {
		return aliases
	}
	for _, text := range append([]string{f.Title}, aliases...) {
		if stem, day := strings.CutSuffix(text, "日期"); day {
			aliases = append(aliases, stem+"时间")
		} else if stem, time := strings.CutSuffix(text, "时间"); time {
			aliases = append(aliases, stem+"日期")
		}
	}
	return aliases
}

// readings are a form of a heading as the dictionary has headings: whole, what of it stands outside brackets, and without the mark or weight behind it.
func (d *dictionary) readings(form string) []string {
	readings := []string{foldStart(form, d.most, false)}
	outside := foldStart(form, d.most, true)
	if inside := turnedBy(form); inside != "" {
		outside = foldHeader(inside) + outside // 要求答复日期
	}
	readings = append(readings, outside)
	if name, mark, _ := markOf(form); mark != "" {
		if folded := foldHeader(name); d.points(folded) {
			readings = append(readings, folded)
		}
	}
	return readings
}

// points reports whether a folded heading is that of a field with numbers.
func (d *dictionary) points(folded string) bool {
	if field, ok := d.exact[folded]; ok {
		return d.layout.Fields[field].Kind == KindDecimal
	}
	fields := d.alias[folded]
	return len(fields) > 0 && d.layout.Fields[fields[0]].Kind == KindDecimal
}

// named reports whether the text is exactly some field's title or alias.
func (d *dictionary) named(text string) bool {
	_, _, ok := d.lookup(heading{parent: text})
	return ok
}

// lookup finds the field a heading names outright.
func (d *dictionary) lookup(h heading) (field int, reason string, ok bool) {
	for _, form := range h.forms() {
		for _, folded := range d.readings(form) {
			if field, ok := d.exact[folded]; ok {
				return field, ReasonExact, true
			}
			if fields := d.alias[folded]; len(fields) > 0 {
				return fields[0], ReasonAlias, true
			}
		}
	}
	if bare, ok := d.withoutSubject(h); ok {
		if field, _, ok := d.lookup(bare); ok {
			return field, ReasonAlias, true
		}
	}
	return 0, "", false
}

// withoutSubject is a heading without the word for what the rows are that it begins with; ok is false for one without. 委员职务 is left: it may be the
// post of a 委员 or the job of the person.
func (d *dictionary) withoutSubject(h heading) (bare heading, ok bool) {
	text := &h.parent
	if h.child != "" {
		text = &h.child
	}
	folded := foldStart(*text, d.most+longestSubject, false)
	for _, subject := range d.layout.Subjects {
		if rest, ok := strings.CutPrefix(folded, subject); ok && utf8.RuneCountInString(rest) > 1 && rest != "职务" && rest != "职位" {
			*text = rest
			return h, true
		}
	}
	return h, false
}

// longestSubject is how many characters a word of Layout.Subjects may have.
const longestSubject = 8

// afterSubject is added to the rank of a heading read without its subject: any other heading is better.
const afterSubject = 1000

// free finds a field without a column that a heading names outright. The lower the rank, the better: 0 is the field's title, the others are its aliases
// in their order.
func (d *dictionary) free(h heading, taken map[int]bool) (field, rank int, ok bool) {
	for _, form := range h.forms() {
		for _, folded := range d.readings(form) {
			if field, ok := d.exact[folded]; ok && !taken[field] {
				return field, 0, true
			}
			for _, field := range d.alias[folded] {
				if !taken[field] {
					return field, slices.Index(d.words[field], folded), true
				}
			}
		}
	}
	if bare, ok := d.withoutSubject(h); ok {
		field, rank, ok = d.free(bare, taken)
		return field, rank + afterSubject, ok
	}
	return 0, 0, false
}

// Reads is the field that a heading of one or more rows, the upper first, would be taken for; nil for none.
func (l Layout) Reads(rows ...string) *Field {
	d := newDictionary(l)
	h := heading{parent: oneLine(rows[0])}
	if last := len(rows) - 1; last > 0 {
		h = heading{parent: oneLine(strings.Join(rows[:last], "")), child: oneLine(rows[last])}
	}
	field, _, ok := d.lookup(h)
	if !ok {
		field, ok = d.similar(h, nil)
	}
	if !ok {
		return nil
	}
	return &d.layout.Fields[field]
}

// IsHeading reports whether the texts are headings of the layout's fields rather than a record: most of them name a field.
func (l Layout) IsHeading(texts []string) bool {
	d := newDictionary(l)
	named, filled := 0, 0
	for _, text := range texts {
		if text = oneLine(text); text == "" {
			continue
		}
		filled++
		if d.named(text) {
			named++
		}
	}
	return named > 0 && 2*named >= filled
}

// similar finds the free field whose words come closest to the heading: one contains the other and makes up at least
// three fifths of it, or they differ in one of five or more characters.
func (d *dictionary) similar(h heading, taken map[int]bool) (field int, ok bool) {
	best := 0.0
	for _, form := range h.forms() {
		text := []rune(foldHeader(unbracket(form)))
		if len(text) < 2 || len(text) > 16 || turnedBy(form) != "" {
			continue
		}
		for i, words := range d.words {
			if taken[i] {
				continue
			}
			for _, word := range words {
				if near := likeness(text, []rune(word)); near > best && says(string(text), word) {
					best, field, ok = near, i, true
				}
			}
		}
	}
	return field, ok
}

// likeness is 0 for words that are not alike.
func likeness(a, b []rune) float64 {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) < 2 {
		return 0
	}
	share := float64(len(a)) / float64(len(b))
	if strings.Contains(string(b), string(a)) && share >= 0.6 {
		return share
	}
	if len(a) == len(b) && len(a) >= 5 {
		differ := 0
		for i := range a {
			if a[i] != b[i] {
				differ++
			}
		}
		if differ == 1 {
			return 0.7
		}
	}
	return 0
}

var serialHeadings = map[string]bool{"序号": true, "编号": true, "序": true, "no": true, "号": true, "排序": true, "行号": true, "顺序号": true}

// counts reports whether a lower heading numbers the rows, whatever is above it: 序号 under the title 监督员 is no 编号.
func (h heading) counts() bool {
	switch foldHeader(h.child) {
	case "序号", "序", "no", "排序", "行号", "顺序号":
		return true
	}
	return false
}

func isSerialHeading(text string) bool { return serialHeadings[foldHeader(text)] }
