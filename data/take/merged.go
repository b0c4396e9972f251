package take

import (
	"cmp"
	"regexp"

	"cppccdesk/data/store"
)

var mergedNote = regexp.MustCompile(`^被?[并合][入案]?至?第?0*(\d{0,5})号?$`)

// merges reports whether the kind's records can be merged into others.
func (im *Import) merges() bool { return im.Kind.Field("merged_number") != nil }

// mergedMark is what the mark beside a number says of a merger: 303[并302] is merged into 302, 303[被并] into one that is not said, "". 302[主并] is a root.
func mergedMark(text string) (root string, merged bool) {
	m := numberNote.FindStringSubmatch(squeezed(text))
	if m == nil {
		return "", false
	}
	if m = mergedNote.FindStringSubmatch(m[2]); m == nil {
		return "", false
	}
	return m[1], true
}

// mergedLast has the rows of proposals that are merged into others after all others, one of which may be the root.
func (im *Import) mergedLast(takings []*taking) []*taking {
	if !im.merges() {
		return takings
	}
	var ordered, merged []*taking
	for _, t := range takings {
		of := cmp.Or(t.sameAs, t.partOf, t)
		if _, marked := mergedMark(of.row.Text("number")); marked || of.row.Text("merged_number") != "" {
			merged = append(merged, t)
		} else {
			ordered = append(ordered, t)
		}
	}
	return append(ordered, merged...)
}

// takeMerged takes what the number of the row says of its merger, which what else it says must agree with.
func (im *Import) takeMerged(t *taking) error {
	if !im.merges() {
		return nil
	}
	number, v := t.row.Text("number"), t.values
	root, merged := mergedMark(number)
	switch told := cmp.Or(v["merged_number"], root); {
	case !merged:
		return nil
	case v["conclusion"] != "" && v["conclusion"] != "并案":
		return store.Refuse(store.CodeInvalid, "「%s」的记号是并案，审查结论写的是「%s」；请改成一致后再导入。", number, v["conclusion"])
	case root != "" && told != root:
		return store.Refuse(store.CodeInvalid, "「%s」的记号是并入 %s 号，「并入案号」写的是 %s；请改成一致后再导入。", number, root, told)
	case told != "":
		v["merged_number"] = told
	}
	v["conclusion"] = "并案"
	return nil
}
