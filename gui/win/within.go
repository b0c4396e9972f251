package win

// within moves the span from low to high into the room from least to most, and cuts it when it is longer.
func within(low, high, least, most int32) (from, to int32) {
	length := min(high-low, most-least)
	from = min(max(low, least), most-length)
	return from, from + length
}
