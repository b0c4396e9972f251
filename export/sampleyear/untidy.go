package sampleyear

import (
	"fmt"
	"strings"
	"time"
)

// The ways clerks write the same thing. Which one a row gets depends on its place, so the same row always looks alike.

// wide writes digits and hyphens in full width.
func wide(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r + 0xFEE0
		}
		return r
	}, text)
}

// spaced sets two-character names wide (张 三), and puts a line break or stray blanks into some others.
func spaced(i int, name string) string {
	runes := []rune(name)
	switch {
	case len(runes) == 2 && i%2 == 0:
		return string(runes[0]) + "  " + string(runes[1])
	case len(runes) == 2:
		return string(runes[0]) + " " + string(runes[1])
	case i%37 == 11:
		return name + "\n"
	case i%29 == 7:
		return " " + name + " "
	}
	return name
}

// dateText writes a day in one of the five ways offices do: number, dots, Chinese, hyphens without zeros, or eight digits.
func dateText(i int, d time.Time) any {
	if d.IsZero() {
		return ""
	}
	switch i % 6 {
	case 0, 5:
		return serial{d}
	case 1:
		return d.Format("2006.01.02")
	case 2:
		return fmt.Sprintf("%d年%d月%d日", d.Year(), d.Month(), d.Day())
	case 3:
		return fmt.Sprintf("%d-%d-%d", d.Year(), d.Month(), d.Day())
	default:
		return d.Format("20060102")
	}
}

// birthText writes a date of birth like dateText; a month alone becomes 1965.03, 1965年3月 or 1965-03.
func birthText(i int, b birth) any {
	if b.day > 0 {
		return dateText(i, day(b.year, b.month, b.day))
	}
	switch i % 3 {
	case 0:
		return fmt.Sprintf("%d.%02d", b.year, b.month)
	case 1:
		return fmt.Sprintf("%d年%d月", b.year, b.month)
	}
	return fmt.Sprintf("%d-%02d", b.year, b.month)
}

func phoneText(i int, phone string) string {
	switch i % 17 {
	case 4:
		return wide(phone)
	case 9:
		return phone[:3] + "-" + phone[3:7] + "-" + phone[7:]
	case 13:
		return phone[:3] + " " + phone[3:7] + " " + phone[7:]
	}
	return phone
}

// numeral writes 1 to 99 in Chinese.
func numeral(n int) string {
	digits := []rune("〇一二三四五六七八九")
	text := ""
	if n >= 20 {
		text = string(digits[n/10])
	}
	if n >= 10 {
		text += "十"
	}
	if n%10 > 0 || n == 0 {
		text += string(digits[n%10])
	}
	return text
}

func yesNo(yes bool) string {
	if yes {
		return "是"
	}
	return "否"
}

func join(names []string) string { return strings.Join(names, "、") }
