package intake

import (
	"regexp"
	"strings"
)

// statedIn is a label and what it says in one cell: 评议案号：12.
var statedIn = regexp.MustCompile(`^([^:]{1,12}):(.+)$`)

// stated is what lines over rows say of each of them, by field key, with the labels they say it under.
type stated struct {
	cells  map[string]Cell
	labels map[string]string
}

// state takes a line over rows, of a layout that has such, that is nothing but labels of fields and what they say, in a cell or
// in two: 组号：1 评议案号：12. ok is false for any other row.
func (r *reading) state(row int) (ok bool) {
	if !r.d.layout.Stated {
		return false
	}
	found := stated{map[string]Cell{}, map[string]string{}}
	label := ""
	for col := range r.Rows[row] {
		cell := r.at(row, col)
		if cell.Empty() || col > r.right { // of the next table
			continue
		}
		var said [][2]string
		if said, label = labelledBy(label, cell.String()); label != "" {
			continue
		}
		for _, s := range said {
			if !r.says(&found, s[0], TextCell(s[1])) {
				return false
			}
		}
	}
	if label != "" || len(found.cells) == 0 {
		return false
	}
	for key, cell := range r.stated.cells { // rows have the labels of theirs
		if _, again := found.cells[key]; !again {
			found.cells[key], found.labels[key] = cell, r.stated.labels[key]
		}
	}
	r.stated = found
	return true
}

// labelledBy are the labels and what they say once a cell with the text follows one with only a label, "" for none; next is the label that the text is.
func labelledBy(label, text string) (said [][2]string, next string) {
	said = statedOf(text)
	switch {
	case label == "" && len(said) == 0:
		return nil, strings.TrimSuffix(strings.Map(narrow, Squeeze(text)), ":")
	case label == "":
		return said, ""
	case len(said) > 0 && panelCalled.MatchString(label):
		return append(said, [2]string{panelLabel, label}), ""
	default:
		return [][2]string{{label, text}}, ""
	}
}

// statedOf are the labels in one cell and what they say: 组号：1  评议案号：12.
func statedOf(text string) (said [][2]string) {
	for _, part := range strings.FieldsFunc(strings.Map(narrow, text), func(r rune) bool { return isBlank(r) || strings.ContainsRune(",;\n", r) }) {
		m := statedIn.FindStringSubmatch(part)
		switch {
		case m != nil:
			said = append(said, [2]string{m[1], m[2]})
		case len(said) == 0 && panelCalled.MatchString(part):
			said = [][2]string{{panelLabel, part}}
		case len(said) == 0:
			return nil
		default:
			said[len(said)-1][1] += part
		}
	}
	if len(said) == 1 && said[0][0] == panelLabel && panelCalled.MatchString(Squeeze(strings.Map(narrow, text))) { // a group alone
		return nil
	}
	return said
}

// panelCalled is a panel that begins a line without a label: 第2组 of 第2组　被评议单位：县教育局.
var panelCalled = regexp.MustCompile(`^第?[\d一二三四五六七八九十]{1,3}(评议)?小?组$`)

const panelLabel = "组号"

// says puts what a label says into found, unless it is no field's, or one of points.
func (r *reading) says(found *stated, label string, cell Cell) bool {
	i, _, ok := r.d.lookup(heading{parent: label})
	if !ok || r.d.layout.Fields[i].Kind == KindDecimal || r.d.named(Squeeze(cell.String())) {
		return false
	}
	key := r.d.layout.Fields[i].Key
	found.cells[key], found.labels[key] = cell, label
	return true
}

// putStated gives the cells of a row what the lines over it say; why is a sentence about what its own cells say otherwise.
func (r *reading) putStated(cells map[string]Cell) (labels map[string]string, why string) {
	for key, cell := range r.stated.cells {
		switch {
		case cells[key].Empty():
			cells[key] = cell
		case r.d.layout.Field(key).Kind != KindDate && !sameSaid(cells[key].String(), cell.String()):
			why = "上面写的「" + r.stated.labels[key] + "：" + cell.String() + "」与这一行的「" + cells[key].String() + "」不一致；请核对。"
		}
	}
	return r.stated.labels, why
}

// notNumber is what stands beside a number in 第1组.
var notNumber = regexp.MustCompile(`\D`)

// sameSaid reports whether two texts say the same: 1 and 第1组.
func sameSaid(a, b string) bool {
	a, b = strings.Map(narrow, Squeeze(a)), strings.Map(narrow, Squeeze(b))
	if p, q := notNumber.ReplaceAllString(a, ""), notNumber.ReplaceAllString(b, ""); p != "" && q != "" {
		return strings.TrimLeft(p, "0") == strings.TrimLeft(q, "0")
	}
	return strings.Contains(a, b) || strings.Contains(b, a)
}
