package assets

import "embed"

// SampleFS holds the sample year of 2026 in sample/*.xlsx and *.csv, as sampleyear.Generate makes it and cmd/samplegen writes it.
// sampleyear.Generate says in which order the files are imported; sample/with_errors is a demonstration of refused rows and no
// part of the year.
//
//go:embed sample
var SampleFS embed.FS
