package take

import (
	"context"
	"errors"
	"maps"
	"slices"

	"cppccdesk/data/fold"
	"cppccdesk/data/intake"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// settleOnce looks at rows of a file that say what one record may say only once, such as a rater's sheet for a target: those that say the same are one, of
// those that contradict each other none is taken, whichever comes first.
func (im *Import) settleOnce(ctx context.Context, tx *store.Tx, takings []*taking) error {
	if im.Kind.Once == nil {
		return nil
	}
	groups, says := map[string][]*taking{}, map[*taking]record.Values{}
	var order []string
	for _, t := range takings {
		if t.partOf != nil || im.options.Decided[t.key()].Do == DecideSkip {
			continue
		}
		switch err := im.readRow(ctx, tx, t); {
		case err != nil && !isRefusal(err):
			return err
		case err != nil:
			continue
		}
		key, values, err := im.Kind.Once(ctx, tx, t.result.scope, t.values)
		switch {
		case err != nil && !isRefusal(err):
			return err
		case err != nil || key == "":
			continue // its saver says what is wrong
		case groups[key] == nil:
			order = append(order, key)
		}
		groups[key], says[t] = append(groups[key], t), values
	}
	for _, key := range order {
		if alike, _ := im.compared(groups[key], says); alike {
			takeOnce(groups[key])
		} else {
			im.refuseAll(groups[key])
		}
	}
	return nil
}

// takeOnce has rows that say the same be taken as one.
func takeOnce(group []*taking) {
	for _, t := range group[1:] {
		t.sameAs = group[0]
	}
}

// refuseAll refuses rows that contradict each other.
func (im *Import) refuseAll(group []*taking) {
	for _, t := range group {
		var others []string
		for _, other := range group {
			if other != t {
				others = append(others, other.key().from(t.row.Sheet))
			}
		}
		t.read, t.failed = true, store.Refuse(store.CodeDuplicate, "与%s说的是同一%s，内容不同，都没有收；%s", zh.JoinNames(others), im.Kind.Title, im.keepOne())
	}
}

// told is a row that speaks of the record of another.
type told struct{ first, again RowKey }

// settled has an import run in a transaction until the rows that turn out to speak of one record are settled among themselves before anything is
// taken, so that it does not count which comes first.
func (im *Import) settled(run func() error) error {
	im.told = nil
	for {
		if err := run(); !errors.Is(err, errToldTwice) {
			return err
		}
	}
}

// errToldTwice ends a run that found rows to speak of one record, with what it did undone.
var errToldTwice = errors.New("rows of the file speak of one record")

// toldTwice reports whether rows that were taken were found to speak of a record of which others speak too, and keeps which do.
func (im *Import) toldTwice(takings []*taking) bool {
	if len(im.twice) == 0 {
		return false
	}
	tookIn, group := map[RowKey]bool{}, map[RowKey]int{}
	for _, t := range takings {
		tookIn[t.key()] = t.tookIn()
	}
	before := len(im.told)
	known := slices.Concat(im.told...) // by an earlier run
	for _, pair := range im.twice {
		if !tookIn[pair.first] || slices.Contains(known, pair.first) && slices.Contains(known, pair.again) {
			continue
		}
		at, begun := group[pair.first]
		if !begun {
			at = len(im.told)
			im.told, group[pair.first] = append(im.told, []RowKey{pair.first}), at
		}
		if !slices.Contains(im.told[at], pair.again) {
			im.told[at] = append(im.told[at], pair.again)
		}
	}
	return len(im.told) > before
}

// settleTold settles the rows that an earlier run found to speak of one record.
func (im *Import) settleTold(ctx context.Context, tx *store.Tx, takings []*taking) error {
	if len(im.told) == 0 {
		return nil
	}
	byKey := map[RowKey]*taking{}
	for _, t := range takings {
		byKey[t.key()] = t
	}
	for _, keys := range im.told {
		group, says := make([]*taking, len(keys)), map[*taking]record.Values{}
		for i, key := range keys {
			t := byKey[key]
			if err := im.readRow(ctx, tx, t); err != nil && !isRefusal(err) {
				return err
			}
			group[i], says[t] = t, t.values.Filled()
		}
		switch alike, contradict := im.compared(group, says); {
		case contradict:
			im.refuseAll(group)
		case alike:
			takeOnce(group)
		} // else what the first says is certain, and the others, which say less or more, are refused
	}
	return nil
}

// compared says whether rows that speak of one record all say the same of it, and whether some say different things.
func (im *Import) compared(group []*taking, of map[*taking]record.Values) (alike, contradict bool) {
	alike, said := true, record.Values{}
	first := im.inOneForm(of[group[0]])
	for _, t := range group {
		says := im.inOneForm(of[t])
		alike = alike && maps.Equal(says, first)
		for key, value := range says {
			if said[key] == value {
				continue
			}
			if other := said[key]; other != "" && other != value {
				contradict = true
			}
			said[key] = value
		}
	}
	return alike, contradict
}

// inOneForm are values with what ways of writing them have in common: names without their middle dots, all in common characters.
func (im *Import) inOneForm(values record.Values) record.Values {
	one := record.Values{}
	for key, value := range values {
		one[key] = fold.Unify(value)
		if f := im.Kind.Field(key); f != nil && f.Typed().Sheet() == intake.KindName && !f.Many() {
			one[key] = fold.Person(value)
		}
	}
	return one
}

// keepOne says what to do about rows that contradict each other.
func (im *Import) keepOne() string {
	if holdsPeople(im.Kind) {
		return "是同一人请核对后只留一行，是同名的两个人请都写明出生日期或身份证号，再导入。"
	}
	return "请核对后只留一行，再导入。"
}

// takeSame has a row that says what another one said become what that one became.
func (im *Import) takeSame(t *taking) error {
	first := t.sameAs
	from := first.key().from(t.row.Sheet)
	if !first.tookIn() {
		return t.result.reject(store.Refuse(store.CodeDuplicate, "与%s相同，那一行没有收，请一起改正后再导入。", from))
	}
	t.taken, t.result.Outcome, t.result.ID = true, RowSame, first.result.ID
	im.odd.note("和另一行说的相同，只收一次", lineOf(t.row, t.result.Name+"，同"+from))
	return nil
}
