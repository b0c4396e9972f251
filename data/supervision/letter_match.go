package supervision

import (
	"strings"

	"cppccdesk/data/fold"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
)

// matchLetter finds the letter of a row by its 文号 in the year, else by title, group and unit, which must all be said alike of one letter only; a row
// with a 文号 finds so the draft that has none yet.
func matchLetter(v record.Values, by record.Candidates) (int64, error) {
	record.CanonicalNumber(v, "number")
	record.CanonicalNumber(v, "group")
	if v["number"] != "" {
		numbered := by("number", v["number"])
		if id := record.MatchInYear(v, numbered); id != 0 {
			return id, refuseOther(v, numbered, id)
		}
	}
	var found []record.Record
	for _, r := range by("title", v["title"]) {
		if alike(v, r.Values, "year") && alike(v, r.Values, "group") && sameUnit(v, r.Values) && (v["number"] == "" || r.Values["number"] == "" && placed(v)) {
			found = append(found, r)
		}
	}
	if len(found) != 1 {
		return 0, nil // for likeLetter to ask about
	}
	v["title"] = found[0].Values["title"]
	return found[0].ID, nil
}

// refuseOther refuses a row that has the 文号 of a letter delivered by another group or to another unit: what was delivered does not become that.
func refuseOther(v record.Values, numbered []record.Record, id int64) error {
	for _, r := range numbered {
		if r.ID == id && r.Values["delivered_on"] != "" && (!alike(v, r.Values, "group") || !sameUnit(v, r.Values)) {
			return store.Refuse(store.CodeConflict, "%s 号意见书是%s给「%s」的「%s」，已于 %s 送达，这一行写的是另一组或另一个单位；请核对文号。",
				v["number"], sender(r.Values["group"]), r.Values["unit"], r.Values["title"], r.Values["delivered_on"])
		}
	}
	return nil
}

// sender is who a letter is from: a group by its number, else the office.
func sender(group string) string {
	if group == "" {
		return "本机关"
	}
	return "第 " + group + " 组"
}

// placed reports whether v says enough, beside its title, to be certain of a draft: the group or the unit.
func placed(v record.Values) bool { return v["group"] != "" || v["unit"] != "" }

// sameUnit reports whether v speaks of no other unit than the stored letter.
func sameUnit(v, stored record.Values) bool {
	return v["unit"] == "" || roster.SameUnit(fold.Called(v["unit"]), fold.Called(stored["unit"]))
}

// letterForm is what of a letter is compared.
type letterForm struct {
	values          record.Values
	title, about    string
	number          string
	year, group, to string
}

// likeLetter says how a letter that has a 文号 is like a draft without one, or the other way round: in title and in group or unit.
var likeLetter = &record.Like{
	Form: func(v record.Values) any {
		title := fold.Plain(v["title"])
		return letterForm{values: v, title: title, about: aboutOf(title), number: v["number"], year: v["year"], group: v["group"], to: v["unit"]}
	},
	Why: func(row, stored any) (string, bool) {
		a, b := row.(letterForm), stored.(letterForm)
		if a.number != "" && b.number != "" || a.year != "" && a.year != b.year {
			return "", false
		}
		sameGroup, same := a.group == "" || a.group == b.group, sameUnit(a.values, b.values)
		how := "相同"
		switch {
		case a.title != b.title && (!sameGroup || !same || !strings.Contains(a.about, b.about) && !strings.Contains(b.about, a.about)), !sameGroup && (!same || a.to == ""):
			return "", false
		case a.title != b.title:
			how = "相近"
		case !sameGroup:
			how += "，监督小组不同"
		case !same:
			how += "，被监督单位不同"
		}
		known := "已有的「"
		if b.number == "" {
			known = "没有文号的「"
		}
		return "标题与" + known + b.values["title"] + "」（" + sender(b.group) + "，" + b.to + "）" + how, true // renames: each keeps the title it has
	},
}

// aboutOf is what a folded title is about: 窗口服务 of 关于窗口服务的监督意见.
func aboutOf(title string) string {
	about := strings.TrimPrefix(title, "关于")
	for _, ending := range []string{"书", "意见", "监督", "的"} {
		about = strings.TrimSuffix(about, ending)
	}
	if len([]rune(about)) < 2 {
		return title
	}
	return about
}

// letterOtherYear says that a letter of the year was signed off or delivered before it.
func letterOtherYear(v record.Values, year int) string {
	for _, told := range [][2]string{{"审定日期", v["approved_on"]}, {"送达日期", v["delivered_on"]}} {
		if on := told[1]; len(on) >= len("2026") && record.CountOf(on[:len("2026")]) < year {
			return "「" + told[0] + "」一栏为 " + on
		}
	}
	return ""
}
