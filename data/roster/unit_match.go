package roster

import (
	"cmp"
	"context"
	"regexp"
	"slices"
	"strings"

	"cppccdesk/data/fold"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// matchUnit finds the unit of a row by its code and by its names past and present, which must agree. A code whose unit has another name that has
// something of its own renames it, and so does the present name of a unit given as a former one; a code under a name of nothing in common is refused.
func matchUnit(v record.Values, by record.Candidates) (int64, error) {
	coded := by("code", v["code"])
	named, err := unitNamed(v["name"], by, coded)
	switch {
	case err != nil:
		return 0, err
	case named != nil && len(coded) > 0 && !slices.ContainsFunc(coded, func(r record.Record) bool { return r.ID == named.ID }):
		return 0, store.Refuse(store.CodeConflict, "单位编码「%s」是「%s」的，「%s」是另一个单位；请核对编码和名称。", v["code"], coded[0].Values["name"], v["name"])
	case named != nil:
		v["name"] = named.Values["name"] // an old list, or another way of writing it, does not rename the unit
		return named.ID, nil
	case len(coded) > 1:
		return 0, store.Refuse(store.CodeInvalid, "单位编码「%s」对应多个单位，请写单位的全称。", v["code"])
	case len(coded) == 1:
		return coded[0].ID, renamed(v, coded[0])
	}
	return unitBefore(v, by)
}

// renamed refuses a name that is hardly another one of the unit: two characters one after the other of any of the unit's names are in it, or it says the
// unit's name as a former one.
func renamed(v record.Values, unit record.Record) error {
	before := append([]string{unit.Values["name"], unit.Values["short"]}, unit.Values.Many("former_names")...)
	if slices.ContainsFunc(v.Many("former_names"), func(name string) bool { return unitCore(name) == unitCore(unit.Values["name"]) }) {
		return nil
	}
	core := []rune(unitCore(v["name"]))
	for _, name := range before {
		old := unitCore(name)
		for i := range len(core) - 1 {
			if pair := string(core[i : i+2]); strings.Contains(old, pair) && !slices.Contains(commonInUnits, pair) && !strings.ContainsRune("局委办处院站所会", core[i+1]) {
				return nil
			}
		}
	}
	return store.Refuse(store.CodeConflict, "单位编码「%s」是「%s」的，表里写的是「%s」；是改名的请在「曾用名」里写上原名，不是请改正编码。", v["code"], unit.Values["name"], v["name"])
}

// unitNamed is the unit that has or had the name, nil for none; of several the one among coded. Several of which none is are refused.
func unitNamed(name string, by record.Candidates, coded []record.Record) (*record.Record, error) {
	for _, key := range []string{"name", "former_names", "short"} {
		found := by(key, name)
		if len(found) == 0 {
			continue
		}
		at := slices.IndexFunc(found, func(f record.Record) bool {
			return slices.ContainsFunc(coded, func(c record.Record) bool { return c.ID == f.ID })
		})
		others := slices.ContainsFunc(found, func(f record.Record) bool { return f.ID != found[0].ID })
		if at < 0 && others {
			return nil, store.Refuse(store.CodeInvalid, "「%s」对应多个单位，请写单位的全称或单位编码。", name)
		}
		return &found[max(at, 0)], nil
	}
	return nil, nil
}

// unitBefore is the unit whose present name v has as a former one, 0 for none.
func unitBefore(v record.Values, by record.Candidates) (int64, error) {
	var before []record.Record
	for _, name := range v.Many("former_names") {
		for _, r := range by("name", name) {
			if !slices.ContainsFunc(before, func(b record.Record) bool { return b.ID == r.ID }) {
				before = append(before, r)
			}
		}
	}
	switch len(before) {
	case 0:
		return 0, nil
	case 1:
		return before[0].ID, nil
	default:
		return 0, store.Refuse(store.CodeConflict, "「%s」的曾用名里有现在的两个单位「%s」和「%s」；是合并请用「并入…」，不是请改正曾用名。",
			v["name"], before[0].Values["name"], before[1].Values["name"])
	}
}

// likeUnit says how a unit nobody knows is like a known one. Another code makes it another unit, unless the names are the same but for area and brackets.
var likeUnit = &record.Like{
	Form: func(v record.Values) any { return likeness{v["name"], v["code"], calledUnit(v["name"])} },
	Why: func(v, stored any) (why string, renames bool) {
		a, b := v.(likeness), stored.(likeness)
		how, longer := a.called.like(b.called)
		if how == "" || a.code != "" && b.code != "" && a.called.core != b.called.core {
			return "", false
		}
		return "「" + a.name + "」与已有的「" + b.name + "」" + how, longer
	},
}

// likeness is what of a unit is compared.
type likeness struct {
	name, code string
	called     *unitCalled
}

var (
	unitArea    = regexp.MustCompile(`^(?:中共)?\p{Han}{0,3}?[省市县區縣区]`)
	unitBracket = regexp.MustCompile(`[(（\[【〔][^)）\]】〕]*[)）\]】〕]|本级|机关`)
)

// unitCore is what a unit is called without its area, brackets and what is said in short.
func unitCore(name string) string {
	core := unitBracket.ReplaceAllString(strings.Join(strings.Fields(name), ""), "")
	if area := unitArea.FindString(core); len(area) < len(core) {
		core = core[len(area):]
	}
	return fold.Called(strings.NewReplacer("办公室", "办", "委员会", "委", "人民政府", "政府").Replace(core))
}

// unitCalled is what is compared of the name of a unit.
type unitCalled struct {
	core  string
	runes []rune // of core
	sound string
}

func calledUnit(name string) *unitCalled {
	core := unitCore(name)
	return &unitCalled{core, []rune(core), fold.Sound(core)}
}

// like says how two names that differ may be one unit's, "" when they may not. longer reports that a is the fuller of the two.
func (a *unitCalled) like(b *unitCalled) (how string, longer bool) {
	if len(a.runes) == 0 || len(b.runes) == 0 {
		return "", false
	}
	if a.core == b.core {
		return "只差地区或括号里的字", false
	}
	x, y := a.runes, b.runes
	if len(x) == len(y) && len(x) > 2 && a.sound == b.sound {
		return "读音相同", false
	}
	if longer = len(x) > len(y); longer {
		x, y = y, x
	}
	if len(x) > 2 && x[0] == y[0] && x[len(x)-1] == y[len(y)-1] && len(x) < len(y) && !slices.Equal(x, y[:len(x)]) && withinOrder(x, y) {
		return "像是全称和简称", longer
	}
	return "", false
}

// IsShortFor reports whether a name of a unit says no more than a longer one, and nothing else: 县委办 of 县委办公室, 水务局 of 县水务局, 卫健局 of 县卫生健康局,
// 县委 of 县委办公室.
func IsShortFor(short, full string) bool {
	short, full = fold.Unify(strings.Join(strings.Fields(short), "")), fold.Unify(strings.Join(strings.Fields(full), ""))
	if n := len([]rune(short)); n < 2 || n >= len([]rune(full)) {
		return false
	}
	if strings.HasPrefix(full, short) {
		return true
	}
	if area := unitArea.FindString(short); area != "" && !strings.HasSuffix(unitArea.FindString(full), strings.TrimPrefix(area, "中共")) {
		return false // of another place
	}
	a, b := calledUnit(short), calledUnit(full)
	how, longer := a.like(b)
	return a.core == b.core && len(a.runes) > 0 || how != "" && !longer && len(a.runes) < len(b.runes)
}

// withinOrder reports whether the characters of x are in y, in their order.
func withinOrder(x, y []rune) bool {
	for _, r := range y {
		if len(x) > 0 && x[0] == r {
			x = x[1:]
		}
	}
	return len(x) == 0
}

// refuseTaken refuses a name or code that another unit has, however it is written, and a former name that is the present one of a unit.
func refuseTaken(ctx context.Context, tx *store.Tx, id int64, v record.Values) error {
	was := record.Values{}
	if id != 0 {
		stored, err := Units.Record(ctx, tx, id)
		if err != nil {
			return err
		}
		was = stored.Values
	}
	names, err := readUnitNames(ctx, tx)
	if err != nil {
		return err
	}
	other := func(at int, text string) string {
		for _, o := range names.fold[at][fold.Called(text)] {
			if o != id {
				return names.own[o]
			}
		}
		return ""
	}
	if v["name"] != was["name"] {
		if name := other(0, v["name"]); name != "" {
			return store.Refuse(store.CodeDuplicate, "名录里已有单位「%s」，不能再有一个「%s」。", name, v["name"])
		}
	}
	if v["code"] != "" && v["code"] != was["code"] {
		if name := other(3, v["code"]); name != "" {
			return store.Refuse(store.CodeDuplicate, "单位编码「%s」已是「%s」的，请换一个编码。", v["code"], name)
		}
	}
	return refuseFormerTaken(v, was, other)
}

// refuseFormerTaken refuses a new former name that is the present one of the unit or, as other says, of another.
func refuseFormerTaken(v, was record.Values, other func(at int, text string) string) error {
	own := cmp.Or(v["name"], was["name"])
	for _, name := range v.Many("former_names") {
		if slices.Contains(zh.SplitNames(was["former_names"]), name) {
			continue
		}
		if taken := other(0, name); taken != "" {
			return store.Refuse(store.CodeConflict, "「%s」是现在的一个单位，不能作「%s」的曾用名；两个单位合并请用「并入…」。", taken, own)
		}
		if fold.Called(name) == fold.Called(own) {
			return store.Refuse(store.CodeInvalid, "曾用名「%s」就是单位现在的名称，请删去它。", name)
		}
	}
	return nil
}
