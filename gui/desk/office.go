package desk

import (
	"strconv"
	"strings"
)

// officeLine is the line under the product's name: 云岭县政协 · 2018.
func officeLine(s State) string {
	office := s.County
	if office != "" && !strings.HasSuffix(office, "政协") {
		office += "政协"
	}
	year := strconv.Itoa(s.Scope.Year)
	if office == "" {
		return year
	}
	return office + " · " + year
}
