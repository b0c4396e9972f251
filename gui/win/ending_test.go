package win

import "testing"

func TestWithEnding(t *testing.T) {
	books := Filter{Name: "工作簿", Endings: []string{"xlsx", "xls"}}
	for _, c := range []struct {
		name   string
		path   string
		filter Filter
		want   string
	}{
		{"Right", "/数据/委员.xlsx", books, "/数据/委员.xlsx"},
		{"UpperCase", "/数据/委员.XLSX", books, "/数据/委员.XLSX"},
		{"Second", "/数据/委员.xls", books, "/数据/委员.xls"},
		{"None", "/数据/委员", books, "/数据/委员.xlsx"},
		{"Other", "/数据/委员.txt", books, "/数据/委员.txt.xlsx"},
		{"DateIsNoEnding", "/数据/委员 2026.11.23", books, "/数据/委员 2026.11.23.xlsx"},
		{"OnlyADot", "/数据/委员.", books, "/数据/委员.xlsx"},
		{"NoFilter", "/数据/委员", Filter{}, "/数据/委员"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := WithEnding(c.path, c.filter); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}
