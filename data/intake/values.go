package intake

import (
	"errors"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Exact is the cell's number as plain decimal text, however it is shown; ok is false for what is none.
func (c Cell) Exact() (text string, ok bool) { return c.decimal() }

// decimal is the cell's number as plain decimal text.
func (c Cell) decimal() (string, bool) {
	if c.Type == CellNumber {
		n, ok := c.number()
		if !ok || math.IsInf(n, 0) || math.IsNaN(n) || math.Abs(n) >= 1e21 {
			return "", false
		}
		return plainDecimal(n), true
	}
	return ParseDecimal(c.raw)
}

func plainDecimal(n float64) string {
	text := plainNumber(n)
	if strings.Contains(text, "E") {
		text = strconv.FormatFloat(n, 'f', 15, 64)
		text = strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
	}
	return text
}

// ParseDecimal reads a number written as text: full-width digits, 1,234.50, 85% (as 0.85). The result is plain
// decimal text without trailing zeros.
func ParseDecimal(s string) (string, bool) {
	text := Squeeze(s)
	text, percent := strings.CutSuffix(text, "%")
	negative := strings.HasPrefix(text, "-")
	text = strings.TrimPrefix(strings.TrimPrefix(text, "-"), "+")
	whole, fraction, dotted := strings.Cut(text, ".")
	whole = ungroup(whole)
	if !allDigits(whole) || (dotted && !allDigits(fraction)) || len(whole)+len(fraction) > 30 {
		return "", false
	}
	if percent {
		whole = "00" + whole
		whole, fraction = whole[:len(whole)-2], whole[len(whole)-2:]+fraction
	}
	if whole = strings.TrimLeft(whole, "0"); whole == "" {
		whole = "0"
	}
	if fraction = strings.TrimRight(fraction, "0"); fraction != "" {
		whole += "." + fraction
	}
	if negative && whole != "0" {
		whole = "-" + whole
	}
	return whole, true
}

// ungroup takes the thousands separators out of 1,234,567 and leaves anything else as it is.
func ungroup(whole string) string {
	groups := strings.Split(whole, ",")
	for i, group := range groups {
		if (i > 0 && len(group) != 3) || len(group) == 0 || len(group) > 3 {
			return whole
		}
	}
	return strings.Join(groups, "")
}

const wantID = "应为 18 位公民身份号码"

var errRoundedID = errors.New("这个号码被 Excel 当作数字保存，第 15 位以后的数字已经丢失，请把该列设为文本格式后按证件重新填写")

// idNumber reads the cell as an ID number. Excel keeps 15 digits of a number, so a longer one stored as a number is
// lost whatever it looks like.
func (c Cell) idNumber() (id, note string, err error) {
	if c.Type == CellNumber {
		n, ok := c.number()
		if ok && math.Abs(n) >= 1e15 {
			return "", "", errRoundedID
		}
		return ParseIDNumber(plainNumber(n))
	}
	return ParseIDNumber(c.raw)
}

// ParseIDNumber checks a citizen's ID number by GB 11643-1999: 18 characters with a possible birth date and the right
// check character. A 15-digit number of before 1999 is accepted with a note. Numbers that Excel has rounded
// (4.40101E+17, or 000 at the end and a wrong check character) are refused with that reason. The error is made to
// follow 「…」一栏为「…」,.
func ParseIDNumber(s string) (id, note string, err error) {
	text := strings.ToUpper(Squeeze(s))
	text = strings.TrimLeft(text, "'`‘’")
	if _, exponent, found := strings.Cut(text, "E+"); found && allDigits(exponent) {
		return "", "", errRoundedID
	}
	if whole, zeros, found := strings.Cut(text, "."); found && allDigits(whole) && strings.Trim(zeros, "0") == "" {
		text = whole
	}
	for i, r := range text {
		if (r < '0' || r > '9') && (r != 'X' || i != 17) {
			return "", "", errors.New("含有数字以外的字符，" + wantID)
		}
	}
	switch len(text) {
	case 15:
		if err := birthOf("19" + text[6:12]); err != nil {
			return "", "", err
		}
		return text, "15 位旧身份证号码「" + text + "」已照收，请核对后补为 18 位。", nil
	case 18:
		return checkID(text)
	}
	return "", "", errors.New("共 " + strconv.Itoa(utf8.RuneCountInString(text)) + " 位，" + wantID)
}

func checkID(text string) (id, note string, err error) {
	want := checkCharacter(text)
	if text[17] != want && strings.HasSuffix(text, "000") {
		return "", "", errRoundedID
	}
	if err := birthOf(text[6:14]); err != nil {
		return "", "", err
	}
	if text[17] != want {
		return "", "", errors.New("最后一位与前 17 位对不上，号码有误，请按证件核对")
	}
	return text, "", nil
}

// LongID is the 18-digit form of an ID number; one of 15 digits is of a birth in 1900 to 1999.
func LongID(id string) string {
	if len(id) != 15 || !allDigits(id) {
		return id
	}
	long := id[:6] + "19" + id[6:]
	return long + string(checkCharacter(long))
}

// SameID reports whether two ID numbers are one in its forms of 15 and 18 digits.
func SameID(a, b string) bool { return LongID(a) == LongID(b) }

// checkCharacter is the last character of an ID number that begins with these 17 digits.
func checkCharacter(digits string) byte {
	weights := [17]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}
	sum := 0
	for i, weight := range weights {
		sum += weight * int(digits[i]-'0')
	}
	return "10X98765432"[sum%11]
}

func birthOf(eight string) error {
	date, err := compactDate(eight)
	if err != nil || date.Year < 1850 {
		return errors.New("第 7 位起的出生日期 " + eight + " 不存在，请按证件核对")
	}
	return nil
}

// phone reads the cell as telephone numbers.
func (c Cell) phone() (string, error) {
	if c.Type == CellNumber {
		n, _ := c.number()
		if n != math.Trunc(n) || n < 0 || n >= 1e15 {
			return "", errNotPhone
		}
		if c.format != nil && !c.format.plain && !c.format.isDate() {
			return ParsePhone(c.format.show(c.raw))
		}
		return ParsePhone(plainNumber(n))
	}
	return ParsePhone(c.raw)
}

var errNotPhone = errors.New("应为电话号码，如 13800000000 或 0571-88880000")

// ParsePhone reads telephone numbers written as text; several are split at 、/,; and line breaks and come back joined
// with 、. Blanks within a number are dropped. A mobile number must have 11 digits. The error is made to follow
// 「…」一栏为「…」,.
func ParsePhone(s string) (string, error) {
	var phones []string
	for _, part := range strings.FieldsFunc(strings.Map(narrow, s), func(r rune) bool { return strings.ContainsRune("、/,;|\n\r", r) }) {
		part = strings.TrimPrefix(strings.NewReplacer("—", "-", "–", "-", "+86", "").Replace(Squeeze(part)), "-")
		if part == "" {
			continue
		}
		if bare := strings.ReplaceAll(part, "-", ""); len(bare) == 11 && bare[0] == '1' && allDigits(bare) {
			part = bare // 138-0000-0000
		}
		if err := checkPhone(part); err != nil {
			return "", err
		}
		phones = append(phones, part)
	}
	if len(phones) == 0 {
		return "", errNotPhone
	}
	return strings.Join(phones, "、"), nil
}

func checkPhone(phone string) error {
	count := 0
	for _, r := range phone {
		switch {
		case r >= '0' && r <= '9':
			count++
		case !strings.ContainsRune("-()+转#*", r):
			return errNotPhone
		}
	}
	switch {
	case count < 3 || count > 20:
		return errNotPhone
	case allDigits(phone) && phone[0] == '1' && count > 8 && count != 11:
		return errors.New("手机号码应为 11 位，这里有 " + strconv.Itoa(count) + " 位")
	}
	return nil
}
