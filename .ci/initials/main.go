// Command initials prints the initials of each name on a line of its input, as they are typed to find somebody.
package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"

	"cppccdesk/data/fold"
)

func main() {
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		forms := strings.Fields(fold.Name(lines.Text())) // the name, its pinyin, its initials, perhaps others
		fmt.Println(forms[min(2, len(forms)-1)])
	}
}
