package intake

import "testing"

// A cell says what its format writes around the digits, not only the digits.
func TestNumbersAreReadAsTheirFormatsShowThem(t *testing.T) {
	for _, tt := range []struct{ code, raw, want string }{
		{`"YL2"0000`, "1", "YL20001"},
		{`"0999-"0000000`, "6110001", "0999-6110001"},
		{`0000-0000000`, "9996110001", "0999-6110001"},
		{`0000\-0000000`, "9996110001", "0999-6110001"},
		{`"第"0"号"`, "12", "第12号"},
		{`0"件"`, "7", "7件"},
		{`000`, "7", "007"},
		{`#,##0.00`, "1234.5", "1234.50"},
		{`_ * #,##0.00_ ;_ * \-#,##0.00_ `, "1234.5", "1234.50"},
		{`[$¥-804]#,##0`, "1234", "1234"},
		{`0.00_);\(0.00\)`, "-2", "-2.00"},
		{`0%`, "0.85", "85%"},
		{`[DBNum1][$-804]General`, "12", "12"},
	} {
		if got := newFormat(tt.code, false).show(tt.raw); got != tt.want {
			t.Errorf("%s of %s as %s, want %s", tt.code, tt.raw, got, tt.want)
		}
	}
}
