package roster

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"cppccdesk/data/intake"
	"cppccdesk/data/lunar"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// A birth is kept as birth_on, YYYY-MM-DD or YYYY-MM when only the month is known, with birth_lunar when that is a date of
// the 农历 as people who keep their lunar birthday say it, and birth_leap when its month is a leap month.

// lunarMark and leapMark open a birth that was entered as a lunar one, until splitBirth has put that where it is kept.
const (
	lunarMark = "农历"
	leapMark  = "闰"
)

var lunarWords = strings.NewReplacer("正月", "一月", "冬月", "十一月", "腊月", "十二月", "初", "", "廿", "二十",
	"农历", "", "阴历", "", "(", "", ")", "", "\uff08", "", "\uff09", "", leapMark, "")

var dayOfNoMonth = regexp.MustCompile(`^([12][0-9]{3})[-./年]0?2[-./月](29|30)日?$`)

// parseBirth reads a birth as it is entered: a date or month, or a lunar one such as 农历1975年正月廿七, 1975-01-27(农历),
// 农历1984年闰十月初一. 30 February is left for savePerson to judge, because the lunar second month may have it.
func parseBirth(text string) (string, error) {
	lunarToo := strings.Contains(text, "农历") || strings.Contains(text, "阴历") || strings.Contains(text, leapMark)
	plain := strings.TrimSpace(text)
	if lunarToo {
		plain = strings.TrimSpace(lunarWords.Replace(text))
	}
	date, err := intake.ParseDate(plain)
	value := date.String()
	if m := dayOfNoMonth.FindStringSubmatch(plain); err != nil && m != nil {
		value, err = m[1]+"-02-"+m[2], nil
	}
	if err != nil {
		return "", err
	}
	if strings.Contains(text, leapMark) {
		value = leapMark + value
	}
	if lunarToo {
		value = lunarMark + value
	}
	return value, nil
}

// lunarBirth reads a birth that only parseBirth understands.
func lunarBirth(text string) (string, bool) {
	if !strings.ContainsAny(text, "农阴闰") && !dayOfNoMonth.MatchString(strings.TrimSpace(text)) {
		return "", false
	}
	value, err := parseBirth(text)
	return value, err == nil
}

// splitBirth turns a birth entered as a lunar one into the fields it is kept in.
func splitBirth(v record.Values) {
	date, ok := strings.CutPrefix(v["birth_on"], lunarMark)
	if !ok {
		return
	}
	v["birth_lunar"], v["birth_leap"] = "是", "否"
	if date, ok = strings.CutPrefix(date, leapMark); ok {
		v["birth_leap"] = "是"
	}
	v["birth_on"] = date
}

// lunarDate reads a stored birth as the lunar date it is; false when it is none.
func lunarDate(birthOn string, leap bool) (lunar.Date, bool) {
	d := lunar.Date{Leap: leap}
	for i, part := range strings.Split(birthOn, "-") {
		n, err := strconv.Atoi(part)
		if err != nil || i > 2 {
			return lunar.Date{}, false
		}
		*[]*int{&d.Year, &d.Month, &d.Day}[i] = n
	}
	return d, d.Month > 0
}

// checkBirth refuses a birth that is in no calendar or not yet.
func checkBirth(v record.Values, today string) error {
	birth := v["birth_on"]
	if birth == "" {
		return nil
	}
	if record.Yes(v["birth_lunar"]) {
		d, ok := lunarDate(birth, record.Yes(v["birth_leap"]))
		if !ok {
			return store.Refuse(store.CodeInvalid, "出生日期「%s」看不懂，应为 1975-03-08 这样的日期。", birth)
		}
		if err := d.Check(); err != nil {
			return store.Refuse(store.CodeInvalid, "农历出生日期 %s 不存在：%s。", birth, err)
		}
		if day, _ := d.Solar(); day.Format(store.DateLayout) > today {
			return store.Refuse(store.CodeInvalid, "农历出生日期 %s 晚于今天。", birth)
		}
		return nil
	}
	if record.Yes(v["birth_leap"]) {
		return store.Refuse(store.CodeInvalid, "「闰月」只用于农历生日，请同时把「农历生日」选为是。")
	}
	layout := store.DateLayout[:min(len(birth), len(store.DateLayout))]
	if _, err := time.Parse(layout, birth); err != nil {
		return store.Refuse(store.CodeInvalid, "出生日期 %s 不存在；如果是农历，请把「农历生日」选为是。", birth)
	}
	if birth > today {
		return store.Refuse(store.CodeInvalid, "出生日期 %s 晚于今天。", birth)
	}
	return nil
}

// The ages of people on rosters. A file with others is of a slip of the pen or of a date in the wrong column.
const (
	leastAge = 18
	mostAge  = 100
)

// checkAge refuses a file's birth that makes nobody of a roster. By hand whoever is so old is entered.
func checkAge(birth, today string) error {
	if len(birth) < len("1975") || birth > today {
		return nil // checkBirth says more
	}
	switch age := record.CountOf(today[:len("1975")]) - record.CountOf(birth[:len("1975")]); {
	case age < leastAge:
		return store.Refuse(store.CodeInvalid, "出生日期 %s 算来今年才 %d 岁，请核对；确是这样的请在名册里直接填写。", birth, age)
	case age > mostAge:
		return store.Refuse(store.CodeInvalid, "出生日期 %s 算来今年已 %d 岁，请核对；确是这样的请在名册里直接填写。", birth, age)
	}
	return nil
}

// idBirth is the birth date an ID number of 18 or 15 digits says, ISO.
func idBirth(id string) string {
	switch len(id) {
	case 18:
		return id[6:10] + "-" + id[10:12] + "-" + id[12:14]
	case 15:
		return "19" + id[6:8] + "-" + id[8:10] + "-" + id[10:12]
	}
	return ""
}

// idGender is the gender an ID number says by its order number: odd is 男 (GB 11643).
func idGender(id string) string {
	var order byte
	switch len(id) {
	case 18:
		order = id[16]
	case 15:
		order = id[14]
	default:
		return ""
	}
	if (order-'0')%2 == 1 {
		return "男"
	}
	return "女"
}

// checkIDNumber refuses an ID number that says another birth or gender than the record. A lunar birth is not compared:
// ID cards carry the solar date, or the lunar one as if it were solar.
func checkIDNumber(v record.Values) error {
	id := v["id_number"]
	if id == "" {
		return nil
	}
	birth := v["birth_on"]
	if says := idBirth(id); birth != "" && !record.Yes(v["birth_lunar"]) && !strings.HasPrefix(says, birth) {
		return store.Refuse(store.CodeInvalid, "身份证号中的出生日期是 %s，与填写的 %s 不一致，请按证件核对；过农历生日的请选「农历生日」。", says, birth)
	}
	if says := idGender(id); v["gender"] != "" && v["gender"] != says {
		return store.Refuse(store.CodeInvalid, "身份证号表明性别是%s，与填写的「%s」不一致，请按证件核对。", says, v["gender"])
	}
	return nil
}
