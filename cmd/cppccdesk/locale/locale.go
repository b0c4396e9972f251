// Package locale gives the program a locale before Fyne looks for one. In the C locale of services and bare terminals Fyne reports an
// error on every start, also of commands that never open a window. Imported for its effect: a package that needs nothing but os is
// initialised before Fyne's.
package locale

import "os"

func init() {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		switch os.Getenv(name) {
		case "":
			continue
		case "C", "POSIX", "C.UTF-8", "C.utf8":
			_ = os.Setenv(name, "zh_CN.UTF-8") // cannot fail for these names
		}
		return
	}
	_ = os.Setenv("LANG", "zh_CN.UTF-8")
}
