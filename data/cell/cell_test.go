package cell

import "testing"

func TestGuard(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "张三": "张三", "'": "'", "'张三": "'张三",
		"=1+1": "'=1+1", "+cmd|' /C calc'!A0": "'+cmd|' /C calc'!A0", "-2+3": "'-2+3", "@SUM(A1)": "'@SUM(A1)",
		"＝1": "'＝1", "＋1": "'＋1", "－1": "'－1", "＠a": "'＠a", "\t=1": "'\t=1", "\r=1": "'\r=1", "\n=1": "'\n=1", "|calc": "'|calc",
		"-3": "-3", "+86": "+86", "-3.5%": "-3.5%", "-": "'-", "'=1": "''=1", "''=1": "'''=1",
	} {
		if got := Guard(text); got != want {
			t.Errorf("Guard(%q) = %q, want %q", text, got, want)
		}
	}
}

func FuzzUnguardGivesBack(f *testing.F) {
	for _, text := range []string{"", "=1", "'=1", "''-", "-3", "'", "张三"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if got := Unguard(Guard(text)); got != text {
			t.Errorf("%q came back as %q", text, got)
		}
	})
}
